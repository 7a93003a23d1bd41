"""Rows of many tables in one query.

A page of this site shows rows of a dozen tables. Each is a query of its own in the usual way; here they come out of the
database as one list of small JSON arrays, and are made into rows of the record.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Expression, F, Func, JSONField, Model, OrderBy, QuerySet, Value

from counterpoise.record import Row
from counterpoise.web.ledger.models import EarlierVersion
from counterpoise.web.ledger.records import model_of, plain_columns, plain_row, read_earlier

__all__ = ["Dated", "Key", "Part", "Together", "Written", "count_together", "keys_together", "read_together"]


class _Array(Func):
    """A JSON array of columns."""

    function = "JSON_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:  # noqa: ANN401 - Django's own
        """Use the name that every version of PostgreSQL has for it."""
        return self.as_sql(compiler, connection, function="JSONB_BUILD_ARRAY", **context)


class _Columns(Expression):
    """A JSON array of a number and of columns of the table that is read, written down at once.

    Django would look up, copy and compile each column by itself; with a dozen tables to a page that took longer than
    the database did.
    """

    output_field = JSONField()
    contains_column_references = True

    def __init__(self, model: type[Model], names: Iterable[str], *, number: int) -> None:
        super().__init__()
        self.model, self.names, self.number = model, tuple(names), number

    def as_sql(self, compiler: Any, _connection: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ANN401 - Django's own
        """Name the columns below the name that the table has in this query."""
        table = compiler.quote_name_unless_alias(compiler.query.get_initial_alias())
        return _array(table, self.model, self.names, number=self.number), ()


@dataclass(frozen=True, slots=True)
class Part:
    """One table to read from, with the rows that are wanted.

    Attributes
    ----------
    kind
        The table of the record.
    found
        The rows; an order and a limit hold.
    names_only
        Whether only their ids are wanted.
    label
        What to call the result, where a table is read more than once.
    """

    kind: type[Row]
    found: QuerySet[Any]
    names_only: bool = False
    label: str = ""


_Sql = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Written:
    """Rows of one table that a condition lets through, asked for in SQL that is written down at once.

    Attributes
    ----------
    kind
        The table of the record.
    condition
        Gives the condition as SQL with its values, for a table under the name that it gets; every value is ``%s``.
    order
        Gives what stands after ORDER BY, for a table under its name; only where there is a limit.
    start, limit
        The first and the number of the rows; without a limit all.
    names_only, label
        As for `Part`.
    """

    kind: type[Row]
    condition: Callable[[str], _Sql]
    order: Callable[[str], str] | None = None
    start: int = 0
    limit: int | None = None
    names_only: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """What one query gave.

    Attributes
    ----------
    rows
        For each label (else each table) the rows, each under the number of its writing.
    names
        For each label (else each table) the ids, where only these were asked for.
    earlier
        The earlier versions.
    """

    rows: dict[str, dict[int, Row]] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=dict)
    earlier: list[Row] = field(default_factory=list)

    def of(self, label: str) -> tuple[Any, ...]:
        """Return the rows of a label, each once, in the order in which they were written."""
        return tuple(row for _, row in sorted(self.rows.get(label, {}).items()))


def read_together(parts: Iterable[Part | Written], *, earlier: QuerySet[EarlierVersion] | None = None) -> Together:
    """Read rows of many tables in one query.

    Parameters
    ----------
    parts
        The tables, and which of their rows.
    earlier
        Earlier versions to read along, where some are wanted.
    """
    asked = [part for part in parts if not _nothing(part)]
    queries = [_query(number, part) for number, part in enumerate(asked)]
    if earlier is not None:
        queries.append(_told(earlier.order_by(), ("written", "table", "row"), number=_EARLIER))
    found = Together()
    read = _read([query for query in queries if query is not None])
    for number, part in enumerate(asked):
        _put(part, read.get(number, []), found)
    for _, table, row in sorted(read.get(_EARLIER, ()), key=lambda each: each[0]):
        found.earlier.append(read_earlier(table, json.loads(row) if isinstance(row, str) else row))
    return found


@dataclass(frozen=True, slots=True)
class Key:
    """Which row of which of several tables, and what orders it.

    Attributes
    ----------
    number
        The table, by its place among those that were asked for.
    id
        The row.
    when
        What it is ordered by, as text; empty where there is nothing.
    written
        The number of its writing.
    initiative
        The initiative to which it belongs.
    """

    number: int
    id: str
    when: str
    written: int
    initiative: str


@dataclass(frozen=True, slots=True)
class Dated:
    """Rows of one table with what orders them, in SQL that is written down at once.

    Attributes
    ----------
    rows
        The rows; an order and a limit of theirs are not looked at.
    when
        Gives what orders them, as text that sorts by time, for a table under its name.
    """

    rows: Written
    when: Callable[[str], str]


def keys_together(asked: Sequence[tuple[QuerySet[Any], Expression | F] | Dated], *, most: int) -> list[Key]:
    """Return which rows of several tables come first, all put in one order, the latest first.

    The first `most` of them are the first of all; after these there may be gaps.

    Parameters
    ----------
    asked
        For each table its rows, and what orders them, as text that sorts by time; written here, or left to Django.
    most
        How many rows of each table to look at.
    """
    queries: list[_Query | None] = []
    for number, each in enumerate(asked):
        if isinstance(each, Dated):
            queries.append(_first(number, each, most))
        elif not each[0].query.is_empty():
            found, when = each
            first = found.order_by(OrderBy(when, descending=True, nulls_last=True), F("written").desc())[:most]
            inside = found.model._default_manager.filter(pk__in=first.values("pk")).order_by()  # noqa: SLF001 - Django's own name
            queries.append(_written(inside, _Array(Value(number), F("pk"), when, F("written"), F("initiative"))))
    read = _read([query for query in queries if query is not None])
    keys = [
        Key(number, name, when or "", written, home or "")
        for number, rows in read.items()
        for name, when, written, home in rows
    ]
    return sorted(keys, key=lambda key: (key.when, key.written), reverse=True)


_EARLIER = -1
"""The number under which earlier versions come."""
_Query = tuple[str, Sequence[Any]]
_ROW = "r0"
"""The name that a table has in a query that is written here whole."""


def _nothing(part: Part | Written) -> bool:
    return isinstance(part, Part) and part.found.query.is_empty()


def _query(number: int, part: Part | Written) -> _Query | None:
    columns = ("id",) if part.names_only else ("written", *plain_columns(part.kind))
    if isinstance(part, Written):
        return _whole(part, columns, number=number)
    found = part.found
    if found.query.is_sliced:
        # In a union a limit can only stand inside: SQLite takes no other.
        found = found.model._default_manager.filter(pk__in=found.values("pk"))  # noqa: SLF001 - Django's own name
    return _told(found.order_by(), columns, number=number)


def _whole(part: Written, columns: Sequence[str], *, number: int) -> _Query:
    model = model_of(part.kind)
    told, table = _array(_ROW, model, columns, number=number), connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 - Django's own name
    sql, params = part.condition(_ROW)
    if part.limit is not None:
        ordered = f" ORDER BY {part.order(_ROW)}" if part.order is not None else ""
        # In a union a limit can only stand inside. Only names of our own and whole numbers stand in the text.
        first = (
            f'SELECT {_ROW}."id" FROM {table} {_ROW} WHERE {sql}{ordered} LIMIT {part.limit:d} OFFSET {part.start:d}'  # noqa: S608 - our own names  # nosec B608 - the same
        )
        sql = f'{_ROW}."id" IN ({first})'
    # Only names of our own tables and columns stand in the text; every value is a parameter.
    return f"SELECT {told} FROM {table} {_ROW} WHERE {sql}", params  # noqa: S608 - our own names  # nosec B608 - the same


def _first(number: int, asked: Dated, most: int) -> _Query:
    """Write the query for the keys of those rows of a table that come first."""
    model = model_of(asked.rows.kind)
    columns, quote = _columns(model), connection.ops.quote_name
    table, when = quote(model._meta.db_table), asked.when(_ROW)  # noqa: SLF001 - Django's own name
    key, written, home = (f"{_ROW}.{quote(columns[name])}" for name in ("pk", "written", "initiative"))
    sql, params = asked.rows.condition(_ROW)
    function = "JSONB_BUILD_ARRAY" if connection.vendor == "postgresql" else "JSON_ARRAY"
    # Only names of our own and whole numbers stand in the text; every value is a parameter.
    first = (
        f"SELECT {key} FROM {table} {_ROW} WHERE {sql} ORDER BY {when} DESC NULLS LAST, {written} DESC LIMIT {most:d}"  # noqa: S608 - our own names  # nosec B608 - the same
    )
    told = f"{function}({number:d}, {key}, {when}, {written}, {home})"
    return f"SELECT {told} FROM {table} {_ROW} WHERE {key} IN ({first})", params  # noqa: S608 - our own names  # nosec B608 - the same


def count_together(asked: Mapping[str, Part | Written], *, most: int) -> dict[str, int]:
    """Return how many rows several tables have, each counted up to `most`, in one query.

    Parameters
    ----------
    asked
        The tables and which of their rows, under names of your own; an order and a limit of theirs are not looked at.
    most
        Where to stop counting.
    """
    queries: dict[str, _Query] = {}
    for name, part in asked.items():
        query = _counted(part, most)
        if query is not None:
            queries[name] = query
    found = dict.fromkeys(asked, 0)
    if queries:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {', '.join(sql for sql, _ in queries.values())}",
                [value for _, held in queries.values() for value in held],
            )
            found |= dict(zip(queries, next(iter(cursor.fetchall())), strict=True))
    return found


def _counted(part: Part | Written, most: int) -> _Query | None:
    if isinstance(part, Part):
        try:
            sql, params = part.found.order_by().values("pk")[:most].query.sql_with_params()
        except EmptyResultSet:
            return None
    else:
        asked, params = part.condition(_ROW)
        table = connection.ops.quote_name(model_of(part.kind)._meta.db_table)  # noqa: SLF001 - Django's own name
        sql = f"SELECT 1 FROM {table} {_ROW} WHERE {asked} LIMIT {most:d}"  # noqa: S608 - our own names  # nosec B608 - the same
    return f"(SELECT COUNT(*) FROM ({sql}) counted)", params  # noqa: S608 - what was written above  # nosec B608 - the same


def _told(found: QuerySet[Any], columns: Sequence[str], *, number: int) -> _Query | None:
    return _written(found, _Columns(found.model, columns, number=number))


def _written(found: QuerySet[Any], what: _Array | _Columns) -> _Query | None:
    """Have Django write a query that tells one thing of each row; nothing where no row can be in it."""
    try:
        sql, params = found.annotate(_told=what).values_list("_told").query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, list(params)


def _array(table: str, model: type[Model], names: Iterable[str], *, number: int) -> str:
    """Write a JSON array of a number and columns; PostgreSQL has this name for it in every version."""
    function = "JSONB_BUILD_ARRAY" if connection.vendor == "postgresql" else "JSON_ARRAY"
    columns, quote = _columns(model), connection.ops.quote_name
    return f"{function}({number}, {', '.join(f'{table}.{quote(columns[name])}' for name in names)})"


@cache
def _columns(model: type[Model]) -> dict[str, str]:
    held = model._meta.concrete_fields  # noqa: SLF001 - Django's own name
    return {name: str(field.column) for field in held for name in (field.attname, field.name)} | {"pk": "id"}


def _read(queries: Sequence[_Query]) -> dict[int, list[Sequence[Any]]]:
    """Run the queries as one, and sort what they tell by its number."""
    read: dict[int, list[Sequence[Any]]] = {}
    if queries:
        with connection.cursor() as cursor:
            cursor.execute(
                " UNION ALL ".join(sql for sql, _ in queries), [value for _, held in queries for value in held]
            )
            for (told,) in cursor.fetchall():
                number, *row = json.loads(told)
                read.setdefault(number, []).append(row)
    return read


def _put(part: Part | Written, told: list[Sequence[Any]], found: Together) -> None:
    label = part.label or part.kind.TABLE
    if part.names_only:
        found.names.setdefault(label, set()).update(values[0] for values in told)
        return
    rows = found.rows.setdefault(label, {})
    rows.update({values[0]: plain_row(part.kind, values[1:]) for values in told if values[0] not in rows})
