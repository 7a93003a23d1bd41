"""Reads of limits across the rooms: which were told too late, and which a decision used that nobody had been told."""

from dataclasses import dataclass

from counterpoise.control.limit_times import late_limits
from counterpoise.control.limits import Lateness, limits_not_told_before
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Matter
from counterpoise.record.mandates import Limit
from counterpoise.web.decisions.selectors.seen import decisions_case
from counterpoise.web.people.selectors import Viewer

__all__ = ["LimitMarked", "LimitMarks", "limit_marks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitMarked:
    """A limit or red line, whether it was told in time, and what it is about."""

    limit: Limit
    late: Lateness
    matter: Matter | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitMarks:
    """The limits of an initiative with their marks, and the limits that decisions used without telling them before."""

    limits: tuple[LimitMarked, ...]
    untold: tuple[tuple[Decision, str], ...]


def limit_marks(initiative: str, *, viewer: Viewer) -> LimitMarks | None:
    """Return when limits were told; nothing where there is no such initiative for this person."""
    case = decisions_case(initiative, viewer=viewer)
    if case is None:
        return None
    matters, limits = case.by_id(Matter), case.by_id(Limit)
    marked = tuple(
        LimitMarked(limit=limits[name], late=late, matter=matters.get(limits[name].matter or ""))
        for name, late in late_limits(case).items()
    )
    untold = tuple(
        (row, text)
        for row in case.rows(Decision)
        if row.undeclared_limits
        for text in limits_not_told_before(row, limits=[each for each in limits.values() if each.matter == row.matter])
    )
    return LimitMarks(limits=marked, untold=untold)
