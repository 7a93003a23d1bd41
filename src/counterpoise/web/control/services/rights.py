"""On which side, and in which seat, somebody acts in this room."""

from counterpoise.record import Case, Side
from counterpoise.record.people import Body
from counterpoise.web.control.selectors import case_for, seated_in
from counterpoise.web.initiatives.services import NothingHereError, sides_in
from counterpoise.web.people.selectors import Viewer

__all__ = ["acting_side", "case_here", "seat_taken"]


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


def seat_taken(initiative: str, *, by: Viewer, body: str | None = None) -> Body:
    """Return the body in whose seat somebody acts: the one they name, else the first in which they sit.

    Raises
    ------
    NothingHereError
        They hold no such seat.
    """
    found = seated_in(initiative, viewer=by)
    chosen = next((row for row in found if body in {None, "", row.id}), None)
    if chosen is None:
        raise NothingHereError(initiative)
    return chosen
