"""Reads of who sits where in an initiative, and who needs what to be able to take part."""

from collections.abc import Iterable
from dataclasses import dataclass

from counterpoise.levels.seats import may_invite, may_read_needs, may_seat
from counterpoise.levels.sides import lasts
from counterpoise.record import Case, Side
from counterpoise.record.initiatives import Initiative, InitiativeState, ProcessRole, ProcessRoleKind
from counterpoise.record.people import Body, Capacity, Person, Seat
from counterpoise.web.initiatives.selectors import case_of
from counterpoise.web.people.selectors import Viewer, bodies, members, person_of, sides_here, wishes_of

__all__ = ["BodySeen", "Need", "arranging_in", "bodies_in", "needs_told_to", "nobody_of", "seat_in"]

_ARRANGES = frozenset({ProcessRoleKind.AGENDA, ProcessRoleKind.CHAIR})


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySeen:
    """A body with who sits in it.

    Attributes
    ----------
    body
        The body.
    now, before
        The seats that hold today and those that ended, each with its person.
    fills
        Whether who looks can give somebody a place in it.
    sits
        Whether who looks sits in it.
    """

    body: Body
    now: tuple[tuple[Seat, Person | None], ...]
    before: tuple[tuple[Seat, Person | None], ...]
    fills: bool
    sits: bool


def bodies_in(initiative: Initiative, *, viewer: Viewer) -> tuple[BodySeen, ...]:
    """Return the bodies of an initiative that somebody may know of, each with who sits in it."""
    found = []
    here = [body for body in bodies(viewer=viewer) if body.initiative in {None, initiative.id}]
    sitting = members(here, viewer=viewer)
    for body in here:
        seats = sitting[body.id]
        now = tuple(pair for pair in seats if lasts(pair[0], at=viewer.at))
        filled = [row for row, _person in seats]
        asked = may_seat(body, by=viewer.standing, newcomer=None, filled=filled, holder=initiative.holder, at=viewer.at)
        found.append(
            BodySeen(
                body=body,
                now=now,
                before=tuple(pair for pair in seats if pair not in now),
                fills=viewer.person is not None and not asked,
                sits=any(row.person == viewer.person and viewer.person is not None for row, _person in now),
            )
        )
    return tuple(found)


def seat_in(initiative: Initiative, name: str, *, viewer: Viewer) -> tuple[Body, Seat, Person | None] | None:
    """Return a seat that holds today in a body of an initiative, with the body and who holds it."""
    for seen in bodies_in(initiative, viewer=viewer):
        for seat, person in seen.now:
            if seat.id == name:
                return seen.body, seat, person
    return None


def nobody_of(initiative: Initiative, *, viewer: Viewer) -> tuple[Side, ...]:
    """Return the sides of which nobody takes part in an initiative yet, to those who may ask somebody in.

    A draft is nobody's yet: people are asked in once it is open.
    """
    if initiative.state is InitiativeState.DRAFT:
        return ()
    if may_invite(by=viewer.standing, initiative=initiative.id, at=viewer.at):
        return ()
    here = sides_here(initiative.id, viewer=viewer)
    return tuple(side for side in (Side.CIVIC, Side.ORGANIZATIONAL) if side not in here)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What somebody needs, for those who must arrange it."""

    person: Person
    always: str
    at_meetings: str


def _case(initiative: str, *, viewer: Viewer) -> Case | None:
    return case_of(initiative, viewer=viewer, room="people", tables={})


def arranging_in(initiative: Initiative, *, viewer: Viewer) -> frozenset[str]:
    """Return the bodies that arrange the meetings of an initiative; where that is not told, the one that holds it."""
    case = _case(initiative.id, viewer=viewer)
    roles = case.rows(ProcessRole) if case is not None else ()
    told = frozenset(row.body for row in roles if row.role in _ARRANGES and row.body is not None)
    return told or frozenset({initiative.holder} if initiative.holder else ())


def needs_told_to(viewer: Viewer, *, initiative: Initiative) -> tuple[Need, ...] | None:
    """Return what people of an initiative need; nothing for who need not arrange it."""
    arranging = arranging_in(initiative, viewer=viewer)
    if not may_read_needs(owner="", reader=viewer.standing, arranging=arranging, at=viewer.at):
        return None
    case = _case(initiative.id, viewer=viewer)
    found = []
    for name in dict.fromkeys(_part_takers(case, viewer=viewer)) if case is not None else ():
        person, wishes = person_of(name), wishes_of(name)
        if person is not None and (person.access_needs or wishes.at_meetings):
            found.append(Need(person=person, always=person.access_needs, at_meetings=wishes.at_meetings))
    return tuple(found)


def _part_takers(case: Case, *, viewer: Viewer) -> Iterable[str]:
    rows: tuple[Capacity | Seat, ...] = (*case.rows(Capacity), *case.rows(Seat))
    for row in rows:
        if row.person is not None and row.initiative == case.initiative.id and lasts(row, at=viewer.at):
            yield row.person
