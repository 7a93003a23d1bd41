"""Who may write in an initiative: what the services of every room ask before they write anything."""

from datetime import datetime

from counterpoise.levels.spaces import CLOSED, may_write
from counterpoise.record import Side
from counterpoise.record.people import Capacity, Space
from counterpoise.web.initiatives.selectors import capacities_of, initiative_of, rooms_to_write_in
from counterpoise.web.ledger.services import COMMON
from counterpoise.web.people.selectors import Viewer

__all__ = [
    "NothingHereError",
    "acting_side",
    "log_of",
    "part_in",
    "room_to_write_in",
    "side_spoken_for",
    "sides_in",
    "spoken_as",
]


class NothingHereError(LookupError):
    """There is no such thing, or none for this person: both are told in the same words.

    Attributes
    ----------
    code
        Always ``"nothing_here"``.
    """

    code = "nothing_here"


def part_in(initiative: str, *, by: Viewer) -> None:
    """Hold that there is such an initiative for this person.

    Raises
    ------
    NothingHereError
        There is none.
    """
    if initiative_of(initiative, viewer=by) is None:
        raise NothingHereError(initiative)


def sides_in(initiative: str, *, by: Viewer) -> frozenset[Side]:
    """Return the sides on which somebody stands who takes part in an initiative.

    Raises
    ------
    NothingHereError
        There is no such initiative for this person, or they take no part in it.
    """
    part_in(initiative, by=by)
    held = by.sides(initiative) if by.person is not None else frozenset()
    if not held:
        raise NothingHereError(initiative)
    return held


def acting_side(initiative: str, *, by: Viewer, side: Side | None = None) -> Side:
    """Return the side on which somebody acts: the one they name, else the only one on which they stand.

    Raises
    ------
    NothingHereError
        They take no part, do not stand on that side, or stand on several and name none.
    """
    held = sides_in(initiative, by=by)
    if side is None and len(held) == 1:
        return next(iter(held))
    if side is None or side not in held:
        raise NothingHereError(initiative)
    return side


def room_to_write_in(room: str | None, *, initiative: str, by: Viewer, at: datetime) -> Space | None:
    """Return the room in which somebody wants to write; None is the open one.

    Raises
    ------
    NothingHereError
        There is no such room, or none that they may write in.
    """
    part_in(initiative, by=by)
    if not room:
        return None
    found = next((row for row in rooms_to_write_in(by, initiative=initiative) if row.id == room), None)
    if found is None or may_write(found, standing=by.standing, at=at) is not None:
        raise NothingHereError(room)
    return found


def log_of(space: Space | None) -> str:
    """Return the log that tells of what is written in a room: a closed room has its own."""
    return space.id if space is not None and space.kind in CLOSED else COMMON


def spoken_as(capacity: str | None, *, initiative: str, by: Viewer) -> Capacity | None:
    """Return as what somebody speaks, where they say so.

    Raises
    ------
    NothingHereError
        It is no capacity of theirs in this initiative.
    """
    if not capacity:
        return None
    found = next((row for row in capacities_of(by, initiative=initiative) if row.id == capacity), None)
    if found is None:
        raise NothingHereError(capacity)
    return found


def side_spoken_for(capacity: str | None, *, initiative: str, by: Viewer) -> Side | None:
    """Return the side for which somebody speaks: that of their capacity, else the one side on which they stand.

    None where they stand on none, or on several and did not say as what they speak.

    Raises
    ------
    NothingHereError
        It is no capacity of theirs in this initiative.
    """
    spoken = spoken_as(capacity, initiative=initiative, by=by)
    if spoken is not None and spoken.side is not None:
        return spoken.side
    held = by.sides(initiative)
    return next(iter(held)) if len(held) == 1 else None
