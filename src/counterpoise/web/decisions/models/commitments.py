"""What was promised and agreed, and what both sides find of it."""

from django.db import models

from counterpoise.record.base import Side
from counterpoise.record.commitments import CommitmentState, Judgement
from counterpoise.record.initiatives import PromisedLevel
from counterpoise.web.decisions.models.decisions import Decision
from counterpoise.web.initiatives.models import ContextChange, InitiativeRow, by_day
from counterpoise.web.ledger.models import ManyField, MomentField, Told, WordField
from counterpoise.web.people.models import Body

__all__ = ["Commitment", "Promise", "Verdict"]


class Promise(InitiativeRow):
    """Something said beforehand, to whom, on what condition and about which matters."""

    text = models.TextField(default="", blank=True, help_text="The promise.")
    made_by = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The body that made it."
    )
    to = ManyField(to="groups", help_text="The groups that it was made to.")
    promised_level = WordField(PromisedLevel, null=True, help_text="The say that it promises.")
    scope = ManyField(to="matters", help_text="The matters that it holds for; empty means all.")
    condition = models.TextField(default="", blank=True, help_text="On what condition.")
    due_on = models.DateField(null=True, blank=True, help_text="By when.")
    state = WordField(CommitmentState, default=CommitmentState.MADE, help_text="Where it stands.")
    withdrawn_at = MomentField(help_text="When it was taken back; empty while it stands.")
    context_change = models.ForeignKey(
        ContextChange,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The change around the initiative that put it on review.",
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "decisions_promises"
        indexes = by_day("promises")


class Commitment(InitiativeRow):
    """An agreement to act: who does what by when."""

    text = models.TextField(default="", blank=True, help_text="What will be done.")
    decision = models.ForeignKey(
        Decision,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The decision that it follows from.",
    )
    by = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The body that does it."
    )
    department = models.TextField(default="", blank=True, help_text="The department that does it.")
    side = WordField(Side, null=True, help_text="The side that does it.")
    to = ManyField(to="groups", help_text="The groups that it was agreed with.")
    due_on = models.DateField(null=True, blank=True, help_text="By when.")
    state = WordField(CommitmentState, default=CommitmentState.MADE, help_text="Where it stands.")
    context_change = models.ForeignKey(
        ContextChange,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The change around the initiative that put it on review.",
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "decisions_commitments"
        indexes = by_day("commitments")


class Verdict(InitiativeRow):
    """One side's judgement whether a promise or an agreement was kept."""

    commitment = models.ForeignKey(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The agreement."
    )
    promise = models.ForeignKey(
        Promise, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The promise."
    )
    side = WordField(Side, null=True, help_text="The side that judges.")
    judgement = WordField(Judgement, null=True, help_text="What it finds.")
    why = models.TextField(default="", blank=True, help_text="Why.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "decisions_verdicts"
