"""Start a care path: for oneself, or for somebody whom one represents on a ground that is written down."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from counterpoise.levels.names import may_be_called, tidied
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.trajectory import may_open, may_plan_look, may_rest, may_wake
from counterpoise.record import Level, Moment, Side
from counterpoise.record.initiatives import Group, Initiative, InitiativeState
from counterpoise.record.people import Body, Capacity, CapacityKind, Person, Seat, SeatMethod, Space, SpaceKind
from counterpoise.record.trajectories import Trajectory
from counterpoise.web.initiatives import models as spine
from counterpoise.web.ledger.records import to_row, to_rows
from counterpoise.web.ledger.services import RefusedError, StaleVersionError, Telling, new_id, tell
from counterpoise.web.people import models as people
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.trajectory import models
from counterpoise.web.trajectory.services.rights import EVENT, Here, owner_here, put, reader_here

__all__ = ["Starting", "missing_places", "plan_look", "rest", "start", "wake"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Starting:
    """A care path that begins, as a form gives it.

    Attributes
    ----------
    title, purpose
        What it is called, and what it is for.
    review_on
        When it is looked at again, at most twelve months ahead.
    for_whom
        What the owner is called, where somebody else acts for them; empty for oneself.
    ground
        On what ground they act.
    """

    title: str
    purpose: str
    review_on: date | None
    for_whom: str = ""
    ground: str = ""


def start(*, starting: Starting, once: str, by: Viewer, at: datetime) -> Initiative:
    """Start a care path with its circle, in which nobody else reads yet.

    Raises
    ------
    RefusedError
        Nobody is signed in, or what it lacks: a ground, a name that can be had, a day on which it is looked at again.
    AlreadyToldError
        The same form was sent twice.
    """
    if by.person is None:
        raise RefusedError([Refusal("people.not_signed_in")])
    path = Initiative(
        id=new_id("path", once=once),
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        level=Level.INDIVIDUAL,
        space=f"{new_id('path', once=once)}.circle",
        title=starting.title.strip(),
        purpose=starting.purpose.strip(),
        purpose_declared_by=Side.CIVIC,
        state=InitiativeState.DRAFT,
        review_on=starting.review_on,
    )
    told: dict[str, Any] = {
        "initiative": path.id,
        "level": Level.INDIVIDUAL,
        "happened_at": path.happened_at,
        "recorded_at": at,
        "recorded_by": by.person,
    }
    inside = told | {"space": path.space}
    stands_for = bool(starting.for_whom.strip() or starting.ground.strip())
    owner = f"{path.id}.owner" if stands_for else by.person
    trajectory = Trajectory(
        id=path.id,
        **inside,
        owner=owner,
        represented_by=by.person if stands_for else None,
        representation_ground=starting.ground.strip(),
    )
    refusals = may_open(path, trajectory=trajectory, at=at.date())
    if stands_for:
        refusals += may_be_called(starting.for_whom)
    if refusals:
        raise RefusedError(refusals)
    tellings = [
        Telling(model=spine.Initiative, row=replace(path, state=InitiativeState.ACTIVE)),
        Telling(
            model=people.Space, row=Space(id=path.space or "", **told, name=path.title, kind=SpaceKind.CARE_CIRCLE)
        ),
    ]
    if stands_for:
        row = Person(id=owner, **inside, pseudonym=tidied(starting.for_whom))
        tellings.append(Telling(model=people.Person, row=row))
    tellings.append(Telling(model=models.Trajectory, row=trajectory))
    tell(EVENT, *tellings, *_places(path, inside, owner=owner, sits=by.person), by=by.person, at=at)
    return path


def _places(path: Initiative, told: dict[str, Any], *, owner: str, sits: str) -> list[Telling]:
    """Return the owner's place: as what they speak, and the seat in which they say yes to who decides what."""
    group = Group(id=f"{path.id}.group-owner", **told, name=path.title, description=path.title, side=Side.CIVIC)
    capacity = Capacity(
        id=f"{path.id}.as-owner",
        **told,
        person=sits,
        kind=CapacityKind.CARE_USER if sits == owner else CapacityKind.INFORMAL_CAREGIVER,
        side=Side.CIVIC,
        active_from=told["recorded_at"].date(),
    )
    body = Body(id=f"{path.id}.owner-body", **told, name=path.title, side=Side.CIVIC, seats=1)
    seat = Seat(
        id=f"{path.id}.owner-seat",
        **told,
        body=body.id,
        person=sits,
        capacity=capacity.id,
        method=SeatMethod.SELF_SELECTED,
        active_from=told["recorded_at"].date(),
    )
    return [
        Telling(model=spine.Group, row=group),
        Telling(model=people.Capacity, row=capacity),
        Telling(model=people.Body, row=body),
        Telling(model=people.Seat, row=seat),
    ]


