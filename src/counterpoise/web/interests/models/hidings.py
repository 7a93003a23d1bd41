"""Statements that moderation took out, and what came of the appeals of their authors."""

from django.db import models

from counterpoise.record.base import Side
from counterpoise.web.interests.models.statements import Statement
from counterpoise.web.ledger.models import WordField
from counterpoise.web.people.models import Person

__all__ = ["Hearing", "Hiding"]


class Hiding(models.Model):
    """What took a statement out. Here stands who did it, so that nobody judges themselves."""

    statement = models.OneToOneField(
        Statement, primary_key=True, on_delete=models.PROTECT, related_name="+", help_text="The statement."
    )
    reason = models.TextField(default="", blank=True, help_text="The ground, and why it fits.")
    hidden_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Who took it out."
    )
    appealed_at = models.DateTimeField(null=True, blank=True, help_text="When its author appealed.")

    class Meta:
        """Named after what it holds."""

        db_table = "interests_hidings"

    def __str__(self) -> str:
        """Return what it is about, and nobody's name."""
        return str(self.pk)


class Hearing(models.Model):
    """One person of one side heard an appeal. The database itself holds that each side is heard once."""

    hiding = models.ForeignKey(Hiding, on_delete=models.CASCADE, related_name="+", help_text="What is heard.")
    side = WordField(Side, help_text="The side that was heard.")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Who heard it.")
    stays_hidden = models.BooleanField(help_text="Whether the statement should stay out.")

    class Meta:
        """One voice per side, and per person."""

        db_table = "interests_hearings"
        constraints = [
            models.UniqueConstraint(fields=["hiding", "side"], name="one_hearing_per_side"),
            models.UniqueConstraint(fields=["hiding", "person"], name="one_hearing_per_person"),
        ]

    def __str__(self) -> str:
        """Return what it is about, and nobody's name."""
        return str(self.hiding_id)
