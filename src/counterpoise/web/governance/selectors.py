"""Reads across the rooms: the start page, one line of time, the record as a list, and search."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse

from counterpoise.interests.frictions import age, is_open
from counterpoise.record import Case, DayRange, Level, Moment, Row
from counterpoise.record.access import Barrier
from counterpoise.record.commitments import Commitment, CommitmentState, Promise
from counterpoise.record.contributions import Contribution, Digest, Question, Reframe
from counterpoise.record.decisions import Concern, Decision, Notice
from counterpoise.record.initiatives import ContextChange, Cycle, Group, Initiative
from counterpoise.record.mandates import Limit, LimitQuestion, Mandate
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Body
from counterpoise.record.positions import Friction, Position
from counterpoise.record.reviews import ReviewRound
from counterpoise.web.decisions.selectors import TABLES, DecisionSeen, decisions_case, decisions_visible_to
from counterpoise.web.initiatives.selectors import case_of, initiatives_visible_to
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.reviews.records import PAIRS as REVIEWS

__all__ = [
    "KINDS",
    "Aged",
    "Event",
    "Lane",
    "Start",
    "Timeline",
    "events_visible_to",
    "found_by",
    "start_for",
    "timeline_visible_to",
]

KINDS: dict[str, type[Row]] = {
    "meeting": Meeting,
    "question": Question,
    "reframe": Reframe,
    "contribution": Contribution,
    "digest": Digest,
    "promise": Promise,
    "mandate": Mandate,
    "limit": Limit,
    "limit_question": LimitQuestion,
    "decision": Decision,
    "notice": Notice,
    "concern": Concern,
    "commitment": Commitment,
    "friction": Friction,
    "position": Position,
    "barrier": Barrier,
    "context_change": ContextChange,
    "review_round": ReviewRound,
    "cycle": Cycle,
}
"""What the record shows as something that happened, by the word that filters it."""

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
_DOOR = {
    "question": "expertise:room",
    "reframe": "expertise:room",
    "contribution": "expertise:room",
    "digest": "expertise:room",
    "mandate": "control:room",
    "limit": "control:room",
    "limit_question": "control:room",
    "promise": "control:room",
    "friction": "interests:room",
    "position": "interests:room",
    "meeting": "inclusion:room",
    "barrier": "inclusion:room",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, as a list or the line of time shows it.

    Attributes
    ----------
    kind
        What it is, one of `KINDS`.
    row
        The row of the record.
    at
        When it happened.
    text
        What it says, in the record's words.
    about
        What else a line about it names: a group, a body.
    link
        The page that shows it.
    initiative
        The initiative.
    written_later
        How many days later it was written down, where that was more than a week.
    """

    kind: str
    row: Row
    at: Moment | None
    text: str
    about: str
    link: str
    initiative: Initiative
    written_later: int


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Aged:
    """An open friction with its age and its initiative."""

    friction: Friction
    initiative: Initiative
    age: DayRange | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What the start page shows.

    Attributes
    ----------
    initiatives, paths
        What is being talked about, and the care paths that this person may read.
    decisions
        The latest decisions, each with its initiative.
    frictions
        The open frictions, the oldest first.
    used, given
        How many contributions were used in a decision, of how many that have a word on it.
    answered, reasoned, concerns
        How many concerns have an answer, and one with a reason, of how many.
    confirmed, commitments
        How many agreements that were put on review were confirmed, of how many.
    """

    initiatives: tuple[Initiative, ...]
    paths: tuple[Initiative, ...]
    decisions: tuple[tuple[Initiative, DecisionSeen], ...]
    frictions: tuple[Aged, ...]
    used: int
    given: int
    answered: int
    reasoned: int
    concerns: int
    confirmed: int
    commitments: int


def start_for(viewer: Viewer) -> Start:
    """Return what the start page shows to somebody."""
    everything = initiatives_visible_to(viewer=viewer)
    initiatives = tuple(row for row in everything if row.level is Level.COLLECTIVE)
    seen = [(row, each) for row in initiatives for each in decisions_visible_to(row.id, viewer=viewer) if each.taken]
    cases = [case for row in initiatives if (case := decisions_case(row.id, viewer=viewer)) is not None]
    reviewed = [row for case in cases for row in case.rows(Commitment) if row.context_change is not None]
    return Start(
        initiatives=initiatives,
        paths=tuple(row for row in everything if row.level is Level.INDIVIDUAL),
        decisions=tuple(sorted(seen, key=lambda pair: str(pair[1].decision.decided_at), reverse=True)[:6]),
        frictions=_oldest(cases),
        used=sum(each.used_count for _, each in seen),
        given=sum(len(each.traces) for _, each in seen),
        answered=sum(each.answered for _, each in seen),
        reasoned=sum(each.reasoned for _, each in seen),
        concerns=sum(len(each.concerns) for _, each in seen),
        confirmed=sum(row.state is CommitmentState.CONFIRMED for row in reviewed),
        commitments=len(reviewed),
    )


def _oldest(cases: Iterable[Case]) -> tuple[Aged, ...]:
    found = [
        Aged(friction=row, initiative=case.initiative, age=age(row, at=case.at))
        for case in cases
        for row in case.rows(Friction)
        if is_open(row)
    ]
    return tuple(sorted(found, key=lambda row: -(row.age.high if row.age else 0)))


def _case(name: str, *, viewer: Viewer) -> Case | None:
    return case_of(name, viewer=viewer, room="governance", tables={**TABLES, **REVIEWS})


def timeline_visible_to(name: str, *, viewer: Viewer) -> Timeline | None:
    """Return an initiative with its line of time; nothing where there is none that this person may read."""
    case = _case(name, viewer=viewer)
    if case is None:
        return None
    events = _events(case)
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


def _events(case: Case) -> tuple[Event, ...]:
    found = [_event(kind, row, case) for kind, table in KINDS.items() for row in case.rows(table)]
    return tuple(sorted(found, key=lambda event: str(event.at or ""), reverse=True))


def _event(kind: str, row: Row, case: Case) -> Event:
    at = _moment(row)
    later = (row.recorded_at.date() - at.last).days if at is not None else 0
    return Event(
        kind=kind,
        row=row,
        at=at,
        text=_text(row, case),
        about=_about(row, case),
        link=_link(kind, row, case),
        initiative=case.initiative,
        written_later=later if later > 7 else 0,
    )


def _moment(row: Row) -> Moment | None:
    match row:
        case Decision():
            return row.decided_at or row.draft_at or row.happened_at
        case Notice():
            return row.heard_at or row.told_at
        case Digest():
            return row.released_at
        case Cycle() if row.active_from is not None:
            return Moment.on(row.active_from)
    return row.happened_at


def _text(row: Row, case: Case) -> str:
    match row:
        case Notice():
            decision = case.by_id(Decision).get(row.decision or "")
            return (decision.title or decision.text) if decision is not None else ""
        case Position():
            return row.claim
        case Mandate():
            return row.reason
    return str(getattr(row, "title", "") or getattr(row, "text", "") or row.quote)


def _about(row: Row, case: Case) -> str:
    match row:
        case Notice():
            group = case.by_id(Group).get(row.group or "")
            return group.name if group is not None else ""
        case Decision():
            body = case.by_id(Body).get(row.taken_by or "")
            return body.name if body is not None else ""
        case Meeting():
            return row.place
        case Cycle() | ReviewRound():
            return str(row.number)
    return ""


def _link(kind: str, row: Row, case: Case) -> str:
    name = case.initiative.id
    decision = row.id if isinstance(row, Decision) else getattr(row, "decision", None)
    if decision and decision in case.by_id(Decision):
        return reverse("decisions:one", args=[name, decision])
    if kind in _DOOR:
        return reverse(_DOOR[kind], args=[name])
    return reverse("governance:initiative", args=[name])


def events_visible_to(*, viewer: Viewer, initiative: str = "", kind: str = "") -> tuple[Event, ...]:
    """Return everything that happened, as far as somebody may read it, the latest first.

    Parameters
    ----------
    viewer
        Who reads.
    initiative, kind
        Only of this initiative, only of this kind; empty for all. What does not exist gives nothing.
    """
    found = []
    for row in initiatives_visible_to(viewer=viewer):
        if row.level is not Level.COLLECTIVE or initiative not in ("", row.id):
            continue
        case = _case(row.id, viewer=viewer)
        if case is not None:
            found += [event for event in _events(case) if kind in ("", event.kind)]
    return tuple(sorted(found, key=lambda event: str(event.at or ""), reverse=True))


def found_by(words: str, *, viewer: Viewer) -> tuple[Event, ...]:
    """Return what happened and holds all these words, as far as somebody may read it."""
    wanted = words.casefold().split()
    if not wanted:
        return ()
    everything = events_visible_to(viewer=viewer)
    return tuple(row for row in everything if all(each in _searched(row) for each in wanted))


def _searched(event: Event) -> str:
    row = event.row
    fields = (
        event.text,
        event.about,
        row.quote,
        *(str(getattr(row, name, "")) for name in ("text", "reasons", "claim")),
    )
    return " ".join(fields).casefold()
