"""The life of an initiative: a draft opens, an active one rests, a resting one wakes; any is handed over. None ends."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from counterpoise.levels.governance import (
    may_hand_over,
    may_open,
    may_rest,
    may_wake,
    review_ahead,
)
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment, Side
from counterpoise.record.commitments import Commitment
from counterpoise.record.initiatives import Group, Initiative, InitiativeState, PromisedLevel
from counterpoise.record.people import Body, Seat
from counterpoise.web.governance.models import WakeCall
from counterpoise.web.governance.selectors.about import bodies_held_by, callers, kept, prepares
from counterpoise.web.initiatives import models as spine
from counterpoise.web.initiatives.selectors import Ask, slice_of
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.ledger.records import to_row, to_rows
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people import models as people
from counterpoise.web.people.selectors import Viewer

__all__ = ["Described", "begin_initiative", "describe", "hand_over", "open_initiative", "rest", "to_change", "wake"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What an initiative is, as a form gives it.

    Attributes
    ----------
    title, purpose
        Its name, and what it is for.
    side
        The side that declares the purpose.
    promised_level
        The say that is promised.
    review_on
        When both sides look again.
    cadence_days
        How often both sides mean to meet.
    """

    title: str
    purpose: str = ""
    side: Side | None = None
    promised_level: PromisedLevel | None = None
    review_on: date | None = None
    cadence_days: int | None = None


def to_change(initiative: str, *, by: Viewer) -> Initiative:
    """Return an initiative that somebody may change.

    Raises
    ------
    NothingHereError
        There is none, or none that they may change.
    """
    found = kept(initiative, viewer=by)
    if found is None or not prepares(found, viewer=by):
        raise NothingHereError(initiative)
    return found


def _write(event: str, row: Initiative, *, by: Viewer, at: datetime) -> Initiative:
    tell(event, Telling(model=spine.Initiative, row=row), by=by.person, at=at)
    return row


def _next(now: Initiative, version: int, why: str, *, at: datetime, **changes: object) -> Initiative:
    # Who began it stays who wrote it down; the ledger says who changed it.
    return replace(now, version=version + 1, supersedes_reason=why, recorded_at=at, **changes)  # type: ignore[arg-type]  # fields by name


def begin_initiative(*, described: Described, holder: str, once: str, by: Viewer, at: datetime) -> Initiative:
    """Write down a draft. It is seen by who began it and by the body that holds it, until it opens.

    A body that belongs to another initiative holds this one under the same name, with who began it in its first seat.

    Raises
    ------
    NothingHereError
        This person holds no seat in the body that is to hold it.
    AlreadyToldError
        The same form was sent twice.
    """
    body = next((row for row in bodies_held_by(by) if row.id == holder), None)
    if by.person is None or body is None:
        raise NothingHereError("initiative")
    name = new_id("initiative", once=once)
    common: dict[str, Any] = {"happened_at": Moment.exactly(at), "recorded_at": at, "recorded_by": by.person}
    own = Body(id=new_id("body", once=once), initiative=name, **common)
    own = replace(own, name=body.name, kind=body.kind, side=body.side, rule=body.rule)
    seat = Seat(id=new_id("seat", once=once), initiative=name, **common)
    seat = replace(seat, body=own.id, person=by.person, active_from=at.date())
    elsewhere = body.initiative is not None
    row = Initiative(
        id=name,
        state=InitiativeState.DRAFT,
        holder=None if elsewhere else body.id,
        title=described.title.strip(),
        purpose=described.purpose.strip(),
        purpose_declared_by=described.side,
        promised_level=described.promised_level,
        review_on=described.review_on,
        cadence_days=described.cadence_days,
        **common,
    )
    with transaction.atomic():
        _write("initiative_begun", row, by=by, at=at)
        if elsewhere:
            tellings = [Telling(model=people.Body, row=own), Telling(model=people.Seat, row=seat)]
            held = replace(row, version=2, supersedes_reason="its body", holder=own.id)
            tell("initiative_held", *tellings, Telling(model=spine.Initiative, row=held), by=by.person, at=at)
            return held
    return row


def describe(*, initiative: str, version: int, described: Described, by: Viewer, at: datetime) -> Initiative:
    """Say anew what an initiative is for. The earlier purpose stays beside it, with its date.

    Raises
    ------
    NothingHereError
        There is no such initiative that this person may change.
    RefusedError
        Its day of review does not lie ahead, or too far ahead; an open one needs a purpose and a promised say.
    StaleVersionError
        It was changed in the meantime.
    """
    now = to_change(initiative, by=by)
    after = _next(
        now,
        version,
        "described",
        at=at,
        title=described.title.strip(),
        purpose=described.purpose.strip(),
        purpose_declared_by=described.side if described.purpose.strip() != now.purpose else now.purpose_declared_by,
        promised_level=described.promised_level,
        review_on=described.review_on,
        cadence_days=described.cadence_days,
    )
    refusals: tuple[Refusal, ...] = ()
    if now.state is not InitiativeState.DRAFT:
        opened = replace(after, state=InitiativeState.DRAFT)
        known = {"levels.no_purpose", "levels.no_promised_level"}
        refusals = tuple(each for each in may_open(opened, affected=(), at=at) if each.code in known)
    if described.review_on != now.review_on and (described.review_on or now.state is not InitiativeState.DRAFT):
        refusals += review_ahead(described.review_on, at=at)
    if refusals:
        raise RefusedError(refusals)
    return _write("initiative_described", after, by=by, at=at)