def missing_places(here: Here) -> list[Telling]:
    """Return what the owner's place lacks in a care path that was not started here, such as one from a file."""
    path = to_row(Initiative, spine.Initiative.objects.get(pk=here.path))
    wanted = _places(path, here.told, owner=here.owner, sits=here.by.person or "")
    return [each for each in wanted if not each.model._default_manager.filter(pk=each.row.id).exists()]  # noqa: SLF001 - Django's own name for it


def rest(*, path: str, reason: str, review_on: date | None, version: int, by: Viewer, at: datetime) -> Initiative:
    """Let a care path rest until a day on which it is looked at again. It has no end.

    Raises
    ------
    NothingHereError
        There is no such care path, or it is somebody else's.
    RefusedError
        It rests already, or there is no reason or no day.
    StaleVersionError
        It was changed in the meantime.
    """
    here = owner_here(path, by=by, at=at)
    now = to_row(Initiative, spine.Initiative.objects.get(pk=path))
    if refusals := may_rest(now, by=by.standing, reason=reason, review_on=review_on, at=at.date()):
        raise RefusedError(refusals)
    row = replace(
        now, **here.again(now, "rests"), state=InitiativeState.RESTING, rest_reason=reason.strip(), review_on=review_on
    )
    return _put(now, row, version=version, here=here)


def plan_look(*, path: str, review_on: date | None, version: int, by: Viewer, at: datetime) -> Initiative:
    """Set the day on which the owner looks at the care path again.

    Raises
    ------
    NothingHereError
        There is no such care path, or it is somebody else's.
    RefusedError
        It rests, or the day is missing, passed or too far away.
    StaleVersionError
        It was changed in the meantime.
    """
    here = owner_here(path, by=by, at=at)
    now = to_row(Initiative, spine.Initiative.objects.get(pk=path))
    if refusals := may_plan_look(now, by=by.standing, review_on=review_on, at=at.date()):
        raise RefusedError(refusals)
    return _put(now, replace(now, **here.again(now, "looked at"), review_on=review_on), version=version, here=here)


def wake(*, path: str, review_on: date | None, version: int, by: Viewer, at: datetime) -> Initiative:
    """Wake a care path that rests: its owner can, and everybody who reads it.

    Raises
    ------
    NothingHereError
        There is no such care path for this person.
    RefusedError
        It does not rest, or there is no day on which it is looked at again.
    StaleVersionError
        It was changed in the meantime.
    """
    here = reader_here(path, by=by, at=at)
    now = to_row(Initiative, spine.Initiative.objects.get(pk=path))
    row = replace(now, **here.again(now, "woken"), state=InitiativeState.ACTIVE, rest_reason="", review_on=review_on)
    circles = to_rows(Space, people.Space.objects.filter(pk=here.circle))
    if refusals := may_wake(replace(now, review_on=review_on), by=by.standing, circles=circles, at=at.date()):
        raise RefusedError(refusals)
    return _put(now, row, version=version, here=here)


def _put(now: Initiative, row: Initiative, *, version: int, here: Here) -> Initiative:
    if now.version != version:
        raise StaleVersionError(row, now)
    put(here, Telling(model=spine.Initiative, row=row))
    return row
