"""One initiative with its line of time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from counterpoise.record import Case, Moment
from counterpoise.record.commitments import Promise
from counterpoise.record.decisions import Notice
from counterpoise.record.initiatives import Initiative
from counterpoise.web.governance.selectors.kinds import KINDS, Event
from counterpoise.web.governance.selectors.latest import events_of_keys, latest_keys
from counterpoise.web.initiatives.selectors import MOST_LATEST, Ask, counts_of, slice_of
from counterpoise.web.ledger.selectors import Key, kept_at_heads
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

_OPENED_BY = {
    "control": ("mandate", "limit", "limit_question", "promise"),
    "inclusion": ("meeting", "barrier"),
    "interests": ("friction", "position"),
    "audit": ("decision", "contribution"),
}


_LANES = ("meeting", "decision", "notice", "context_change")
_COUNTED = frozenset(
    {
        "contribution",
        "question",
        "limit",
        "limit_question",
        "mandate",
        "promise",
        "meeting",
        "barrier",
        "friction",
        "position",
        "decision",
        "concern",
    }
)
_FIRST, _MOST_EVENTS, _MOST_MARKS = 1, 80, 120


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
        How many there are of each kind, for the doors; counted up to `MOST_LATEST` and one more.
    cut
        Whether there are earlier events.
    """

    initiative: Initiative
    promise: Promise | None
    events: tuple[Event, ...]
    lanes: tuple[Lane, ...]
    years: tuple[tuple[int, float], ...]
    counts: dict[str, int]
    cut: bool = False

    @property
    def shown(self) -> dict[str, str]:
        """The counts as the doors show them: past the last one that is counted, "300+"."""
        return {kind: str(n) if n <= MOST_LATEST else f"{MOST_LATEST}+" for kind, n in self.counts.items()}

    @property
    def unopened(self) -> frozenset[str]:
        """The doors that nobody used yet: an initiative starts with two, and the others wait out of the way."""
        return frozenset(door for door, kinds in _OPENED_BY.items() if not any(self.counts[kind] for kind in kinds))


def timeline_visible_to(name: str, *, viewer: Viewer) -> Timeline | None:
    """Return an initiative with the end of its line of time; nothing where there is none that this person may read."""
    key = f"timeline:{name}:{viewer.person}:{viewer.at.date()}"
    return kept_at_heads(key, at=viewer.heads, work=lambda: _timeline(name, viewer))


def _timeline(name: str, viewer: Viewer) -> Timeline | None:
    case = slice_of(name, viewer=viewer, asks=[Ask(Promise, order=("happened_at", "written"), limit=_FIRST)])
    if case is None:
        return None
    kinds = {word: KINDS[word] for word in sorted(_ON_THE_LINE)}
    keys = latest_keys(kinds, viewer=viewer, initiative=name, most=_MOST_MARKS)
    told = [(word, key) for word, key in keys if key.when]
    on_line = _told_together(events_of_keys(told[:_MOST_EVENTS], viewer=viewer, path=name))
    promises = sorted(case.rows(Promise), key=lambda row: str(row.happened_at or ""))
    moments = _moments(told)
    counted = {kind: Ask(row) for kind, row in KINDS.items() if kind in _COUNTED}
    start = _start(moments, on_line, case)
    return Timeline(
        initiative=case.initiative,
        promise=promises[0] if promises else None,
        events=on_line,
        lanes=_lanes(moments, start, case),
        years=_years(start, case),
        counts=counts_of(counted, viewer=viewer, initiative=name, most=MOST_LATEST),
        cut=len(told) > _MOST_EVENTS,
    )


def _moments(told: Iterable[tuple[str, Key]]) -> dict[str, list[Moment]]:
    """Return when the latest of each lane happened, each moment once, the latest first."""
    found: dict[str, set[str]] = {word: set() for word in _LANES}
    for word, key in told:
        if word in found:
            found[word].add(key.when)
    return {word: sorted(map(Moment.parse, moments), reverse=True) for word, moments in found.items()}


def _told_together(events: Iterable[Event]) -> tuple[Event, ...]:
    """Make one event of the notices of one decision on one day: it names all the groups."""
    found: dict[object, Event] = {}
    for event in events:
        row = event.row
        key = (row.decision, event.at) if isinstance(row, Notice) else (event.kind, row.id)
        before = found.get(key)
        found[key] = event if before is None else replace(before, about=f"{before.about}, {event.about}")
    return tuple(found.values())


def _start(moments: dict[str, list[Moment]], events: tuple[Event, ...], case: Case) -> date:
    """Return where the lanes begin: with the first event, or where a lane that is cut still holds everything."""
    cut = [each[-1].first for each in moments.values() if len(each) >= _MOST_MARKS // 2]
    if cut:
        return max(cut)
    days = [each[-1].first for each in moments.values() if each]
    days += [event.at.first for event in events if event.at is not None]
    return min(days, default=case.at)


def _lanes(moments: dict[str, list[Moment]], start: date, case: Case) -> tuple[Lane, ...]:
    lanes = []
    length = max((case.at - start).days, 1)
    for kind, told in moments.items():
        shown = sorted(each for each in told if each.first >= start)
        if shown:
            marks = tuple((each.first - start).days / length for each in shown)
            lanes.append(Lane(kind=kind, marks=marks, first=shown[0], last=shown[-1]))
    return tuple(lanes)


def _years(start: date, case: Case) -> tuple[tuple[int, float], ...]:
    first = case.at.replace(month=1, day=1)
    length = max((case.at - start).days, 1)
    return tuple(
        (year, max((first.replace(year=year) - start).days, 0) / length) for year in range(start.year, case.at.year + 1)
    )
