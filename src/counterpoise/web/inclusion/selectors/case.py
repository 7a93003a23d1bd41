"""The rows of this room as somebody may read them, and the very row that a change begins from."""

from collections.abc import Collection
from datetime import datetime
from typing import TypeVar

from django.db.models import Q

from counterpoise.levels.sides import Standing, lasts, sides
from counterpoise.record import Case, Row, Side
from counterpoise.record.people import Body, Capacity, Membership, OrgRole, Seat
from counterpoise.web.inclusion.records import PAIRS
from counterpoise.web.initiatives.records import PAIRS as SPINE
from counterpoise.web.initiatives.selectors import Ask, case_of, kept_row, seats_of, slice_of
from counterpoise.web.ledger.records import to_row, to_rows
from counterpoise.web.people import models as people
from counterpoise.web.people.selectors import Viewer

__all__ = [
    "capacity_in",
    "case_for",
    "known_of",
    "minutes_id",
    "persons_called",
    "seat_here",
    "seated_in",
    "sides_in_body",
    "sides_of_person",
    "there",
]

R = TypeVar("R", bound=Row)

_MODELS = {kind: model for model, kind in (SPINE | PAIRS).items()}


def case_for(initiative: str, *, viewer: Viewer) -> Case | None:
    """Return what somebody may read of an initiative in this room; nothing where they may not read it at all."""
    return case_of(initiative, viewer=viewer, room="inclusion", tables=PAIRS)


def there(kind: type[R], name: str, *, initiative: str, viewer: Viewer) -> R | None:
    """Return a row of an initiative as it is kept, where somebody may read it."""
    case = slice_of(initiative, viewer=viewer, asks=[Ask(kind, Q(pk=name), common=True)])
    seen = case.by_id(kind).get(name) if case is not None else None
    return kept_row(seen, model=_MODELS[kind], initiative=initiative)


def minutes_id(meeting: str) -> str:
    """Return the id of the document that holds the minutes of a meeting."""
    return f"minutes-of-{meeting}"


def known_of(kind: type[Row], names: Collection[str], *, initiative: str, viewer: Viewer) -> frozenset[str]:
    """Return which of these rows somebody may read in an initiative, those that serve all initiatives too."""
    case = slice_of(initiative, viewer=viewer, asks=[Ask(kind, Q(pk__in=list(names)), common=True)])
    return frozenset(case.by_id(kind)) & frozenset(names) if case is not None else frozenset()


def seated_in(initiative: str, *, viewer: Viewer) -> tuple[Body, ...]:
    """Return the bodies in which somebody holds a seat in an initiative, in the order of their ids."""
    names = {row.body for row in seats_of(viewer, initiative=initiative)}
    return tuple(row for name, row in sorted(viewer.standing.bodies.items()) if name in names)


def persons_called(name: str, *, initiative: str, viewer: Viewer) -> tuple[str, ...]:
    """Return the ids of those who take part in an initiative under a name, whatever its capital letters."""
    if not name.strip():
        return ()
    found = people.Person.objects.filter(pseudonym__iexact=" ".join(name.split())).values_list("id", flat=True)
    here = [row for row in found if sides_of_person(str(row), initiative=initiative, at=viewer.at)]
    return tuple(sorted(map(str, here)))


def sides_of_person(person: str | None, *, initiative: str, at: datetime) -> frozenset[Side]:
    """Return the sides on which a person stands in an initiative."""
    if person is None:
        return frozenset()
    own = (
        *to_rows(Capacity, people.Capacity.objects.filter(person=person)),
        *to_rows(Membership, people.Membership.objects.filter(person=person)),
        *to_rows(Seat, people.Seat.objects.filter(person=person)),
        *to_rows(Body, people.Body.objects.all()),
        *to_rows(OrgRole, people.OrgRole.objects.all()),
    )
    return sides(Standing.of(person, own), initiative=initiative, at=at)


def capacity_in(person: str, *, initiative: str) -> str | None:
    """Return as what a person speaks in an initiative, where that is one thing."""
    here = Q(initiative=initiative) | Q(initiative__isnull=True)
    found = list(people.Capacity.objects.filter(here, person=person).values_list("id", flat=True)[:2])
    return str(found[0]) if len(found) == 1 else None


def seat_here(name: str, *, body: str | None, initiative: str) -> Seat | None:
    """Return a seat of a body as it is kept."""
    found = people.Seat.objects.filter(pk=name, body=body, initiative=initiative, active_until__isnull=True).first()
    return to_row(Seat, found) if found is not None and body is not None else None


def sides_in_body(body: str | None, *, case: Case) -> frozenset[Side]:
    """Return the sides that hold a seat in a body: those of its members' capacities, or its own."""
    if not body:
        return frozenset()
    capacities = case.by_id(Capacity)
    found: set[Side] = set()
    for row in case.rows(Seat):
        if row.body == body and lasts(row, at=case.at):
            capacity = capacities.get(row.capacity or "")
            if capacity is not None and capacity.side is not None:
                found.add(capacity.side)
    own = case.by_id(Body)[body].side if body in case.by_id(Body) else None
    return frozenset(found | ({own} if own is not None else set()))
