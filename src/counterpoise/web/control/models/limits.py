"""Limits, and requests for a limit."""

from django.db import models

from counterpoise.record.base import Side
from counterpoise.record.mandates import LimitKind, LimitReply, LimitState
from counterpoise.web.initiatives.models import InitiativeRow, Matter
from counterpoise.web.ledger.models import MomentField, Told, WordField
from counterpoise.web.people.models import Body, Capacity

__all__ = ["Limit", "LimitQuestion"]


class Limit(InitiativeRow):
    """A limit, a red line or an opening: what is fixed beforehand, or deliberately not."""

    matter = models.ForeignKey(
        Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The matter."
    )
    kind = WordField(LimitKind, default=LimitKind.LIMIT, help_text="A limit, a red line, or left open.")
    text = models.TextField(default="", blank=True, help_text="What is fixed or open.")
    side = WordField(Side, null=True, help_text="The side that set it.")
    set_by = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The body that set it."
    )
    reason = models.TextField(default="", blank=True, help_text="Why.")
    protects = models.TextField(default="", blank=True, help_text="What it protects.")
    declared_at = MomentField(help_text="When people were told.")
    until = models.DateField(null=True, blank=True, help_text="Until when it holds.")
    negotiable = models.BooleanField(null=True, blank=True, help_text="Whether its holder will talk about it.")
    state = WordField(LimitState, default=LimitState.DECLARED, help_text="Where it stands.")
    real_for_citizens = models.BooleanField(
        null=True, blank=True, help_text="Whether citizens find that it is a real limit."
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "control_limits"


class LimitQuestion(InitiativeRow):
    """Somebody asks for a limit: when is it too far? It was asked when it happened, and is owed an answer."""

    matter = models.ForeignKey(
        Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The matter."
    )
    text = models.TextField(default="", blank=True, help_text="The question.")
    asked_by = models.ForeignKey(
        Capacity,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="As what the asker speaks.",
    )
    department = models.TextField(default="", blank=True, help_text="The asker's department.")
    side = WordField(Side, null=True, help_text="The asker's side.")
    reply = WordField(LimitReply, null=True, help_text="What was answered; empty while nothing was.")
    answered_at = MomentField(help_text="When.")
    answered_with = models.ForeignKey(
        Limit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The limit or opening that is the answer.",
    )
    known_on = models.DateField(null=True, blank=True, help_text="When an answer is expected, where nobody knows yet.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "control_limit_questions"
