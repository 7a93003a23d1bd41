"""``counterpoise voices positioning``: the groups, their roles and their sentences."""

from collections.abc import Mapping, Sequence
from typing import Any

from counterpoise.cli.files import progress
from counterpoise.cli.voices.blocks import Block
from counterpoise.cli.voices.gathering import Gathered
from counterpoise.cli.voices.speaking import chance, phrase, words
from counterpoise.expertise.voices.claims import Claimed, claims
from counterpoise.expertise.voices.language import sentences
from counterpoise.expertise.voices.positioning import FEWEST, MEASURED, Position, Positioning, gap
from counterpoise.expertise.voices.positioning import positioning as read_positions
from counterpoise.expertise.voices.roles import Role

__all__ = ["told"]

_MOST_SENTENCES = 40


def told(gathered: Gathered, *, seed: int, lang: str) -> tuple[Mapping[str, Any], Sequence[Block]]:
    """Read the texts, and return the result as plain data and as blocks."""
    texts = [file.whole for file in gathered.files]
    with progress(phrase("work", "roles", lang=lang)) as step:
        found = read_positions(texts, gathered.language, progress=step)
    big = [claim for text in texts for claim in claims(sentences(text, gathered.language), gathered.language)]
    return _data(found), _blocks(found, big, gathered, seed=seed, lang=lang)


def _data(found: Positioning) -> dict[str, Any]:
    return {
        "language": found.language,
        "groups": {
            name: {
                **{str(role): position.counts[role] for role in Role},
                "index": position.index if position.shown else None,
                "interval": [position.interval.low, position.interval.high]
                if position.shown and position.interval
                else None,
            }
            for name, position in found.groups.items()
        },
        "mentions": [
            {
                "sentence": one.sentence,
                "start": one.start,
                "end": one.end,
                "text": one.text,
                "group": one.group,
                "role": str(one.role),
            }
            for one in found.mentions
        ],
    }


def _index(position: Position, lang: str) -> str:
    if not position.shown or position.index is None or position.interval is None:
        return phrase("lines", "too_few_mentions", lang=lang, fewest=FEWEST)
    return f"{position.index:.2f} ({position.interval.low:.2f}–{position.interval.high:.2f})"


def _blocks(found: Positioning, big: Sequence[Claimed], gathered: Gathered, *, seed: int, lang: str) -> list[Block]:
    say = words(lang)
    right, n = MEASURED[found.language]
    lines = [say["lines"][gathered.named], say["lines"]["rules_only"].format(right=right, n=n)]
    if gathered.empty:
        lines.append(phrase("lines", "rows_without_words", lang=lang, number=gathered.empty))
    if not found.mentions:
        lines.append(say["lines"]["no_mentions"])
    columns = ("group", *(str(role) for role in Role), "index")
    rows = [
        [say["groups"][name], *(str(position.counts[role]) for role in Role), _index(position, lang)]
        for name, position in found.groups.items()
    ]
    blocks = [
        Block(say["titles"]["groups"], lines, [say["columns"][name] for name in columns] if rows else (), rows),
        Block(say["titles"]["gap"], [_gap_line(found, seed=seed, lang=lang)]),
        _claims_block(big, lang),
    ]
    blocks += [_sentences_block(found, name, lang) for name in found.groups]
    return [*blocks, Block(say["titles"]["cannot_say"], [say["cannot_say"]["positioning"]])]


def _gap_line(found: Positioning, *, seed: int, lang: str) -> str:
    both = [found.groups.get(name) for name in ("citizens", "professionals")]
    between = gap(found.mentions, seed=seed) if all(one is not None and one.shown for one in both) else None
    if between is None:
        return phrase("lines", "no_gap", lang=lang)
    return phrase(
        "lines",
        "gap",
        lang=lang,
        value=f"{between.value:+.2f}",
        low=f"{between.interval.low:+.2f}",
        high=f"{between.interval.high:+.2f}",
        p=chance(between.p),
    )


def _claims_block(big: Sequence[Claimed], lang: str) -> Block:
    say = words(lang)
    title = say["titles"]["claims"]
    if not big:
        return Block(title, [say["lines"]["no_claims"]])
    rows = [[claim.text.strip(), claim.sentence] for claim in big[:_MOST_SENTENCES]]
    columns = [say["columns"]["claim"], say["columns"]["sentence"]]
    return Block(title, (), columns, rows, own_words=columns)


def _sentences_block(found: Positioning, group: str, lang: str) -> Block:
    say = words(lang)
    own = [one for one in found.mentions if one.group == group]
    rows = [[say["roles"][str(one.role)], one.text, one.sentence] for one in own[:_MOST_SENTENCES]]
    columns = [say["columns"][name] for name in ("role", "word", "sentence")]
    lines = [phrase("lines", "first_of", lang=lang, shown=len(rows), all=len(own))] if len(rows) < len(own) else []
    title = phrase("titles", "sentences", lang=lang, group=say["groups"][group])
    return Block(title, lines, columns, rows, own_words=columns[1:])
