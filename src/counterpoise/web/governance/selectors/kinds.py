"""What happened, as lists show it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from counterpoise.record import Case, Edition, Moment, Record, Row, look
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

__all__ = ["KINDS", "Event", "events_in", "events_of", "words_of"]

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


def events_in(record: Record, *, wanted: Collection[str], at: date) -> Iterator[Event]:
    """Yield what happened in the initiatives of a record, of the kinds that are wanted.

    Parameters
    ----------
    record
        What somebody may read.
    wanted
        The kinds, by their words.
    at
        The day.
    """
    for case in look(record, at=at, edition=Edition.SHARED).cases:
        yield from events_of(case, wanted=wanted)


def events_of(case: Case, *, wanted: Collection[str]) -> tuple[Event, ...]:
    """Return what happened in a case, of the kinds that are wanted."""
    return tuple(_event(kind, row, case) for kind in wanted for row in case.rows(KINDS[kind]))


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
    if kind == "concern":
        return reverse("decisions:raised", args=[name, row.id])
    if kind in _DOOR:
        return reverse(_DOOR[kind], args=[name])
    return reverse("governance:initiative", args=[name])


def words_of(event: Event) -> str:
    """Return all words of an event that can be searched, as its reader may read them."""
    row = event.row
    fields = (
        event.text,
        event.about,
        row.quote,
        *(str(getattr(row, name, "")) for name in ("text", "reasons", "claim")),
    )
    return " ".join(fields).casefold()
