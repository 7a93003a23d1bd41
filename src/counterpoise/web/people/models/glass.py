"""Who asked to look into a closed room in an emergency, which member opened, and each look.

None of it is ever changed but for the moment at which a member ends it, and none of it is part of the record.
"""

from django.db import models

from counterpoise.web.ledger.models import RefField
from counterpoise.web.people.models.bodies import Space
from counterpoise.web.people.models.persons import Person

__all__ = ["GlassAsk", "GlassLook", "GlassOpening"]


class GlassAsk(models.Model):
    """Somebody asks to look into what is closed to them. It names no room: they are not told whether there is one."""

    id = models.CharField(primary_key=True, max_length=200)
    initiative = RefField("initiatives")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    asked_at = models.DateTimeField()

    class Meta:
        """The latest first."""

        ordering = ["-asked_at", "id"]

    def __str__(self) -> str:
        """Return its name, and nothing of its words."""
        return str(self.id)


class GlassOpening(models.Model):
    """A member opened their room to who asked, for some hours. An ask opens one room, once."""

    ask = models.OneToOneField(GlassAsk, primary_key=True, on_delete=models.PROTECT, related_name="opening")
    room = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    open_until = models.DateTimeField()
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """It ends after it began, and whoever ends it is named."""

        ordering = ["-opened_at", "ask"]
        constraints = [
            models.CheckConstraint(condition=models.Q(open_until__gt=models.F("opened_at")), name="glass_ends_later"),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_by__isnull=True)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
                name="glass_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        """Return the ask."""
        return str(self.ask_id)


class GlassLook(models.Model):
    """Somebody looked through broken glass."""

    opening = models.ForeignKey(GlassOpening, on_delete=models.PROTECT, related_name="looks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()

    class Meta:
        """The latest first: that is how the members read them."""

        ordering = ["-looked_at", "-pk"]

    def __str__(self) -> str:
        """Return ask and moment."""
        return f"{self.opening_id} {self.looked_at}"
