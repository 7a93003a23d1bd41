"""Tell a group of a decision, or plan to; the group says when it heard. Nothing ever stands in the way of telling."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q

from counterpoise.decisions.notices import problems
from counterpoise.decisions.who_may import may_speak_for_group
from counterpoise.record import Case, Moment
from counterpoise.record.decisions import Decision, Notice
from counterpoise.record.initiatives import Group
from counterpoise.web.decisions import models
from counterpoise.web.decisions.selectors import there
from counterpoise.web.decisions.services.rights import (
    NothingHereError,
    case_here,
    log_of,
    may_record_here,
    room_of,
)
from counterpoise.web.initiatives.selectors import Ask
from counterpoise.web.ledger.services import AlreadyToldError, RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["confirm_heard", "tell_group"]


@dataclass(frozen=True, slots=True)
class _About:
    decision: Decision
    group: Group


def _about(decision: str, group: str, *, case: Case) -> _About:
    found, touched = case.by_id(Decision).get(decision), case.by_id(Group).get(group)
    if found is None or touched is None:
        raise NothingHereError(decision)
    return _About(found, touched)


def tell_group(
    *,
    initiative: str,
    decision: str,
    group: str,
    told_at: Moment | None,
    planned_on: date | None = None,
    channel: str = "",
    once: str,
    by: Viewer,
    at: datetime,
) -> Notice:
    """Write down that a group was told of a decision, or on which day it will be.

    Raises
    ------
    NothingHereError
        There is no such decision or group for this person, or they can not record here.
    RefusedError
        There is neither a day on which they were told nor one that is planned, or it lies on the wrong side of today.
    AlreadyToldError
        The same form was sent twice.
    """
    case = may_record_here(initiative, by=by, at=at, asks=[Ask(Decision, Q(pk=decision))])
    about = _about(decision, group, case=case)
    notice = Notice(
        id=new_id("notice", once=once),
        initiative=initiative,
        happened_at=told_at or Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        space=room_of(about.decision),
        decision=decision,
        group=group,
        told_at=told_at,
        channel=channel.strip(),
        planned_on=planned_on if told_at is None else None,
    )
    refusals = problems(notice, at=at.date())
    if refusals:
        raise RefusedError(refusals)
    event = "group_told" if told_at is not None else "telling_planned"
    tell(
        event,
        Telling(model=models.Notice, row=notice),
        by=by.person,
        at=at,
        log=log_of(notice.space, case=case),
    )
    return notice


def confirm_heard(
    *, initiative: str, decision: str, group: str, heard_at: Moment, once: str, by: Viewer, at: datetime
) -> Notice:
    """Say, for a group, on which day it heard of a decision: what it says counts before what the teller says.

    Raises
    ------
    NothingHereError
        There is no such decision or group for this person, or they do not speak for it.
    RefusedError
        The day is still to come.
    AlreadyToldError
        The same form was sent twice.
    StaleVersionError
        The notice was changed in the meantime.
    """
    asks = [Ask(Decision, Q(pk=decision)), Ask(Notice, Q(decision=decision, group=group))]
    case = case_here(initiative, by=by, asks=asks)
    about = _about(decision, group, case=case)
    if not may_speak_for_group(about.group, standing=by.standing, initiative=initiative, at=at):
        raise NothingHereError(group)
    known = [row for row in case.rows(Notice) if row.decision == decision and row.group == group]
    same = [row for row in known if row.heard_at == heard_at]
    if same:
        raise AlreadyToldError(same[0].id)
    waiting = [row for row in known if row.told_at is not None and row.heard_at is None]
    kept = there(Notice, waiting[0].id, initiative=initiative, viewer=by) if waiting else None
    if kept is not None:
        notice = replace(kept, version=kept.version + 1, supersedes_reason="heard", recorded_at=at, heard_at=heard_at)
    else:
        notice = Notice(
            id=new_id("heard", once=once),
            initiative=initiative,
            happened_at=heard_at,
            recorded_at=at,
            recorded_by=by.person,
            space=room_of(about.decision),
            decision=decision,
            group=group,
            heard_at=heard_at,
        )
    refusals = problems(notice, at=at.date())
    if refusals:
        raise RefusedError(refusals)
    log = log_of(notice.space, case=case)
    tell("group_heard", Telling(model=models.Notice, row=notice), by=by.person, at=at, log=log)
    return notice
