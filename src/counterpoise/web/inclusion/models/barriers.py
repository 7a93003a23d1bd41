"""What keeps people away, what was changed for them, who trained whom."""

from django.db import models

from counterpoise.record.access import BarrierKind
from counterpoise.record.base import Side
from counterpoise.web.initiatives.models import Group, InitiativeRow, Meeting, TradeOff
from counterpoise.web.ledger.models import MomentField, Told, WordField

__all__ = ["Adaptation", "Barrier", "Training"]


class Barrier(InitiativeRow):
    """Something that keeps a group away, reported when it happened, and what was done about it."""

    kind = WordField(BarrierKind, null=True, help_text="What it is.")
    text = models.TextField(default="", blank=True, help_text="What keeps them away, in plain words.")
    group = models.ForeignKey(
        Group,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The group that it keeps away.",
    )
    reported_by = WordField(Side, null=True, help_text="The side that reported it.")
    meeting = models.ForeignKey(
        Meeting,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The meeting that it is about.",
    )
    solved_at = MomentField(help_text="When it was solved; empty while it is not.")
    how = models.TextField(default="", blank=True, help_text="How.")
    side_effect = models.ForeignKey(
        TradeOff, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="What gave way for that."
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "inclusion_barriers"


class Adaptation(InitiativeRow):
    """What the organization changed so that people could take part."""

    text = models.TextField(default="", blank=True, help_text="What it changed.")
    meeting = models.ForeignKey(
        Meeting,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The meeting that it was for.",
    )
    barrier = models.ForeignKey(
        Barrier,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The barrier that it answers.",
    )
    department = models.TextField(default="", blank=True, help_text="The department that changed it.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "inclusion_adaptations"


class Training(InitiativeRow):
    """Who trained whom, and in what."""

    trainer_side = WordField(Side, null=True, help_text="The side that trained.")
    trainee_side = WordField(Side, null=True, help_text="The side that was trained.")
    topic = models.TextField(default="", blank=True, help_text="In what.")
    hours = models.FloatField(null=True, blank=True, help_text="How many hours.")
    people = models.IntegerField(null=True, blank=True, help_text="How many people were trained.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "inclusion_trainings"
