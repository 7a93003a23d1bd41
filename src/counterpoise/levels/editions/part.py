"""A part of somebody's edition: some rows of a record that was not read whole, by the same rule as the whole."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from counterpoise.levels.cleaning import cleaned, renumbered, with_parents, without_strangers
from counterpoise.levels.editions.rule import Reader, facts_of, kept_by_rule
from counterpoise.levels.sides import Standing, sides
from counterpoise.record import Record, Row

__all__ = ["Around", "part_for"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the rule must know of a record besides the rows that it is asked about.

    Attributes
    ----------
    standing
        The person who reads, and what the record says of their place.
    rooms
        The rooms that they may read in, those that are open to everybody too.
    closed
        Those of their rooms that are closed to one of the two sides.
    paths
        The care paths that they may read, by the ids of their initiatives.
    out
        Rows that came out of a room of the organization, as table and id; `surfacing` says which do.
    there
        For each table, rows of the person's edition that were not read, by their ids: a row may speak of these.
    beside
        Rows that decide on others and are no part of what is asked: what hides words, the words, and rooms.
    named
        For each table the people, and the capacities, of whom rows speak that were not read.
    """

    standing: Standing
    rooms: frozenset[str]
    closed: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()
    out: frozenset[tuple[str, str]] = frozenset()
    there: Mapping[str, Collection[str]] = field(default_factory=dict)
    beside: tuple[Row, ...] = ()
    named: Mapping[str, Collection[str]] = field(default_factory=dict)


def part_for(rows: Iterable[Row], *, around: Around, at: date) -> Record:
    """Return what stays of these rows in the edition of one person, in the words that it has there.

    With every row of a record, and all that is around it, this is `edition_for` without what is counted over the whole
    of it: the answers of a review, and the marks of who was critical.

    Parameters
    ----------
    rows
        Rows of any tables, each in force and with its earlier versions.
    around
        What the rule must know besides.
    at
        The day, or the moment.
    """
    asked = list(rows)
    told = facts_of(Record.of([*asked, *around.beside]))
    facts = replace(told, paths=told.paths | around.paths)
    standing = around.standing
    reader = Reader(
        rooms=around.rooms,
        closed=around.closed,
        paths=around.paths,
        person=standing.person,
        sides=lambda initiative: sides(standing, initiative=initiative, at=at),
        told=lambda _decision, _groups: False,  # what came out is told in `around`
    )
    kept = kept_by_rule(asked, reader, facts, out=around.out, at=at)
    mine = {(row.TABLE, row.id) for row in asked}
    there = {table: {name for name in names if (table, name) not in mine} for table, names in around.there.items()}
    kept = with_parents(kept, there=there)
    known = without_strangers(kept, person=standing.person, named=around.named)
    return Record.of(renumbered(cleaned(known, there=there)))
