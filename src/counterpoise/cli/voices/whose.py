"""``counterpoise voices words``: distinctive words, how far vocabularies lie apart, whose words a decision uses."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterpoise.cli.files import progress
from counterpoise.cli.voices.blocks import Block
from counterpoise.cli.voices.gathering import Gathered, language_told, one_file
from counterpoise.cli.voices.speaking import chance, complaint, phrase, words
from counterpoise.expertise.voices.language import lemmas, stop_words
from counterpoise.expertise.voices.vocabulary import (
    FEWEST,
    PRIOR,
    Distance,
    NoWordsError,
    Uptake,
    WordOdds,
    distance,
    distinctive,
    log_odds,
    uptake_lift,
)

__all__ = ["told"]

_SHOWN = 25
_MOST_GROUPS = 20
"""So many groups are held beside all the others: a column with a name for each person has thousands."""


@dataclass(frozen=True, slots=True)
class _Speaker:
    """The words of one person, or of one text where nobody is named."""

    group: str
    counts: Counter[str]


@dataclass(frozen=True, slots=True)
class _Compared:
    """One group beside all the others."""

    group: str
    odds: tuple[WordOdds, ...]
    own: tuple[WordOdds, ...]
    apart: Distance
    uptake: Uptake | None


def told(
    gathered: Gathered, *, by: str, speaker: str, decision: Path | None, seed: int, lang: str
) -> tuple[Mapping[str, Any], Sequence[Block]]:
    """Compare the sides, and return the result as plain data and as blocks.

    Raises
    ------
    CommandError
        If a column is absent, all rows are of one side, or a side has no words.
    """
    with progress(phrase("work", "counting", lang=lang)):
        speakers, texts = _speakers(gathered, by=by, speaker=speaker, lang=lang)
    names = sorted(texts)
    if by and len(names) == 1:
        raise complaint("one_group", lang=lang, column=by)
    text = _decision(decision, gathered, lang) if decision else None
    found: list[_Compared] = []
    if len(names) > 1:
        # With two sides one comparison says everything.
        with progress(phrase("work", "shuffling", lang=lang)) as step:
            for number, name in enumerate(beside := _largest(texts)):
                step(number, len(beside))
                found.append(_compared(speakers, name, text, found, seed=seed, lang=lang, two=len(names) == 2))
    totals = {name: counted_of(speakers, name) for name in names}
    return _data(gathered, texts, totals, found), _blocks(gathered, texts, totals, found, lang)


def _largest(texts: Mapping[str, int]) -> list[str]:
    """Return the groups that are held beside the others, by name: those with most texts."""
    most = sorted(texts, key=lambda name: (-texts[name], name))[:_MOST_GROUPS]
    return sorted(most)


def counted_of(speakers: Sequence[_Speaker], name: str) -> Counter[str]:
    """Return the words of one group."""
    total: Counter[str] = Counter()
    for one in speakers:
        if one.group == name:
            total.update(one.counts)
    return total


def _content(text: str, language: str) -> list[str]:
    stops = stop_words(language)
    return [word for word in lemmas(text, language) if word not in stops and len(word) > 1]


def _speakers(gathered: Gathered, *, by: str, speaker: str, lang: str) -> tuple[list[_Speaker], Counter[str]]:
    counts: dict[tuple[str, str], Counter[str]] = {}
    texts: Counter[str] = Counter()
    if not by and len({file.name for file in gathered.files}) < len(gathered.files):
        raise complaint("same_name", lang=lang)
    for file in gathered.files:
        for column in filter(None, (by, speaker)):
            if column not in file.columns:
                known = ", ".join(file.columns) or "–"
                raise complaint("no_column_by", lang=lang, column=column, path=file.name, known=known)
        for piece in file.pieces:
            group = (piece.fields.get(by) or "–") if by else file.name
            person = piece.fields.get(speaker, "") if speaker else ""
            key = (group, person or f"{file.name}:{piece.row}")
            counts.setdefault(key, Counter()).update(_content(piece.text, gathered.language))
            texts[group] += 1
    return [_Speaker(group, found) for (group, _), found in counts.items()], texts


def _decision(path: Path, gathered: Gathered, lang: str) -> frozenset[str]:
    whole = one_file(path, column="", lang=lang).whole
    own = language_told([whole], name=path.name, lang=lang)
    if own and not gathered.assumed and own != gathered.language:
        # Read by the words of another language it would seem to use nobody's.
        first, both = gathered.files[0].name, f"{gathered.language}, {own}"
        raise complaint("files_differ", lang=lang, first=first, second=path.name, languages=both)
    return frozenset(_content(whole, gathered.language))


def _compared(
    speakers: Sequence[_Speaker],
    name: str,
    decision: frozenset[str] | None,
    earlier: Sequence[_Compared],
    *,
    seed: int,
    lang: str,
    two: bool,
) -> _Compared:
    own = counted_of(speakers, name)
    others: Counter[str] = Counter()
    for one in speakers:
        if one.group != name:
            others.update(one.counts)
    try:
        odds = log_odds(own, others)
        apart = (
            earlier[0].apart
            if two and earlier
            else distance([one.counts for one in speakers], [one.group == name for one in speakers], seed=seed)
        )
    except NoWordsError as error:
        raise complaint("no_words", lang=lang) from error
    clear, _ = distinctive(odds)
    uptake = uptake_lift(clear, odds, decision, seed=seed) if decision is not None else None
    return _Compared(name, odds, clear, apart, uptake)


def _word(row: WordOdds) -> dict[str, Any]:
    return {"word": row.word, "here": row.first, "elsewhere": row.second, "z": row.z, "p": row.p}


def _data(
    gathered: Gathered, texts: Mapping[str, int], totals: Mapping[str, Counter[str]], found: Sequence[_Compared]
) -> dict[str, Any]:
    groups = {
        name: {
            "texts": texts[name],
            "words": total.total(),
            "common": [
                {"word": word, "count": count}
                for word, count in sorted(total.items(), key=lambda entry: (-entry[1], entry[0]))[:_SHOWN]
            ],
        }
        for name, total in totals.items()
    }
    return {
        "language": gathered.language,
        "groups": groups,
        "distinctive": {one.group: [_word(row) for row in one.own] for one in found},
        "distances": [
            {
                "group": one.group,
                "value": one.apart.value,
                "expected": one.apart.expected,
                "excess": one.apart.excess,
                "p": one.apart.p,
                "speakers": list(one.apart.speakers),
                "shuffles": one.apart.draws,
            }
            for one in found
        ],
        "uptake": {one.group: _uptake(one.uptake) for one in found if one.uptake is not None},
    }


def _uptake(found: Uptake) -> dict[str, Any]:
    return {
        "used": found.used,
        "raised": found.raised,
        "interval": [found.interval.low, found.interval.high],
        "control": found.control,
        "lift": found.lift,
        "lift_interval": [found.lift_interval.low, found.lift_interval.high] if found.lift_interval else None,
        "words": list(found.words),
    }


def _blocks(
    gathered: Gathered,
    texts: Mapping[str, int],
    totals: Mapping[str, Counter[str]],
    found: Sequence[_Compared],
    lang: str,
) -> list[Block]:
    say = words(lang)
    lines = [say["lines"][gathered.named]]
    if gathered.empty:
        lines.append(phrase("lines", "rows_without_words", lang=lang, number=gathered.empty))
    if not found:
        lines.append(say["lines"]["one_text"])
    if len(totals) > _MOST_GROUPS:
        lines.append(phrase("lines", "most_groups", lang=lang, shown=_MOST_GROUPS, all=len(totals)))
    columns = [say["columns"][name] for name in ("group", "texts", "tokens")]
    rows = [[name, str(texts[name]), str(totals[name].total())] for name in _largest(texts)]
    blocks = [Block(say["titles"]["counts"], lines, columns, rows)]
    if not found:
        blocks += [_common(name, total, lang) for name, total in totals.items()]
    for number, one in enumerate(found):
        blocks.append(_distinctive(one, lang))
        if number == 0 or len(found) > 2:
            blocks.append(_distance(one, lang))
    if uptakes := [_uptake_line(one.group, one.uptake, lang) for one in found if one.uptake is not None]:
        blocks.append(Block(say["titles"]["uptake"], uptakes))
    return [*blocks, Block(say["titles"]["cannot_say"], [say["cannot_say"]["words"]])]


def _common(name: str, total: Counter[str], lang: str) -> Block:
    say = words(lang)
    rows = [[word, str(n)] for word, n in sorted(total.items(), key=lambda entry: (-entry[1], entry[0]))[:_SHOWN]]
    return Block(
        phrase("titles", "distinctive", lang=lang, group=name),
        (),
        [say["columns"]["word"], say["columns"]["here"]],
        rows,
        own_words=[say["columns"]["word"]],
    )


def _distinctive(one: _Compared, lang: str) -> Block:
    say = words(lang)
    lines = [
        phrase(
            "lines", "tested", lang=lang, group=one.group, number=len(one.own), all=len(one.odds), prior=f"{PRIOR:g}"
        )
    ]
    if not one.own:
        lines.append(say["lines"]["none"])
    columns = [say["columns"][name] for name in ("word", "here", "elsewhere", "z", "p")]
    rows = [[row.word, str(row.first), str(row.second), f"{row.z:.2f}", chance(row.p)] for row in one.own[:_SHOWN]]
    title = phrase("titles", "distinctive", lang=lang, group=one.group)
    return Block(title, lines, columns if rows else (), rows, own_words=columns[:1])


def _distance(one: _Compared, lang: str) -> Block:
    apart = one.apart
    line = phrase(
        "lines",
        "distance",
        lang=lang,
        value=f"{apart.value:.3f}",
        expected=f"{apart.expected:.3f}",
        excess=f"{apart.excess:+.3f}",
        p=f"{apart.p:.3f}",
        draws=apart.draws,
        first=apart.speakers[0],
        second=apart.speakers[1],
    )
    return Block(words(lang)["titles"]["distance"], [line])


def _uptake_line(group: str, found: Uptake, lang: str) -> str:
    lift = (
        phrase("lines", "too_few_words", lang=lang, fewest=FEWEST)
        if found.lift is None
        else f"{found.lift:.2f}"
        + (f" ({found.lift_interval.low:.2f}–{found.lift_interval.high:.2f})" if found.lift_interval else "")
    )
    if not found.raised:
        return phrase("lines", "uptake_of_none", lang=lang, group=group)
    return phrase(
        "lines",
        "uptake",
        lang=lang,
        used=found.used,
        raised=found.raised,
        group=group,
        low=f"{found.interval.low:.2f}",
        high=f"{found.interval.high:.2f}",
        control="–" if found.control is None else f"{found.control:.2f}",
        lift=lift,
    )
