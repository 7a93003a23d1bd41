"""What waits and is no part of the record yet: what one reader made of a text while the other still reads."""

from django.db import models

from counterpoise.record.base import Side
from counterpoise.web.initiatives.models import Document
from counterpoise.web.ledger.models import WordField
from counterpoise.web.people.models import Person

__all__ = ["TextReader"]


class TextReader(models.Model):
    """Somebody who reads a text. What they make of it is locked until both readers are done, and then it is gone."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+", help_text="The text.")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Who reads it.")
    side = WordField(Side, help_text="On whose side they stand.")
    seal = models.BinaryField(default=bytes, help_text="Their labels, locked; empty once both see them.")
    done_at = models.DateTimeField(null=True, blank=True, help_text="When they said that they are done.")

    class Meta:
        """The database itself holds that everybody reads a text once."""

        db_table = "voices_text_readers"
        constraints = [models.UniqueConstraint(fields=["document", "person"], name="one_reading_per_person")]

    def __str__(self) -> str:
        """Return the text, and nobody's name."""
        return str(self.document_id)
