"""What the map says, as plain lines: the text and the page say the same because both are made of these."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from counterpoise.interests.opinions.headlines import Found
from counterpoise.interests.opinions.heldout import HeldOut
from counterpoise.interests.opinions.mapping import OpinionMap
from counterpoise.interests.opinions.report.words import say

__all__ = ["Part", "Told", "letter", "stood_for", "tell", "text_of", "unheard"]

LISTS = ("unites", "divides", "minority", "split_inside", "outside", "undecided")
MOST = 8
FEW_PEOPLE = 30


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with lines below it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that is said.

    Attributes
    ----------
    opening
        The first lines: how many, which groups, how sure.
    parts
        Groups, lists, and blocks of ballots.
    closing
        What the map cannot say.
    """

    opening: tuple[str, ...]
    parts: tuple[Part, ...]
    closing: tuple[str, ...]


def letter(group: int) -> str:
    """Return the letter of a group."""
    return chr(ord("A") + group)


def text_of(found: OpinionMap, texts: Mapping[str, str], statement: int) -> str:
    """Return the words of a statement with its id; the id alone where there are no words."""
    name = found.votes.statements[statement]
    words = " ".join(texts.get(name, "").split())
    return f"“{words}” [{name}]" if words else f"[{name}]"


def stood_for(found: OpinionMap, group: int) -> list[tuple[int, str]]:
    """Return the statements that a group stands for with its side, the clearest first.

    After correction many have the same p-value; then the one that certainly more of the group hold comes first.
    """
    shares = found.agreement
    stands = [
        (one.p or 0.0, -shares.low[group, place] if one.side == "agree" else shares.high[group, place] - 1, place, one)
        for place, of in enumerate(found.represents)
        for one in of
        if one.group == group
    ]
    return [(place, one.side) for _, _, place, one in sorted(stands, key=lambda each: each[:3])]


def unheard(found: OpinionMap) -> tuple[int, ...]:
    """Return the groups with fewer than five votes' worth on each statement: with one of them nothing can unite."""
    return tuple(int(group) for group in np.flatnonzero(np.isnan(found.agreement.low).all(axis=1)))


def tell(
    found: OpinionMap, *, texts: Mapping[str, str], lang: str, hidden: int = 0, held_out: HeldOut | None = None
) -> Told:
    """Return what the map says.

    Parameters
    ----------
    found
        The map.
    texts
        The words of statements, by id.
    lang
        The reader's language.
    hidden
        How many statements moderation took out.
    held_out
        How well hidden votes were foretold, where somebody asked.
    """
    opening = [*_counts(found, lang, hidden), *_about_groups(found, lang)]
    if held_out is not None:
        opening.append(say("map", "held_out", lang=lang, polis=f"{held_out.polis:.3f}", model=f"{held_out.model:.3f}"))
    parts = [*_groups(found, texts, lang), *_lists(found, texts, lang), _raids(found, lang)]
    return Told(tuple(opening), tuple(parts), (say("notes", "cannot", lang=lang),))


def _counts(found: OpinionMap, lang: str, hidden: int) -> list[str]:
    votes = found.votes
    lines = [say("map", "counts", lang=lang, people=votes.n, votes=votes.size, statements=votes.m)]
    if votes.replaced:
        lines.append(say("map", "replaced", lang=lang, number=votes.replaced))
    if hidden:
        lines.append(say("map", "hidden", lang=lang, number=hidden))
    if found.effective < votes.n - 0.5:
        lines.append(say("map", "weights", lang=lang, people=votes.n, effective=round(found.effective)))
    if votes.n < FEW_PEOPLE:
        lines.append(say("notes", "few_people", lang=lang, people=votes.n))
    if votes.m > votes.n:
        lines.append(say("notes", "more_statements", lang=lang))
    if 2 * int((np.diff(votes.starts) < votes.m).sum()) > votes.n and votes.m > votes.n:
        lines.append(say("notes", "answered_part", lang=lang))
    if not (votes.ballot < 0).any() and (votes.ballot == 0).any():
        lines.append(say("notes", "nobody_disagrees", lang=lang))
    if not found.components.explained.any():
        lines.append(say("notes", "no_difference", lang=lang))
    return lines


