"""Ask people in, take their replies, keep a no with its reason; write down who took part, and how long."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from counterpoise.inclusion.invitations import may_invite, may_log, may_reply, replied
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment, Row, Side
from counterpoise.record.access import BarrierKind
from counterpoise.record.initiatives import Cycle, Group
from counterpoise.record.participation import Decline, Invitation, Participation, Recruitment, Selection
from counterpoise.web.inclusion import models
from counterpoise.web.inclusion.selectors import seated_in, sides_of_person
from counterpoise.web.inclusion.services.rights import held, known, person_called, seat_side
from counterpoise.web.initiatives.services import NothingHereError, sides_in
from counterpoise.web.ledger.models import Told
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["Inviting", "Replying", "TookPart", "invite", "log_participation", "reply"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inviting:
    """Whom to ask.

    Attributes
    ----------
    selection, recruitment
        For which selection, and by which way.
    name
        The name of one person; or else a group and how many of it.
    group, people
        The group, and how many people.
    expires_on
        From which day it no longer holds.
    """

    selection: str
    recruitment: str | None = None
    name: str = ""
    group: str | None = None
    people: int = 1
    expires_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replying:
    """A reply to an invitation.

    Attributes
    ----------
    accepted, people
        Yes or no, and how many people say so.
    kind, reason, shared
        With a no: what kept them away, why, and whether the other side may read that.
    """

    accepted: bool
    people: int = 1
    kind: BarrierKind | None = None
    reason: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TookPart:
    """Who took part, for how long, and what they were paid for it, in euros. No name is the writer's own."""

    name: str = ""
    hours: float | None = None
    support_paid: float | None = None


def invite(*, initiative: str, inviting: Inviting, once: str, by: Viewer, at: datetime) -> Invitation:
    """Ask people in. The criteria of the selection are frozen before anybody can reply.

    Raises
    ------
    NothingHereError
        There is no such selection, group or way for this person, or they hold no seat.
    RefusedError
        The criteria are not frozen, nobody is asked, or nobody takes part under the name.
    AlreadyToldError
        The same form was sent twice.
    """
    seat_side(initiative, by=by)
    selection = held(Selection, inviting.selection, initiative=initiative, by=by)
    known(Recruitment, inviting.recruitment, initiative=initiative, by=by)
    known(Group, inviting.group, initiative=initiative, by=by)
    person = person_called(inviting.name, initiative=initiative, by=by) if inviting.name.strip() else None
    row = Invitation(
        id=new_id("invitation", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        selection=selection.id,
        recruitment=inviting.recruitment or None,
        person=person,
        group=inviting.group or None,
        people=1 if person is not None else inviting.people,
        expires_on=inviting.expires_on,
    )
    refusals = may_invite(row, selection=selection)
    if refusals:
        raise RefusedError(refusals)
    tell("people_invited", Telling(model=models.Invitation, row=row), by=by.person, at=at)
    return row


def reply(
    *, initiative: str, invitation: str, version: int, replying: Replying, once: str, by: Viewer, at: datetime
) -> Invitation:
    """Reply to an invitation: the person who was asked, or somebody with a seat who writes down what others said.

    Of many who were asked, some reply and the others can later.

    Raises
    ------
    NothingHereError
        There is no such invitation for this person, and it is not theirs to write down.
    RefusedError
        They replied already, more reply than were asked, or it no longer holds.
    AlreadyToldError
        The same form was sent twice.
    StaleVersionError
        Somebody else wrote down a reply in the meantime.
    """
    now = held(Invitation, invitation, initiative=initiative, by=by)
    own = now.person is not None and now.person == by.person
    if not own and (now.person is not None or not seated_in(initiative, viewer=by)):
        raise NothingHereError(invitation)
    refusals = may_reply(now, people=replying.people, at=at.date())
    if refusals:
        raise RefusedError(refusals)
    answer, rest = replied(now, people=replying.people, accepted=replying.accepted, at=Moment.exactly(at))
    rows: list[Row] = []
    if not replying.accepted:
        rows.append(_decline(now, replying, once=once, by=by, at=at))
    changed = {"recorded_at": at, "recorded_by": by.person}
    if rest is None:
        rows.append(replace(answer, version=version + 1, supersedes_reason="replied", **changed))  # type: ignore[arg-type]  # the fields that all rows have
    else:
        rows.append(replace(answer, id=new_id("invitation", once=once), version=1, **changed))  # type: ignore[arg-type]  # as above
        rows.append(replace(rest, version=version + 1, supersedes_reason="some of them replied", **changed))  # type: ignore[arg-type]  # as above
    told: dict[type[Row], type[Told]] = {Invitation: models.Invitation, Decline: models.Decline}
    tell("invitation_replied", *(Telling(model=told[type(row)], row=row) for row in rows), by=by.person, at=at)
    return next(row for row in rows if isinstance(row, Invitation))


def _decline(now: Invitation, replying: Replying, *, once: str, by: Viewer, at: datetime) -> Decline:
    return Decline(
        id=new_id("decline", once=once),
        initiative=now.initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        invitation=now.id,
        selection=now.selection,
        group=now.group,
        kind=replying.kind,
        reason=replying.reason.strip(),
        shared=replying.shared,
    )


def log_participation(
    *, initiative: str, cycle: str, taking_part: tuple[TookPart, ...], once: str, by: Viewer, at: datetime
) -> Cycle:
    """Write down who took part in a round, for how long, and what they were paid: oneself, or with a seat others too.

    Raises
    ------
    NothingHereError
        There is no such round for this person, or they hold no seat and name somebody else.
    RefusedError
        Nobody takes part under a name, or a number is below zero.
    AlreadyToldError
        The same form was sent twice.
    """
    sides_in(initiative, by=by)
    known(Cycle, cycle, initiative=initiative, by=by)
    if any(one.name.strip() for one in taking_part):
        seat_side(initiative, by=by)
    rows = [
        _took_part(one, cycle, f"{once}-{place}" if place else once, initiative=initiative, by=by, at=at)
        for place, one in enumerate(taking_part)
    ]
    refusals = tuple({refusal.code: refusal for row in rows for refusal in may_log(row)}.values())
    if not rows:
        refusals += (Refusal("inclusion.nobody_counted"),)
    if refusals:
        raise RefusedError(refusals)
    tellings = [Telling(model=models.Participation, row=row) for row in rows]
    tell("participation_logged", *tellings, by=by.person, at=at)
    return held(Cycle, cycle, initiative=initiative, by=by)


def _took_part(one: TookPart, cycle: str, once: str, *, initiative: str, by: Viewer, at: datetime) -> Participation:
    person = person_called(one.name, initiative=initiative, by=by) if one.name.strip() else by.person
    found = sides_of_person(person, initiative=initiative, at=at)
    side = Side.CIVIC if Side.CIVIC in found and len(found) == 1 else next(iter(sorted(found)), None)
    return Participation(
        id=new_id("participation", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        person=person,
        cycle=cycle,
        side=side,
        hours=one.hours,
        support_paid=one.support_paid,
    )
