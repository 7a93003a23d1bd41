"""What every table of the record has in common."""

from itertools import count
from time import time_ns

from django.db import models

from counterpoise.record import Level
from counterpoise.web.ledger.models.fields import MomentField, WordField

__all__ = ["Told", "next_written"]

_LAST = count(time_ns())


def next_written() -> int:
    """Return a number that grows with every row that is written; it only orders rows, and tells no time."""
    return next(_LAST)


class Told(models.Model):
    """A row of the record: the version of it that is in force. Earlier ones are kept as `EarlierVersion`."""

    id = models.CharField(
        primary_key=True, max_length=200, help_text="The record's name; the same in every version of it."
    )
    version = models.PositiveIntegerField(
        default=1, help_text="1 for the first telling, 2 for the first correction, and so on."
    )
    supersedes_reason = models.TextField(default="", blank=True, help_text="Why this version replaces the one before.")
    level = WordField(
        Level,
        default=Level.COLLECTIVE,
        help_text="Whether it is about one person's care or about services for many.",
    )
    happened_at = MomentField(help_text="When it happened, as exactly as known; empty where nobody knows.")
    recorded_at = models.DateTimeField(
        db_index=True, help_text="When it was written down here. Never earlier than it happened."
    )
    source = models.TextField(
        default="",
        blank=True,
        help_text='Where this record comes from, such as a document, a list, or "assumed".',
    )
    quote = models.TextField(default="", blank=True, help_text="The words of that source that say it.")
    written = models.BigIntegerField(default=next_written, editable=False, db_index=True)

    class Meta:
        """No table of its own; rows stand in the order in which they were written."""

        abstract = True
        ordering = ["written"]

    def __str__(self) -> str:
        """Return the row's name."""
        return str(self.id)
