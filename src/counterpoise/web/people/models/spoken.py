"""What all tables above this one have in common: who wrote a row down, for whom, and in which room it is read."""

from django.db import models

from counterpoise.web.ledger.models import Told
from counterpoise.web.people.models.bodies import Space
from counterpoise.web.people.models.persons import Person

__all__ = ["SpokenRow"]


class SpokenRow(Told):
    """A row that somebody wrote down, perhaps for somebody else, perhaps in a room."""

    recorded_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Who wrote it down."
    )
    on_behalf_of = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="For whom it was written down, where that is somebody else (by phone, from paper).",
    )
    space = models.ForeignKey(
        Space,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The room in which it may be read; empty for the open room.",
    )

    class Meta(Told.Meta):
        """No table of its own."""

        abstract = True
