"""Write down that a remedy was used, that a body has more time to answer, or that its time stands still."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from counterpoise.control.rights.clocks import may_change
from counterpoise.decisions.tracks import change_of
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment, Side
from counterpoise.record.legal import LegalStep, LegalStepKind, RemedyKind
from counterpoise.web.control.selectors import Rights, TrackSeen, track_there
from counterpoise.web.decisions import models
from counterpoise.web.decisions.services.rights import NothingHereError, case_here, log_of, room_of
from counterpoise.web.ledger.services import AlreadyToldError, RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["TimeGiven", "change_term", "use_remedy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeGiven:
    """How the term of an answer is changed.

    Attributes
    ----------
    kind
        Whether it becomes longer, or stands still.
    starts_on
        The first day on which it stands still.
    until
        The new last day; or the day from which it runs again.
    ground
        Why.
    told_on
        The day on which the body was told.
    """

    kind: LegalStepKind
    starts_on: date | None = None
    until: date | None = None
    ground: str
    told_on: date


def use_remedy(
    *,
    initiative: str,
    decision: str,
    right: str,
    remedy: RemedyKind,
    on: date,
    ground: str,
    told_on: date | None = None,
    once: str,
    by: Viewer,
    at: datetime,
) -> LegalStep:
    """Write down that the body in which somebody sits used a remedy; where that was too late, it is shown.

    Raises
    ------
    NothingHereError
        There is no such right on a decision for this person, or they do not sit in the body that has it.
    RefusedError
        There is no reason, the day is still to come or lies before the decision, or it was written down already.
    AlreadyToldError
        The same form was sent twice.
    """
    with transaction.atomic():
        # From two tabs at once one is written: the other waits here, and then sees it.
        models.Decision.objects.select_for_update().filter(pk=decision).first()
        seen, track = _track(initiative, decision, right, name=new_id("remedy", once=once), by=by)
        if not seen.may_use(track):
            raise NothingHereError(right)
        row = LegalStep(
            id=new_id("remedy", once=once),
            initiative=initiative,
            happened_at=Moment.on(on),
            recorded_at=at,
            recorded_by=by.person,
            space=room_of(track.decision),
            decision=decision,
            right=right,
            kind=LegalStepKind.REMEDY_USED,
            remedy=remedy,
            body=track.body.id if track.body is not None else None,
            side=track.body.side if track.body is not None else None,
            ground=ground.strip(),
            told_at=Moment.on(told_on) if told_on is not None else None,
        )
        found = _problems(row, at=at.date())
        if told_on is not None and told_on < on:
            found.append(Refusal("rights.told_before_used"))
        decided = track.track.judgement.track.decided_on
        if decided is not None and on < decided:
            found.append(Refusal("rights.before_the_decision", {"on": decided.isoformat()}))
        if any(each.row.remedy is remedy and each.row.kind is row.kind for each in track.steps):
            found.append(Refusal("rights.used_already"))
        _tell("remedy_used", row, found, by=by, at=at)
    return row


def change_term(
    *, initiative: str, decision: str, right: str, given: TimeGiven, once: str, by: Viewer, at: datetime
) -> LegalStep:
    """Write down that a body that was asked has more time to answer, or that its time stands still.

    Raises
    ------
    NothingHereError
        There is no such right on a decision for this person, or they do not speak for who asked.
    RefusedError
        There is no reason, a day is missing or wrong, or the term is over.
    AlreadyToldError
        The same form was sent twice.
    """
    seen, track = _track(initiative, decision, right, name=new_id("time", once=once), by=by)
    if not seen.may_give_time(track):
        raise NothingHereError(right)
    row = LegalStep(
        id=new_id("time", once=once),
        initiative=initiative,
        happened_at=Moment.on(given.told_on),
        recorded_at=at,
        recorded_by=by.person,
        space=room_of(track.decision),
        decision=decision,
        right=right,
        kind=given.kind,
        body=track.taker.id if track.taker is not None else None,
        side=track.taker.side if track.taker is not None else Side.ORGANIZATIONAL,
        ground=given.ground.strip(),
        starts_on=given.starts_on,
        until=given.until,
        told_at=Moment.on(given.told_on),
    )
    found = _problems(row, at=at.date())
    judged = track.track.judgement
    asked, change = judged.track.asked_on, change_of(row)
    if asked is not None and given.told_on < asked:
        found.append(Refusal("rights.before_it_was_asked", {"on": asked.isoformat()}))
    if change is not None:
        found += may_change(judged.reply, track.right.reply_term, change, of_law=False)
    if given.kind is LegalStepKind.TERM_PAUSED and given.until is None:
        found.append(Refusal("rights.no_last_day"))
    _tell(str(given.kind), row, found, by=by, at=at)
    return row


def _track(initiative: str, decision: str, right: str, *, name: str, by: Viewer) -> tuple[Rights, TrackSeen]:
    found = track_there(initiative, decision=decision, right=right, viewer=by)
    if found is None or by.person is None:
        raise NothingHereError(right)
    if any(each.row.id == name for each in found[1].steps):
        # Sent twice: what the first sending changed must not stand in the way of the second.
        raise AlreadyToldError(name)
    return found


def _problems(row: LegalStep, *, at: date) -> list[Refusal]:
    found = [] if row.ground else [Refusal("rights.no_ground")]
    if row.happened_at is not None and row.happened_at.first > at:
        found.append(Refusal("rights.in_the_future"))
    if row.told_at is not None and row.told_at != row.happened_at and row.told_at.first > at:
        found.append(Refusal("rights.told_in_the_future"))
    return found


def _tell(event: str, row: LegalStep, refusals: list[Refusal], *, by: Viewer, at: datetime) -> None:
    if refusals:
        raise RefusedError(refusals)
    log = log_of(row.space, case=case_here(row.initiative or "", by=by))
    tell(event, Telling(model=models.LegalStep, row=row), by=by.person, at=at, log=log)
