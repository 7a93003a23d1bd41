"""What happened, as lists show it: everything that somebody may read, filtered, and found by its words."""

from dataclasses import dataclass

from django.urls import reverse

from counterpoise.record import Case, Level, Moment, Row
from counterpoise.record.access import Barrier
from counterpoise.record.commitments import Commitment, Promise
from counterpoise.record.contributions import Contribution, Digest, Question, Reframe
from counterpoise.record.decisions import Concern, Decision, Notice
from counterpoise.record.initiatives import ContextChange, Cycle, Group, Initiative
from counterpoise.record.mandates import Limit, LimitQuestion, Mandate
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Body
from counterpoise.record.positions import Friction, Position
from counterpoise.record.reviews import ReviewRound
from counterpoise.web.decisions.selectors import TABLES
from counterpoise.web.initiatives.selectors import case_of, initiatives_visible_to
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.reviews.records import PAIRS as REVIEWS

__all__ = ["KINDS", "Event", "events_of", "events_visible_to", "found_by", "whole_case"]

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


def whole_case(name: str, *, viewer: Viewer) -> Case | None:
    """Return what somebody may read of an initiative, its rounds of review included."""
    return case_of(name, viewer=viewer, room="governance", tables={**TABLES, **REVIEWS})


def events_of(case: Case) -> tuple[Event, ...]:
    """Return everything that happened in what somebody may read of an initiative, the latest first."""
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
        case = whole_case(row.id, viewer=viewer)
        if case is not None:
            found += [event for event in events_of(case) if kind in ("", event.kind)]
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
