"""Power checks that were run, their figures and contests."""

from django.db import models

from counterpoise.record.base import Side
from counterpoise.record.reviews import Edition
from counterpoise.web.initiatives.models import InitiativeRow
from counterpoise.web.ledger.models import MomentField, Told, WordField
from counterpoise.web.people.models import Capacity

__all__ = ["Audit", "AuditFinding", "Contest"]


class Audit(InitiativeRow):
    """A power check was run."""

    at = models.DateField(null=True, blank=True, help_text="The day up to which the record was read.")
    edition = WordField(Edition, default=Edition.SHARED, help_text="Whose record was read.")
    seed = models.IntegerField(default=0, help_text="The seed of every draw.")
    settings = models.TextField(default="", blank=True, help_text="What else was set, in plain words.")
    records_hash = models.TextField(default="", blank=True, help_text="The SHA-256 of the records that were read.")
    published_at = MomentField(help_text="When it was published, with the contests.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "audit_audits"


class AuditFinding(InitiativeRow):
    """One figure of a power check. Nobody can delete it; everybody can contest it."""

    audit = models.ForeignKey(
        Audit, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The power check."
    )
    indicator = models.TextField(default="", blank=True, help_text="The indicator's code.")
    value = models.FloatField(null=True, blank=True, help_text="The figure; empty where there is none.")
    numerator = models.FloatField(null=True, blank=True, help_text="How many.")
    denominator = models.FloatField(null=True, blank=True, help_text="Of how many.")
    display = models.TextField(default="", blank=True, help_text="How it may be shown.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "audit_audit_findings"


class Contest(InitiativeRow):
    """Somebody disagrees with a figure. The contest stands beside it."""

    finding = models.ForeignKey(
        AuditFinding,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The figure in one power check.",
    )
    indicator = models.TextField(
        default="", blank=True, help_text="The indicator's code, where it is about every power check."
    )
    text = models.TextField(default="", blank=True, help_text="What they say.")
    side = WordField(Side, null=True, help_text="On whose side they speak.")
    capacity = models.ForeignKey(
        Capacity, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="As what they speak."
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "audit_contests"
