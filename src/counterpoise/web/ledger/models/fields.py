"""Columns for what the record holds: moments, words, ids of other rows, and any number of values in their order."""

from collections.abc import Callable
from enum import Enum, IntEnum
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from counterpoise.formats.codec import FaultError, reader, writer
from counterpoise.record import Moment, MomentError
from counterpoise.record.schema import Column

__all__ = ["ManyField", "MomentField", "RefField", "WordField"]

_LONGEST_ID = 200
_LONGEST_WORD = 40
_LONGEST_MOMENT = 40

if TYPE_CHECKING:  # Django's fields take their types only in its stubs, which ask here for what may be put in

    class _Char(models.CharField[Any, Any]):
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any

    class _Json(models.JSONField[Any, Any]):
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any
else:
    _Char = models.CharField
    _Json = models.JSONField

Deconstructed = tuple[str, str, list[Any], dict[str, Any]]


class MomentField(_Char):
    """When something happened, as exactly as people know it: kept as text that sorts by time (``2014-11``)."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's own options
        options.setdefault("max_length", _LONGEST_MOMENT)
        options.update(null=True, blank=True)
        super().__init__(**options)

    def from_db_value(self, value: str | None, _expression: object, _connection: BaseDatabaseWrapper) -> Moment | None:
        """Read a moment from its text."""
        return None if value is None else Moment.parse(value)

    def to_python(self, value: Any) -> Moment | None:  # noqa: ANN401 - whatever a form or fixture holds
        """Read a moment from its text, or leave it as it is.

        Raises
        ------
        ValidationError
            The text is no moment.
        """
        if value is None or value == "" or isinstance(value, Moment):
            return value or None
        try:
            return Moment.parse(str(value))
        except MomentError as error:
            raise ValidationError(str(error), code=error.code) from error

    def get_prep_value(self, value: Any) -> str | None:  # noqa: ANN401 - a moment or its text
        """Write a moment as its text."""
        return None if value is None else str(value)


class WordField(_Char):
    """One of the record's words, or nothing; the words of the record are the choices here.

    Words that are steps, such as a promised level, are kept as their figure in text.
    """

    def __init__(self, words: type[Enum] | None = None, **options: Any) -> None:  # noqa: ANN401 - Django's own options
        self.words = words
        options.setdefault("max_length", _LONGEST_WORD)
        if words is not None:
            options["choices"] = [(member.value, str(member.value)) for member in words]
        options["blank"] = options.get("null", False)
        super().__init__(**options)

    def deconstruct(self) -> Deconstructed:
        """Leave the words out of the migrations: a new word changes no table."""
        name, path, args, options = super().deconstruct()
        options.pop("choices", None)
        if isinstance(options.get("default"), Enum):
            options["default"] = options["default"].value
        return name, path, list(args), options

    def from_db_value(self, value: str | None, _expression: object, _connection: BaseDatabaseWrapper) -> Enum | None:
        """Read a word."""
        found: Enum | None = self.to_python(value)
        return found

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - whatever a form or fixture holds
        """Read a word, or leave it as it is.

        Raises
        ------
        ValidationError
            There is no such word.
        """
        if value is None or self.words is None or isinstance(value, self.words):
            return value
        try:
            return self.words(int(value) if issubclass(self.words, IntEnum) else value)
        except ValueError as error:
            message = f"{value!r} is not one of the words"
            raise ValidationError(message, code="unknown_word") from error

    def get_prep_value(self, value: Any) -> str | None:  # noqa: ANN401 - a word or its text
        """Write a word as its text."""
        return None if value is None else str(value.value if isinstance(value, Enum) else value)


class RefField(_Char):
    """The id of a row of a table that lies higher in the house, where no foreign key can point."""

    def __init__(self, to: str = "", **options: Any) -> None:  # noqa: ANN401 - Django's own options
        self.to = to
        options.setdefault("max_length", _LONGEST_ID)
        options.update(null=True, blank=True, db_index=True)
        super().__init__(**options)


class ManyField(_Json):
    """Any number of values in their order: texts, words, ids of rows, or parts with fields of their own.

    Kept as JSON in the very form of the record's files, and read and written by the same code.
    """

    def __init__(self, kind: type = str, to: str = "", **options: Any) -> None:  # noqa: ANN401 - Django's own options
        self.kind = kind
        self.to = to
        column = Column("", kind, many=True, optional=False, default=(), to=to)
        self._read: Callable[[Any], Any] = reader(column)
        self._write: Callable[[Any], Any] = writer(column)
        options.setdefault("default", tuple)
        options["blank"] = True
        super().__init__(**options)

    def from_db_value(self, value: str | None, expression: Any, connection: BaseDatabaseWrapper) -> tuple[Any, ...]:  # noqa: ANN401 - Django's own
        """Read the values."""
        found = super().from_db_value(value, expression, connection)
        return tuple(self._read(found or []))

    def get_prep_value(self, value: Any) -> Any:  # noqa: ANN401 - the values
        """Write the values as plain JSON."""
        return super().get_prep_value(self._write(value or ()))

    def validate(self, value: Any, model_instance: models.Model | None) -> None:  # noqa: ANN401 - whatever a form holds
        """Refuse what could not be read back.

        Raises
        ------
        ValidationError
            A value cannot stand in a record.
        """
        try:
            plain = self._write(value or ())
            self._read(plain)
        except (FaultError, AttributeError, TypeError) as fault:
            raise ValidationError("these values cannot stand in a record", code="not_for_a_record") from fault
        super().validate(plain or None, model_instance)