def _about_groups(found: OpinionMap, lang: str) -> list[str]:
    groups = found.groups
    if found.mode == "polis":
        return [say("map", "groups_polis", lang=lang, k=groups.k), say("map", "line", lang=lang)]
    if not groups.stability:
        return [say("map", "groups_too_few", lang=lang)]
    if not groups.stable:
        return [say("map", "groups_none", lang=lang)]
    clear, dropped = (round(100 * groups.stability[name]) for name in ("clear", "dropped"))
    return [
        say("map", "groups_stable", lang=lang, k=groups.k, clear=clear),
        say("map", "stability", lang=lang, dropped=dropped),
        say("map", "line", lang=lang),
    ]


def _groups(found: OpinionMap, texts: Mapping[str, str], lang: str) -> list[Part]:
    if found.groups.k < 2:
        return []
    parts = []
    for group, size in enumerate(found.groups.membership.sum(axis=0)):
        lines = [
            _stood(found, texts, lang, group, statement, side) for statement, side in stood_for(found, group)[:MOST]
        ]
        title = say("map", "group", lang=lang, letter=letter(group), people=round(float(size)))
        parts.append(Part(title, tuple(lines or [say("map", "stands_none", lang=lang)])))
    return parts


def _stood(found: OpinionMap, texts: Mapping[str, str], lang: str, group: int, statement: int, side: str) -> str:
    text, shares = text_of(found, texts, statement), found.agreement
    low, high = float(shares.low[group, statement]), float(shares.high[group, statement])
    if side == "disagree":
        low, high = 1 - high, 1 - low
    if math.isnan(low):
        return say("map", f"stands_{side}", lang=lang, text=text)
    return say("map", f"stands_{side}_share", lang=lang, text=text, low=int(100 * low), high=math.ceil(100 * high))


def _lists(found: OpinionMap, texts: Mapping[str, str], lang: str) -> list[Part]:
    parts = []
    for name in LISTS:
        entries: tuple[Found, ...] = getattr(found.lists, name)
        if name in {"divides", "minority", "outside"} and found.groups.k < 2:
            continue
        lines = [_entry(found, texts, lang, name, one) for one in entries[:MOST]]
        if name == "unites" and found.groups.k > 1 and (silent := unheard(found)):
            lines = [say("lists", "unheard", lang=lang, letters=", ".join(map(letter, silent)))]
        if len(entries) > MOST:
            lines.append(say("map", "more", lang=lang, number=len(entries) - MOST))
        parts.append(
            Part(say("lists", _code(name, found), lang=lang), tuple(lines or [say("lists", "none", lang=lang)]))
        )
    return parts


def _code(name: str, found: OpinionMap) -> str:
    """Return the name of words for all people where there are no groups: nothing is said of groups there."""
    alone = found.groups.k < 2 and name in {"unites_agree", "unites_disagree", "split_inside"}
    return f"{name}_all" if alone else name


def _entry(found: OpinionMap, texts: Mapping[str, str], lang: str, name: str, one: Found) -> str:
    code = _code(f"{name}_{one.side}" if one.side in {"agree", "disagree"} else name, found)
    # Never more than is certain: shares are rounded down.
    low = int(100 * one.low)
    group = "" if one.group is None else letter(one.group)
    return say("entries", code, lang=lang, text=text_of(found, texts, one.statement), low=low, letter=group)


def _raids(found: OpinionMap, lang: str) -> Part:
    lines = [
        say(
            "raids",
            "block",
            lang=lang,
            size=len(block.people),
            expected=f"{block.expected:.1f}",
            changed=len(block.changed),
        )
        for block in found.raids
    ]
    lines = [*lines, say("raids", "caution", lang=lang)] if lines else [say("raids", "none", lang=lang)]
    return Part(say("raids", "title", lang=lang), tuple(lines))
