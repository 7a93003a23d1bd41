"""The owner lets others read a care path, one by one, and ends it; who looked is kept; figures count by consent."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from counterpoise.levels.refusals import Refusal
from counterpoise.levels.sides import Standing, lasts, speaks_for
from counterpoise.levels.trajectory import may_end_reading, may_grant
from counterpoise.record import Level, Side
from counterpoise.record.people import Admission, Body, Capacity, CapacityKind, Seat, SeatMethod, Space, SpaceKind
from counterpoise.record.trajectories import Tie
from counterpoise.web.initiatives.models import Initiative
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.ledger.records import to_row, to_rows
from counterpoise.web.ledger.services import AlreadyToldError, RefusedError, StaleVersionError, Telling, new_id
from counterpoise.web.people import models as people
from counterpoise.web.people.selectors import Viewer, called_like
from counterpoise.web.trajectory import models
from counterpoise.web.trajectory.services.rights import Here, kept, owner_here, put, reader_here

__all__ = ["Granting", "count_along", "end_reading", "grant", "log_look", "stop_counting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Granting:
    """Somebody whom the owner lets in, as a form gives it.

    Attributes
    ----------
    name
        The name under which they take part here.
    kinds
        As what they read along: a daughter who is also a nurse has two.
    check
        How the owner knows that this account is who it says.
    tie
        Who of the people around the owner it is, where it is one of them.
    seat
        How the body is called in which professionals say yes to who decides what.
    """

    name: str
    kinds: tuple[CapacityKind, ...]
    check: str
    tie: str = ""
    seat: str = ""


def grant(*, path: str, granting: Granting, once: str, by: Viewer, at: datetime) -> Admission:
    """Let somebody read the care path. It counts from their next request.

    Raises
    ------
    NothingHereError
        There is no such care path, or it is somebody else's.
    RefusedError
        Nobody, or more than one, takes part under this name; or they read it already.
    AlreadyToldError
        The same form was sent twice.
    """
    here = owner_here(path, by=by, at=at)
    found = called_like(granting.name)
    if len(found) != 1:
        raise RefusedError([Refusal("levels.nobody_of_this_name")])
    person = found[0].id
    reader = _standing(person, here=here)
    circle = _circle(here)
    if refusals := may_grant(circle, by=by.standing, reader=reader, at=at.date()):
        raise RefusedError(refusals)
    row = Admission(
        id=new_id("reader", once=once),
        **here.told,
        room=here.circle,
        person=person,
        admitted_by=(by.person or "",),
        account_check=granting.check.strip(),
        active_from=at.date(),
    )
    try:
        with transaction.atomic():
            put(here, Telling(model=people.Admission, row=row), *_capacities(granting, person, here=here, once=once))
            if granting.tie:
                tie = kept(Tie, granting.tie, here=here)
                models.Whom.objects.update_or_create(tie_id=tie.id, defaults={"person_id": person})
    except AlreadyToldError as error:
        if people.Admission.objects.filter(pk=row.id).exists():
            raise
        # Another form let them in at the same moment: nobody has two ways in, of which one could be forgotten.
        raise RefusedError([Refusal("levels.already_a_reader", {"person": person})]) from error
    return row


def _circle(here: Here) -> Space:
    return to_row(Space, people.Space.objects.get(pk=here.circle, kind=SpaceKind.CARE_CIRCLE))


def _standing(person: str, *, here: Here) -> Standing:
    admissions = to_rows(Admission, people.Admission.objects.filter(person=person, room=here.circle))
    return Standing.of(person, [*admissions, here.trajectory])


def _capacities(granting: Granting, person: str, *, here: Here, once: str) -> list[Telling]:
    """Return as what somebody reads along, and a seat on each side: with it they say yes to who decides what."""
    known = to_rows(Capacity, people.Capacity.objects.filter(person=person, initiative=here.path))
    held = {row.kind for row in known if lasts(row, at=here.at)}
    found: list[Telling] = []
    for number, kind in enumerate(each for each in granting.kinds if each not in held):
        side = speaks_for(kind)
        row = Capacity(
            id=f"{new_id('reads-as', once=once)}-{number}",
            **here.told,
            person=person,
            kind=kind,
            side=side,
            active_from=here.at.date(),
        )
        found.append(Telling(model=people.Capacity, row=row))
        if side is Side.ORGANIZATIONAL:
            found += _seat(row, called=granting.seat, here=here)
    return found


def _seat(capacity: Capacity, *, called: str, here: Here) -> list[Telling]:
    # Not a team of care: who has a place in that is told by who writes the team down, not by who may read.
    name = f"{here.path}.professionals"
    told: list[Telling] = []
    if not people.Body.objects.filter(pk=name).exists():
        body = Body(id=name, **here.told, name=called, side=Side.ORGANIZATIONAL)
        told.append(Telling(model=people.Body, row=body))
    seat = Seat(
        id=f"{capacity.id}.seat",
        **here.told,
        body=name,
        person=capacity.person,
        capacity=capacity.id,
        method=SeatMethod.APPOINTED,
        active_from=here.at.date(),
    )
    return [*told, Telling(model=people.Seat, row=seat)]


def end_reading(*, path: str, admission: str, version: int, by: Viewer, at: datetime) -> Admission:
    """End that somebody reads along: the owner can, and the reader too. It counts from their next request.

    Raises
    ------
    NothingHereError
        There is no such care path or reader in it for this person.
    RefusedError
        They no longer read it, or it is not for this person to end.
    StaleVersionError
        It was changed in the meantime.
    """
    here = reader_here(path, by=by, at=at)
    found = people.Admission.objects.filter(pk=admission, room=here.circle).first()
    if found is None:
        raise NothingHereError(admission)
    now = to_row(Admission, found)
    reader = _standing(now.person or "", here=here)
    if refusals := may_end_reading(_circle(here), by=by.standing, reader=reader, at=at.date()):
        raise RefusedError(refusals)
    row = replace(now, **here.again(now, "reads no longer"), active_until=at.date())
    if now.version != version:
        raise StaleVersionError(row, now)
    put(here, Telling(model=people.Admission, row=row), *_ended(now.person or "", here=here))
    return row


def _ended(person: str, *, here: Here) -> list[Telling]:
    """Return their places in this care path, ended: who may not read it has no say in it either."""
    ended: list[Telling] = []
    for model, kind in ((people.Capacity, Capacity), (people.Seat, Seat)):
        rows: tuple[Any, ...] = to_rows(kind, model._default_manager.filter(person=person, initiative=here.path))  # noqa: SLF001 - Django's own name for it
        ended += [
            Telling(model=model, row=replace(row, **here.again(row, "reads no longer"), active_until=here.at.date()))
            for row in rows
            if lasts(row, at=here.at)
        ]
    return ended


def count_along(*, path: str, by: Viewer, at: datetime) -> None:
    """Let the figures of this care path be counted among those of others, of which there are at least ten.

    Raises
    ------
    NothingHereError
        There is no such care path, or it is somebody else's.
    """
    here = owner_here(path, by=by, at=at)
    with transaction.atomic():
        models.Counted.objects.get_or_create(path_id=here.path, defaults={"since": at})
        put(here)


def stop_counting(*, path: str, by: Viewer, at: datetime) -> None:
    """Take that back: the figures of this care path are counted no longer.

    Raises
    ------
    NothingHereError
        There is no such care path, or it is somebody else's.
    """
    here = owner_here(path, by=by, at=at)
    with transaction.atomic():
        models.Counted.objects.filter(path=here.path).delete()
        put(here)


def log_look(*, path: str, what: str, action: str, by: Viewer, at: datetime, shown: bool = True) -> None:
    """Keep that somebody looked at a care path, or tried to. Nothing is kept of what is no care path.

    Parameters
    ----------
    path
        The care path: the id of its initiative.
    what
        The page.
    action
        ``R`` for reading, ``U`` for writing, ``E`` for taking along.
    by, at
        Who, and when. Who is not signed in cannot be named, and sees nothing.
    shown
        Whether they got what they asked for: who reads a care path is refused what is only its owner's.
    """
    allowed = path in by.paths
    if by.person is None:
        return
    if not allowed and not Initiative.objects.filter(pk=path, level=Level.INDIVIDUAL).exists():
        return
    models.Look.objects.create(
        path_id=path,
        person_id=by.person,
        role=_role(path, by=by),
        what=what,
        action=action,
        allowed=allowed and shown,
        looked_at=at,
    )


def _role(path: str, *, by: Viewer) -> str:
    """Return as what somebody looked, in the record's words: their own place in this path, else any place of theirs."""
    lasting = [row for row in by.standing.capacities if row.kind is not None and lasts(row, at=by.at)]
    own = [row for row in lasting if row.initiative == path] or [row for row in lasting if row.initiative is None]
    return " ".join(sorted({str(row.kind) for row in own}))
