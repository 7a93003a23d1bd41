"""On which side, and in which seat, somebody acts in this room."""

from collections.abc import Iterable

from counterpoise.record import Case
from counterpoise.record.people import Body
from counterpoise.web.control.selectors import seated_in
from counterpoise.web.initiatives.selectors import Ask, case_with
from counterpoise.web.initiatives.services import NothingHereError, acting_side
from counterpoise.web.people.selectors import Viewer

__all__ = ["acting_side", "case_here", "seat_taken"]


def case_here(initiative: str, *, by: Viewer, asks: Iterable[Ask] = ()) -> Case:
    """Return what somebody may read of an initiative: its rooms, bodies and groups, and what is asked for besides.

    Raises
    ------
    NothingHereError
        There is no such initiative for this person.
    """
    case = case_with(initiative, viewer=by, asks=asks)
    if case is None:
        raise NothingHereError(initiative)
    return case


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
