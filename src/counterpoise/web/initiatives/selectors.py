"""Reads of the spine, and the way in which every page gets what its viewer may read of one initiative.

A page reads the tables that it needs, for one initiative, and the rule of the library takes out what the viewer may not
read. Rows of rooms that are closed to the viewer are not even asked of the database.
"""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from counterpoise.levels.editions import edition_for
from counterpoise.record import Case, Edition, Level, Record, Row, look
from counterpoise.record.initiatives import Initiative, InitiativeState
from counterpoise.web.initiatives import models
from counterpoise.web.initiatives.records import PAIRS
from counterpoise.web.ledger.models import EarlierVersion, Told
from counterpoise.web.ledger.records import earlier_row, to_rows
from counterpoise.web.ledger.selectors import kept_at_heads
from counterpoise.web.people import models as people
from counterpoise.web.people.records import PAIRS as PEOPLE
from counterpoise.web.people.selectors import Viewer, readable

__all__ = ["case_of", "earlier_versions", "initiative_of", "initiatives_visible_to"]

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
