"""Whom do you mean? Words such as "citizens" that name nobody in particular, and groups that are described."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from counterpoise.indicator import Direction, Evidence, Reading
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.shares import ends, share_part
from counterpoise.record import Case
from counterpoise.record.decisions import Decision, GroupReference
from counterpoise.record.initiatives import Group
from counterpoise.statistics.intervals import wilson

__all__ = ["REFUSALS", "VAGUE_WORDS", "VagueWord", "may_name_group", "naming", "overridden", "vague_words"]

REFUSALS = ("inclusion.group_without_name", "inclusion.group_too_vague")
"""The words with which this module says no."""

VAGUE_WORDS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "citizens",
        "the citizen",
        "the community",
        "the communities",
        "the public",
        "the people",
        "the population",
        "stakeholders",
        "interested parties",
        "residents",
        "inhabitants",
        "clients",
        "users",
        "service users",
        "patients",
        "families",
        "everybody",
        "everyone",
        "society",
        "the neighbourhood",
    ),
    "nl": (
        "burgers",
        "de burger",
        "de gemeenschap",
        "het publiek",
        "de mensen",
        "de bevolking",
        "de samenleving",
        "de maatschappij",
        "belanghebbenden",
        "betrokkenen",
        "bewoners",
        "inwoners",
        "cliënten",
        "gebruikers",
        "patiënten",
        "families",
        "naasten",
        "iedereen",
        "de buurt",
        "de wijk",
    ),
}
"""Words that do not say who is meant, by the code of their language."""

_ARTICLES = {"en": ("the ", "our ", "all "), "nl": ("de ", "het ", "onze ", "alle ")}


@dataclass(frozen=True, slots=True)
class VagueWord:
    """A place in a text that does not say who is meant.

    Attributes
    ----------
    word
        The word as it stands there.
    start, end
        Where it starts, and where the text goes on; in characters.
    """

    word: str
    start: int
    end: int


@lru_cache(maxsize=8)
def _pattern(language: str) -> re.Pattern[str]:
    # The longest first, so that "service users" is one place and not two.
    words = sorted(VAGUE_WORDS[language], key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def _languages(language: str) -> tuple[str, ...]:
    return (language,) if language in VAGUE_WORDS else tuple(VAGUE_WORDS)


def vague_words(text: str, *, language: str = "") -> tuple[VagueWord, ...]:
    """Find the words of a text that do not say who is meant, in the order of the text.

    Parameters
    ----------
    text
        The text.
    language
        Its code, such as ``nl``; empty or unknown looks for the words of all languages.
    """
    found = {
        (hit.start(), hit.end()): VagueWord(hit.group(), hit.start(), hit.end())
        for code in _languages(language)
        for hit in _pattern(code).finditer(text)
    }
    return tuple(found[place] for place in sorted(found))


def _is_vague(name: str) -> bool:
    bare = " ".join(name.casefold().split()).strip(" .,;:!?\"'")
    for code, words in VAGUE_WORDS.items():
        forms = {bare, *(f"{article}{bare}" for article in _ARTICLES[code])}
        forms |= {bare.removeprefix(article) for article in _ARTICLES[code]}
        if forms & set(words):
            return True
    return False


def may_name_group(*, name: str, description: str = "", override: bool = False) -> Refusal | None:
    """Say what stands in the way of a group with this name.

    A group needs a name and a description of who belongs to it. A vague name without a description is refused with the
    question whom you mean. People may go on all the same (`override`); such groups are counted by `overridden`, and
    what refers to them does not count as named.

    Parameters
    ----------
    name
        The group's name.
    description
        Who belongs to it.
    override
        Whether the warning was read and set aside.
    """
    if not name.strip():
        return Refusal("inclusion.group_without_name")
    if description.strip() or override:
        return None
    return Refusal("inclusion.group_too_vague", {"name": name, "vague": _is_vague(name)})


def overridden(groups: Iterable[Group]) -> tuple[str, ...]:
    """Return the ids of the groups that stand without a description, sorted."""
    return tuple(sorted({group.id for group in groups if not group.description.strip()}))


def _read(decision: Decision, referred: set[str | None]) -> bool:
    # Read means: its vague words were looked up, or a look at its text shows that it has none.
    words = f"{decision.text} {decision.reasons}".strip()
    return decision.id in referred or (bool(words) and not vague_words(words))


def naming(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure takes a seed
    """Share of the places that speak of "citizens" and the like from which it is clear who is meant.

    Value: references to a described group / all references, in decisions and documents.

    Parameters
    ----------
    case
        One initiative at a date.
    seed
        Not used.

    Returns
    -------
    Reading
        The share with Wilson's interval; beside it the share linked to the whole population, and references to a
        group that nobody described.

    Cannot say
    ----------
    Whether the group that is named is the right one. Nor what was said without being written down.

    Gaming
    ------
    Everything can be linked to "all residents". So the share linked to the whole population stands beside it.

    Source
    ------
    The paper: references to citizens, the community or the public often remain vague.
    """
    groups = case.by_id(Group)
    references = case.rows(GroupReference)
    linked = [(row, groups[row.group]) for row in references if row.group in groups]
    named = [(row, group) for row, group in linked if group.description.strip()]
    decisions = [row for row in case.rows(Decision) if row.decided_at is not None]
    referred = {row.decision for row in references}
    read = [row for row in decisions if _read(row, referred)]
    return Reading(
        value=len(named) / len(references) if references else None,
        numerator=len(named),
        denominator=len(references),
        interval=ends(wilson(len(named), len(references))) if references else None,
        known=len(read),
        candidates=len(decisions),
        parts=(
            share_part("whole_population", sum(group.whole_population for _, group in named), len(named)),
            share_part("not_described", len(linked) - len(named), len(references), direction=Direction.DUTY),
        ),
        details={
            "words": _by_word(references, {row.id for row, _ in named}),
            "overridden": list(overridden(groups.values())),
        },
        evidence=Evidence(
            numerator=tuple(sorted(row.id for row, _ in named)),
            denominator=tuple(sorted(row.id for row in references)),
            tables=("group_references",),
        ),
    )


def _by_word(references: Iterable[GroupReference], named: set[str]) -> list[dict[str, str | int]]:
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in references:
        found = counts[" ".join(row.text.casefold().split())]
        found[0] += row.id in named
        found[1] += 1
    return [{"word": word, "named": named_, "all": all_} for word, (named_, all_) in sorted(counts.items())]
