"""What one cell says: a date, a word, yes or no, a number, a name, or text."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from counterpoise.formats.codec import FaultError
from counterpoise.formats.spreadsheets.dates import as_day, as_moment
from counterpoise.formats.spreadsheets.names import key_of, nearest, parts_of
from counterpoise.formats.spreadsheets.plan import Field, Kind
from counterpoise.formats.spreadsheets.wording import choices, empty_words, truths

__all__ = ["Named", "is_blank", "read_cell", "text_of"]

LONGEST = 32_767


@dataclass(frozen=True, slots=True)
class Named:
    """A name that a cell gives for a row of another sheet.

    Attributes
    ----------
    text
        The name as it was written.
    day
        The day that the cell may stand for, where a row is named by its date.
    """

    text: str
    day: date | None = None


def is_blank(value: Any) -> bool:  # noqa: ANN401 - whatever a cell holds
    """Say whether a cell holds nothing to read."""
    return value is None or (isinstance(value, str) and not value.strip())


def text_of(value: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    """Return a cell as text: a whole number without its decimals, a date as its day."""
    if isinstance(value, str):
        lines = value.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
        return "".join(each for each in lines if each in "\n\t" or each.isprintable()).strip()[:LONGEST]
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, float) and value == value // 1 and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value)


def read_cell(field: Field, value: Any, *, epoch: date) -> Any:  # noqa: ANN401 - whatever a cell holds and means
    """Read a cell that is not blank.

    Parameters
    ----------
    field
        The column.
    value
        What the cell holds.
    epoch
        The day 0 of the workbook's own count of days.

    Returns
    -------
    object
        The value for the field; `Named` for a name; a tuple where a cell may hold more than one; None for nothing.

    Raises
    ------
    FaultError
        If the cell cannot be what its column holds.
    """
    text = text_of(value)
    if field.kind is Kind.WORD and not field.many and field.words is not None and key_of(text) in choices(field.words):
        return choices(field.words)[key_of(text)]
    if not text or (text.casefold() in empty_words() and (field.kind is not Kind.TEXT or text in "?-–—")):
        return None
    if field.many:
        return _many(field, text)
    if field.kind in (Kind.MOMENT, Kind.DAY):
        moment = as_moment(value, epoch=epoch)
        first = field.key.endswith(("_from", "_until"))
        return moment if field.kind is Kind.MOMENT else as_day(moment, first=first)
    if field.kind is Kind.NAME:
        return _named(text, value, epoch)
    if field.kind is Kind.WORD:
        raise _unknown_word(field.words, text)
    return _PLAIN[field.kind](text)


def _many(field: Field, text: str) -> tuple[Any, ...]:
    if field.kind is Kind.NAME:
        # Whether a comma parts two names or belongs to one is seen where the names are known.
        return (Named(text),)
    if field.words is not None:
        return tuple(dict.fromkeys(_word(field.words, part) for part in parts_of(text)))
    return tuple(parts_of(text))


def _word(words: type[Enum], text: str) -> Enum:
    found: Enum | None = choices(words).get(key_of(text))
    if found is None:
        raise _unknown_word(words, text)
    return found


def _named(text: str, value: Any, epoch: date) -> Named:  # noqa: ANN401 - whatever a cell holds
    try:
        moment = as_moment(value, epoch=epoch)
    except FaultError:
        return Named(text)
    return Named(text, moment.first if moment.first == moment.last else None)


def _unknown_word(words: type[Enum] | None, text: str) -> FaultError:
    known: dict[str, Any] = dict(choices(words)) if words is not None else {}
    meant = nearest(text, known)
    return FaultError("not_a_choice", value=text[:60], words=words, meant=known.get(meant) if meant else None)


def _truth(text: str) -> bool:
    found = truths().get(text.casefold())
    if found is None:
        raise FaultError("not_yes_or_no", value=text[:60])
    return found


def _whole(text: str) -> int:
    plain = re.sub(r"\s", "", text)
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", plain):
        plain = re.sub(r"[.,]", "", plain)
    found = re.fullmatch(r"-?\d{1,12}", plain) or re.fullmatch(r"(\d{1,12})(?:mensen|personen|people|persons)", plain)
    if found is None:
        raise FaultError("not_a_whole_number", value=text[:60])
    return int(re.sub(r"[a-z]", "", found[0]))


def _figure(text: str) -> float:
    plain = re.sub(r"[\s€]|euro?s?", "", text.casefold()).removesuffix(",-").removesuffix(".-")
    comma, dot = plain.rfind(","), plain.rfind(".")
    decimal = max(comma, dot)
    if comma < 0 or dot < 0:
        # One kind of mark only: before three figures it parts thousands, as in 1.250.
        decimal = -1 if re.fullmatch(r"\d{1,3}([.,]\d{3})+", plain) else decimal
    whole, part = (plain[:decimal], plain[decimal + 1 :]) if decimal >= 0 else (plain, "0")
    whole = re.sub(r"[.,]", "", whole)
    if not re.fullmatch(r"-?\d{1,12}", whole) or not re.fullmatch(r"\d{1,12}", part):
        raise FaultError("not_a_number", value=text[:60])
    return float(f"{whole}.{part}")


_PLAIN: dict[Kind, Callable[[str], Any]] = {
    Kind.TEXT: str,
    Kind.TRUTH: _truth,
    Kind.WHOLE: _whole,
    Kind.FIGURE: _figure,
}
