"""Ask somebody in with a code, and use such a code."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from counterpoise.levels.codes import read_code
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.seats import may_invite, may_seat, may_take_part_as, stands_by_who_asked
from counterpoise.levels.sides import sides
from counterpoise.levels.spaces import CLOSED, may_admit
from counterpoise.record import Moment, Row, Side
from counterpoise.record.people import Admission, Body, Capacity, CapacityKind, Seat, SeatMethod, Space
from counterpoise.web.ledger.models import Told
from counterpoise.web.ledger.records import to_row
from counterpoise.web.ledger.services import COMMON, Event, RefusedError, Telling, append, tell
from counterpoise.web.people import models
from counterpoise.web.people.selectors import INVITATION_DAYS, Viewer, hash_of, live_invitation, made_of
from counterpoise.web.people.services.capacities import new_capacity
from counterpoise.web.people.services.codes import NotUsableError
from counterpoise.web.people.services.persons import own_row
from counterpoise.web.people.services.seats import body_here, standing_of, taken_seats

__all__ = ["Asking", "invite", "use_invitation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """To what somebody is asked in: one of a body, a room, a capacity; or a side of the initiative itself.

    Attributes
    ----------
    about
        What the invitation calls it, such as the name of the council.
    body, room, capacity
        Which one.
    side
        On which side of the initiative; they choose as what they stand there.
    method
        How the place in a body is filled.
    """

    about: str
    body: str | None = None
    room: str | None = None
    capacity: CapacityKind | None = None
    side: Side | None = None
    method: SeatMethod | None = None

    @property
    def open(self) -> bool:
        """Whether it leaves open as what somebody takes part."""
        return not (self.body or self.room or self.capacity)


def invite(
    *, initiative: str, asking: Asking, holder: str | None = None, once: str, by: Viewer, at: datetime
) -> tuple[models.Invitation, str]:
    """Ask somebody in, and return the invitation with its code: it can be used once, within fourteen days.

    Parameters
    ----------
    initiative, asking
        To what.
    holder
        The body that holds the initiative.
    once
        The token of the form: sent twice, it gives the same invitation and the same code.
    by, at
        Who asks, when.

    Raises
    ------
    RefusedError
        The rule stands in the way.
    """
    person = own_row(by)
    body = body_here(asking.body, initiative=initiative, by=by) if asking.body else None
    room = _room(asking.room, initiative=initiative) if asking.room else None
    code = made_of("invitation", once)
    name = f"invitation-{sha256(once.encode()).hexdigest()[:16]}"
    with transaction.atomic():
        refusals = may_invite(
            by=by.standing,
            initiative=initiative,
            body=body,
            room=room,
            capacity=asking.capacity,
            filled=taken_seats(body.id) if body is not None else (),
            holder=holder,
            method=asking.method,
            at=at,
        )
        if asking.open and asking.side is None:
            refusals = (*refusals, Refusal("levels.needs_a_side", {"initiative": initiative}))
        if refusals:
            raise RefusedError(refusals)
        given = {
            "code_hash": hash_of("invitation", code),
            "initiative": initiative,
            "body_id": asking.body or None,
            "room_id": asking.room or None,
            "capacity": asking.capacity,
            "side": asking.side if asking.open else None,
            "method": asking.method,
            "about": asking.about,
            "invited_by_id": person.id,
            "invited_at": at,
            "expires_at": at + timedelta(days=INVITATION_DAYS),
        }
        made, new = models.Invitation.objects.get_or_create(pk=name, defaults=given)
        if new:
            append([Event(type="invitation_given", body={"by": person.id, "invitation": name})], at=at)
    return made, code


def _room(name: str, *, initiative: str) -> Space:
    found = models.Space.objects.filter(pk=name, initiative=initiative).first()
    if found is None:
        raise RefusedError([Refusal("people.nothing_here", {"room": name})])
    return to_row(Space, found)


def use_invitation(
    *, text: str, capacity: CapacityKind | None = None, once: str, by: Viewer, at: datetime
) -> models.Invitation:
    """Use an invitation. Of many who try the same code at the same moment, exactly one gets in.

    Parameters
    ----------
    text
        The code as it was typed.
    capacity
        As what they will speak, where the invitation leaves that open: something of the side that it names.
    once, by, at
        The form, who uses it, when.

    Raises
    ------
    NotUsableError
        There is no such invitation, or it was used, taken back, or has ended.
    RefusedError
        The rule of the body, the room or the side stands in the way; the invitation is not used up.
    """
    person = own_row(by)
    code = read_code(text)
    with transaction.atomic():
        asked = models.Invitation.objects.filter(code_hash=hash_of("invitation", code or "")).first()
        if asked is not None and asked.used_by_id == person.id:
            return asked
        # One statement takes it: whoever comes second changes no row.
        live = models.Invitation.objects.filter(
            code_hash=hash_of("invitation", code or ""),
            used_at__isnull=True,
            withdrawn_at__isnull=True,
            expires_at__gt=at,
        )
        if (
            code is None
            or live_invitation(text, at=at) is None
            or asked is None
            or not live.update(used_at=at, used_by=person.id)
        ):
            raise NotUsableError(text)
        model, row, log = _place(asked, capacity=capacity, once=once, by=by, at=at)
        tell("invitation_used", Telling(model=model, row=row), by=person.id, at=at, log=log)
    asked.refresh_from_db()
    return asked


def _place(
    asked: models.Invitation, *, capacity: CapacityKind | None, once: str, by: Viewer, at: datetime
) -> tuple[type[Told], Row, str]:
    if asked.body_id is not None:
        return models.Seat, _seat(asked, once=once, by=by, at=at), COMMON
    if asked.room_id is not None:
        admission = _admission(asked, once=once, by=by, at=at)
        return models.Admission, admission, str(admission.room)
    return models.Capacity, _capacity(asked, capacity=capacity, once=once, by=by, at=at), COMMON


def _capacity(
    asked: models.Invitation, *, capacity: CapacityKind | None, once: str, by: Viewer, at: datetime
) -> Capacity:
    kind = asked.capacity or capacity
    if kind is None:
        raise RefusedError([Refusal("people.says_not_as_what")])
    side = Side(asked.side) if asked.side else None
    refusals = may_take_part_as(kind, asked=side)
    if refusals:
        raise RefusedError(refusals)
    row = new_capacity(kind, person=str(by.person), initiative=asked.initiative, once=once, at=at)
    inviter = sides(standing_of(asked.invited_by_id), initiative=asked.initiative, at=at)
    if not stands_by_who_asked(kind, asked=side, by=inviter):
        return row
    # It stands there by the word of who asked them in, which opens rooms that their own word does not.
    return replace(row, recorded_by=asked.invited_by_id)


def _seat(asked: models.Invitation, *, once: str, by: Viewer, at: datetime) -> Seat:
    body = to_row(Body, models.Body.objects.select_for_update().get(pk=asked.body_id))
    inviter, filled = standing_of(asked.invited_by_id), taken_seats(body.id)
    refusals = may_seat(body, by=inviter, newcomer=by.standing, filled=filled, method=asked.method, at=at)
    # Who asked the first one into an empty body did so for those who hold the initiative: that was asked then.
    left = [each for each in refusals if filled or each.code != "levels.not_their_body"]
    if left:
        raise RefusedError(left)
    return Seat(
        id=f"seat-{once}",
        initiative=body.initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        body=body.id,
        person=by.person,
        method=asked.method,
        made_by=body.id,
        active_from=at.date(),
    )


def _admission(asked: models.Invitation, *, once: str, by: Viewer, at: datetime) -> Admission:
    room = to_row(Space, models.Space.objects.get(pk=asked.room_id))
    check = "invited by a member with a code of its own"
    refusals = may_admit(room, newcomer=by.standing, by=(), account_check=check, at=at)
    # Two members must agree: the one who invited is the first, and the second still has to say so.
    left = [each for each in refusals if each.code != "levels.needs_two_members_or_council"]
    if left:
        raise RefusedError(left)
    return Admission(
        id=f"admission-{once}",
        initiative=asked.initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=asked.invited_by_id,
        space=room.id if room.kind in CLOSED else None,
        room=room.id,
        person=by.person,
        admitted_by=(asked.invited_by_id,),
        account_check=check,
        active_from=at.date(),
    )
