"""Where other people stand: who is in a room, and who takes part under a name."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from counterpoise.levels.sides import Standing, sides
from counterpoise.levels.spaces import may_read
from counterpoise.record import Row
from counterpoise.record.people import Admission, Body, Capacity, Membership, OrgRole, Person, Seat, Space
from counterpoise.web.ledger.records import to_rows
from counterpoise.web.ledger.selectors import Part, Together, read_together
from counterpoise.web.people import models as people

__all__ = ["called", "members_of", "standings"]


def standings(persons: Iterable[str]) -> dict[str, Standing]:
    """Return for each of these persons what the record says of their place."""
    names = sorted(set(persons))
    return _standings(names, read_together(_parts(names))) if names else {}


def _parts(persons: Collection[str] | QuerySet[Any]) -> Iterator[Part]:
    yield Part(Body, people.Body.objects.all())
    yield Part(OrgRole, people.OrgRole.objects.all())
    yield Part(Capacity, people.Capacity.objects.filter(person__in=persons))
    yield Part(Membership, people.Membership.objects.filter(person__in=persons))
    yield Part(Seat, people.Seat.objects.filter(person__in=persons))
    yield Part(Admission, people.Admission.objects.filter(person__in=persons))


def _standings(names: Iterable[str], found: Together) -> dict[str, Standing]:
    shared: list[Row] = [*found.of(Body.TABLE), *found.of(OrgRole.TABLE)]
    of: dict[str, list[Row]] = {name: [] for name in names}
    for kind in (Capacity, Membership, Seat, Admission):
        for row in found.of(kind.TABLE):
            of[row.person].append(row)
    return {name: Standing.of(name, [*shared, *rows]) for name, rows in of.items()}


def members_of(space: Space, *, at: datetime) -> dict[str, Person]:
    """Return who may read and write in a closed room at a time, by id: whom it let in and whom no rule keeps out."""
    admitted = people.Admission.objects.filter(room=space.id, person__isnull=False).order_by().values("person")
    found = read_together([*_parts(admitted), Part(Person, people.Person.objects.filter(id__in=admitted))])
    persons: dict[str, Person] = {row.id: row for row in found.of(Person.TABLE)}
    known = _standings(persons, found)
    inside = [row for row in persons.values() if may_read(space, standing=known[row.id], at=at) is None]
    return {row.id: row for row in sorted(inside, key=lambda row: (row.pseudonym, row.id))}


def called(name: str, *, initiative: str, at: datetime) -> tuple[Person, ...]:
    """Return who takes part in an initiative under a name, whatever its capital letters."""
    if not name.strip():
        return ()
    found = to_rows(Person, people.Person.objects.filter(pseudonym__iexact=name.strip()).order_by("id"))
    here = Q(initiative=initiative) | Q(initiative__isnull=True)
    spoken = people.Capacity.objects.filter(here, person__in=[row.id for row in found])
    part = set(spoken.values_list("person", flat=True))
    known = standings(row.id for row in found if row.id in part)
    return tuple(row for row in found if row.id in known and sides(known[row.id], initiative=initiative, at=at))
