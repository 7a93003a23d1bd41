"""The number of the request that is being answered, for each line of the log; read before Django is set up."""

import logging
from contextvars import ContextVar

__all__ = ["NumberFilter", "number"]

number: ContextVar[str] = ContextVar("number", default="-")
"""The number of the request; a dash where none is being answered."""


class NumberFilter(logging.Filter):
    """Puts the number of the request into each line of the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add the number; no line is left out."""
        record.number = number.get()
        return True
