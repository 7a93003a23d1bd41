"""Found a body, give somebody a place in it, end a place."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from counterpoise.levels.refusals import Refusal
from counterpoise.levels.seats import may_end_seat, may_let_in, may_seat
from counterpoise.levels.sides import Standing, sides
from counterpoise.record import Moment, Side
from counterpoise.record.people import Body, BodyKind, Capacity, Membership, OrgRole, Seat, SeatMethod
from counterpoise.web.ledger.records import to_row, to_rows
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people import models
from counterpoise.web.people.selectors import Viewer, bodies, called_like
from counterpoise.web.people.services.persons import own_row

__all__ = ["body_here", "end_seat", "found_body", "seat", "standing_of", "taken_seats"]


def body_here(name: str, *, initiative: str, by: Viewer) -> Body:
    """Return a body of an initiative.

    Raises
    ------
    RefusedError
        There is none for this person.
    """
    found = next((row for row in bodies(viewer=by) if row.id == name and row.initiative in {None, initiative}), None)
    if found is None:
        raise RefusedError([Refusal("people.nothing_here", {"body": name})])
    return found


def taken_seats(body: str) -> tuple[Seat, ...]:
    """Return the seats of a body, all of them: the rule must see them whoever asks."""
    return to_rows(Seat, models.Seat.objects.select_for_update().filter(body=body))


def standing_of(person: str) -> Standing:
    """Return the place of another person, as the rules need it."""
    rows = [
        *to_rows(Capacity, models.Capacity.objects.filter(person=person)),
        *to_rows(Membership, models.Membership.objects.filter(person=person)),
        *to_rows(Seat, models.Seat.objects.filter(person=person)),
        *to_rows(Body, models.Body.objects.all()),
        *to_rows(OrgRole, models.OrgRole.objects.all()),
    ]
    return Standing.of(person, rows)


def found_body(
    *,
    initiative: str,
    name: str,
    kind: BodyKind,
    side: Side | None,
    seats: int | None,
    rule: str,
    once: str,
    by: Viewer,
    at: datetime,
) -> Body:
    """Found a body. Who founds it sits in it, so that it can fill its other places itself.

    Raises
    ------
    RefusedError
        They do not stand on the side of the body, or take no part; or it is a care path.
    AlreadyToldError
        The same form was sent twice.
    """
    person = own_row(by)
    if refusals := may_let_in(initiative, by=by.standing):
        raise RefusedError(refusals)
    held = sides(by.standing, initiative=initiative, at=at)
    if not held or (side is not None and side not in held):
        raise RefusedError([Refusal("levels.asks_for_the_other_side", {"side": str(side)})])
    common: dict[str, Any] = {
        "initiative": initiative,
        "happened_at": Moment.exactly(at),
        "recorded_at": at,
        "recorded_by": person.id,
    }
    body = Body(
        id=new_id("body", once=once), name=name.strip(), kind=kind, side=side, seats=seats, rule=rule.strip(), **common
    )
    first = Seat(
        id=new_id("seat", once=once),
        body=body.id,
        person=person.id,
        method=SeatMethod.SELF_SELECTED,
        active_from=at.date(),
        **common,
    )
    tellings = (Telling(model=models.Body, row=body), Telling(model=models.Seat, row=first))
    tell("body_founded", *tellings, by=by.person, at=at)
    return body


def seat(
    *,
    initiative: str,
    body: str,
    name: str,
    method: SeatMethod,
    holder: str | None = None,
    active_from: datetime | None = None,
    once: str,
    by: Viewer,
    at: datetime,
) -> Seat:
    """Give somebody who takes part a place in a body.

    Parameters
    ----------
    initiative, body
        Where.
    name
        The name under which they take part.
    method
        How the place was filled.
    holder
        The body that holds the initiative: it fills the first place of an empty body.
    active_from
        From when; at once if not given.
    once, by, at
        The form, who does it, when.

    Raises
    ------
    RefusedError
        Nobody takes part under this name, or the rule stands in the way.
    AlreadyToldError
        The same form was sent twice.
    """
    person = own_row(by)
    where = body_here(body, initiative=initiative, by=by)
    found = called_like(name)
    if len(found) != 1:
        code = "people.several_by_this_name" if found else "people.nobody_by_this_name"
        raise RefusedError([Refusal(code, {"name": name})])
    row = Seat(
        id=new_id("seat", once=once),
        initiative=where.initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=person.id,
        body=where.id,
        person=found[0].id,
        method=method,
        made_by=None if method is SeatMethod.SELF_SELECTED else where.id,
        active_from=(active_from or at).date(),
    )
    _write(row, where=where, by=by, holder=holder, at=at)
    return row


def _write(row: Seat, *, where: Body, by: Viewer, holder: str | None, at: datetime) -> None:
    with transaction.atomic():
        # The body is locked: of two who take its last place at the same moment, one gets it.
        models.Body.objects.select_for_update().get(pk=where.id)
        filled = [each for each in taken_seats(where.id) if each.id != row.id]
        refusals = may_seat(
            where,
            by=by.standing,
            newcomer=standing_of(str(row.person)),
            filled=filled,
            holder=holder,
            method=row.method,
            at=at,
        )
        if refusals:
            raise RefusedError(refusals)
        tell("seat_filled", Telling(model=models.Seat, row=row), by=by.person, at=at)


def end_seat(*, seat: str, version: int, reason: str, by: Viewer, at: datetime) -> Seat:
    """End a place in a body: one's own, or with a reason that of another in a body in which one sits too.

    Raises
    ------
    RefusedError
        The rule stands in the way.
    StaleVersionError
        It was changed in the meantime.
    """
    person = own_row(by)
    found = models.Seat.objects.filter(pk=seat).first()
    if found is None:
        raise RefusedError([Refusal("people.nothing_here", {"seat": seat})])
    now = to_row(Seat, found)
    refusals = may_end_seat(now, by=by.standing, reason=reason, at=at)
    if refusals:
        raise RefusedError(refusals)
    row = replace(
        now,
        version=version + 1,
        supersedes_reason=reason.strip() or "left",
        recorded_at=at,
        recorded_by=person.id,
        active_until=at.date(),
    )
    tell("seat_ended", Telling(model=models.Seat, row=row), by=by.person, at=at)
    return row
