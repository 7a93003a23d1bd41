"""Legal rights, and requirements from elsewhere."""

from django.db import models

from counterpoise.record.base import Say, Side
from counterpoise.web.initiatives.models import Group, InitiativeRow, Matter
from counterpoise.web.ledger.models import ManyField, MomentField, Told, WordField
from counterpoise.web.people.models import Body

__all__ = ["Requirement", "StatutoryMandate"]


class StatutoryMandate(InitiativeRow):
    """A legal right of a group or its body. It names topics, never a whole matter."""

    pack = models.TextField(default="", blank=True, help_text="The law and its version, such as ``nl-wmcz-1996``.")
    article = models.TextField(default="", blank=True, help_text="The article.")
    topics = ManyField(help_text="The topics that it names.")
    say = WordField(Say, null=True, help_text="The say that it gives.")
    body = models.ForeignKey(
        Body,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The body that has the right.",
    )
    group = models.ForeignKey(
        Group,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The group that it has the right for.",
    )
    active_from = models.DateField(null=True, blank=True, help_text="The first day on which it holds.")
    active_until = models.DateField(
        null=True, blank=True, help_text="The day from which it no longer does; empty while it does."
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "control_statutory_mandates"


class Requirement(InitiativeRow):
    """A rule from elsewhere that must be accounted for, what it protects and what room it leaves."""

    matter = models.ForeignKey(
        Matter,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The matter that it touches.",
    )
    text = models.TextField(default="", blank=True, help_text="The rule.")
    imposed_by = models.TextField(default="", blank=True, help_text="Who imposes it.")
    protects = models.TextField(default="", blank=True, help_text="What it protects.")
    effect_on_room = models.TextField(default="", blank=True, help_text="What it leaves to decide here.")
    contested_by = WordField(Side, null=True, help_text="The side that contests it.")
    contested_at = MomentField(help_text="When it did.")
    changed_after_contest = models.BooleanField(
        null=True, blank=True, help_text="Whether something changed after that."
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "control_requirements"
