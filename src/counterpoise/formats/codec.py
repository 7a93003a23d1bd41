"""A row as plain JSON and back, made from the record's own description of its fields.

Only what differs from a field's default is written, in the order of the fields, so that a row has exactly one form.
"""

from collections.abc import Callable
from dataclasses import MISSING
from datetime import UTC, date, datetime
from enum import Enum, IntEnum, StrEnum
from math import isfinite
from typing import Any, TypeVar

from counterpoise.record.base import Row
from counterpoise.record.moments import Moment, MomentError
from counterpoise.record.schema import Column, columns

__all__ = ["FaultError", "decode", "encode", "reader", "writer"]

R = TypeVar("R", bound=Row)


class FaultError(ValueError):
    """A value cannot be what its field holds.

    Attributes
    ----------
    code
        What is wrong.
    given
        What was found, by name.
    path
        The field inside a part, where it is one.
    """

    def __init__(self, code: str, path: str = "", **given: Any) -> None:  # noqa: ANN401 - whatever was found
        self.code = code
        self.path = path
        self.given = given
        super().__init__(code)


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────


def encode(row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row, or a part of one
    """Write a row, or a part of one, as a JSON object without the fields that hold their default."""
    return {
        name: write(value)
        for name, default, write in _writers(type(row))
        if (value := getattr(row, name)) is not default and value != default
    }


_WRITERS: dict[type[Any], tuple[tuple[str, Any, Callable[[Any], Any]], ...]] = {}


def _writers(cls: type[Any]) -> tuple[tuple[str, Any, Callable[[Any], Any]], ...]:
    if cls not in _WRITERS:
        _WRITERS[cls] = tuple((column.name, column.default, _writer(column)) for column in columns(cls))
    return _WRITERS[cls]


def writer(column: Column) -> Callable[[Any], Any]:
    """Return what writes one field that is not empty as plain JSON."""
    return _writer(column)


def _writer(column: Column) -> Callable[[Any], Any]:
    one = _one_writer(column)
    if column.many:
        return lambda values: [one(value) for value in values]
    return one


def _one_writer(column: Column) -> Callable[[Any], Any]:
    if column.is_part:
        return encode
    if column.kind is Moment:
        return str
    if issubclass(column.kind, date):
        return lambda value: value.isoformat()
    if issubclass(column.kind, Enum):
        return lambda value: value.value
    return lambda value: value


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────


def decode(cls: type[R], given: Any) -> tuple[R | None, list[tuple[str, FaultError]]]:  # noqa: ANN401 - whatever a file holds
    """Read a row from a JSON object.

    Parameters
    ----------
    cls
        The kind of row.
    given
        What the file holds.

    Returns
    -------
    row
        The row, with its default in every field that could not be read; ``None`` where it has no id.
    faults
        Each field that could not be read, and why.
    """
    if not isinstance(given, dict):
        return None, [("", FaultError("not_an_object"))]
    values, faults = _fields(cls, given)
    if "id" not in values:
        return None, faults
    if "recorded_at" not in values:
        # The row stays, so that what points to it is not reported too; a file with any fault is never used.
        values["recorded_at"] = datetime.max.replace(tzinfo=UTC)
    return cls(**values), faults


_READERS: dict[type[Any], dict[str, Callable[[Any], Any]]] = {}
_NEEDED: dict[type[Any], tuple[str, ...]] = {}


def _fields(cls: type[Any], given: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[str, FaultError]]]:
    if cls not in _READERS:
        _READERS[cls] = {column.name: _reader(column) for column in columns(cls)}
        _NEEDED[cls] = tuple(column.name for column in columns(cls) if column.default is MISSING)
    readers = _READERS[cls]
    values: dict[str, Any] = {}
    faults: list[tuple[str, FaultError]] = []
    for name, value in given.items():
        reader = readers.get(name)
        if reader is None:
            faults.append((name, FaultError("unknown_field", known=sorted(readers))))
            continue
        try:
            values[name] = reader(value)
        except FaultError as fault:
            # Its traceback holds this list: a circle that stays in memory while a large bundle is read.
            kept = fault.with_traceback(None)
            faults.append((f"{name}.{kept.path}" if kept.path else name, kept))
    faults += [(name, FaultError("missing")) for name in _NEEDED[cls] if name not in given]
    return values, faults


