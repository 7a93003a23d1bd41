"""Terms of law: how long, from what, and whether the general act on terms moves their last day."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

__all__ = ["Starts", "Term", "TermError", "Unit", "term_of"]


class Unit(StrEnum):
    """In what a term is counted."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Starts(StrEnum):
    """The event after which a term begins."""

    ASKED = "asked"
    TOLD = "told"
    DECIDED = "decided"
    BROUGHT = "brought"
    KNOWN = "known"


_MOST = {Unit.WORKING_DAYS: 250, Unit.DAYS: 3660, Unit.WEEKS: 520, Unit.MONTHS: 120, Unit.YEARS: 30}
# Article 4 of the Algemene termijnenwet: it does not move terms of more than 90 days, 12 weeks or 3 months, nor years.
_MOVED_UP_TO = {Unit.DAYS: 90, Unit.WEEKS: 12, Unit.MONTHS: 3}


class TermError(ValueError):
    """What was given is no term.

    Attributes
    ----------
    code
        ``not_one_length``, ``not_a_length``, ``unknown_field`` or ``unknown_start``.
    given
        What was found.
    """

    def __init__(self, code: str, given: object) -> None:
        self.code = code
        self.given = given
        super().__init__(f"{code}: {given!r}")


@dataclass(frozen=True, slots=True)
class Term:
    """A term of law.

    Attributes
    ----------
    length
        How many; the day of the event itself is not counted.
    unit
        Of what.
    extension
        How many more of the same unit, where it can be extended once; 0 where it cannot.
    starts
        The event after which it begins.
    """

    length: int
    unit: Unit
    extension: int = 0
    starts: Starts = Starts.ASKED

    @property
    def moved_from_days_off(self) -> bool:
        """Whether the Dutch act on terms moves its last day to a working day: it does so only for short terms."""
        return self.length <= _MOVED_UP_TO.get(self.unit, 0)


def term_of(given: Mapping[str, Any]) -> Term:
    """Read a term as the data files write it, such as ``{ weeks = 6, extension_weeks = 4, starts = "asked" }``.

    Raises
    ------
    TermError
        If it has no length or several, or one that no law has.
    """
    lengths = [unit for unit in Unit if unit.value in given]
    if len(lengths) != 1:
        raise TermError("not_one_length", dict(given))
    (unit,) = lengths
    more = f"extension_{unit.value}"
    unknown = given.keys() - {unit.value, more, "starts"}
    if unknown:
        raise TermError("unknown_field", min(unknown))
    if given.get("starts", Starts.ASKED) not in set(Starts):
        raise TermError("unknown_start", given["starts"])
    length, extension = given[unit.value], given.get(more, 0)
    if type(length) is not int or not 1 <= length <= _MOST[unit]:
        raise TermError("not_a_length", length)
    if type(extension) is not int or not 0 <= extension <= _MOST[unit]:
        raise TermError("not_a_length", extension)
    return Term(length, unit, extension, Starts(given.get("starts", Starts.ASKED)))
