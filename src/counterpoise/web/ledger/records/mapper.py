"""One mapper for all tables of the site, by the names of the fields.

A time is written in the zone of the place (the setting ``TIME_ZONE``), because the record reads its day from it.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from django.apps import apps
from django.utils import timezone

from counterpoise.formats.codec import decode, encode
from counterpoise.record import TABLES, Row, columns
from counterpoise.web.ledger.models import EarlierVersion, Told

__all__ = [
    "column_name",
    "earlier_row",
    "in_place",
    "model_of",
    "read_earlier",
    "to_earlier",
    "to_model",
    "to_row",
    "to_rows",
]

R = TypeVar("R", bound=Row)
T = TypeVar("T", bound=Told)


def model_of(kind: type[Row]) -> type[Told]:
    """Return the table of the site that holds a table of the record; it has the same name, in whichever app it is.

    Raises
    ------
    KeyError
        No table of the site has this name.
    """
    return _models()[kind.__name__]


@cache
def _models() -> dict[str, type[Told]]:
    return {model.__name__: model for model in apps.get_models() if issubclass(model, Told)}


@cache
def column_name(model: type[Told], name: str) -> str:
    """Return the attribute that holds a field's value: for a foreign key the one that holds the id."""
    field: Any = model._meta.get_field(name)  # noqa: SLF001 - Django's own, documented way to its fields
    return str(field.attname)


_GETTERS: dict[tuple[type[Row], type[Told]], tuple[tuple[str, Callable[[Any], Any]], ...]] = {}


def _getters(kind: type[Row], model: type[Told]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    found = _GETTERS.get((kind, model))
    if found is None:
        found = tuple([(column.name, attrgetter(column_name(model, column.name))) for column in columns(kind)])
        _GETTERS[kind, model] = found
    return found


def in_place(moment: datetime) -> datetime:
    """Return a time in the zone of the place.

    It is the zone of the settings, not one that Django could have switched to: asking for that takes as long as half of
    what reading a row takes.
    """
    return moment.astimezone(timezone.get_default_timezone())


def to_row(kind: type[R], told: Told) -> R:
    """Read a row of the record from a row of a table."""
    values = {name: get(told) for name, get in _getters(kind, type(told))}
    values["recorded_at"] = in_place(values["recorded_at"])
    return kind(**values)


def to_rows(kind: type[R], told: Iterable[Told]) -> tuple[R, ...]:
    """Read rows of the record from rows of a table."""
    return tuple([to_row(kind, each) for each in told])


def to_model(model: type[T], row: Row, **more: Any) -> T:  # noqa: ANN401 - further columns of any kind
    """Make a row of a table from a row of the record, not yet written."""
    values = {column_name(model, column.name): getattr(row, column.name) for column in columns(type(row))}
    return model(**values, **more)


def to_earlier(row: Row, **more: Any) -> EarlierVersion:  # noqa: ANN401 - further columns of any kind
    """Keep a version that another one replaces, in the form of the files, not yet written."""
    told = {"table": row.TABLE, "ref": row.id, "version": row.version, "initiative": row.initiative}
    return EarlierVersion(**told, row=encode(row), **more)


def earlier_row(earlier: EarlierVersion) -> Row:
    """Read a row of the record from an earlier version.

    Raises
    ------
    ValueError
        The version cannot be read; then the database was changed from outside.
    """
    return read_earlier(earlier.table, earlier.row)


def read_earlier(table: str, stored: Mapping[str, Any]) -> Row:
    """Read a row of the record from what is kept of an earlier version; parameters are its columns, errors as above."""
    row, faults = decode(TABLES[table], stored)
    if row is None or faults:
        message = f"a version of {table} {stored.get('id')} cannot be read: {faults}"
        raise ValueError(message)
    return row
