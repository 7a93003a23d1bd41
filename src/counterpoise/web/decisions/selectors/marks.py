"""Reads of limits across the rooms: which were told too late, and which a decision used that nobody had been told."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from counterpoise.control.limit_times import late_limits
from counterpoise.control.limits import Lateness, limits_not_told_before
from counterpoise.record.contributions import Contribution
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Matter
from counterpoise.record.mandates import Limit
from counterpoise.web.initiatives.selectors import LATEST_WRITTEN, Ask, slice_of, visible
from counterpoise.web.people.selectors import Viewer

__all__ = ["LimitMarked", "LimitMarks", "limit_marks"]

_MOST = 60


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


def _asks(initiative: str, viewer: Viewer) -> Iterator[Ask]:
    kept = visible(Limit, viewer=viewer).filter(initiative=initiative).order_by(*LATEST_WRITTEN)
    chosen = list(kept.values_list("pk", "matter", "side")[:_MOST])
    matters = {matter for _, matter, _ in chosen if matter is not None}
    yield Ask(Limit, Q(pk__in=[name for name, *_ in chosen]))
    yield Ask(Limit, Q(matter__in=matters))
    yield Ask(Decision, ~Q(undeclared_limits=[]), order=LATEST_WRITTEN, limit=_MOST)
    # What binds a limit is the first that another side said on its matter.
    for matter, side in sorted({(matter, side or "") for _, matter, side in chosen if matter is not None}):
        others = Q(side__isnull=True) | ~Q(side=side)
        said = Q(matter=matter, happened_at__isnull=False) & others
        yield Ask(Contribution, said, order=("happened_at", "written"), limit=1)


def limit_marks(initiative: str, *, viewer: Viewer) -> LimitMarks | None:
    """Return when the latest limits were told; nothing where there is no such initiative for this person."""
    case = slice_of(initiative, viewer=viewer, asks=_asks(initiative, viewer), named=(Matter,))
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
