"""Make a promise or an agreement to act, say how it goes, take a promise back, reopen what has ended."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q

from counterpoise.decisions.commitments import problems
from counterpoise.decisions.promises import may_make, may_reopen, may_withdraw, reopens_as
from counterpoise.decisions.who_may import may_judge_for, may_speak_for_body
from counterpoise.record import Case, Moment, Row
from counterpoise.record.commitments import Commitment, CommitmentState, Promise
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Group, Matter, PromisedLevel
from counterpoise.record.people import Body
from counterpoise.web.decisions import models
from counterpoise.web.decisions.selectors import agreement_there, holder_of
from counterpoise.web.decisions.services.rights import NothingHereError, case_here, log_of
from counterpoise.web.initiatives.selectors import Ask
from counterpoise.web.ledger.models import Told
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = [
    "Agreeing",
    "Promising",
    "agree_to_act",
    "as_holder",
    "bodies_spoken_for",
    "promise",
    "reopen",
    "report",
    "told_of",
    "withdraw",
]

MODELS: dict[type[Row], type[Told]] = {Commitment: models.Commitment, Promise: models.Promise}


@dataclass(frozen=True, slots=True, kw_only=True)
class Promising:
    """A promise, as a form gives it.

    Attributes
    ----------
    text
        The promise.
    made_by
        The body that makes it.
    to
        The groups that it is made to.
    promised_level
        The say that it promises.
    scope
        The matters that it holds for; empty means all.
    condition, due_on
        On what condition, and by when.
    """

    text: str
    made_by: str | None
    to: tuple[str, ...] = ()
    promised_level: PromisedLevel | None = None
    scope: tuple[str, ...] = ()
    condition: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreeing:
    """An agreement to act, as a form gives it.

    Attributes
    ----------
    text
        What will be done.
    by, department
        The body and the department that do it.
    to
        The groups that it is agreed with.
    decision
        The decision that it follows from.
    due_on
        By when.
    """

    text: str
    by: str | None
    department: str = ""
    to: tuple[str, ...] = ()
    decision: str | None = None
    due_on: date | None = None


def bodies_spoken_for(initiative: str, *, case: Case, by: Viewer, at: datetime) -> tuple[Body, ...]:
    """Return the bodies for which somebody can promise and agree."""
    return tuple(
        row for row in case.rows(Body) if may_speak_for_body(row, standing=by.standing, initiative=initiative, at=at)
    )


def _body(name: str | None, *, initiative: str, case: Case, by: Viewer, at: datetime) -> Body | None:
    if not name:
        return None
    found = next((row for row in bodies_spoken_for(initiative, case=case, by=by, at=at) if row.id == name), None)
    if found is None:
        raise NothingHereError(name)
    return found


def _known(kind: type[Row], names: Iterable[str | None], *, case: Case) -> None:
    known = case.by_id(kind)
    for name in names:
        if name and name not in known:
            raise NothingHereError(name)


def promise(*, initiative: str, promising: Promising, once: str, by: Viewer, at: datetime) -> Promise:
    """Make a promise for a body, for everybody to read. It counts in how one-sided later decisions were.

    Raises
    ------
    NothingHereError
        There is no such initiative, body, group or matter for this person, or they do not speak for that body.
    RefusedError
        Everything that it lacks.
    AlreadyToldError
        The same form was sent twice.
    """
    case = case_here(initiative, by=by, asks=[Ask(Matter, Q(pk__in=promising.scope), common=True)])
    if by.person is None:
        raise NothingHereError(initiative)
    body = _body(promising.made_by, initiative=initiative, case=case, by=by, at=at)
    _known(Group, promising.to, case=case)
    _known(Matter, promising.scope, case=case)
    row = Promise(
        id=new_id("promise", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        text=promising.text.strip(),
        made_by=body.id if body is not None else None,
        to=promising.to,
        promised_level=promising.promised_level,
        scope=promising.scope,
        condition=promising.condition.strip(),
        due_on=promising.due_on,
    )
    refusals = may_make(row)
    if refusals:
        raise RefusedError(refusals)
    tell("promise_made", Telling(model=models.Promise, row=row), by=by.person, at=at)
    return row


def agree_to_act(*, initiative: str, agreeing: Agreeing, once: str, by: Viewer, at: datetime) -> Commitment:
    """Write down who does what by when. Whether it was kept, those say with whom it was agreed.

    Raises
    ------
    NothingHereError
        There is no such initiative, body, group or decision for this person, or they do not speak for that body.
    RefusedError
        Everything that it lacks.
    AlreadyToldError
        The same form was sent twice.
    """
    case = case_here(initiative, by=by, asks=[Ask(Decision, Q(pk=agreeing.decision or ""))])
    if by.person is None:
        raise NothingHereError(initiative)
    body = _body(agreeing.by, initiative=initiative, case=case, by=by, at=at)
    _known(Group, agreeing.to, case=case)
    _known(Decision, [agreeing.decision], case=case)
    row = Commitment(
        id=new_id("commitment", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        text=agreeing.text.strip(),
        decision=agreeing.decision or None,
        by=body.id if body is not None else None,
        department=agreeing.department.strip(),
        side=body.side if body is not None else None,
        to=agreeing.to,
        due_on=agreeing.due_on,
    )
    refusals = may_make(row)
    if refusals:
        raise RefusedError(refusals)
    tell("agreement_made", Telling(model=models.Commitment, row=row), by=by.person, at=at)
    return row


def as_holder(name: str, *, initiative: str, by: Viewer, at: datetime) -> tuple[Commitment | Promise, Case]:
    """Return an agreement as it is kept, to somebody of the side that acts.

    Raises
    ------
    NothingHereError
        There is no such agreement for this person, or another side acts.
    """
    now = agreement_there(name, initiative=initiative, viewer=by)
    case = case_here(initiative, by=by)
    if now is None or holder_of(now, case=case) not in may_judge_for(by.standing, initiative=initiative, at=at):
        raise NothingHereError(name)
    return now, case


def told_of(event: str, row: Commitment | Promise, *, case: Case, by: Viewer, at: datetime) -> Commitment | Promise:
    """Write the next version of an agreement, and one entry that tells of it."""
    log = log_of(row.space, case=case)
    tell(event, Telling(model=MODELS[type(row)], row=row), by=by.person, at=at, log=log)
    return row


def _next(
    now: Commitment | Promise, *, version: int, why: str, state: CommitmentState, by: Viewer, at: datetime
) -> Commitment | Promise:
    return replace(
        now,
        version=version + 1,
        supersedes_reason=why.strip(),
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        state=state,
    )


def report(
    *, initiative: str, agreement: str, version: int, late: bool, why: str, by: Viewer, at: datetime
) -> Commitment | Promise:
    """Say, as the side that acts, that an agreement is on its way or late.

    Raises
    ------
    NothingHereError
        There is no such agreement for this person, or another side acts.
    RefusedError
        It stands at a point from which this does not follow.
    StaleVersionError
        It was changed in the meantime.
    """
    now, case = as_holder(agreement, initiative=initiative, by=by, at=at)
    to = CommitmentState.LATE if late else CommitmentState.ON_TRACK
    refusals = problems(now.state, to=to)
    if refusals:
        raise RefusedError(refusals)
    row = _next(now, version=version, why=why, state=to, by=by, at=at)
    return told_of("agreement_reported", row, case=case, by=by, at=at)


def withdraw(*, initiative: str, agreement: str, version: int, reason: str, by: Viewer, at: datetime) -> Promise:
    """Take a promise back, with a reason. It stays to be seen, and counts for what was decided before.

    Raises
    ------
    NothingHereError
        There is no such promise for this person, or another side made it.
    RefusedError
        There is no reason, or it was taken back or ended already.
    StaleVersionError
        It was changed in the meantime.
    """
    now, case = as_holder(agreement, initiative=initiative, by=by, at=at)
    if not isinstance(now, Promise):
        raise NothingHereError(agreement)
    refusals = may_withdraw(now, reason=reason)
    if refusals:
        raise RefusedError(refusals)
    row = replace(
        now,
        version=version + 1,
        supersedes_reason=reason.strip(),
        recorded_at=at,
        recorded_by=by.person,
        withdrawn_at=Moment.exactly(at),
    )
    told_of("promise_withdrawn", row, case=case, by=by, at=at)
    return row


def reopen(
    *, initiative: str, agreement: str, version: int, reason: str, by: Viewer, at: datetime
) -> Commitment | Promise:
    """Reopen a promise or an agreement that has ended, with a reason. Either side may.

    Raises
    ------
    NothingHereError
        There is no such agreement for this person, or they stand on neither side.
    RefusedError
        There is no reason, or it has not ended.
    StaleVersionError
        It was changed in the meantime.
    """
    now = agreement_there(agreement, initiative=initiative, viewer=by)
    if now is None or not may_judge_for(by.standing, initiative=initiative, at=at):
        raise NothingHereError(agreement)
    refusals = may_reopen(now, reason=reason)
    to = reopens_as(now.state)
    if refusals or to is None:
        raise RefusedError(refusals)
    row = _next(now, version=version, why=reason, state=to, by=by, at=at)
    return told_of("agreement_reopened", row, case=case_here(initiative, by=by), by=by, at=at)
