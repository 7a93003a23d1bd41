"""Who looked at a care path, and what of it an owner takes along."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min
from django.db.models.functions import TruncDate

from counterpoise.formats.fhir.exporting import Look
from counterpoise.levels.spaces import acts_for_owner
from counterpoise.record import Record, Row
from counterpoise.record.people import CapacityKind, Person
from counterpoise.web.initiatives.selectors import Ask, slice_of
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.trajectory import models
from counterpoise.web.trajectory.records import EVERYWHERE

__all__ = ["PAGE", "Looked", "consenting_paths", "everything_of", "looks_at", "looks_for_export"]

PAGE = 20
"""How many lines stand on one page: somebody who looks again at the same part on the same day adds none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The looks of one person at one part of a care path on one day.

    Attributes
    ----------
    who, what, action, kinds
        Who, at what, whether they read, wrote or took it along, and in which role.
    first, last, times
        The first and the last of these looks, and how many there were.
    allowed, own
        Whether they were let in, and whether it is who asks.
    """

    who: str
    first: datetime
    last: datetime
    times: int
    what: str
    action: str
    kinds: tuple[CapacityKind, ...]
    allowed: bool
    own: bool


def looks_at(path: str, *, viewer: Viewer, page: int = 1, own: bool = False) -> tuple[tuple[Looked, ...], bool] | None:
    """Return who looked, the latest first, and whether there are more; only for the owner.

    The looks of one person at one part on one day are one line, with their number.

    Parameters
    ----------
    path
        The care path.
    viewer
        Who asks.
    page
        Which page of them.
    own
        Whether the owner's own looks stand among them: they are many, and no news to who made them.
    """
    if path not in viewer.paths or not acts_for_owner(path, standing=viewer.standing):
        return None
    start = (page - 1) * PAGE
    seen = models.Look.objects.filter(path=path)
    if not own:
        seen = seen.exclude(person=viewer.person)
    lines = (
        seen.annotate(day=TruncDate("looked_at"))
        .values("person", "person__pseudonym", "what", "action", "role", "allowed", "day")
        .annotate(times=Count("pk"), first=Min("looked_at"), last=Max("looked_at"), latest=Max("pk"))
        .order_by("-last", "-latest")
    )
    found = list(lines[start : start + PAGE + 1])
    return tuple(_looked(each, viewer=viewer) for each in found[:PAGE]), len(found) > PAGE


def _looked(line: Mapping[str, Any], *, viewer: Viewer) -> Looked:
    return Looked(
        who=line["person__pseudonym"],
        first=line["first"],
        last=line["last"],
        times=line["times"],
        what=line["what"],
        action=line["action"],
        kinds=tuple(CapacityKind(kind) for kind in line["role"].split()),
        allowed=line["allowed"],
        own=str(line["person"]) == viewer.person,
    )


def looks_for_export(path: str, *, owner: str, organization: str) -> tuple[Look, ...]:
    """Return every look as care systems tell it to each other (NEN 7513, AuditEvent)."""
    found = models.Look.objects.filter(path=path).select_related("person").order_by("looked_at", "pk")
    return tuple(
        Look(
            reader=str(each.person_id),
            reader_name=each.person.pseudonym,
            reader_role=each.role,
            owner=owner,
            path=path,
            looked_at=each.looked_at,
            what=each.what,
            action=each.action,
            organization=organization,
            allowed=each.allowed,
        )
        for each in found
    )


def everything_of(path: str, *, viewer: Viewer) -> Record | None:
    """Return the whole care path with all its versions, for its owner to take along; nothing for others."""
    if path not in viewer.paths or not acts_for_owner(path, standing=viewer.standing):
        return None
    case = slice_of(path, viewer=viewer, asks=[Ask(kind) for kind in EVERYWHERE], named=(Person,))
    if case is None:
        return None
    rows: list[Row] = [row for kind in EVERYWHERE for row in case.versions(kind)]
    # The path itself is no row in a path.
    return Record.of(rows if case.initiative in rows else [case.initiative, *rows])


def consenting_paths() -> frozenset[str]:
    """Return the care paths whose owners let their figures be counted among others."""
    return frozenset(str(name) for name in models.Counted.objects.values_list("path", flat=True))
