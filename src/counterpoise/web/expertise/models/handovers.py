"""A contribution of a closed room that a member handed to somebody outside: only that person reads it, and only that.

These are no part of the record: to the record a closed room gives what it votes to share, and nothing else.
"""

from django.db import models

from counterpoise.web.expertise.models.contributions import Contribution
from counterpoise.web.people.models import Person, Space

__all__ = ["Handover"]


class Handover(models.Model):
    """One contribution, to one named outsider, by one member, for a reason that the members can read."""

    id = models.CharField(primary_key=True, max_length=100)
    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, related_name="+", help_text="What was handed over."
    )
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+", help_text="The room it stands in.")
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Who can read it now.")
    reason = models.TextField(help_text="Why.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="The member who did it.")
    at = models.DateTimeField(help_text="When.")

    class Meta:
        """Once for each contribution and person."""

        db_table = "expertise_handovers"
        constraints = [models.UniqueConstraint(fields=["contribution", "to"], name="handed_over_once")]

    def __str__(self) -> str:
        """Return what was handed over, and nobody's name."""
        return str(self.contribution_id)