def open_initiative(*, initiative: str, version: int, by: Viewer, at: datetime) -> Initiative:
    """Open a draft: from now on everybody sees it.

    Raises
    ------
    NothingHereError
        There is no such draft that this person may change.
    RefusedError
        Everything that it lacks.
    StaleVersionError
        It was changed in the meantime.
    """
    now = to_change(initiative, by=by)
    touched = spine.Affects.objects.filter(initiative=initiative, group__isnull=False).values_list("group", flat=True)
    groups = to_rows(Group, spine.Group.objects.filter(id__in=list(touched)))
    refusals = may_open(now, affected=groups, at=at)
    if refusals:
        raise RefusedError(refusals)
    after = _next(now, version, "opened", at=at, state=InitiativeState.ACTIVE)
    return _write("initiative_opened", after, by=by, at=at)


def rest(
    *,
    initiative: str,
    version: int,
    reason: str,
    review_on: date | None,
    listed: tuple[str, ...],
    by: Viewer,
    at: datetime,
) -> Initiative:
    """Let an initiative rest. Everybody who takes part is told, with why and until when.

    Parameters
    ----------
    initiative, version
        The initiative, and its version that this person saw.
    reason
        Why.
    review_on
        When both sides look again.
    listed
        The open agreements that this person saw listed.
    by, at
        Who, and when.

    Raises
    ------
    NothingHereError
        There is no such initiative that this person may change.
    RefusedError
        There is no reason or no day, or an open agreement was not listed.
    StaleVersionError
        It was changed in the meantime.
    """
    now = to_change(initiative, by=by)
    case = slice_of(initiative, viewer=by, asks=[Ask(Commitment)])
    commitments = case.rows(Commitment) if case is not None else ()
    refusals = may_rest(now, reason=reason, review_on=review_on, commitments=commitments, listed=listed, at=at)
    if refusals:
        raise RefusedError(refusals)
    after = _next(
        now, version, "rests", at=at, state=InitiativeState.RESTING, rest_reason=reason.strip(), review_on=review_on
    )
    return _write("initiative_rests", after, by=by, at=at)


def wake(*, initiative: str, version: int, side: Side, review_on: date | None, by: Viewer, at: datetime) -> Initiative:
    """Ask to wake a resting initiative; it wakes once enough people of a side ask: one, or three of the citizens'.

    Parameters
    ----------
    initiative, version
        The initiative, and its version that this person saw.
    side
        For which side they ask.
    review_on
        When both sides look again, once it is awake.
    by, at
        Who, and when.

    Returns
    -------
    Initiative
        The initiative: awake, or still resting while more people are needed.

    Raises
    ------
    NothingHereError
        There is no such initiative for this person, or they do not stand on that side.
    RefusedError
        It does not rest, or the day of review does not lie ahead.
    StaleVersionError
        It was changed in the meantime.
    """
    now = kept(initiative, viewer=by)
    if now is None or by.person is None or side not in by.sides(initiative):
        raise NothingHereError(initiative)
    with transaction.atomic():
        spine.Initiative.objects.select_for_update().get(id=initiative)
        asking = {by.person} | (callers(now) if side is Side.CIVIC else frozenset())
        after = _next(now, version, "wakes", at=at, state=InitiativeState.ACTIVE, rest_reason="", review_on=review_on)
        refusals = may_wake(replace(now, review_on=review_on), side=side, participants=asking, at=at)
        too_few = [each for each in refusals if each.code == "levels.too_few_participants"]
        if len(refusals) > len(too_few):
            raise RefusedError(each for each in refusals if each not in too_few)
        if too_few:
            _new, made = WakeCall.objects.get_or_create(
                initiative_id=initiative, version=now.version, person_id=by.person, defaults={"at": at}
            )
            if made:
                tell("waking_asked_for", by=by.person, at=at)
            return now
        return _write("initiative_wakes", after, by=by, at=at)


def hand_over(*, initiative: str, version: int, holder: str, by: Viewer, at: datetime) -> Initiative:
    """Give an initiative to another body; its state stays as it is.

    Raises
    ------
    NothingHereError
        There is no such initiative that this person may change, or no such body in it.
    RefusedError
        That body holds it already.
    StaleVersionError
        It was changed in the meantime.
    """
    now = to_change(initiative, by=by)
    body = people.Body.objects.filter(id=holder).first()
    if body is None or to_row(Body, body).initiative not in {None, initiative}:
        raise NothingHereError(holder)
    refusals = may_hand_over(now, new_holder=holder)
    if refusals:
        raise RefusedError(refusals)
    return _write("initiative_handed_over", _next(now, version, "handed over", at=at, holder=holder), by=by, at=at)
