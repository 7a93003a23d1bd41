"""Rows in a form that every database shares: one JSON list a row, the same from SQLite and from PostgreSQL.

Columns are read and written as they lie in the database, past the models. So a copy of an earlier version can be put
back with the tables of that version, and then be brought up to date.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

__all__ = ["Table", "count_rows", "empty", "read_rows", "restart_numbers", "tables_of", "write_rows"]

LEFT_OUT = frozenset({"sessions.Session"})
"""People sign in again: who is signed in belongs to a machine, not to the record."""
_AT_ONCE = 500
_PLAIN = {
    "CharField", "TextField", "EmailField", "SlugField", "URLField", "FileField", "GenericIPAddressField",
    "AutoField", "BigAutoField", "SmallAutoField", "IntegerField", "BigIntegerField", "SmallIntegerField",
    "PositiveIntegerField", "PositiveBigIntegerField", "PositiveSmallIntegerField", "FloatField", "BooleanField",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its columns, as the database knows them.

    Attributes
    ----------
    name
        The model's name, such as ``ledger.Entry``.
    table
        The table's name in the database.
    key
        The column that orders the rows.
    columns
        Each column's name with its kind: ``plain``, ``time``, ``date``, ``json``, ``bytes`` or ``uuid``.
    """

    name: str
    table: str
    key: str
    columns: tuple[tuple[str, str], ...]


def tables_of(apps: Apps) -> tuple[Table, ...]:
    """Return every table of the site, in the order of their names; only sessions are left out."""
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]  # noqa: SLF001 - Django's own, documented way to its tables
    tables = [_table(model) for model in found if not model._meta.proxy]  # noqa: SLF001 - the same
    return tuple(sorted((each for each in tables if each.name not in LEFT_OUT), key=lambda each: each.name))


def _table(model: type[Model]) -> Table:
    meta = model._meta  # noqa: SLF001 - Django's own, documented way to its tables
    columns = tuple((str(field.column), _kind(field)) for field in meta.local_concrete_fields)
    return Table(meta.label, meta.db_table, str(meta.pk.column), columns)


def _kind(field: Any) -> str:  # noqa: ANN401 - any field of Django
    while field.remote_field is not None:
        field = field.target_field
    kind = field.get_internal_type()
    if kind in _PLAIN:
        return "plain"
    known = {"DateTimeField": "time", "DateField": "date", "JSONField": "json", "BinaryField": "bytes"}
    known["UUIDField"] = "uuid"
    if kind not in known:
        message = f"{field} holds a {kind}, which copies do not know yet"
        raise TypeError(message)
    return known[kind]


def count_rows(table: Table) -> int:
    """Return how many rows a table has."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {_quoted(table.table)}")  # noqa: S608 - names of our own tables  # nosec B608 - the same
        return int(cursor.fetchone()[0])


def read_rows(table: Table) -> Iterator[bytes]:
    """Yield the rows of a table, each as a line of JSON, in the order of their key."""
    columns = ", ".join(_quoted(name) for name, _ in table.columns)
    ways = [_OUT[kind] for _, kind in table.columns]
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {_quoted(table.table)} ORDER BY {_quoted(table.key)}")  # noqa: S608 - names of our own tables  # nosec B608 - the same
        while rows := cursor.fetchmany(_AT_ONCE):
            for row in rows:
                told = [None if value is None else way(value) for way, value in zip(ways, row, strict=True)]
                yield json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() + b"\n"


def write_rows(table: Table, lines: Iterable[bytes]) -> int:
    """Write rows into a table, from lines of JSON; return how many."""
    columns = ", ".join(_quoted(name) for name, _ in table.columns)
    marks = ", ".join(["%s"] * len(table.columns))
    ways = [_IN[kind] for _, kind in table.columns]
    sql = f"INSERT INTO {_quoted(table.table)} ({columns}) VALUES ({marks})"  # noqa: S608 - names of our own tables  # nosec B608 - the same
    written, rest = 0, iter(lines)
    with connection.cursor() as cursor:
        while some := list(islice(rest, _AT_ONCE)):
            rows = [json.loads(line) for line in some]
            cursor.executemany(
                sql,
                [[None if value is None else way(value) for way, value in zip(ways, row, strict=True)] for row in rows],
            )
            written += len(rows)
    return written


def empty(table: Table) -> None:
    """Take every row out of a table."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_quoted(table.table)}")  # noqa: S608 - names of our own tables  # nosec B608 - the same


def restart_numbers(apps: Apps) -> None:
    """Let the database count on from the highest number of each table."""
    models = apps.get_models(include_auto_created=True)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _time(value: datetime | str) -> str:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return (moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


_OUT: dict[str, Callable[[Any], Any]] = {
    "plain": lambda value: value if isinstance(value, str | int | float) else str(value),
    "time": _time,
    "date": str,
    "json": lambda value: json.loads(value) if isinstance(value, str) else value,
    "bytes": lambda value: b64encode(bytes(value)).decode(),
    "uuid": lambda value: str(value).replace("-", ""),
}
_IN: dict[str, Callable[[Any], Any]] = {
    "plain": lambda value: value,
    "time": lambda value: connection.ops.adapt_datetimefield_value(datetime.fromisoformat(value)),
    "date": lambda value: connection.ops.adapt_datefield_value(date.fromisoformat(value)),
    "json": lambda value: json.dumps(value, ensure_ascii=False),
    "bytes": b64decode,
    "uuid": lambda value: value,
}
