"""Who looked at a care path, which reader is which tie, whether its figures count, and whom its care data name.

None of it is part of the record: it leaves the site in no file but the owner's own.
"""

from django.db import models

from counterpoise.web.initiatives.models import Initiative
from counterpoise.web.people.models import Person
from counterpoise.web.trajectory.models.paths import Tie

__all__ = ["Counted", "Look", "Patient", "Whom"]


class Look(models.Model):
    """Somebody looked at a care path. The fields are those that NEN 7513 asks for; a look is never changed."""

    path = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=200, blank=True, default="")
    what = models.CharField(max_length=80)
    action = models.CharField(max_length=1, default="R")
    allowed = models.BooleanField(default=True)
    looked_at = models.DateTimeField()

    class Meta:
        """The latest first: that is how the owner reads them."""

        ordering = ["-looked_at", "-pk"]
        indexes = [models.Index(fields=["path", "-looked_at"], name="looks_of_a_path")]

    def __str__(self) -> str:
        """Return path and moment."""
        return f"{self.path_id} {self.looked_at}"


class Whom(models.Model):
    """Which reader somebody around the owner is, so that they can step back themselves."""

    tie = models.OneToOneField(Tie, primary_key=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        """Return the tie."""
        return str(self.tie_id)


class Counted(models.Model):
    """The owner lets the figures of a care path be counted among those of at least nine others."""

    path = models.OneToOneField(Initiative, primary_key=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    def __str__(self) -> str:
        """Return the path."""
        return str(self.path_id)


class Patient(models.Model):
    """By which name files of care data told of the owner, so that those of somebody else do not come in unseen."""

    path = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    reference = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        """The first one first: it gives the lines of the path their names."""

        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["path", "name"], name="one_patient_per_name")]

    def __str__(self) -> str:
        """Return path and reference."""
        return f"{self.path_id} {self.reference}"
