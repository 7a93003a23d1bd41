"""The rows of this room as somebody may read them, and the very row that a change begins from."""

from typing import TypeVar

from counterpoise.interests.closing import party_sides
from counterpoise.record import Case, Row, Side
from counterpoise.record.initiatives import Group, Matter
from counterpoise.record.people import Body
from counterpoise.record.positions import Friction
from counterpoise.web.initiatives.records import PAIRS as SPINE
from counterpoise.web.initiatives.selectors import case_of, kept_row
from counterpoise.web.interests.records import PAIRS
from counterpoise.web.people.selectors import Viewer

__all__ = ["case_for", "departments_of", "sides_of", "there"]

R = TypeVar("R", bound=Row)

_MODELS = {kind: model for model, kind in (SPINE | PAIRS).items()}


def case_for(initiative: str, *, viewer: Viewer) -> Case | None:
    """Return what somebody may read of an initiative in this room; nothing where they may not read it at all."""
    return case_of(initiative, viewer=viewer, room="interests", tables=PAIRS)


def there(kind: type[R], name: str, *, initiative: str, viewer: Viewer) -> R | None:
    """Return a row of an initiative as it is kept, where somebody may read it."""
    case = case_for(initiative, viewer=viewer)
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
