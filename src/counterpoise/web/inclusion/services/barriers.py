"""Report what keeps people away, take it away, keep what gave way for that; tell what was changed, who trained whom."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from counterpoise.inclusion.barriers import may_solve
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.tradeoffs import may_trade
from counterpoise.record import Moment, Row, Side
from counterpoise.record.access import Adaptation, Barrier, BarrierKind, Training
from counterpoise.record.initiatives import Group, TradeOff
from counterpoise.record.meetings import Meeting
from counterpoise.web.inclusion import models
from counterpoise.web.inclusion.services.rights import held, known, person_called, space_of
from counterpoise.web.initiatives import models as spine
from counterpoise.web.initiatives.services import NothingHereError, acting_side, log_of, sides_in
from counterpoise.web.ledger.models import Told
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["Reporting", "Solving", "report_barrier", "solve_barrier", "tell_adaptation", "tell_training"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """A barrier, as a form gives it.

    Attributes
    ----------
    text, kind
        What keeps people away, and what kind of thing that is.
    group, meeting
        Whom it keeps away, and from which meeting.
    told_at
        When it was told; empty for now.
    for_whom
        The name of somebody who told it by phone or on paper.
    side
        For which side; needed of who stands on several.
    """

    text: str
    kind: BarrierKind | None
    group: str | None = None
    meeting: str | None = None
    told_at: Moment | None = None
    for_whom: str = ""
    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Solving:
    """How a barrier was taken away, as a form gives it.

    Attributes
    ----------
    how, solved_at
        How, and when; empty for now.
    gave_way, gained, review_on
        What gave way for that and for which good, where something did, and when people look at it again.
    changed, department
        What the organization changed, and the department that did.
    """

    how: str
    solved_at: Moment | None = None
    gave_way: str = ""
    gained: str = ""
    review_on: date | None = None
    changed: str = ""
    department: str = ""


def report_barrier(*, initiative: str, reporting: Reporting, once: str, by: Viewer, at: datetime) -> Barrier:
    """Report what keeps people away.

    Raises
    ------
    NothingHereError
        There is no such initiative, group or meeting for this person, or they take no part.
    RefusedError
        There are no words or no kind, the day is to come, or nobody takes part under the name.
    AlreadyToldError
        The same form was sent twice.
    """
    side = acting_side(initiative, by=by, side=reporting.side)
    known(Group, reporting.group, initiative=initiative, by=by)
    known(Meeting, reporting.meeting, initiative=initiative, by=by)
    found = []
    if not reporting.text.strip():
        found.append(Refusal("inclusion.no_words"))
    if reporting.kind is None:
        found.append(Refusal("inclusion.no_kind"))
    if reporting.told_at is not None and reporting.told_at.first > at.date():
        found.append(Refusal("inclusion.day_to_come"))
    if found:
        raise RefusedError(found)
    other = person_called(reporting.for_whom, initiative=initiative, by=by) if reporting.for_whom.strip() else None
    row = Barrier(
        id=new_id("barrier", once=once),
        initiative=initiative,
        happened_at=reporting.told_at or Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        on_behalf_of=other,
        kind=reporting.kind,
        text=reporting.text.strip(),
        group=reporting.group or None,
        reported_by=side,
        meeting=reporting.meeting or None,
    )
    tell("barrier_reported", Telling(model=models.Barrier, row=row), by=by.person, at=at)
    return row


def solve_barrier(
    *, initiative: str, barrier: str, version: int, solving: Solving, once: str, by: Viewer, at: datetime
) -> Barrier:
    """Say how a barrier was taken away, and what gave way for that.

    Raises
    ------
    NothingHereError
        There is no such barrier for this person, they take no part, or it was taken away already.
    RefusedError
        Nobody says how, it was taken away before it was reported, or the trade-off lacks something.
    AlreadyToldError
        The same form was sent twice.
    StaleVersionError
        It was changed in the meantime.
    """
    now = held(Barrier, barrier, initiative=initiative, by=by)
    space = space_of(now, initiative=initiative, by=by, at=at)
    if now.solved_at is not None and now.version <= version:
        raise NothingHereError(barrier)
    row = replace(
        now,
        version=version + 1,
        supersedes_reason="taken away",
        recorded_at=at,
        recorded_by=by.person,
        solved_at=solving.solved_at or Moment.exactly(at),
        how=solving.how.strip(),
    )
    more, refusals = _around(row, solving, once=once)
    refusals = [*may_solve(row), *refusals]
    if solving.solved_at is not None and solving.solved_at.first > at.date():
        refusals.append(Refusal("inclusion.day_to_come"))
    if refusals:
        raise RefusedError(refusals)
    traded = next((each for each in more if isinstance(each, TradeOff)), None)
    row = replace(row, side_effect=traded.id) if traded is not None else row
    told: dict[type[Row], type[Told]] = {TradeOff: spine.TradeOff, Adaptation: models.Adaptation}
    # What is new goes first: the same form sent twice finds it there already.
    tellings = [Telling(model=told[type(each)], row=each) for each in more]
    tell(
        "barrier_solved",
        *tellings,
        Telling(model=models.Barrier, row=row),
        by=by.person,
        at=at,
        log=log_of(space),
    )
    return row


def _around(row: Barrier, solving: Solving, *, once: str) -> tuple[list[Row], list[Refusal]]:
    """Return what gave way and what was changed as a barrier was taken away, and what these lack."""
    common: dict[str, Any] = {
        "initiative": row.initiative,
        "happened_at": row.solved_at,
        "recorded_at": row.recorded_at,
        "recorded_by": row.recorded_by,
        "space": row.space,
    }
    found: list[Row] = []
    refusals: list[Refusal] = []
    gave_way, gained = solving.gave_way.strip(), solving.gained.strip()
    if gave_way or gained:
        name = new_id("trade-off", once=once)
        goods: dict[str, Any] = {"good_a": gave_way, "good_b": gained, "gave_way": gave_way}
        trade_off = TradeOff(id=name, review_on=solving.review_on, **goods, **common)
        refusals += may_trade(trade_off, at=row.recorded_at)
        found.append(trade_off)
    if solving.changed.strip():
        adapted = Adaptation(
            id=new_id("adaptation", once=once),
            text=solving.changed.strip(),
            meeting=row.meeting,
            barrier=row.id,
            department=solving.department.strip(),
            **common,
        )
        found.append(adapted)
    return found, refusals


def tell_adaptation(
    *, initiative: str, text: str, department: str, meeting: str | None, once: str, by: Viewer, at: datetime
) -> Adaptation:
    """Tell what the organization changed so that people could take part.

    Raises
    ------
    NothingHereError
        There is no such initiative or meeting for this person, or they take no part.
    RefusedError
        There are no words.
    AlreadyToldError
        The same form was sent twice.
    """
    sides_in(initiative, by=by)
    known(Meeting, meeting, initiative=initiative, by=by)
    if not text.strip():
        raise RefusedError((Refusal("inclusion.no_words"),))
    row = Adaptation(
        id=new_id("adaptation", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        text=text.strip(),
        meeting=meeting or None,
        department=department.strip(),
    )
    tell("adaptation_told", Telling(model=models.Adaptation, row=row), by=by.person, at=at)
    return row


def tell_training(
    *,
    initiative: str,
    topic: str,
    trainer_side: Side | None,
    trainee_side: Side | None,
    hours: float | None,
    people: int | None,
    once: str,
    by: Viewer,
    at: datetime,
) -> Training:
    """Tell who trained whom, in what, and for how long.

    Raises
    ------
    NothingHereError
        There is no such initiative for this person, or they take no part.
    RefusedError
        The topic or a side is missing, or a number is below zero.
    AlreadyToldError
        The same form was sent twice.
    """
    sides_in(initiative, by=by)
    found = []
    if not topic.strip():
        found.append(Refusal("inclusion.no_words"))
    if trainer_side is None or trainee_side is None:
        found.append(Refusal("inclusion.no_side"))
    if (hours is not None and hours < 0) or (people is not None and people < 0):
        found.append(Refusal("inclusion.hours_below_zero"))
    if found:
        raise RefusedError(found)
    row = Training(
        id=new_id("training", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        trainer_side=trainer_side,
        trainee_side=trainee_side,
        topic=topic.strip(),
        hours=hours,
        people=people,
    )
    tell("training_told", Telling(model=models.Training, row=row), by=by.person, at=at)
    return row
