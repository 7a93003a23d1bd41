"""Steps under legal rights."""

from django.db import models

from counterpoise.record.base import Side
from counterpoise.record.legal import LegalStepKind, RemedyKind
from counterpoise.web.control.models import StatutoryMandate
from counterpoise.web.decisions.models.decisions import Decision
from counterpoise.web.initiatives.models import InitiativeRow
from counterpoise.web.ledger.models import MomentField, Told, WordField
from counterpoise.web.people.models import Body

__all__ = ["LegalStep"]


class LegalStep(InitiativeRow):
    """A step under a legal right on one decision. It was taken when it happened."""

    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The draft or decision."
    )
    right = models.ForeignKey(
        StatutoryMandate,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The legal right.",
    )
    kind = WordField(
        LegalStepKind,
        default=LegalStepKind.REMEDY_USED,
        help_text="What happened: a remedy was used, a term was made longer, or a term stood still.",
    )
    remedy = WordField(
        RemedyKind,
        null=True,
        help_text=(
            "The remedy that was used, or whose term was changed; empty for the term in which the body answers."
        ),
    )
    body = models.ForeignKey(
        Body,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The body that took the step.",
    )
    side = WordField(Side, null=True, help_text="Its side.")
    ground = models.TextField(default="", blank=True, help_text="Why, in their own words.")
    starts_on = models.DateField(null=True, blank=True, help_text="The first day on which a term stood still.")
    until = models.DateField(
        null=True, blank=True, help_text="The new last day of a term; or the day from which a term ran again."
    )
    told_at = MomentField(help_text="When the other side was told.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "decisions_legal_steps"
