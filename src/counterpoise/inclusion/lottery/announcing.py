"""Which chance from outside will choose, and when: named before it comes out, and taken only from that day."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from counterpoise.inclusion.lottery.verifier import UnusableRandomnessError, panel_number, plain_words, round_of
from counterpoise.levels.refusals import Refusal

__all__ = [
    "DRAND",
    "REFUSALS",
    "Chance",
    "announced",
    "chance_of",
    "may_announce",
    "may_announce_as",
    "may_draw",
    "randomness",
    "round_comes_at",
]

REFUSALS = (
    "inclusion.no_chance_named",
    "inclusion.chance_of_the_past",
    "inclusion.no_place_of_draw",
    "inclusion.no_drand_round",
    "inclusion.drand_round_of_the_past",
    "inclusion.unknown_chance",
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


DRAND: Mapping[str, tuple[datetime, timedelta]] = {
    "quicknet": (datetime(2023, 8, 23, 15, 9, 27, tzinfo=UTC), timedelta(seconds=3)),
    "default": (datetime(2020, 7, 22, 15, 17, 30, tzinfo=UTC), timedelta(seconds=30)),
}
"""For each chain of drand when its first round came out, and how long it is between two: as drand publishes them."""


def round_comes_at(number: int, *, words: str) -> datetime:
    """Return when a round of drand comes out.

    Parameters
    ----------
    number
        The round, from 1.
    words
        Where it can be seen. The chain that is named there between commas counts. Where none is named, the
        one on which the round comes out first: then nobody can know it yet, whichever chain is meant.
    """
    parts = {part.strip() for part in words.casefold().split(",")}
    named = [chain for chain in DRAND if chain in parts] or list(DRAND)
    # Beyond the last year that a date can have, it is to come in any case.
    far = datetime.max.replace(tzinfo=UTC)
    times = []
    for chain in named:
        first, between = DRAND[chain]
        times.append(first + (number - 1) * between if number - 1 < (far - first) / between else far)
    return min(times)


def may_announce_as(announcement: str, *, at: datetime) -> list[Refusal]:
    """Say everything that stands in the way of freezing an announcement as it is written, ``KIND:WORDS``.

    Parameters
    ----------
    announcement
        For example ``dice:on 1 June in the town hall`` or ``drand:quicknet, round 40000000``.
    at
        Now: a round of drand must be still to come.
    """
    kind, _, words = announcement.partition(":")
    if kind not in set(Chance):
        return [Refusal("inclusion.unknown_chance", {"kind": kind, "kinds": ", ".join(Chance)})]
    found = [] if words.strip() else [Refusal("inclusion.no_place_of_draw")]
    if kind == Chance.DRAND:
        number = round_of(announcement)
        found += _of_the_past(int(number), words, at=at) if number else [Refusal("inclusion.no_drand_round")]
    return found


def _of_the_past(number: int, words: str, *, at: datetime) -> list[Refusal]:
    comes = round_comes_at(number, words=words)
    return [] if comes > at else [Refusal("inclusion.drand_round_of_the_past", {"number": number, "came": comes})]


def may_announce(
    kind: Chance | None, *, on: date | None, words: str, number: int | None, at: datetime
) -> list[Refusal]:
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
        Now.
    """
    found = []
    if kind is None:
        found.append(Refusal("inclusion.no_chance_named"))
    if on is None or on < at.date():
        found.append(Refusal("inclusion.chance_of_the_past"))
    if not words.strip():
        found.append(Refusal("inclusion.no_place_of_draw"))
    if kind is Chance.DRAND and not number:
        found.append(Refusal("inclusion.no_drand_round"))
    elif kind is Chance.DRAND and number:
        found += _of_the_past(number, words, at=at)
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
    clean = "".join(value.split()) if kind is not Chance.LOTTERY else plain_words(value)
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
    if chance_of(announcement) is Chance.DRAND and round_of(announcement) != drawn.split(":")[1]:
        found.append(Refusal("inclusion.other_drand_round"))
    return found
