"""What each side said about an appeal, until the appeal is decided."""

from django.db import models

from counterpoise.record.base import Side
from counterpoise.web.expertise.models.contributions import Moderation
from counterpoise.web.ledger.models import WordField
from counterpoise.web.people.models import Person

__all__ = ["AppealVoice"]


class AppealVoice(models.Model):
    """One person of one side heard an appeal. The database itself holds that each side is heard once."""

    moderation = models.ForeignKey(Moderation, on_delete=models.PROTECT, related_name="+", help_text="What hides it.")
    side = WordField(Side, help_text="The side that was heard.")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Who heard it.")
    stays_hidden = models.BooleanField(help_text="Whether the words should stay hidden.")

    class Meta:
        """One voice per side, and per person."""

        db_table = "expertise_appeal_voices"
        constraints = [
            models.UniqueConstraint(fields=["moderation", "side"], name="one_voice_per_side"),
            models.UniqueConstraint(fields=["moderation", "person"], name="one_voice_per_person"),
        ]

    def __str__(self) -> str:
        """Return what it is about, and nobody's name."""
        return str(self.moderation_id)
