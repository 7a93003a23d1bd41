"""Reads of the spine, and the way in which every page gets what its viewer may read of one initiative.

A page reads the tables that it needs, for one initiative, and the rule of the library takes out what the viewer may not
read. Rows of rooms that are closed to the viewer are not even asked of the database.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.db.models import Q

from counterpoise.levels.editions import edition_for
from counterpoise.levels.sides import lasts
from counterpoise.record import Case, Edition, Level, Record, Row, look
from counterpoise.record.initiatives import Initiative, InitiativeState
from counterpoise.record.people import Capacity, Seat, Space, SpaceKind
from counterpoise.web.initiatives import models
from counterpoise.web.initiatives.records import PAIRS
from counterpoise.web.ledger.models import EarlierVersion, Told
from counterpoise.web.ledger.records import earlier_row, to_row, to_rows
from counterpoise.web.ledger.selectors import kept_at_heads
from counterpoise.web.people import models as people
from counterpoise.web.people.records import PAIRS as PEOPLE
from counterpoise.web.people.selectors import Viewer, readable, spaces

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

_OF_PEOPLE = (
    people.Person,
    people.Capacity,
    people.OrgRole,
    people.Body,
    people.Seat,
    people.Space,
    people.ReleasedCount,
)
# A decision with a date, and what a room shares, come out of closed rooms by rule: the rule itself must see them.
_COMES_OUT = {"spaces", "released_counts", "matters", "affects", "groups", "decisions", "notices", "digests"}


def initiatives_visible_to(*, viewer: Viewer) -> tuple[Initiative, ...]:
    """Return the initiatives, and the care paths, that somebody may read; drafts are for nobody yet."""
    found = models.Initiative.objects.exclude(state=InitiativeState.DRAFT)
    theirs = Q(level=Level.COLLECTIVE) | Q(id__in=list(viewer.paths))
    inside = Q(space__isnull=True) | Q(space__in=[*viewer.rooms, *viewer.open_rooms])
    return to_rows(Initiative, found.filter(theirs & inside))


def initiative_of(name: str, *, viewer: Viewer) -> Initiative | None:
    """Return one initiative; nothing where there is none, or none that this person may read."""
    return next((row for row in initiatives_visible_to(viewer=viewer) if row.id == name), None)


def case_of(name: str, *, viewer: Viewer, room: str, tables: Mapping[type[Told], type[Row]]) -> Case | None:
    """Return what somebody may read of an initiative: its spine and these tables, as they stand now.

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
    spine: dict[type[Told], type[Row]] = {each: PEOPLE[each] for each in _OF_PEOPLE}
    wanted = spine | PAIRS | dict(tables)
    return kept_at_heads(key, at=viewer.heads, work=lambda: _case(name, viewer=viewer, tables=wanted))


def _case(name: str, *, viewer: Viewer, tables: Mapping[type[Told], type[Row]]) -> Case | None:
    if initiative_of(name, viewer=viewer) is None:
        return None
    record = Record.of(_once(_rows(name, viewer=viewer, tables=tables)))
    edition = edition_for(record, person=viewer.person or "", at=viewer.at)
    found = look(edition, at=viewer.at.date(), edition=Edition.SHARED).cases
    return next((case for case in found if case.initiative.id == name), None)


def _rows(name: str, *, viewer: Viewer, tables: Mapping[type[Told], type[Row]]) -> Iterable[Row]:
    standing = viewer.standing
    yield from (*standing.capacities, *standing.memberships, *standing.seats, *standing.admissions)
    yield from (*standing.bodies.values(), *standing.paths.values())
    for model, kind in tables.items():
        if kind is Initiative:
            yield from initiatives_visible_to(viewer=viewer)
            continue
        of_this = Q(initiative=name) | Q(initiative__isnull=True)
        if kind.TABLE in _COMES_OUT:
            found = model._default_manager.filter(of_this)  # noqa: SLF001 - Django's own name for it
        else:
            found = readable(model, viewer=viewer).filter(of_this)
        yield from to_rows(kind, found)
    names = [kind.TABLE for kind in tables.values()]
    for earlier in EarlierVersion.objects.filter(Q(initiative=name) | Q(initiative__isnull=True), table__in=names):
        row = earlier_row(earlier)
        if row.TABLE in _COMES_OUT or viewer.may_enter(row.space):
            yield row


def _once(rows: Iterable[Row]) -> Iterable[Row]:
    seen: set[tuple[str, str, int]] = set()
    for row in rows:
        key = (row.TABLE, row.id, row.version)
        if key not in seen:
            seen.add(key)
            yield row


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
