"""What pages ask for, as SQL that is written down at once.

Django looks up, copies and compiles each filter by itself; with twenty tables to a page that takes longer than all the
rest. What pages ask is nearly always simple: a field holds a value, one of several, or nothing. Such a filter is
written here. For any other, nothing is returned, and Django writes it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, OrderBy, Q, QuerySet
from django.db.models.functions import Coalesce

from counterpoise.record import TABLES, Row
from counterpoise.web.initiatives.selectors.conditions import Condition, Table, any_of, every, never, without
from counterpoise.web.ledger.records import model_of

__all__ = ["ALWAYS", "condition_of", "order_of"]

ALWAYS = Condition("1 = 1")
"""The condition that every row meets."""


def condition_of(where: Q, row: Table, *, negated: bool = False) -> Condition | None:
    """Return a filter as a condition on a row of a table; nothing where it is not simple.

    Parameters
    ----------
    where
        The filter, as Django knows it.
    row
        The table, under the name that it has in the query.
    negated
        Whether it stands within something that is not to hold: then it is written so that it is true or false, and
        never unknown.
    """
    if where.connector not in (Q.AND, Q.OR):
        return None
    turned = negated != where.negated
    parts = []
    for child in where.children:
        part = None
        if isinstance(child, Q):
            part = condition_of(child, row, negated=turned)
        elif isinstance(child, tuple):
            path, value = child
            part = _lookup(path, value, row, negated=turned)
        if part is None:
            return None
        parts.append(part)
    if not parts:
        return ALWAYS
    joined = every(*parts) if where.connector == Q.AND else any_of(*parts)
    return without(joined) if where.negated else joined


def order_of(order: Sequence[str | OrderBy], row: Table) -> str | None:
    """Return an order of the rows of a table as SQL; nothing where the order is not simple.

    Parameters
    ----------
    order
        The order, as Django knows it.
    row
        The table, under the name that it has in the query.
    """
    told = [_ordered(each, row) for each in order]
    return None if None in told else ", ".join(filter(None, told))


def _lookup(path: str, value: Any, row: Table, *, negated: bool) -> Condition | None:  # noqa: ANN401 - what a filter holds
    name, _, how = path.partition("__")
    name = "id" if name == "pk" else name
    if name not in row.columns:
        return None
    if how and how not in _KNOWN:
        return _beside(name, how, value, row, negated=negated)
    if how == "isnull":
        return row.empty(name) if value else row.given(name)
    if how in ("", "exact"):
        if value is None:
            return row.empty(name)
        found = _equal(name, value, row)
    elif how == "in":
        found = _one_of(name, value, row)
    else:
        return None
    if found is None or found == never() or not negated or not _field(row, name).null:
        return found
    # What is compared with nothing is neither true nor false, and so would its contrary be.
    return every(found, row.given(name))


_KNOWN = frozenset({"exact", "in", "isnull"})


def _beside(name: str, path: str, value: Any, row: Table, *, negated: bool) -> Condition | None:  # noqa: ANN401 - what a filter holds
    """Ask something of the row to which a field points; what is not to hold of it is left to Django."""
    kind = _kinds().get(_field(row, name).related_model)
    if negated or kind is None:
        return None
    there = Table.of(kind, "b0")
    found = _lookup(path, value, there, negated=False)
    # Told as a list of names, the database can begin at either end.
    return row.among(name, there, found) if found is not None else None


@cache
def _kinds() -> dict[type, type[Row]]:
    return {model_of(kind): kind for kind in TABLES.values()}


def _equal(name: str, value: Any, row: Table) -> Condition | None:  # noqa: ANN401 - what a filter holds
    return Condition(f"{row.column(name)} = %s", (_kept(row, name, value),)) if _is_value(value) else None


def _one_of(name: str, values: Any, row: Table) -> Condition | None:  # noqa: ANN401 - what a filter holds
    if isinstance(values, QuerySet):
        try:
            sql, params = values.query.sql_with_params()
        except EmptyResultSet:
            return never()
        return Condition(f"{row.column(name)} IN ({sql})", tuple(params))
    if not isinstance(values, Iterable):
        return None
    # As Django has it: nothing is none of the values.
    wanted = [value for value in values if value is not None]
    if not all(map(_is_value, wanted)):
        return None
    if not wanted:
        return never()
    marks = ", ".join(["%s"] * len(wanted))
    return Condition(f"{row.column(name)} IN ({marks})", tuple(_kept(row, name, value) for value in wanted))


def _is_value(value: object) -> bool:
    return isinstance(value, str | int | date | Enum)


def _field(row: Table, name: str) -> Any:  # noqa: ANN401 - Django's own field
    return model_of(row.kind)._meta.get_field(name)  # noqa: SLF001 - Django's own, documented way to a field


def _kept(row: Table, name: str, value: Any) -> Any:  # noqa: ANN401 - what a filter holds, and what the database keeps
    return _field(row, name).get_db_prep_value(value, connection)


def _ordered(order: str | OrderBy, row: Table) -> str | None:
    if isinstance(order, str):
        names, down, last = [order.lstrip("-")], order.startswith("-"), ""
    else:
        told: Any = order.expression
        held: list[Any] = told.get_source_expressions() if isinstance(told, Coalesce) else [told]
        if not all(isinstance(each, F) for each in held):
            return None
        names, down = [str(each.name) for each in held], order.descending
        last = " NULLS LAST" if order.nulls_last else " NULLS FIRST" if order.nulls_first else ""
    if not set(names) <= row.columns.keys():
        return None
    columns = ", ".join(row.column(name) for name in names)
    text = f"COALESCE({columns})" if len(names) > 1 else columns
    return f"{text} {'DESC' if down else 'ASC'}{last}"
