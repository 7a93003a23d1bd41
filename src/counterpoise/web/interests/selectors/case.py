"""The rows of this room as somebody may read them, and the very row that a change begins from."""

from typing import TypeVar

from django.db.models import Q

from counterpoise.interests.closing import party_sides
from counterpoise.record import Case, Row, Side
from counterpoise.record.initiatives import Group, Matter
from counterpoise.record.people import Body, Capacity
from counterpoise.record.positions import Friction
from counterpoise.web.initiatives.records import PAIRS as SPINE
from counterpoise.web.initiatives.selectors import LATEST_WRITTEN, MOST_CHOICES, Ask, case_of, kept_row, slice_of
from counterpoise.web.interests.records import PAIRS
from counterpoise.web.people.selectors import Viewer

__all__ = ["case_for", "departments_of", "sides_of", "slice_for", "there"]

R = TypeVar("R", bound=Row)

_MODELS = {kind: model for model, kind in (SPINE | PAIRS).items()}


def case_for(initiative: str, *, viewer: Viewer) -> Case | None:
    """Return all that somebody may read of an initiative in this room, for what is written; nothing where they may not.

    A page asks for a slice.
    """
    return case_of(initiative, viewer=viewer, room="interests", tables=PAIRS)


def slice_for(initiative: str, *asks: Ask, viewer: Viewer) -> Case | None:
    """Return the rows that a page of this room shows, with what tells the sides and the holders of positions.

    Groups and bodies come along whole: an initiative has few of them, and each friction may name any. Of its matters
    come those that the rows name, and the latest, as many as a form can offer.
    """
    around = [Ask(Matter, order=LATEST_WRITTEN, limit=MOST_CHOICES), Ask(Group), Ask(Body, common=True)]
    return slice_of(initiative, viewer=viewer, asks=[*asks, *around], named=(Capacity, Matter))


def there(kind: type[R], name: str, *, initiative: str, viewer: Viewer) -> R | None:
    """Return a row of an initiative as it is kept, where somebody may read it."""
    case = slice_of(initiative, viewer=viewer, asks=[Ask(kind, Q(pk=name))])
    seen = case.by_id(kind).get(name) if case is not None else None
    return kept_row(seen, model=_MODELS[kind], initiative=initiative)


def departments_of(case: Case) -> tuple[str, ...]:
    """Return the departments that the matters of an initiative name, in their order, each once."""
    named = [name for row in case.rows(Matter) for name in (row.owner_department, *row.departments) if name.strip()]
    return tuple(dict.fromkeys(named))


def sides_of(friction: Friction, *, case: Case) -> dict[str, Side]:
    """Return the side of each party of a friction, where the friction or the initiative tells it."""
    named = [(row.name, row.side) for row in case.rows(Group)] + [(row.name, row.side) for row in case.rows(Body)]
    known = {name: side for name, side in named if side is not None and name.strip()}
    return party_sides(friction, known=known, departments=departments_of(case))
