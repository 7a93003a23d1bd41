"""Decisions."""

from django.db import models

from counterpoise.record.decisions import DecisionState, NearestCoding, ParticipationLink, Weighing
from counterpoise.web.control.models import Mandate
from counterpoise.web.initiatives.models import InitiativeRow, Matter, by_first_day
from counterpoise.web.ledger.models import ManyField, MomentField, Told, WordField
from counterpoise.web.people.models import Body

__all__ = ["Decision"]


class Decision(InitiativeRow):
    """A choice with a date, a taker and reasons. Until it has a date it is a draft."""

    matter = models.ForeignKey(
        Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="What is decided about."
    )
    topic = models.TextField(default="", blank=True, help_text="The topic, as legal rights name it.")
    title = models.TextField(default="", blank=True, help_text="A short name.")
    text = models.TextField(default="", blank=True, help_text="What was decided.")
    taken_by = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The body that took it."
    )
    decided_at = MomentField(help_text="When it was taken; empty while it is a draft.")
    became_likely_at = MomentField(help_text="When it had become likely.")
    draft_at = MomentField(help_text="When there first was a draft.")
    state = WordField(DecisionState, default=DecisionState.TAKEN, help_text="How far it has come.")
    skipped_steps = ManyField(DecisionState, help_text="The steps that were skipped.")
    reasons = models.TextField(default="", blank=True, help_text="The reasons, in the taker's own words.")
    considerations = ManyField(Weighing, help_text="What was weighed.")
    under_mandate = models.ForeignKey(
        Mandate,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The mandate that was used; empty for none.",
    )
    without_mandate = models.BooleanField(
        default=False, help_text="Whether the taker says that there was no agreed mandate to use."
    )
    concerns_from = MomentField(help_text="When concerns could first be raised.")
    concerns_until = MomentField(help_text="Until when they could.")
    concerns_open_to = ManyField(to="groups", help_text="The groups that could raise them.")
    consulted = ManyField(to="bodies", help_text="The bodies that were asked in writing, as their legal right demands.")
    consulted_at = MomentField(help_text="When they were asked in writing.")
    consented = ManyField(to="groups", help_text="The groups that agreed to it, or voted for it, before it was taken.")
    urgency = models.TextField(default="", blank=True, help_text="Why it could not wait.")
    urgent_look_on = models.DateField(
        null=True, blank=True, help_text="When both sides look at it together afterwards."
    )
    reverses = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The earlier decision that it turns around.",
    )
    nearest = ManyField(NearestCoding, help_text="Whose position it came nearest to, as each side reads it.")
    frictions = ManyField(to="frictions", help_text="The frictions that it touches.")
    undeclared_limits = ManyField(help_text="Limits that its reasons use and that nobody had been told before.")
    participation = WordField(ParticipationLink, null=True, help_text="Whether people took part in it.")
    participation_reason = models.TextField(
        default="", blank=True, help_text="Why no participation was organized, where that was the choice."
    )
    from_list = models.BooleanField(
        default=False, help_text="Whether it comes from an imported list of decisions, such as minutes."
    )
    published_at = MomentField(help_text="When it was published, with everything that publishing asks for.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "decisions_decisions"
        indexes = [
            *by_first_day("decisions", "decided_at", "draft_at", "happened_at"),
            models.Index(fields=["initiative", "state"], name="decisions_by_state"),
        ]
