"""Say as what one speaks and where one works, end it, and keep one as the usual choice."""

from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from counterpoise.levels.refusals import Refusal
from counterpoise.levels.sides import lasts, speaks_for
from counterpoise.record import Moment
from counterpoise.record.people import Capacity, CapacityKind, Membership
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people import models
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.people.services.persons import own_row

__all__ = ["add_capacity", "add_membership", "end_capacity", "end_membership", "keep_usual", "new_capacity"]

R = TypeVar("R", Capacity, Membership)


def new_capacity(kind: CapacityKind, *, person: str, initiative: str | None, once: str, at: datetime) -> Capacity:
    """Return a capacity that begins now, on the side for which its kind speaks."""
    return Capacity(
        id=new_id("capacity", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=person,
        person=person,
        kind=kind,
        side=speaks_for(kind),
        active_from=at.date(),
    )


def add_capacity(*, kind: CapacityKind, initiative: str | None = None, once: str, by: Viewer, at: datetime) -> Capacity:
    """Say as what one speaks too.

    Raises
    ------
    RefusedError
        They speak as this already.
    AlreadyToldError
        The same form was sent twice.
    """
    person = own_row(by)
    row = new_capacity(kind, person=person.id, initiative=initiative, once=once, at=at)
    same = (
        each
        for each in by.standing.capacities
        if each.kind is kind and each.initiative in {None, initiative} and lasts(each, at=at) and each.id != row.id
    )
    if next(same, None) is not None:
        raise RefusedError([Refusal("people.speaks_as_this_already", {"kind": str(kind)})])
    tell("capacity_added", Telling(model=models.Capacity, row=row), by=by.person, at=at)
    return row


def _own(rows: tuple[R, ...], name: str, *, at: datetime) -> R:
    found = next((row for row in rows if row.id == name), None)
    if found is None:
        raise RefusedError([Refusal("people.not_yours", {"row": name})])
    if not lasts(found, at=at):
        raise RefusedError([Refusal("people.ended_already", {"row": name})])
    return found


def end_capacity(*, capacity: str, version: int, by: Viewer, at: datetime) -> Capacity:
    """No longer speak as this. What was said as it stays said as it.

    Raises
    ------
    RefusedError
        It is not theirs, or ended already.
    StaleVersionError
        It was changed in the meantime.
    """
    now = _own(by.standing.capacities, capacity, at=at)
    row = replace(
        now,
        version=version + 1,
        supersedes_reason="ended by themselves",
        recorded_at=at,
        recorded_by=by.person,
        active_until=at.date(),
    )
    with transaction.atomic():
        tell("capacity_ended", Telling(model=models.Capacity, row=row), by=by.person, at=at)
        models.Wishes.objects.filter(usual_capacity=row.id).update(usual_capacity=None)
    return row


def keep_usual(*, capacity: str | None, by: Viewer, at: datetime) -> None:
    """Keep one capacity as the usual choice; None takes the choice away. It is a convenience, and no record.

    Raises
    ------
    RefusedError
        It is not theirs, or ended already.
    """
    person = own_row(by)
    chosen = _own(by.standing.capacities, capacity, at=at).id if capacity else None
    models.Wishes.objects.update_or_create(pk=person.id, defaults={"usual_capacity_id": chosen})


def add_membership(
    *, organization: str, department: str = "", function: str = "", once: str, by: Viewer, at: datetime
) -> Membership:
    """Say where one works.

    Raises
    ------
    AlreadyToldError
        The same form was sent twice.
    """
    person = own_row(by)
    row = Membership(
        id=new_id("membership", once=once),
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=person.id,
        person=person.id,
        organization=organization.strip(),
        department=department.strip(),
        function=function.strip(),
        active_from=at.date(),
    )
    tell("membership_added", Telling(model=models.Membership, row=row), by=by.person, at=at)
    return row


def end_membership(*, membership: str, version: int, by: Viewer, at: datetime) -> Membership:
    """No longer work there.

    Raises
    ------
    RefusedError
        It is not theirs, or ended already.
    StaleVersionError
        It was changed in the meantime.
    """
    now = _own(by.standing.memberships, membership, at=at)
    row = replace(
        now,
        version=version + 1,
        supersedes_reason="ended by themselves",
        recorded_at=at,
        recorded_by=by.person,
        active_until=at.date(),
    )
    tell("membership_ended", Telling(model=models.Membership, row=row), by=by.person, at=at)
    return row
