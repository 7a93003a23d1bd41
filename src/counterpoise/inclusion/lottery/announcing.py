"""Which chance from outside will choose, and when: named before it comes out, and taken only from that day."""

import re
from datetime import date
from enum import StrEnum

from counterpoise.inclusion.lottery.verifier import UnusableRandomnessError, panel_number
from counterpoise.levels.refusals import Refusal

__all__ = ["REFUSALS", "Chance", "announced", "chance_of", "may_announce", "may_draw", "randomness"]

REFUSALS = (
    "inclusion.no_chance_named",
    "inclusion.chance_of_the_past",
    "inclusion.no_place_of_draw",
    "inclusion.no_drand_round",
    "inclusion.chance_unusable",
    "inclusion.other_drand_round",
    "inclusion.before_the_day",
    "inclusion.no_witness",
)
"""The words with which this module says no."""


class Chance(StrEnum):
    """Where the number comes from that chooses the panel."""

    DICE = "dice"
    DRAND = "drand"
    LOTTERY = "text"


def may_announce(kind: Chance | None, *, on: date | None, words: str, number: int | None, at: date) -> list[Refusal]:
    """Say everything that stands in the way of naming a chance.

    Parameters
    ----------
    kind
        Which chance.
    on
        The day on which it comes out.
    words
        Where it can be seen.
    number
        The round, for drand.
    at
        Today.
    """
    found = []
    if kind is None:
        found.append(Refusal("inclusion.no_chance_named"))
    if on is None or on < at:
        found.append(Refusal("inclusion.chance_of_the_past"))
    if not words.strip():
        found.append(Refusal("inclusion.no_place_of_draw"))
    if kind is Chance.DRAND and not number:
        found.append(Refusal("inclusion.no_drand_round"))
    return found


def announced(kind: Chance, *, on: date, words: str, number: int | None = None) -> str:
    """Return the announcement as it is frozen: the kind, the day, the round if any, and where it can be seen."""
    parts = [on.isoformat(), *([f"round {number}"] if kind is Chance.DRAND else []), " ".join(words.split())]
    return f"{kind.value}:{', '.join(parts)}"


def chance_of(announcement: str) -> Chance:
    """Return the kind of chance that an announcement names."""
    return Chance(announcement.partition(":")[0])


def randomness(kind: Chance, *, value: str, number: int | None = None) -> str:
    """Return what came out as it is published: ``dice:4-0-7``, ``drand:ROUND:HEX`` or ``text:WORDS``.

    Of words and numbers only letters and digits count, in small letters: whoever types them cannot choose a panel by
    a comma more or less.
    """
    clean = "".join(value.split()) if kind is not Chance.LOTTERY else " ".join(re.findall(r"\w+", value.casefold()))
    if kind is Chance.DICE:
        return f"dice:{'-'.join(clean.replace('-', '').replace(',', ''))}"
    return f"drand:{number or 0}:{clean.lower()}" if kind is Chance.DRAND else f"text:{clean}"


def may_draw(announcement: str, *, drawn: str, on: date, witnesses: str, at: date) -> list[Refusal]:
    """Say everything that stands in the way of drawing with what came out.

    Parameters
    ----------
    announcement
        What was frozen.
    drawn
        What came out, as `randomness` writes it.
    on
        The day that was named.
    witnesses
        Who was there.
    at
        Today.
    """
    found = []
    if at < on:
        found.append(Refusal("inclusion.before_the_day", {"day": on}))
    if not witnesses.strip():
        found.append(Refusal("inclusion.no_witness"))
    try:
        panel_number(drawn, "", 1000)
    except UnusableRandomnessError:
        return [*found, Refusal("inclusion.chance_unusable")]
    if chance_of(announcement) is Chance.DRAND and _round_of(announcement) != f"round {drawn.split(':')[1]}":
        found.append(Refusal("inclusion.other_drand_round"))
    return found


def _round_of(announcement: str) -> str:
    # It stands between the day and the words, which may speak of other rounds.
    _day, told, *_words = [*announcement.partition(":")[2].split(", "), ""]
    return told
