"""Found a room of one side, let somebody in for the council, hand one contribution to somebody outside."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import IntegrityError, transaction

from counterpoise.levels.refusals import Refusal
from counterpoise.levels.seats import may_let_in
from counterpoise.levels.sides import Standing
from counterpoise.levels.spaces import may_admit, may_read
from counterpoise.record import Moment, Side
from counterpoise.record.contributions import Contribution, ContributionState
from counterpoise.record.people import Admission, Body, BodyKind, Person, PowerCube, Space, SpaceKind
from counterpoise.web.expertise import models
from counterpoise.web.expertise.selectors import called, members_of, standings, there
from counterpoise.web.initiatives.selectors import seats_of
from counterpoise.web.initiatives.services import NothingHereError, room_to_write_in, sides_in
from counterpoise.web.ledger.services import AlreadyToldError, Event, RefusedError, Telling, append, new_id, tell
from counterpoise.web.people import models as people
from counterpoise.web.people.selectors import Viewer

__all__ = ["SIDE_OF", "Founding", "admit_for_council", "councils_of", "found_room", "hand_over"]

SIDE_OF = {SpaceKind.CITIZENS_ONLY: Side.CIVIC, SpaceKind.ORGANIZATION_ONLY: Side.ORGANIZATIONAL}
"""For each kind of closed room the side that it is for."""
_FOUNDERS = 2
_COUNCILS = frozenset({BodyKind.CLIENT_COUNCIL, BodyKind.BOARD, BodyKind.MANAGEMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """A new room, as a form gives it.

    Attributes
    ----------
    name, kind
        Its name, and the side that it is for.
    others
        The names of two others who found it too; not needed of who holds a seat in a council of that side.
    account_check
        How the founders know each other.
    """

    name: str
    kind: SpaceKind
    others: tuple[str, ...] = ()
    account_check: str = ""


def councils_of(side: Side, *, initiative: str, by: Viewer) -> tuple[Body, ...]:
    """Return the councils of a side in which somebody holds a seat: for these they can let people in.

    A platform is no council: whoever came sits in it.
    """
    names = {row.body for row in seats_of(by, initiative=initiative)}
    found = (row for name, row in sorted(by.standing.bodies.items()) if name in names)
    return tuple(row for row in found if row.side is side and row.kind in _COUNCILS)


def found_room(*, initiative: str, founding: Founding, once: str, by: Viewer, at: datetime) -> Space:
    """Found a room for one side. Only its own log tells of it.

    Raises
    ------
    NothingHereError
        There is no such initiative for this person, or they do not stand on that side; or it is a care path, in which
        nobody talks behind its owner's back.
    RefusedError
        It has no name, a founder is not known or may not be in it, or there are fewer than three without a council.
    AlreadyToldError
        The same form was sent twice.
    """
    side = SIDE_OF.get(founding.kind)
    if side is None or side not in sides_in(initiative, by=by) or may_let_in(initiative, by=by.standing):
        raise NothingHereError(initiative)
    council = next(iter(councils_of(side, initiative=initiative, by=by)), None)
    others, refusals = _others(founding.others, initiative=initiative, by=by, at=at)
    if not founding.name.strip():
        refusals.append(Refusal("expertise.room_without_name"))
    if not founding.account_check.strip():
        refusals.append(Refusal("levels.no_account_check"))
    if council is None and not refusals and len(others) < _FOUNDERS:
        refusals.append(Refusal("expertise.too_few_founders"))
    space = Space(
        id=new_id("room", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        name=founding.name.strip(),
        kind=founding.kind,
        power_cube=PowerCube.CLAIMED if side is Side.CIVIC else PowerCube.CLOSED,
    )
    everybody = (str(by.person), *(row.id for row in others))
    rows = [_admitted(space, name, everybody, council, founding, by=by, at=at) for name in everybody]
    known = standings(everybody)
    refusals += _kept_out(space, rows, known, at=at)
    if refusals:
        raise RefusedError(refusals)
    told = [Telling(model=people.Admission, row=row) for row in rows]
    tell("room_founded", Telling(model=people.Space, row=space), *told, by=by.person, at=at, log=space.id)
    return space


def _others(names: Iterable[str], *, initiative: str, by: Viewer, at: datetime) -> tuple[list[Person], list[Refusal]]:
    found: list[Person] = []
    refusals: list[Refusal] = []
    for name in dict.fromkeys(each.strip() for each in names if each.strip()):
        known = [row for row in called(name, initiative=initiative, at=at) if row.id != by.person]
        if len(known) == 1:
            found.append(known[0])
        else:
            code = "expertise.several_by_this_name" if known else "expertise.nobody_by_this_name"
            refusals.append(Refusal(code, {"name": name}))
    return found, refusals


def _admitted(
    space: Space,
    name: str,
    everybody: tuple[str, ...],
    council: Body | None,
    founding: Founding,
    *,
    by: Viewer,
    at: datetime,
) -> Admission:
    return Admission(
        id=f"{space.id}-{name}",
        initiative=space.initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        space=space.id,
        room=space.id,
        person=name,
        admitted_by=tuple(each for each in everybody if each != name),
        admitted_by_body=council.id if council is not None else None,
        account_check=founding.account_check.strip(),
        active_from=at.date(),
    )


def _kept_out(
    space: Space, rows: Iterable[Admission], known: dict[str, Standing], *, at: datetime
) -> Iterable[Refusal]:
    for row in rows:
        standing = known[row.person or ""]
        refusal = may_read(space, standing=replace(standing, admissions=(*standing.admissions, row)), at=at)
        if refusal is not None and refusal.code != "levels.not_admitted":
            yield refusal


def admit_for_council(
    *, initiative: str, room: str, name: str, account_check: str, once: str, by: Viewer, at: datetime
) -> Admission:
    """Let somebody into a room for the council of its side. They are in at once.

    Raises
    ------
    NothingHereError
        There is no such room for this person, or they hold no seat in a council of its side.
    RefusedError
        Nobody takes part under this name, they are in already, or the room may not let them in.
    AlreadyToldError
        The same form was sent twice.
    """
    space = room_to_write_in(room, initiative=initiative, by=by, at=at)
    side = SIDE_OF.get(space.kind) if space is not None else None
    council = next(iter(councils_of(side, initiative=initiative, by=by)), None) if side is not None else None
    if space is None or council is None:
        raise NothingHereError(room)
    found = called(name, initiative=initiative, at=at)
    if len(found) != 1:
        code = "expertise.several_by_this_name" if found else "expertise.nobody_by_this_name"
        raise RefusedError([Refusal(code, {"name": name})])
    newcomer = found[0].id
    own_name = new_id("admission", once=once)
    if newcomer in members_of(space, at=at):
        if people.Admission.objects.filter(pk=own_name).exists():
            raise AlreadyToldError(own_name)
        raise RefusedError([Refusal("expertise.member_already", {"name": name})])
    refusals = may_admit(
        space, newcomer=standings([newcomer])[newcomer], by_body=council, account_check=account_check, at=at
    )
    if newcomer == by.person:
        refusals += (Refusal("levels.admits_themselves"),)
    if refusals:
        raise RefusedError(refusals)
    row = Admission(
        id=own_name,
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        space=space.id,
        room=space.id,
        person=newcomer,
        admitted_by_body=council.id,
        account_check=account_check.strip(),
        active_from=at.date(),
    )
    tell("member_let_in", Telling(model=people.Admission, row=row), by=by.person, at=at, log=space.id)
    return row


def hand_over(
    *, initiative: str, contribution: str, name: str, reason: str, once: str, by: Viewer, at: datetime
) -> Contribution:
    """Hand one contribution of a closed room to a named person outside, who then reads that one and nothing else.

    Every member sees that it was done, by whom, to whom and why.

    Raises
    ------
    NothingHereError
        There is no such contribution for this person, or it stands in no closed room of theirs.
    RefusedError
        There is no reason, nobody takes part under this name, they are in the room, or the words were taken back.
    """
    said = there(Contribution, contribution, initiative=initiative, viewer=by)
    space = room_to_write_in(said.space, initiative=initiative, by=by, at=at) if said is not None else None
    if said is None or space is None or space.kind not in SIDE_OF or by.person is None:
        raise NothingHereError(contribution)
    found = called(name, initiative=initiative, at=at)
    refusals = [] if reason.strip() else [Refusal("expertise.no_reason")]
    if said.state is not ContributionState.GIVEN:
        refusals.append(Refusal("expertise.wrong_state"))
    if len(found) != 1:
        code = "expertise.several_by_this_name" if found else "expertise.nobody_by_this_name"
        refusals.append(Refusal(code, {"name": name}))
    elif found[0].id in members_of(space, at=at):
        refusals.append(Refusal("expertise.member_already", {"name": name}))
    if refusals:
        raise RefusedError(refusals)
    given = {"to_id": found[0].id, "reason": reason.strip(), "by_id": by.person, "at": at}
    try:
        with transaction.atomic():
            models.Handover.objects.create(
                id=new_id("handover", once=once), contribution_id=said.id, space_id=space.id, **given
            )
            body = {"by": by.person, "contribution": said.id, "to": found[0].id, "reason": reason.strip()}
            append([Event(type="contribution_handed_over", body=body)], log=space.id, at=at)
    except IntegrityError as error:
        raise AlreadyToldError(said.id) from error
    return said
