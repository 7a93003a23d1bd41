"""One initiative with its line of time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from counterpoise.record import Case, Moment
from counterpoise.record.commitments import Promise
from counterpoise.record.decisions import Notice
from counterpoise.record.initiatives import Initiative
from counterpoise.web.governance.selectors.events import KINDS, Event, events_of, whole_case
from counterpoise.web.people.selectors import Viewer

__all__ = ["Lane", "Timeline", "timeline_visible_to"]

_ON_THE_LINE = frozenset(
    {
        "meeting",
        "promise",
        "decision",
        "notice",
        "barrier",
        "context_change",
        "review_round",
        "digest",
        "limit_question",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One lane of the line of time: marks at shares of its length."""

    kind: str
    marks: tuple[float, ...]
    first: Moment
    last: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """One initiative with its line of time.

    Attributes
    ----------
    initiative
        The initiative.
    promise
        What was promised first, if anything.
    events
        What happened, the latest first.
    lanes
        The same in lanes, from the first event until now.
    years
        Where each year begins in the lanes, as a share of their length.
    counts
        How many there are of each kind, for the doors.
    """

    initiative: Initiative
    promise: Promise | None
    events: tuple[Event, ...]
    lanes: tuple[Lane, ...]
    years: tuple[tuple[int, float], ...]
    counts: dict[str, int]


def timeline_visible_to(name: str, *, viewer: Viewer) -> Timeline | None:
    """Return an initiative with its line of time; nothing where there is none that this person may read."""
    case = whole_case(name, viewer=viewer)
    if case is None:
        return None
    events = events_of(case)
    on_line = _told_together(event for event in events if event.kind in _ON_THE_LINE and event.at is not None)
    promises = sorted(case.rows(Promise), key=lambda row: str(row.happened_at or ""))
    return Timeline(
        initiative=case.initiative,
        promise=promises[0] if promises else None,
        events=on_line,
        lanes=_lanes(on_line, case),
        years=_years(on_line, case),
        counts={kind: len(case.rows(row)) for kind, row in KINDS.items()},
    )


def _told_together(events: Iterable[Event]) -> tuple[Event, ...]:
    """Make one event of the notices of one decision on one day: it names all the groups."""
    found: dict[object, Event] = {}
    for event in events:
        row = event.row
        key = (row.decision, event.at) if isinstance(row, Notice) else (event.kind, row.id)
        before = found.get(key)
        found[key] = event if before is None else replace(before, about=f"{before.about}, {event.about}")
    return tuple(found.values())


def _span(events: tuple[Event, ...], case: Case) -> tuple[int, int]:
    days = [event.at.first.toordinal() for event in events if event.at is not None]
    return (min(days, default=case.at.toordinal()), case.at.toordinal())


def _lanes(events: tuple[Event, ...], case: Case) -> tuple[Lane, ...]:
    start, end = _span(events, case)
    lanes = []
    for kind in ("meeting", "decision", "notice", "context_change"):
        moments = sorted({event.at for event in events if event.kind == kind and event.at is not None})
        if moments:
            marks = tuple((each.first.toordinal() - start) / max(end - start, 1) for each in moments)
            lanes.append(Lane(kind=kind, marks=marks, first=moments[0], last=moments[-1]))
    return tuple(lanes)


def _years(events: tuple[Event, ...], case: Case) -> tuple[tuple[int, float], ...]:
    start, end = _span(events, case)
    first = case.at.replace(month=1, day=1)
    years = range(first.fromordinal(start).year, case.at.year + 1)
    length = max(end - start, 1)
    return tuple((year, max(first.replace(year=year).toordinal() - start, 0) / length) for year in years)
