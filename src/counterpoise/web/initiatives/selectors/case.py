"""Whole tables of an initiative, as somebody may read them, kept until something is written; and what stands in them.

For what needs all of an initiative at once. A page asks for a slice: this one grows with the initiative.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from django.db.models import Q

from counterpoise.levels.sides import lasts
from counterpoise.record import Case, Level, Row
from counterpoise.record.initiatives import Affects, Initiative, InitiativeState, Matter
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import (
    Admission,
    Body,
    Capacity,
    Membership,
    OrgRole,
    Person,
    ReleasedCount,
    Seat,
    Space,
    SpaceKind,
)
from counterpoise.web.initiatives import models
from counterpoise.web.initiatives.records import PAIRS
from counterpoise.web.initiatives.selectors.slices import LATEST_WRITTEN, MOST_CHOICES, Ask, slice_of
from counterpoise.web.ledger.models import EarlierVersion, Told
from counterpoise.web.ledger.records import earlier_row, to_row, to_rows
from counterpoise.web.ledger.selectors import kept_at_heads
from counterpoise.web.people.selectors import Viewer, spaces

__all__ = [
    "capacities_of",
    "case_of",
    "earlier_versions",
    "initiative_of",
    "initiatives_visible_to",
    "kept_row",
    "rooms_to_write_in",
    "seats_of",
]

R = TypeVar("R", bound=Row)

_OF_PEOPLE = (OrgRole, Body, Seat, ReleasedCount)
_MANY = (Matter, Affects, Meeting)
"""Of these an initiative can have thousands."""


def initiatives_visible_to(*, viewer: Viewer) -> tuple[Initiative, ...]:
    """Return the initiatives, and the care paths, that somebody may read; drafts are for nobody yet."""
    return _initiatives(viewer)


def initiative_of(name: str, *, viewer: Viewer) -> Initiative | None:
    """Return one initiative; nothing where there is none, or none that this person may read."""
    return next(iter(_initiatives(viewer, pk=name)), None)


def _initiatives(viewer: Viewer, **only: str) -> tuple[Initiative, ...]:
    found = models.Initiative.objects.exclude(state=InitiativeState.DRAFT)
    theirs = Q(level=Level.COLLECTIVE) | Q(id__in=list(viewer.paths))
    inside = Q(space__isnull=True) | Q(space__in=[*viewer.rooms, *viewer.open_rooms])
    return to_rows(Initiative, found.filter(theirs & inside, **only))


def case_of(name: str, *, viewer: Viewer, room: str, tables: Mapping[type[Told], type[Row]]) -> Case | None:
    """Return what somebody may read of an initiative: its spine and these tables, as they stand now.

    Of matters, of whom they touch, and of meetings only the latest come along, as many as a form can offer, and those
    that are named.

    Parameters
    ----------
    name
        The initiative's id.
    viewer
        Who reads.
    room
        The part of the site that asks, such as ``control``; it names what is kept.
    tables
        The tables of that part, with their tables in the record.

    Returns
    -------
    Case or None
        Nothing where there is no such initiative, or none that this person may read: both look the same.
    """
    key = f"case:{room}:{name}:{viewer.person}:{viewer.at.date()}"
    wanted = dict.fromkeys([*_OF_PEOPLE, *PAIRS.values(), *tables.values()])
    return kept_at_heads(key, at=viewer.heads, work=lambda: _case(name, viewer=viewer, kinds=list(wanted)))


def _case(name: str, *, viewer: Viewer, kinds: Collection[type[Row]]) -> Case | None:
    asks = [Ask(kind, common=True) for kind in kinds if kind not in {Initiative, *_MANY}]
    asks += [Ask(kind, order=LATEST_WRITTEN, limit=MOST_CHOICES, common=True) for kind in _MANY if kind in kinds]
    if viewer.person is not None:
        asks += [Ask(kind, Q(person=viewer.person), common=True) for kind in (Capacity, Membership, Admission)]
    return slice_of(name, viewer=viewer, asks=asks, named=(Person, Capacity, Matter, Meeting))


def earlier_versions(kind: type[Row], names: Iterable[str], *, viewer: Viewer) -> tuple[Row, ...]:
    """Return the versions of rows that are no longer in force, oldest first.

    Parameters
    ----------
    kind
        The table.
    names
        The rows, which this person may read.
    viewer
        Who reads: a version that stood in a room which they may not read is left out.
    """
    found = EarlierVersion.objects.filter(table=kind.TABLE, ref__in=list(names))
    return tuple(row for row in map(earlier_row, found) if viewer.may_enter(row.space))


def kept_row(seen: R | None, *, model: type[Told], initiative: str) -> R | None:
    """Return a row of an initiative as it is kept, once a case has shown that somebody may read it.

    In a case versions are counted anew and hidden words are left out; a change begins from the row as it is kept.

    Parameters
    ----------
    seen
        The row as the case shows it; empty where it shows none.
    model
        The table that keeps it.
    initiative
        The initiative: a row that serves all of them is changed elsewhere.
    """
    if seen is None or seen.initiative != initiative:
        return None
    found = model._default_manager.filter(pk=seen.id).first()  # noqa: SLF001 - Django's own name for it
    return to_row(type(seen), found) if found is not None else None


def capacities_of(viewer: Viewer, *, initiative: str) -> tuple[Capacity, ...]:
    """Return as what somebody can speak in an initiative on this day."""
    return tuple(
        row
        for row in viewer.standing.capacities
        if row.initiative in {None, initiative} and lasts(row, at=viewer.at) and row.kind is not None
    )


def seats_of(viewer: Viewer, *, initiative: str) -> tuple[Seat, ...]:
    """Return the seats that somebody holds in an initiative on this day."""
    return tuple(
        row
        for row in viewer.standing.seats
        if row.initiative in {None, initiative} and lasts(row, at=viewer.at) and row.body is not None
    )


def rooms_to_write_in(viewer: Viewer, *, initiative: str) -> tuple[Space, ...]:
    """Return the rooms of an initiative, besides the open one, in which somebody may read and so may write."""
    return tuple(row for row in spaces(viewer=viewer, initiative=initiative) if row.kind is not SpaceKind.OPEN)
