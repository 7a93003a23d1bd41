"""Secret addresses at which somebody's own calendar program reads the last days of terms."""

from django.db import models

from counterpoise.web.initiatives.models import Initiative
from counterpoise.web.people.models import Person

__all__ = ["CalendarAddress"]


class CalendarAddress(models.Model):
    """The address of one person for one initiative. Only a hash is kept; renewing it ends the one before."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        """One address for each person and initiative."""

        constraints = [models.UniqueConstraint(fields=["person", "initiative"], name="one_calendar_each")]

    def __str__(self) -> str:
        """Return whose it is, and never the address."""
        return f"{self.person_id} {self.initiative_id}"
