"""Which round somebody may do something with, and on which side."""

from counterpoise.record import Side
from counterpoise.record.reviews import ReviewRound
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.reviews.selectors import round_of, sides_asked

__all__ = ["acting_side", "round_here"]


def round_here(name: str, *, initiative: str, by: Viewer) -> ReviewRound:
    """Return a round as it is kept.

    Raises
    ------
    NothingHereError
        There is no such round for this person.
    """
    found = round_of(name, initiative=initiative, viewer=by)
    if found is None:
        raise NothingHereError(name)
    return found


def acting_side(initiative: str, *, by: Viewer, side: Side | None = None) -> Side:
    """Return the side for which somebody acts: the one they name, else the only one of the two on which they stand.

    Raises
    ------
    NothingHereError
        They stand on neither side, not on that one, or on both and name none.
    """
    held = sides_asked(initiative, viewer=by)
    if side is None and len(held) == 1:
        return held[0]
    if side is None or side not in held:
        raise NothingHereError(initiative)
    return side
