"""Who may write in this room, and the row that a change begins from."""

from datetime import datetime
from typing import TypeVar

from django.db.models import Q

from counterpoise.levels.refusals import Refusal
from counterpoise.record import TABLES, Case, Row
from counterpoise.record.initiatives import Matter
from counterpoise.record.people import Space
from counterpoise.record.positions import Friction
from counterpoise.web.initiatives.selectors import Ask, slice_of
from counterpoise.web.initiatives.services import NothingHereError, room_to_write_in, sides_in
from counterpoise.web.interests.selectors import case_for, there
from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.people.selectors import Viewer

__all__ = ["case_here", "friction_here", "held", "matter_here", "spoken_of"]

R = TypeVar("R", bound=Row)


def case_here(initiative: str, *, by: Viewer) -> Case:
    """Return what somebody may read of an initiative.

    Raises
    ------
    NothingHereError
        There is no such initiative for this person.
    """
    case = case_for(initiative, viewer=by)
    if case is None:
        raise NothingHereError(initiative)
    return case


def held(kind: type[R], name: str, *, initiative: str, by: Viewer) -> R:
    """Return a row as it is kept.

    Raises
    ------
    NothingHereError
        There is no such row for this person.
    """
    found = there(kind, name, initiative=initiative, viewer=by)
    if found is None:
        raise NothingHereError(name)
    return found


def friction_here(name: str, *, initiative: str, by: Viewer, at: datetime) -> tuple[Friction, Space | None]:
    """Return a friction as it is kept, to somebody who takes part and reads it, and the room in which it stands.

    Raises
    ------
    NothingHereError
        There is no such friction for this person, or they take no part.
    """
    sides_in(initiative, by=by)
    now = held(Friction, name, initiative=initiative, by=by)
    return now, room_to_write_in(now.space, initiative=initiative, by=by, at=at)


def matter_here(name: str | None, *, initiative: str, by: Viewer) -> str | None:
    """Return the id of a matter of an initiative, where one is named.

    Raises
    ------
    NothingHereError
        There is no such matter for this person.
    """
    return spoken_of(Matter.TABLE, name, initiative=initiative, by=by)


def spoken_of(table: str, name: str | None, *, initiative: str, by: Viewer, own: bool = False) -> str | None:
    """Return the id of a row of which somebody speaks, where one is named and they may read it.

    Parameters
    ----------
    table
        The table of the record.
    name, initiative, by
        The row, its initiative, and who speaks of it.
    own
        Whether it has to be their own.

    Raises
    ------
    RefusedError
        There is no such row for this person, or it is somebody else's: both are told in the same words.
    """
    if not name:
        return None
    kind = TABLES[table]
    case = slice_of(initiative, viewer=by, asks=[Ask(kind, Q(pk=name))])
    row = case.by_id(kind).get(name) if case is not None else None
    if row is None or (own and by.person != (row.on_behalf_of or row.recorded_by)):
        raise RefusedError([Refusal("opinions.nothing_to_speak_of")])
    return name