def reader(column: Column) -> Callable[[Any], Any]:
    """Return what reads one field from plain JSON; it raises `FaultError` where the value cannot be."""
    return _reader(column)


def _reader(column: Column) -> Callable[[Any], Any]:
    one = _one_reader(column)
    if column.many:

        def many(value: Any) -> tuple[Any, ...]:  # noqa: ANN401 - whatever a file holds
            if not isinstance(value, list):
                raise FaultError("not_a_list", value=_short(value))
            return tuple([one(each) for each in value])

        return many
    if column.optional:
        return lambda value: None if value is None else one(value)
    return one


def _one_reader(column: Column) -> Callable[[Any], Any]:
    kind = column.kind
    if column.is_part:
        return lambda value: _part(kind, value)
    if kind is Moment:
        return _moment
    if issubclass(kind, Enum):
        return _word_reader(kind)
    readers: dict[type, Callable[[Any], Any]] = {
        str: _text,
        bool: _truth,
        int: _whole,
        float: _figure,
        date: _day,
        datetime: _time,
    }
    return readers[kind]


def _part(kind: type[Any], value: Any) -> Any:  # noqa: ANN401 - whatever a file holds
    if not isinstance(value, dict):
        raise FaultError("not_an_object", value=_short(value))
    values, faults = _fields(kind, value)
    if faults:
        path, fault = faults[0]
        raise FaultError(fault.code, path, **fault.given)
    return kind(**values)


def _word_reader(kind: type[Enum]) -> Callable[[Any], Any]:
    words = {member.value: member for member in kind}
    scalar: type = int if issubclass(kind, IntEnum) else str
    assert issubclass(kind, IntEnum | StrEnum)  # noqa: S101 - the record holds no other words

    def read(value: Any) -> Any:  # noqa: ANN401 - whatever a file holds
        if type(value) is not scalar or value not in words:
            raise FaultError("unknown_value", value=_short(value), known=list(words))
        return words[value]

    return read


def _text(value: Any) -> str:  # noqa: ANN401 - whatever a file holds
    if type(value) is not str:
        raise FaultError("not_a_text", value=_short(value))
    if "\x00" in value or not (value.isascii() or _is_unicode(value)):
        raise FaultError("not_a_text", value=_short(value))
    return value


def _is_unicode(value: str) -> bool:
    # JSON can escape half of a pair; such a text can be neither stored nor shown.
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _truth(value: Any) -> bool:  # noqa: ANN401 - whatever a file holds
    if type(value) is not bool:
        raise FaultError("not_true_or_false", value=_short(value))
    return value


def _whole(value: Any) -> int:  # noqa: ANN401 - whatever a file holds
    if type(value) is not int or abs(value) >= 2**53:
        raise FaultError("not_a_whole_number", value=_short(value))
    return value


def _figure(value: Any) -> float:  # noqa: ANN401 - whatever a file holds
    if type(value) not in (int, float) or abs(value) >= 2**53 or not isfinite(value):
        raise FaultError("not_a_number", value=_short(value))
    return float(value)


def _day(value: Any) -> date:  # noqa: ANN401 - whatever a file holds
    try:
        if type(value) is str and len(value) == 10:
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise FaultError("not_a_day", value=_short(value))


def _time(value: Any) -> datetime:  # noqa: ANN401 - whatever a file holds
    try:
        if type(value) is str and "T" in value:
            at = datetime.fromisoformat(value)
            if at.tzinfo is not None:
                return at
    except ValueError:
        pass
    raise FaultError("not_a_time", value=_short(value))


def _moment(value: Any) -> Moment:  # noqa: ANN401 - whatever a file holds
    if type(value) is not str:
        raise FaultError("not_a_moment", value=_short(value))
    try:
        return Moment.parse(value)
    except MomentError as error:
        raise FaultError("not_a_moment", value=_short(value)) from error


def _short(value: Any) -> str:  # noqa: ANN401 - whatever a file holds
    try:
        text = value if isinstance(value, str) else repr(value)
    except (RecursionError, ValueError):
        text = type(value).__name__
    # Printable and short: the text goes to terminals and logs.
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text[:60])
    return shown + "…" if len(text) > 60 else shown
