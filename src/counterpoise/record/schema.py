"""What the record looks like: its tables, their fields, what each field may hold and to which table it points.

Everything that reads or writes records (files, spreadsheets, the site's tables) is made from this one description, so
that a field is written down once: in its dataclass.
"""

import inspect
import types
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from counterpoise.record import (
    access,
    commitments,
    contributions,
    decisions,
    documents,
    initiatives,
    legal,
    mandates,
    meetings,
    participation,
    people,
    positions,
    reviews,
    trajectories,
)
from counterpoise.record.base import Row
from counterpoise.record.moments import Moment

__all__ = ["TABLES", "Column", "Link", "columns", "help_texts", "links", "summary"]

_MODULES = (
    people,
    initiatives,
    meetings,
    mandates,
    contributions,
    documents,
    access,
    participation,
    positions,
    decisions,
    legal,
    commitments,
    reviews,
    trajectories,
)


def _tables() -> Iterator[tuple[str, type[Row]]]:
    for module in _MODULES:
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Row) and value.__module__ == module.__name__:
                yield value.TABLE, value


TABLES: dict[str, type[Row]] = dict(_tables())
"""Every table of the record by its name, in the order in which they are written."""


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a record or of a part of a record.

    Attributes
    ----------
    name
        The field's name.
    kind
        What one value is: ``str``, ``int``, ``float``, ``bool``, ``date``, ``datetime``, `Moment`, an enumeration of
        words or steps, or the dataclass of a part.
    many
        Whether it holds any number of values, as a tuple.
    optional
        Whether it may be empty (``None``).
    default
        What it holds when nothing was said; ``MISSING`` where something must be said.
    to
        The table that it points to; empty where it points nowhere.
    """

    name: str
    kind: type
    many: bool
    optional: bool
    default: Any
    to: str

    @property
    def is_part(self) -> bool:
        """Whether one value is a part with columns of its own."""
        return is_dataclass(self.kind) and self.kind is not Moment

    @property
    def words(self) -> tuple[str, ...]:
        """The words or steps that may be chosen from; none where anything may be written."""
        return tuple(str(member.value) for member in self.kind) if issubclass(self.kind, Enum) else ()


@dataclass(frozen=True, slots=True)
class Link:
    """A field that points to another table.

    Attributes
    ----------
    path
        The field's name, or ``field.part`` inside a part.
    to
        The table that it points to.
    many
        Whether the field holds any number of ids.
    part_many
        Whether the part itself stands any number of times.
    """

    path: str
    to: str
    many: bool
    part_many: bool


def _unpack(hint: Any) -> tuple[type, bool, bool]:  # noqa: ANN401 - any type hint
    optional = many = False
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (arg for arg in get_args(hint) if arg is not type(None))
        optional = True
    if get_origin(hint) is tuple:
        hint, many = get_args(hint)[0], True
    return hint, many, optional


# Type hints are resolved once for each class: a reader asks for the columns of a table at every row.
_COLUMNS: dict[type[Any], tuple[Column, ...]] = {}


def columns(cls: type[Any]) -> tuple[Column, ...]:
    """Return the columns of a record, or of a part of one, in the order in which they are written.

    Parameters
    ----------
    cls
        The class of the record, or of a part of one.
    """
    if cls in _COLUMNS:
        return _COLUMNS[cls]
    hints = get_type_hints(cls)
    found = []
    for each in fields(cls):
        kind, many, optional = _unpack(hints[each.name])
        found.append(Column(each.name, kind, many, optional, each.default, each.metadata.get("to", "")))
    return _COLUMNS.setdefault(cls, tuple(found))


_LINKS: dict[type[Any], tuple[Link, ...]] = {}


def links(cls: type[Any]) -> tuple[Link, ...]:
    """Return every field of a record that points to another table, those inside its parts included.

    Parameters
    ----------
    cls
        The class of the record, or of a part of one.
    """
    if cls not in _LINKS:
        found = []
        for column in columns(cls):
            if column.to:
                found.append(Link(column.name, column.to, column.many, part_many=False))
            if column.is_part:
                found += [
                    Link(f"{column.name}.{each.path}", each.to, each.many, column.many) for each in links(column.kind)
                ]
        _LINKS[cls] = tuple(found)
    return _LINKS[cls]


def summary(cls: type[Any]) -> str:
    """Return the first line of what a record says of itself.

    Parameters
    ----------
    cls
        The class of the record, or of a part of one.
    """
    return (inspect.getdoc(cls) or "").partition("\n")[0]


def help_texts(cls: type[Any]) -> dict[str, str]:
    """Return what each field of a record means, as its docstring says; fields that all records carry are included.

    Parameters
    ----------
    cls
        The class of the record, or of a part of one.
    """
    texts = dict(help_texts(Row)) if cls is not Row and issubclass(cls, Row) else {}
    _, _, attributes = (inspect.getdoc(cls) or "").partition("Attributes\n----------\n")
    name = ""
    for line in attributes.split("\n"):
        if line and not line.startswith(" "):
            name = line.strip()
            texts[name] = ""
        elif line.strip():
            texts[name] = f"{texts[name]} {line.strip()}".strip()
    return texts
