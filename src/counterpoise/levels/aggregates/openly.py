"""Counts that are in a record because its reader does not get the rows: how they are made, and how they are found."""

from typing import NamedTuple

from counterpoise.record import Case
from counterpoise.record.people import ReleasedCount
from counterpoise.statistics.disclosure import About, Audience, display

__all__ = ["Count", "held_back", "is_held_back", "may_be_told", "openly"]

_HELD_BACK = "held_back"


class Count(NamedTuple):
    """A count that is passed on.

    Attributes
    ----------
    code
        The measure that it is for.
    part
        Which of its figures.
    numerator, denominator
        How many, of how many.
    """

    code: str
    part: str
    numerator: int
    denominator: int


def held_back(code: str, *, when: bool) -> Count:
    """Return the count that says that there is something to count, and whether it is too small to be passed on.

    Parameters
    ----------
    code
        The measure.
    when
        Whether it is.
    """
    return Count(code, _HELD_BACK, int(when), 1)


def is_held_back(case: Case, code: str) -> bool:
    """Say whether a count for this measure was too small to be passed on."""
    told = openly(case, code, _HELD_BACK)
    return told is not None and told[0] > 0


def may_be_told(people: int) -> bool:
    """Say whether so many people may be counted for everybody inside an initiative."""
    return display(About.PERSONS, numerator=people, denominator=people, audience=Audience.INSIDE) != "suppressed"


def openly(case: Case, code: str, part: str) -> tuple[int, int] | None:
    """Return how many, and of how many, as far as no room released it; nothing where there is no such count.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    code
        The measure that it is for, such as ``inclusion.staying``.
    part
        Which of its figures.
    """
    for row in case.rows(ReleasedCount):
        if (row.room, row.space, row.indicator, row.part) == (None, None, code, part):
            return row.numerator, row.denominator
    return None
