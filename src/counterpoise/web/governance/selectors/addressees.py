"""To whom something is owed: candidates, found without asking what each may read. That is asked again when sending."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from counterpoise.levels.sides import Standing, sides
from counterpoise.record import Row, Side
from counterpoise.record.initiatives import Group
from counterpoise.record.people import Body, Capacity, Membership, OrgRole, Seat
from counterpoise.web.ledger.selectors import Part, read_together
from counterpoise.web.people import models

__all__ = ["seated", "speakers_for", "taking_part"]


def _in(initiative: str, day: date) -> Q:
    begun = Q(active_from__isnull=True) | Q(active_from__lte=day)
    lasts = Q(active_until__isnull=True) | Q(active_until__gt=day)
    here = Q(initiative=initiative) | Q(initiative__isnull=True)
    return begun & lasts & here & Q(person__isnull=False)


def seated(initiative: str, *, at: date, bodies: Iterable[str] = (), not_of: Side | None = None) -> tuple[str, ...]:
    """Return who holds a seat in an initiative.

    Parameters
    ----------
    initiative
        The initiative.
    at
        The day.
    bodies
        Only in these bodies; empty for all.
    not_of
        Leave out the bodies of this side.
    """
    found = models.Seat.objects.filter(_in(initiative, at))
    wanted = list(bodies)
    if wanted:
        found = found.filter(body__in=wanted)
    if not_of is not None:
        found = found.exclude(body__side=not_of)
    return tuple(sorted({str(name) for name in found.values_list("person", flat=True)}))


def speakers_for(group: Group, *, at: date) -> tuple[str, ...]:
    """Return who speaks for a group: the members of its body, else everybody who stands on its side."""
    initiative = group.initiative or ""
    if group.body is not None:
        return seated(initiative, at=at, bodies=[group.body])
    return taking_part(initiative, at=at, side=group.side)


def _standings(initiative: str, *, at: date) -> dict[str, Standing]:
    """Return where everybody stands who holds a seat, a capacity or a job here on a day: one query."""
    tables: dict[type[Row], Any] = {Capacity: models.Capacity, Membership: models.Membership, Seat: models.Seat}
    theirs = Q()
    for model in tables.values():
        holds = model._default_manager.filter(_in(initiative, at)).order_by()  # noqa: SLF001 - Django's own name for it
        theirs |= Q(person__in=holds.values("person"))
    parts = [Part(kind, model._default_manager.filter(theirs)) for kind, model in tables.items()]  # noqa: SLF001 - the same
    about = [Part(Body, models.Body.objects.all()), Part(OrgRole, models.OrgRole.objects.all())]
    read = read_together([*parts, *about])
    shared: list[Row] = [row for part in about for row in read.of(part.kind.TABLE)]
    of: dict[str, list[Row]] = {}
    for part in parts:
        for row in read.of(part.kind.TABLE):
            of.setdefault(row.person, []).append(row)
    return {name: Standing.of(name, [*rows, *shared]) for name, rows in of.items()}


def taking_part(initiative: str, *, at: date, side: Side | None = None) -> tuple[str, ...]:
    """Return who takes part in an initiative: in a seat, a capacity or a job that holds on that day.

    Parameters
    ----------
    initiative
        The initiative.
    at
        The day.
    side
        Only who stands on this side; empty for all.
    """
    standings = _standings(initiative, at=at)
    held = {name: sides(standings[name], initiative=initiative, at=at) for name in sorted(standings)}
    return tuple(name for name, on in held.items() if (side in on if side is not None else on))
