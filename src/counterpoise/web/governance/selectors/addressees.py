"""To whom something is owed: candidates, found without asking what each may read. That is asked again when sending."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from counterpoise.levels.sides import Standing, sides
from counterpoise.record import Row, Side
from counterpoise.record.initiatives import Group
from counterpoise.record.people import Body, Capacity, Membership, OrgRole, Seat
from counterpoise.web.ledger.records import to_rows
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


def _standings(persons: Iterable[str]) -> dict[str, Standing]:
    names = list(persons)
    rows: list[Row] = [
        *to_rows(Capacity, models.Capacity.objects.filter(person__in=names)),
        *to_rows(Membership, models.Membership.objects.filter(person__in=names)),
        *to_rows(Seat, models.Seat.objects.filter(person__in=names)),
    ]
    about = [*to_rows(Body, models.Body.objects.all()), *to_rows(OrgRole, models.OrgRole.objects.all())]
    of: dict[str | None, list[Row]] = {}
    for row in rows:
        of.setdefault(getattr(row, "person", None), []).append(row)
    return {name: Standing.of(name, [*of.get(name, []), *about]) for name in names}


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
    found: set[str] = set()
    for model in (models.Seat, models.Capacity, models.Membership):
        rows = model._default_manager.filter(_in(initiative, at))  # noqa: SLF001 - Django's own name for it
        found.update(str(name) for name in rows.values_list("person", flat=True))
    standings = _standings(sorted(found))
    held = {name: sides(standings[name], initiative=initiative, at=at) for name in sorted(found)}
    return tuple(name for name, on in held.items() if (side in on if side is not None else on))
