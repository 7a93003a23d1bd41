"""Pick legal rights for a body, lay them on what can be decided, and renew the secret address of a calendar."""

import secrets
from datetime import date, datetime

from django.db import transaction

from counterpoise.control.negotiation import may_lay_down
from counterpoise.control.rights.catalogue import catalogue, statutory_mandate
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment
from counterpoise.record.initiatives import Group, Matter
from counterpoise.record.mandates import Basis, GroupSay, Mandate, MandateState, StatutoryMandate
from counterpoise.web.control import models
from counterpoise.web.control.selectors import on_matter
from counterpoise.web.control.selectors.terms import address_hash
from counterpoise.web.control.services.rights import case_here, seat_taken
from counterpoise.web.initiatives.selectors import Ask
from counterpoise.web.initiatives.services import NothingHereError, part_in
from counterpoise.web.ledger.services import AlreadyToldError, RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["lay_down", "pick_rights", "renew_address"]


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
    name = new_id("right", once=once)
    for row in case.rows(StatutoryMandate):
        if row.id.rpartition("-")[0] == name:
            # Sent twice: what the first sending wrote must not look like somebody else's.
            raise AlreadyToldError(row.id)
    there = {(row.pack, row.article, row.topics) for row in case.rows(StatutoryMandate) if row.body == seat.id}
    fresh = [right for right in chosen if (right.pack, right.article, right.topics) not in there]
    if not fresh:
        raise RefusedError([Refusal("control.no_new_right")])
    group = next((row.id for row in case.rows(Group) if row.body == seat.id), None)
    made = tuple(
        statutory_mandate(
            right,
            id=f"{name}-{number}",
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


def lay_down(
    *, initiative: str, right: str, matter: str, review_on: date, once: str, by: Viewer, at: datetime
) -> Mandate:
    """Write down that a legal right of the register holds on a matter; its say is that of the law.

    It needs no yes of anybody, can be put higher by an agreement and never lower, and holds for the topics that the
    right names, not for all of the matter.

    Parameters
    ----------
    initiative, right, matter
        The legal right of a body in which somebody sits, and the matter of an initiative.
    review_on
        When both sides look at it again.
    once, by, at
        The token of the form, who writes it down, and when.

    Raises
    ------
    NothingHereError
        There is no such legal right or matter for this person, or they hold no seat in its body.
    RefusedError
        It stands with the matter already, holds no longer, or the day lies too far or behind.
    AlreadyToldError
        The same form was sent twice.
    """
    case = case_here(initiative, by=by, asks=on_matter(matter))
    law = case.by_id(StatutoryMandate).get(right)
    if law is None or law.body is None or matter not in case.by_id(Matter):
        raise NothingHereError(right)
    seat = seat_taken(initiative, by=by, body=law.body)
    row = Mandate(
        id=new_id("mandate", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        matter=matter,
        holder=seat.id,
        say=law.say,
        others=(GroupSay(group=law.group, say=law.say),) if law.group is not None and law.say is not None else (),
        review_on=review_on,
        reason=f"{law.pack}, {law.article}",
        basis=Basis.STATUTORY,
        state=MandateState.AGREED,
        legal_right=law.id,
        source=law.source,
    )
    there = [each for each in case.rows(Mandate) if each.matter == matter and each.id != row.id]
    if refusals := may_lay_down(row, right=law, there=there, at=at.date()):
        raise RefusedError(refusals)
    tell("legal_right_laid_down", Telling(model=models.Mandate, row=row), by=by.person, at=at)
    return row


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
