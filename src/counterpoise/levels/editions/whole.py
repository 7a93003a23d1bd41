"""Editions of a whole record: what both sides may read, that plus one room, and what one person may read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from counterpoise.levels.aggregates.pooled import KINDS, pooled_counts
from counterpoise.levels.answers import pooled_answers, pooled_reports
from counterpoise.levels.cleaning import cleaned, renumbered, with_parents, without_strangers
from counterpoise.levels.editions.rule import (
    Facts,
    Reader,
    both_read,
    facts_of,
    in_reach,
    is_care,
    is_counted,
    kept_by_rule,
    surfacing,
)
from counterpoise.levels.marks import pooled_marks
from counterpoise.levels.sides import Standing, in_force, sides
from counterpoise.levels.spaces import CLOSED, concerns, is_told, may_read, may_read_path
from counterpoise.levels.timelock import is_released
from counterpoise.record import Record, Row, Side
from counterpoise.record.contributions import Contribution
from counterpoise.record.initiatives import Initiative
from counterpoise.record.people import Capacity, ReleasedCount, SpaceKind
from counterpoise.record.reviews import LevelReport, ReviewAnswer, ReviewRound

__all__ = ["UnknownRoomError", "edition_for", "room_edition", "shared_edition"]

_ANSWERS = (ReviewAnswer, LevelReport)


class UnknownRoomError(ValueError):
    """A room that the record does not have.

    Attributes
    ----------
    code
        Always ``"levels.unknown_room"``.
    room
        What was asked for.
    """

    code = "levels.unknown_room"

    def __init__(self, room: str) -> None:
        self.room = room
        super().__init__(f"This record has no room {room!r}; look up its id in the table of spaces.")


def shared_edition(record: Record, *, at: date) -> Record:
    """Return what both sides may read, with the counts that closed rooms released.

    Parameters
    ----------
    record
        All rows, all versions.
    at
        The day, or the moment, at which it is read: what is shared later is not in it yet.

    Returns
    -------
    Record
        A record like any other: it holds together, and nothing in it says what was left out.
    """
    facts = facts_of(record)
    return _edition(record, _both_sides(facts), facts, at=at)


def room_edition(record: Record, *, room: str, at: date) -> Record:
    """Return what both sides may read plus one room's own records, for the members of that room.

    Parameters
    ----------
    record
        All rows, all versions.
    room
        The room's id.
    at
        The day, or the moment.

    Raises
    ------
    UnknownRoomError
        If the record has no such room.
    """
    facts = facts_of(record)
    space = facts.spaces.get(room)
    if space is None:
        raise UnknownRoomError(room)
    shared = _both_sides(facts)
    path = space.initiative if space.kind is SpaceKind.CARE_CIRCLE else None
    paths = frozenset({path}) if path is not None else frozenset()
    reader = replace(shared, rooms=shared.rooms | {room}, closed=frozenset({room}), paths=paths)
    return _edition(record, reader, facts, at=at)


def edition_for(record: Record, *, person: str, at: date) -> Record:
    """Return the record as one person may read it, with their own ballots, hours and drafts.

    Its shared edition is the shared edition of the whole record, as far as the person takes part in the initiatives.

    Parameters
    ----------
    record
        All rows, all versions.
    person
        Their id.
    at
        The day, or the moment. Rooms that they left on it are closed to them.
    """
    facts = facts_of(record)
    standing = Standing.of(person, record)
    rooms = frozenset(space.id for space in facts.spaces.values() if may_read(space, standing=standing, at=at) is None)
    circles = [space for space in facts.spaces.values() if space.kind is SpaceKind.CARE_CIRCLE]
    paths = frozenset(
        path for path in facts.paths if may_read_path(path, standing=standing, circles=circles, at=at) is None
    )
    reader = Reader(
        rooms,
        frozenset(room for room in rooms if facts.spaces[room].kind in CLOSED),
        paths,
        person,
        lambda initiative: sides(standing, initiative=initiative, at=at),
        lambda decision, groups: is_told(decision, affected=groups, standing=standing, at=at),
    )
    return _edition(record, reader, facts, at=at)


def _both_sides(facts: Facts) -> Reader:
    rooms = frozenset(name for name in both_read(facts.spaces) if name is not None)
    return Reader(
        rooms,
        frozenset(),
        frozenset(),
        None,
        lambda _: frozenset(),
        lambda decision, groups: decision.decided_at is not None and any(concerns(one, {Side.CIVIC}) for one in groups),
    )


def _edition(record: Record, reader: Reader, facts: Facts, *, at: date) -> Record:
    kept = kept_by_rule(record, reader, facts, out=surfacing(record, reader, facts), at=at)
    kept = with_parents([*kept, *_pooled(record, kept, reader, facts, at=at)])
    return Record.of(renumbered(cleaned(without_strangers(kept, person=reader.person))))


def _pooled(record: Record, kept: list[Row], reader: Reader, facts: Facts, *, at: date) -> Iterator[Row]:
    rounds = {row.id: row for row in in_force(row for row in kept if isinstance(row, ReviewRound))}
    seen = {name: row for name, row in rounds.items() if is_released(row, at=at)}
    counted = [row for row in kept if isinstance(row, ReleasedCount)]
    yield from pooled_answers((row for row in record.rows(ReviewAnswer) if in_reach(row, reader, facts)), seen)
    yield from pooled_reports(row for row in record.rows(LevelReport) if in_reach(row, reader, facts))
    yield from pooled_marks(
        (row for row in record.rows(Contribution) if is_counted(row, reader, facts)),
        capacities={row.id: row for row in in_force(record.rows(Capacity))},
        counted=counted,
    )
    openly = both_read(facts.spaces)
    yield from pooled_counts(
        (row for kind in KINDS for row in record.rows(kind) if row.space in openly and not is_care(row, facts)),
        initiatives={row.id for row in kept if isinstance(row, Initiative) and not is_care(row, facts)},
        counted=counted,
        at=at,
    )
