"""The number of the request that is being answered, for each line of the log; read before Django is set up."""

import logging
import traceback
from contextvars import ContextVar
from pathlib import Path

__all__ = ["FaultFilter", "FaultFormatter", "NumberFilter", "number"]

_ABOVE = {"site-packages", "src"}
_FRAMES = 12

number: ContextVar[str] = ContextVar("number", default="-")
"""The number of the request; a dash where none is being answered."""


class NumberFilter(logging.Filter):
    """Puts the number of the request into each line of the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add the number; no line is left out."""
        record.number = number.get()
        return True


class FaultFilter(NumberFilter):
    """Lets only what broke through: an answer that says so by its status stands in the log already."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add the number, and leave out what is no fault of the code."""
        return super().filter(record) and bool(record.exc_info and record.exc_info[1])


class FaultFormatter(logging.Formatter):
    """Writes the kind of a fault and where in the code it was. Its words can name people: they stay out."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line: the innermost place first."""
        error = record.exc_info[1] if record.exc_info else None
        kind = type(error).__name__ if error is not None else "fault"
        places = traceback.extract_tb(error.__traceback__) if error is not None else []
        told = " < ".join(f"{_short(each.filename)}:{each.lineno}" for each in reversed(places[-_FRAMES:]))
        number = getattr(record, "number", "-")
        return f"{self.formatTime(record)} {record.levelname} {record.name} {number} {kind} at {told}"


def _short(name: str) -> str:
    parts = Path(name).parts
    start = max((place + 1 for place, part in enumerate(parts) if part in _ABOVE), default=len(parts) - 1)
    return "/".join(parts[start:])
