"""Where other people stand: who is in a room, and who takes part under a name."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from counterpoise.levels.sides import Standing, sides
from counterpoise.levels.spaces import may_read
from counterpoise.record import Row
from counterpoise.record.people import Admission, Body, Capacity, Membership, OrgRole, Person, Seat, Space
from counterpoise.web.ledger.records import to_rows
from counterpoise.web.people import models as people

__all__ = ["called", "members_of", "standings"]


def standings(persons: Iterable[str]) -> dict[str, Standing]:
    """Return for each of these persons what the record says of their place."""
    names = sorted(set(persons))
    if not names:
        return {}
    shared: list[Row] = [*to_rows(Body, people.Body.objects.all()), *to_rows(OrgRole, people.OrgRole.objects.all())]
    own: list[Row] = [
        *to_rows(Capacity, people.Capacity.objects.filter(person__in=names)),
        *to_rows(Membership, people.Membership.objects.filter(person__in=names)),
        *to_rows(Seat, people.Seat.objects.filter(person__in=names)),
        *to_rows(Admission, people.Admission.objects.filter(person__in=names)),
    ]
    of: dict[str, list[Row]] = {name: [] for name in names}
    for row in own:
        of[getattr(row, "person", "")].append(row)
    return {name: Standing.of(name, [*shared, *rows]) for name, rows in of.items()}


def members_of(space: Space, *, at: datetime) -> dict[str, Person]:
    """Return who may read and write in a closed room at a time, by id: whom it let in and whom no rule keeps out."""
    admitted = people.Admission.objects.filter(room=space.id, person__isnull=False).values_list("person", flat=True)
    known = standings(str(name) for name in admitted)
    inside = [name for name, standing in known.items() if may_read(space, standing=standing, at=at) is None]
    found = to_rows(Person, people.Person.objects.filter(id__in=inside).order_by("pseudonym", "id"))
    return {row.id: row for row in found}


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
