"""Rows of many tables in one query.

A page of this site shows rows of a dozen tables. Each is a query of its own in the usual way; here they come out of the
database as one list of small JSON arrays, and are made into rows of the record.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Expression, F, Func, JSONField, Model, OrderBy, QuerySet, Value

from counterpoise.record import Row
from counterpoise.web.ledger.models import EarlierVersion
from counterpoise.web.ledger.records import plain_columns, plain_row, read_earlier

__all__ = ["Key", "Part", "Together", "keys_together", "read_together"]


class _Array(Func):
    """A JSON array of columns."""

    function = "JSON_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:  # noqa: ANN401 - Django's own
        """Use the name that every version of PostgreSQL has for it."""
        return self.as_sql(compiler, connection, function="JSONB_BUILD_ARRAY", **context)


class _Columns(Expression):
    """A JSON array of columns of the table that is read, written down at once.

    Django would look up, copy and compile each column by itself; with a dozen tables to a page that took longer than
    the database did.
    """

    output_field = JSONField()
    contains_column_references = True

    def __init__(self, model: type[Model], names: Iterable[str]) -> None:
        super().__init__()
        held = model._meta.concrete_fields  # noqa: SLF001 - Django's own name
        columns = {name: field.column for field in held for name in (field.attname, field.name)}
        self.columns = [columns[name] for name in names]

    def as_sql(self, compiler: Any, connection: Any, *, function: str = "JSON_ARRAY") -> tuple[str, tuple[Any, ...]]:  # noqa: ANN401 - Django's own
        """Name the columns below the name that the table has in this query."""
        table = compiler.quote_name_unless_alias(compiler.query.get_initial_alias())
        quote = connection.ops.quote_name
        return f"{function}({', '.join(f'{table}.{quote(column)}' for column in self.columns)})", ()

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ANN401 - Django's own
        """Use the name that every version of PostgreSQL has for it."""
        return self.as_sql(compiler, connection, function="JSONB_BUILD_ARRAY")


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


def read_together(parts: Iterable[Part], *, earlier: QuerySet[EarlierVersion] | None = None) -> Together:
    """Read rows of many tables in one query.

    Parameters
    ----------
    parts
        The tables, and which of their rows.
    earlier
        Earlier versions to read along, where some are wanted.
    """
    asked = [part for part in parts if not part.found.query.is_empty()]
    queries = [_query(number, part) for number, part in enumerate(asked)]
    if earlier is not None:
        what = _Columns(EarlierVersion, ("written", "table", "row"))
        queries.append(_tagged(earlier.order_by(), -1, what))
    found = Together()
    if not queries:
        return found
    told = queries[0].union(*queries[1:], all=True) if len(queries) > 1 else queries[0]
    read: dict[int, list[Sequence[Any]]] = {}
    for number, values in told:
        read.setdefault(number, []).append(values)
    for number, part in enumerate(asked):
        _put(part, read.get(number, []), found)
    for _, table, row in sorted(read.get(-1, ()), key=lambda each: each[0]):
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


def keys_together(asked: Sequence[tuple[QuerySet[Any], Expression | F]], *, most: int) -> list[Key]:
    """Return which rows of several tables come first, all put in one order, the latest first.

    The first `most` of them are the first of all; after these there may be gaps.

    Parameters
    ----------
    asked
        For each table its rows, and what orders them, as text that sorts by time.
    most
        How many rows of each table to look at.
    """
    queries = []
    for number, (found, when) in enumerate(asked):
        if not found.query.is_empty():
            first = found.order_by(OrderBy(when, descending=True, nulls_last=True), F("written").desc())[:most]
            inside = found.model._default_manager.filter(pk__in=first.values("pk")).order_by()  # noqa: SLF001 - Django's own name
            queries.append(_tagged(inside, number, _Array(F("pk"), when, F("written"), F("initiative"))))
    if not queries:
        return []
    told = queries[0].union(*queries[1:], all=True) if len(queries) > 1 else queries[0]
    keys = [Key(number, name, when or "", written, home or "") for number, (name, when, written, home) in told]
    return sorted(keys, key=lambda key: (key.when, key.written), reverse=True)


def _query(number: int, part: Part) -> QuerySet[Any, Any]:
    columns = ("id",) if part.names_only else ("written", *plain_columns(part.kind))
    found = part.found
    if found.query.is_sliced:
        # In a union a limit can only stand inside: SQLite takes no other.
        found = found.model._default_manager.filter(pk__in=found.values("pk"))  # noqa: SLF001 - Django's own name
    return _tagged(found.order_by(), number, _Columns(found.model, columns))


def _tagged(found: QuerySet[Any], number: int, what: _Array | _Columns) -> QuerySet[Any, Any]:
    tagged: QuerySet[Any, Any] = found.annotate(_number=Value(number), _told=what).values_list("_number", "_told")
    return tagged


def _put(part: Part, told: list[Sequence[Any]], found: Together) -> None:
    label = part.label or part.kind.TABLE
    if part.names_only:
        found.names.setdefault(label, set()).update(values[0] for values in told)
        return
    rows = found.rows.setdefault(label, {})
    rows.update({values[0]: plain_row(part.kind, values[1:]) for values in told if values[0] not in rows})
