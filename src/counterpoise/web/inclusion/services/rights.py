"""Who may write in this room, and the row that a change begins from."""

from datetime import datetime
from typing import TypeVar

from counterpoise.levels.refusals import Refusal
from counterpoise.record import Case, Row, Side
from counterpoise.record.people import Space
from counterpoise.web.inclusion.selectors import case_for, known_of, persons_called, seated_in, there
from counterpoise.web.initiatives.services import NothingHereError, room_to_write_in, sides_in
from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.people.selectors import Viewer

__all__ = ["case_here", "held", "known", "person_called", "seat_side", "space_of"]

R = TypeVar("R", bound=Row)


def case_here(initiative: str, *, by: Viewer) -> Case:
    """Return what somebody who takes part may read of an initiative.

    Raises
    ------
    NothingHereError
        There is no such initiative for this person, or they take no part.
    """
    sides_in(initiative, by=by)
    case = case_for(initiative, viewer=by)
    if case is None:
        raise NothingHereError(initiative)
    return case


def seat_side(initiative: str, *, by: Viewer) -> Side | None:
    """Return the side of the first body in which somebody holds a seat: organizing takes one.

    Raises
    ------
    NothingHereError
        They hold no seat in this initiative.
    """
    sides_in(initiative, by=by)
    bodies = seated_in(initiative, viewer=by)
    if not bodies:
        raise NothingHereError(initiative)
    return bodies[0].side


def held(kind: type[R], name: str, *, initiative: str, by: Viewer) -> R:
    """Return a row as it is kept, to somebody who takes part.

    Raises
    ------
    NothingHereError
        There is no such row for this person, or they take no part.
    """
    sides_in(initiative, by=by)
    found = there(kind, name, initiative=initiative, viewer=by)
    if found is None:
        raise NothingHereError(name)
    return found


def known(kind: type[Row], *names: str | None, initiative: str, by: Viewer) -> None:
    """Hold that rows of these names are there for somebody; empty names are passed over.

    Raises
    ------
    NothingHereError
        One of them is not.
    """
    sides_in(initiative, by=by)
    asked = [name for name in names if name]
    there_are = known_of(kind, asked, initiative=initiative, viewer=by) if asked else frozenset()
    for name in asked:
        if name not in there_are:
            raise NothingHereError(name)


def space_of(row: Row, *, initiative: str, by: Viewer, at: datetime) -> Space | None:
    """Return the room in which a row stands and is changed."""
    return room_to_write_in(row.space, initiative=initiative, by=by, at=at)


def person_called(name: str, *, initiative: str, by: Viewer) -> str:
    """Return the one person who takes part under a name.

    Raises
    ------
    RefusedError
        Nobody does, or several do.
    """
    found = persons_called(name, initiative=initiative, viewer=by)
    if len(found) != 1:
        code = "inclusion.several_by_this_name" if found else "inclusion.nobody_by_this_name"
        raise RefusedError((Refusal(code, {"name": name}),))
    return found[0]
