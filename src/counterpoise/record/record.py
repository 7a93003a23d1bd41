"""The record: all tables together, the check that they hold together, and what was known at a date."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from counterpoise.record.base import Row
from counterpoise.record.schema import TABLES

__all__ = ["Record"]

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that was written down, all versions included.

    Attributes
    ----------
    tables
        For each table its rows, in the order in which they were given; tables without rows are absent.

    Examples
    --------
    >>> from datetime import datetime, UTC
    >>> from counterpoise.record.people import Person
    >>> record = Record.of([Person(id="an-owner", recorded_at=datetime(2015, 6, 30, tzinfo=UTC))])
    >>> [person.id for person in record.rows(Person)]
    ['an-owner']
    """

    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "Record":
        """Put rows of any kinds into their tables, in the order of `TABLES`.

        Parameters
        ----------
        rows
            Rows of any tables, in any order.
        """
        sorted_rows: dict[str, list[Row]] = {}
        for row in rows:
            sorted_rows.setdefault(row.TABLE, []).append(row)
        return cls({name: tuple(sorted_rows[name]) for name in TABLES if name in sorted_rows})

    def rows(self, kind: type[R]) -> tuple[R, ...]:
        """Return all rows of one kind, all versions, in the order in which they were given.

        Parameters
        ----------
        kind
            The kind of row.
        """
        return cast("tuple[R, ...]", self.tables.get(kind.TABLE, ()))

    def with_rows(self, rows: Iterable[Row]) -> "Record":
        """Return a record that holds these rows as well.

        Parameters
        ----------
        rows
            Rows of any tables, in any order.
        """
        return Record.of([*self, *rows])

    def __iter__(self) -> Iterator[Row]:
        """Walk over all rows, table by table."""
        for rows in self.tables.values():
            yield from rows

    def __len__(self) -> int:
        """Return the number of rows, all versions counted."""
        return sum(map(len, self.tables.values()))
