"""Other words for an agreement on review, proposed by one side until the other says yes.

These are no part of the record: it tells what both sides agreed, in the new version of the agreement.
"""

from django.db import models

from counterpoise.record.base import Side
from counterpoise.web.decisions.models.commitments import Commitment, Promise
from counterpoise.web.ledger.models import WordField
from counterpoise.web.people.models import Person

__all__ = ["Renewal"]


class Renewal(models.Model):
    """New words and a new day for an agreement or a promise. There is one at a time; a later one takes its place."""

    commitment = models.OneToOneField(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The agreement."
    )
    promise = models.OneToOneField(
        Promise, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The promise."
    )
    text = models.TextField(help_text="The new words.")
    due_on = models.DateField(null=True, blank=True, help_text="By when.")
    side = WordField(Side, help_text="The side that proposes it.")
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Who proposed it.")
    proposed_at = models.DateTimeField(help_text="When.")

    class Meta:
        """Named after what it holds."""

        db_table = "decisions_renewals"

    def __str__(self) -> str:
        """Return what it would renew, and nobody's words."""
        return str(self.commitment_id or self.promise_id)
