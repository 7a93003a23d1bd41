"""Pick legal rights out of the catalogue for a body, and make or renew the secret address of a calendar."""

import secrets
from datetime import datetime

from django.db import transaction

from counterpoise.control.rights.catalogue import catalogue, statutory_mandate
from counterpoise.levels.refusals import Refusal
from counterpoise.record.initiatives import Group
from counterpoise.record.mandates import StatutoryMandate
from counterpoise.web.control import models
from counterpoise.web.control.selectors.terms import address_hash
from counterpoise.web.control.services.rights import case_here, seat_taken
from counterpoise.web.initiatives.selectors import Ask
from counterpoise.web.initiatives.services import NothingHereError, part_in
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["pick_rights", "renew_address"]


def pick_rights(
    *, initiative: str, pack: str, rows: tuple[str, ...], body: str, once: str, by: Viewer, at: datetime
) -> tuple[StatutoryMandate, ...]:
    """Write rows of the catalogue down as legal rights of the body in which somebody sits.

    Raises
    ------
    NothingHereError
        There is no such initiative, law or row, or they hold no seat in this body.
    RefusedError
        No row was chosen, or all of them are in the register already.
    AlreadyToldError
        The same form was sent twice.
    """
    seat = seat_taken(initiative, by=by, body=body)
    known = catalogue().packs.get(pack)
    chosen = [right for right in known.rights if right.id in rows] if known is not None else []
    if known is None or len(chosen) != len(set(rows)):
        raise NothingHereError(pack)
    case = case_here(initiative, by=by, asks=[Ask(StatutoryMandate, common=True)])
    there = {(row.pack, row.article, row.topics) for row in case.rows(StatutoryMandate) if row.body == seat.id}
    fresh = [right for right in chosen if (right.pack, right.article, right.topics) not in there]
    if not fresh:
        raise RefusedError([Refusal("control.no_new_right")])
    group = next((row.id for row in case.rows(Group) if row.body == seat.id), None)
    made = tuple(
        statutory_mandate(
            right,
            id=f"{new_id('right', once=once)}-{number}",
            recorded_at=at,
            initiative=initiative,
            body=seat.id,
            group=group,
            recorded_by=by.person,
        )
        for number, right in enumerate(fresh)
    )
    tell("rights_picked", *(Telling(model=models.StatutoryMandate, row=row) for row in made), by=by.person, at=at)
    return made


def renew_address(*, initiative: str, by: Viewer, at: datetime) -> str:
    """Make the secret address of a calendar; one that was made before no longer works. It is shown this once.

    Raises
    ------
    NothingHereError
        There is no such initiative for this person, or they are not signed in.
    """
    part_in(initiative, by=by)
    if by.person is None:
        raise NothingHereError(initiative)
    secret = secrets.token_urlsafe(24)
    with transaction.atomic():
        models.CalendarAddress.objects.update_or_create(
            person_id=by.person,
            initiative_id=initiative,
            defaults={"code_hash": address_hash(secret), "made_at": at},
        )
    return secret
