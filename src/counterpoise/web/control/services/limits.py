"""Ask for a limit and answer that; declare a limit, contest it, and say what becomes of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q

from counterpoise.control.limits import may_answer, may_ask, may_declare, may_settle
from counterpoise.record import Moment, Side
from counterpoise.record.initiatives import Matter
from counterpoise.record.mandates import Limit, LimitKind, LimitQuestion, LimitReply, LimitState
from counterpoise.record.people import Body, Space
from counterpoise.web.control import models
from counterpoise.web.control.selectors import there
from counterpoise.web.control.services.rights import acting_side, case_here, seat_taken
from counterpoise.web.initiatives.selectors import Ask
from counterpoise.web.initiatives.services import NothingHereError, log_of, room_to_write_in, sides_in, spoken_as
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = [
    "Answering",
    "Declaring",
    "Requesting",
    "answer_request",
    "ask_for_limit",
    "declare",
    "settle",
    "show_to_all",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Requesting:
    """A request for a limit, as a form gives it.

    Attributes
    ----------
    text
        The question: when is it too far?
    capacity
        As what somebody asks.
    matter
        The matter.
    department
        The asker's department, where they name one.
    room
        The room in which it may be read; empty for the open one.
    """

    text: str
    capacity: str | None
    matter: str | None = None
    department: str = ""
    room: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaring:
    """A limit, a red line or an opening, as a form gives it.

    Attributes
    ----------
    kind, text, matter, protects, reason
        What is fixed or open, on which matter, what that protects, and why.
    declared_at
        When people were told; empty for now.
    until
        Until when it holds.
    negotiable
        Whether its holder will talk about it.
    side
        For which side; needed of who stands on several.
    """

    kind: LimitKind
    text: str
    matter: str | None
    protects: str = ""
    reason: str = ""
    declared_at: Moment | None = None
    until: date | None = None
    negotiable: bool | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """The answer to a request for a limit, as a form gives it.

    Attributes
    ----------
    reply
        A limit, an opening, or that nobody knows yet.
    text, protects, reason, matter
        Of the limit or opening.
    known_on
        When an answer is expected, where nobody knows yet.
    """

    reply: LimitReply
    text: str = ""
    protects: str = ""
    reason: str = ""
    matter: str | None = None
    known_on: date | None = None


def ask_for_limit(*, initiative: str, requesting: Requesting, once: str, by: Viewer, at: datetime) -> LimitQuestion:
    """Ask for a limit. It is owed an answer within 30 days.

    Raises
    ------
    NothingHereError
        There is no such initiative, room, matter or capacity for this person.
    RefusedError
        There are no words, or nobody knows as what they ask.
    AlreadyToldError
        The same form was sent twice.
    """
    space = room_to_write_in(requesting.room, initiative=initiative, by=by, at=at)
    capacity = spoken_as(requesting.capacity, initiative=initiative, by=by)
    row = LimitQuestion(
        id=new_id("limit-question", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        space=space.id if space is not None else None,
        matter=_matter(requesting.matter, initiative=initiative, by=by),
        text=requesting.text.strip(),
        asked_by=capacity.id if capacity is not None else None,
        department=requesting.department.strip(),
        side=capacity.side if capacity is not None else None,
    )
    refusals = may_ask(row)
    if refusals:
        raise RefusedError(refusals)
    tell("limit_asked_for", Telling(model=models.LimitQuestion, row=row), by=by.person, at=at, log=log_of(space))
    return row


def show_to_all(*, initiative: str, request: str, version: int, by: Viewer, at: datetime) -> LimitQuestion:
    """Show a request that stands in a closed room to both sides. Only who asked it can.

    Raises
    ------
    NothingHereError
        There is no such request for this person, it is somebody else's, or everybody can read it already.
    StaleVersionError
        It was changed in the meantime.
    """
    now, _space = _request(request, initiative=initiative, by=by, at=at)
    if by.person is None or now.recorded_by != by.person or now.space is None:
        raise NothingHereError(request)
    row = replace(
        now,
        version=version + 1,
        supersedes_reason="shown to both sides by who asked",
        recorded_at=at,
        recorded_by=by.person,
        space=None,
    )
    tell("limit_request_shown", Telling(model=models.LimitQuestion, row=row), by=by.person, at=at)
    return row


def answer_request(
    *, initiative: str, request: str, version: int, answering: Answering, once: str, by: Viewer, at: datetime
) -> LimitQuestion:
    """Answer a request with a limit, with an opening, or that nobody knows yet. It takes a seat in a body.

    Raises
    ------
    NothingHereError
        There is no such request for this person, or they hold no seat.
    RefusedError
        It was answered already, or the answer lacks something.
    StaleVersionError
        Somebody else answered at the same moment.
    """
    now, space = _request(request, initiative=initiative, by=by, at=at)
    body = seat_taken(initiative, by=by)
    limit = None
    if answering.reply is not LimitReply.NOT_KNOWN_YET:
        matter = now.matter or _matter(answering.matter, initiative=initiative, by=by)
        limit = _limit_of(answering, now, name=new_id("limit", once=once), matter=matter, body=body, by=by, at=at)
    row = replace(
        now,
        version=version + 1,
        supersedes_reason="answered",
        recorded_at=at,
        recorded_by=by.person,
        reply=answering.reply,
        answered_at=Moment.exactly(at),
        answered_with=limit.id if limit is not None else None,
        known_on=answering.known_on if limit is None else None,
    )
    refusals = may_answer(
        now, reply=answering.reply, answered_with=row.answered_with, known_on=row.known_on, at=at.date()
    )
    if limit is not None:
        refusals += may_declare(limit, at=at)
    if refusals:
        raise RefusedError(refusals)
    tellings = [Telling(model=models.Limit, row=limit)] if limit is not None else []
    tell(
        "limit_request_answered",
        *tellings,
        Telling(model=models.LimitQuestion, row=row),
        by=by.person,
        at=at,
        log=log_of(space),
    )
    return row


def _limit_of(
    answering: Answering, now: LimitQuestion, *, name: str, matter: str | None, body: Body, by: Viewer, at: datetime
) -> Limit:
    """Return the limit or opening that is the answer to a request; it stands where the request stands."""
    return Limit(
        id=name,
        initiative=now.initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        space=now.space,
        matter=matter,
        kind=LimitKind.LIMIT if answering.reply is LimitReply.LIMIT else LimitKind.OPENING,
        text=answering.text.strip(),
        side=body.side,
        set_by=body.id,
        reason=answering.reason.strip(),
        protects=answering.protects.strip(),
        declared_at=Moment.exactly(at),
    )


def declare(*, initiative: str, declaring: Declaring, once: str, by: Viewer, at: datetime) -> Limit:
    """Declare a limit, a red line or an opening, for everybody to read. Every side may.

    Raises
    ------
    NothingHereError
        There is no such initiative or matter for this person, or they do not stand on that side.
    RefusedError
        Everything that it lacks.
    AlreadyToldError
        The same form was sent twice.
    """
    side = acting_side(initiative, by=by, side=declaring.side)
    row = Limit(
        id=new_id("limit", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        matter=_matter(declaring.matter, initiative=initiative, by=by),
        kind=declaring.kind,
        text=declaring.text.strip(),
        side=side,
        reason=declaring.reason.strip(),
        protects=declaring.protects.strip(),
        declared_at=declaring.declared_at or Moment.exactly(at),
        until=declaring.until,
        negotiable=declaring.negotiable,
    )
    refusals = may_declare(row, at=at)
    if refusals:
        raise RefusedError(refusals)
    tell("limit_declared", Telling(model=models.Limit, row=row), by=by.person, at=at)
    return row


def settle(
    *,
    initiative: str,
    limit: str,
    version: int,
    to: LimitState,
    reason: str,
    text: str = "",
    by: Viewer,
    at: datetime,
) -> Limit:
    """Contest a limit; or, for the side that set it, keep, change or lift it, or declare it again.

    Raises
    ------
    NothingHereError
        There is no such limit for this person, they take no part, or the step is for the side that set it.
    RefusedError
        There is no reason, or it cannot go there from where it stands.
    StaleVersionError
        Somebody else took a step at the same moment.
    """
    held = sides_in(initiative, by=by)
    now = there(Limit, limit, initiative=initiative, viewer=by)
    if now is None:
        raise NothingHereError(limit)
    if to is not LimitState.CONTESTED and now.side not in held:
        raise NothingHereError(limit)
    space = room_to_write_in(now.space, initiative=initiative, by=by, at=at)
    side = now.side if to is not LimitState.CONTESTED and now.side is not None else min(held)
    refusals = may_settle(now, to=to, by=side, reason=reason)
    changed = text.strip() if to is LimitState.CHANGED and text.strip() else now.text
    row = replace(
        now,
        version=version + 1,
        supersedes_reason=reason.strip(),
        recorded_at=at,
        recorded_by=by.person,
        state=to,
        text=changed,
        # What is new in it was told today; the day on which its earlier words were told stays with them.
        declared_at=Moment.exactly(at) if to in {LimitState.CHANGED, LimitState.DECLARED} else now.declared_at,
    )
    if refusals:
        raise RefusedError(refusals)
    tell(f"limit_{to}", Telling(model=models.Limit, row=row), by=by.person, at=at, log=log_of(space))
    return row


def _request(name: str, *, initiative: str, by: Viewer, at: datetime) -> tuple[LimitQuestion, Space | None]:
    found = there(LimitQuestion, name, initiative=initiative, viewer=by)
    if found is None:
        raise NothingHereError(name)
    return found, room_to_write_in(found.space, initiative=initiative, by=by, at=at)


def _matter(name: str | None, *, initiative: str, by: Viewer) -> str | None:
    if not name:
        return None
    case = case_here(initiative, by=by, asks=[Ask(Matter, Q(pk=name), common=True)])
    found = case.by_id(Matter).get(name)
    if found is None:
        raise NothingHereError(name)
    return found.id
