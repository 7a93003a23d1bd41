"""The life of an initiative, beyond what the record tells of it."""

from django.db import models

from counterpoise.web.initiatives.models import Initiative
from counterpoise.web.people.models import Person

__all__ = ["WakeCall"]


class WakeCall(models.Model):
    """Somebody of the citizens' side asks to wake a resting initiative; together they wake it."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """One call by one person for one rest."""

        db_table = "governance_wake_calls"
        constraints = [
            models.UniqueConstraint(fields=["initiative", "version", "person"], name="one_wake_call_per_person")
        ]

    def __str__(self) -> str:
        """Return what it asks to wake."""
        return str(self.initiative_id)
