"""A row of the record from the plain values of a database: rows of many tables come out of one query in this form."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from enum import Enum, IntEnum
from functools import cache
from typing import Any, TypeVar

from counterpoise.formats.codec import reader
from counterpoise.record import TABLES, Moment, Row, columns
from counterpoise.record.schema import Column
from counterpoise.web.ledger.records.mapper import column_name, in_place, model_of

__all__ = ["plain_columns", "plain_row"]

R = TypeVar("R", bound=Row)


def plain_columns(kind: type[Row]) -> tuple[str, ...]:
    """Return the attributes of a table of the site that hold a row's fields, in the order of the fields."""
    return _attributes(kind.TABLE)


@cache
def _attributes(table: str) -> tuple[str, ...]:
    kind = TABLES[table]
    return tuple(column_name(model_of(kind), column.name) for column in columns(kind))


def plain_row(kind: type[R], values: Sequence[Any]) -> R:
    """Read a row of the record from plain values: texts, numbers and lists, as SQLite and PostgreSQL put them in JSON.

    Parameters
    ----------
    kind
        The table of the record.
    values
        The value of each of `plain_columns`.
    """
    told: dict[str, Any] = {
        name: None if value is None else convert(value)
        for (name, convert), value in zip(_readers(kind.TABLE), values, strict=True)
    }
    return kind(**told)


@cache
def _readers(table: str) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    return tuple((column.name, _reader(column)) for column in columns(TABLES[table]))


def _reader(column: Column) -> Callable[[Any], Any]:
    if column.many:
        return _many(column)
    if column.kind is Moment:
        return Moment.parse
    if column.kind is datetime:
        return _local
    if column.kind is date:
        return date.fromisoformat
    if issubclass(column.kind, IntEnum):
        words = column.kind
        return lambda value: words(int(value))
    if issubclass(column.kind, Enum):
        # Five words to a row, and a thousand rows to a page: a table of words is four times as fast as the enum itself.
        return {each.value: each for each in column.kind}.__getitem__
    if column.kind in {bool, float}:
        return column.kind
    return _same


def _many(column: Column) -> Callable[[Any], tuple[Any, ...]]:
    read = reader(column)

    def values(told: Any) -> tuple[Any, ...]:  # noqa: ANN401 - SQLite gives the list as text, PostgreSQL as a list
        found = json.loads(told) if isinstance(told, str) else told
        return tuple(read(found)) if found else ()

    return values


def _local(told: str) -> datetime:
    # SQLite keeps the time of UTC without saying so.
    found = datetime.fromisoformat(told)
    return in_place(found if found.tzinfo is not None else found.replace(tzinfo=UTC))


def _same(value: Any) -> Any:  # noqa: ANN401 - a text or a number
    return value
