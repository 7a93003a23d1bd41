"""How a text positions people: as acting, as acted upon, as partners, or as a topic.

The rules look at the words around each name and suggest; people decide. A name as a topic ("patients' needs") is
counted and shown, but says nothing about who acts.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from counterpoise.expertise.voices import dutch, english
from counterpoise.expertise.voices.claims import claims
from counterpoise.expertise.voices.language import Sentence, sentences
from counterpoise.expertise.voices.phrases import Phrase, Word, grammar, phrases, words_of
from counterpoise.expertise.voices.roles import Role
from counterpoise.record.documents import Label
from counterpoise.statistics.intervals import Interval, wilson
from counterpoise.statistics.seeds import generator

__all__ = ["FEWEST", "MEASURED", "Gap", "Mentioned", "Position", "Positioning", "gap", "positioning", "suggested_label"]

FEWEST = 30
"""Below so many mentions only the sentences are shown, and no index."""

MEASURED: Mapping[str, tuple[int, int]] = {"en": (149, 188), "nl": (91, 130)}
"""In how many mentions the rules agree with two readings, of those in which both readings agree. Software made both."""

RoleReader = Callable[[str, Sequence[tuple[int, int]]], Sequence[Role | None]]
"""An optional parser: given a sentence and where names stand in it, the role of each, or None where it cannot tell."""

_RULES: Mapping[str, Callable[[Sequence[Word], Phrase], Role]] = {"en": english.role_of, "nl": dutch.role_of}


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One place where a text names people.

    Attributes
    ----------
    document
        Which of the texts, from 0.
    number
        The number of the sentence in that text, from 0.
    sentence
        The sentence, normalised.
    start, end
        Where the name stands in the sentence.
    text
        The name.
    group
        Which group it names, such as ``citizens``.
    role
        What the sentence makes of them.
    corrected
        Whether a person gave the role.
    """

    document: int
    number: int
    sentence: str
    start: int
    end: int
    text: str
    group: str
    role: Role
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Position:
    """How often one group is named in each role.

    Attributes
    ----------
    counts
        Mentions by role.
    index
        Mentions as agent / mentions as agent or recipient; None without any of these.
    interval
        Wilson's interval of the index.
    shown
        Whether there are mentions enough to show the index.
    """

    counts: Mapping[Role, int]
    index: float | None
    interval: Interval | None
    shown: bool

    @property
    def mentions(self) -> int:
        """All mentions of the group."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Positioning:
    """How texts position people.

    Attributes
    ----------
    language
        The language of the rules, ``en`` or ``nl``.
    groups
        Each group that is named, in the order of their names.
    mentions
        Every mention, in the order of the texts.
    sentences
        Number of sentences that were read.
    parsed
        Share of the mentions whose role a parser gave; 0 where none was supplied.
    """

    language: str
    groups: Mapping[str, Position]
    mentions: tuple[Mentioned, ...]
    sentences: int
    parsed: float


@dataclass(frozen=True, slots=True)
class Gap:
    """The difference of the index of two groups in the same texts.

    Attributes
    ----------
    value
        Index of the first group minus that of the second.
    interval
        Percentile interval, resampling sentences.
    p
        One-sided: share of the resamples in which the first group's index is not below the second's.
    draws
        Number of resamples in which both have an index.
    """

    value: float
    interval: Interval
    p: float
    draws: int


def positioning(
    texts: Sequence[str],
    language: str,
    *,
    corrections: Mapping[tuple[int, int, int], Role] | None = None,
    parser: RoleReader | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Positioning:
    """Return who is named in these texts and in which role.

    Parameters
    ----------
    texts
        One text or more.
    language
        ``en`` or ``nl``.
    corrections
        Roles that a person gave, by text, number of the sentence, and start of the name in it. They go before rules.
    parser
        Reads roles better than the rules do, if the operator supplied one; see `parser.role_reader`.
    progress
        Called with the number of texts that are done, and of all.
    """
    given = corrections or {}
    found: list[Mentioned] = []
    read = parsed = 0
    for document, text in enumerate(texts):
        for sentence in sentences(text, language):
            read += 1
            own, by_parser = _in_sentence(sentence, document, language, given, parser)
            found += own
            parsed += by_parser
        if progress is not None:
            progress(document + 1, len(texts))
    names = sorted({one.group for one in found})
    groups = {name: _position(one.role for one in found if one.group == name) for name in names}
    return Positioning(language, groups, tuple(found), read, parsed / len(found) if found else 0.0)


def _in_sentence(
    sentence: Sentence,
    document: int,
    language: str,
    given: Mapping[tuple[int, int, int], Role],
    parser: RoleReader | None,
) -> tuple[list[Mentioned], int]:
    words = words_of(sentence.text)
    named = phrases(words, language)
    places = [(words[phrase.head].start, words[phrase.head].end) for phrase in named]
    read: Sequence[Role | None] = parser(sentence.text, places) if parser and places else [None] * len(named)
    found = []
    for phrase, (start, end), better in zip(named, places, read, strict=True):
        told = given.get((document, sentence.number, start))
        role = told or better or _RULES[language](words, phrase)
        found.append(
            Mentioned(
                document=document,
                number=sentence.number,
                sentence=sentence.text,
                start=start,
                end=end,
                text=sentence.text[start:end],
                group=phrase.group,
                role=role,
                corrected=told is not None,
            )
        )
    return found, sum(role is not None for role in read)


def _position(roles: Iterable[Role]) -> Position:
    counts = Counter(roles)
    agents, n = counts[Role.AGENT], counts[Role.AGENT] + counts[Role.RECIPIENT]
    return Position(
        counts={role: counts[role] for role in Role},
        index=agents / n if n else None,
        interval=wilson(agents, n) if n else None,
        shown=counts.total() >= FEWEST,
    )


def gap(
    found: Sequence[Mentioned],
    *,
    seed: int | str,
    first: str = "citizens",
    second: str = "professionals",
    draws: int = 9_999,
) -> Gap | None:
    """Return the difference between the indices of two groups, resampling whole sentences.

    Parameters
    ----------
    found
        Mentions, from `positioning`.
    seed
        The seed of the resamples.
    first, second
        The groups.
    draws
        Number of resamples.

    Returns
    -------
    Gap or None
        None where a group has no mention as agent or recipient, or the resamples seldom have both.

    Notes
    -----
    Sentences and not mentions are drawn, for the mentions of one sentence share its grammar.
    """
    rows: dict[tuple[int, int], list[int]] = {}
    for one in found:
        if one.group in {first, second} and one.role in {Role.AGENT, Role.RECIPIENT}:
            row = rows.setdefault((one.document, one.number), [0, 0, 0, 0])
            row[2 * (one.group == second) + (one.role is Role.RECIPIENT)] += 1
    table = np.array(sorted(rows.values()), dtype=np.float64).reshape(-1, 4)
    total = table.sum(axis=0)
    if not total[:2].sum() or not total[2:].sum():
        return None
    picked = generator(seed).multinomial(len(table), np.full(len(table), 1 / len(table)), size=draws) @ table
    own, other = picked[:, 0] + picked[:, 1], picked[:, 2] + picked[:, 3]
    both = (own > 0) & (other > 0)
    if 2 * both.sum() < draws:
        return None
    differences = picked[both, 0] / own[both] - picked[both, 2] / other[both]
    low, high = np.quantile(differences, [0.025, 0.975])
    return Gap(
        value=float(total[0] / total[:2].sum() - total[2] / total[2:].sum()),
        interval=Interval(float(low), float(high)),
        p=(1 + int((differences >= 0).sum())) / (1 + int(both.sum())),
        draws=int(both.sum()),
    )


def suggested_label(mention: Mentioned, language: str) -> Label:
    """Return the label that two readers are offered for a mention, to change as they see fit.

    A mention inside a big claim is a slogan. A recipient of "involve", "consult" and the like is invited. Somebody
    whose needs, views or values are spoken of is a source. "Absent" is for a text that names nobody: never offered.
    """
    sentence = Sentence(mention.number, 0, len(mention.sentence), mention.sentence)
    if any(
        abs(claim.start - mention.end) < 60 or claim.start <= mention.start < claim.end
        for claim in claims([sentence], language)
    ):
        return Label.SLOGAN
    if mention.role is Role.AGENT:
        return Label.AGENT
    if mention.role is Role.PARTNER:
        return Label.PARTNER
    near = [word.text for word in words_of(mention.sentence) if abs(word.start - mention.start) < 60 and not word.sign]
    rule = grammar(language)
    if mention.role is Role.RECIPIENT:
        return Label.INVITED if any(rule.form_of(word, "labels", "invited") for word in near) else Label.RECIPIENT
    return Label.SOURCE if any(word in rule.of("labels", "sources") for word in near) else Label.RECIPIENT
