"""Readings of the power check as they were stored: drawn once, and shown from then on as they are."""

from django.db import models

from counterpoise.web.audit.models.checks import Audit
from counterpoise.web.initiatives.models import Initiative
from counterpoise.web.people.models import Person, Space

__all__ = ["CheckDue", "ReadingPage", "StoredReading"]


class StoredReading(models.Model):
    """One power check as it was run: nothing in it changes afterwards, and nobody deletes it."""

    audit = models.OneToOneField(
        Audit, primary_key=True, on_delete=models.PROTECT, related_name="+", help_text="The power check."
    )
    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, related_name="+", help_text="The initiative that was looked at."
    )
    room = models.ForeignKey(
        Space,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The closed room whose own records were read too; empty for what both sides may read.",
    )
    kept_at = models.DateTimeField(help_text="When it was stored.")
    entries = models.PositiveIntegerField(help_text="How many entries the common log had then.")
    records_read = models.PositiveIntegerField(help_text="How many records were read.")
    records = models.BinaryField(help_text="The list of the records that were read, packed.")

    class Meta:
        """The latest first."""

        db_table = "audit_stored_readings"
        ordering = ["-kept_at", "-pk"]

    def __str__(self) -> str:
        """Return the power check's name."""
        return str(self.audit_id)


class ReadingPage(models.Model):
    """One page of a stored reading in one language, for those who take part or for everybody."""

    reading = models.ForeignKey(
        StoredReading, on_delete=models.PROTECT, related_name="pages", help_text="The stored reading."
    )
    name = models.CharField(max_length=20, help_text="Which page: a tension, the first page, or the figures.")
    lang = models.CharField(max_length=2, help_text="In which language.")
    audience = models.CharField(max_length=10, help_text="For whom: those inside the initiative, or everybody.")
    content = models.JSONField(help_text="What stands on it.")

    class Meta:
        """Each page once."""

        db_table = "audit_reading_pages"
        constraints = [
            models.UniqueConstraint(fields=["reading", "name", "lang", "audience"], name="one_page_of_a_kind")
        ]

    def __str__(self) -> str:
        """Return which page it is."""
        return f"{self.reading_id} {self.name} {self.lang} {self.audience}"


class CheckDue(models.Model):
    """Somebody asked for a power check that is too large to wait for; a task runs it."""

    once = models.CharField(max_length=200, unique=True, help_text="The name that the check will have.")
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="+", help_text="The initiative.")
    room = models.ForeignKey(
        Space, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The closed room, if any."
    )
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Who asked for it.")
    asked_at = models.DateTimeField(help_text="When.")

    class Meta:
        """Named after what it is."""

        db_table = "audit_checks_due"

    def __str__(self) -> str:
        """Return the name that the check will have."""
        return str(self.once)
