"""Frictions and the positions in them."""

from django.db import models

from counterpoise.record.base import Consideration, Side, Tension
from counterpoise.record.positions import Confirmation, FrictionState, Visibility
from counterpoise.web.initiatives.models import Group, InitiativeRow, Matter, by_day
from counterpoise.web.ledger.models import ManyField, MomentField, RefField, Told, WordField
from counterpoise.web.people.models import Body, Capacity

__all__ = ["Friction", "Position"]


class Friction(InitiativeRow):
    """A live clash in a case. It was noticed when it happened; it has an age, a next step and somebody who takes it."""

    text = models.TextField(default="", blank=True, help_text="The friction, in plain words.")
    tension = WordField(Tension, null=True, help_text="The tension that it belongs to.")
    matter = models.ForeignKey(
        Matter,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The matter that it is about.",
    )
    between = ManyField(help_text="The parties.")
    sides = ManyField(Side, help_text="The side of each party, in the same order; empty where nobody wrote them down.")
    visibility = WordField(Visibility, default=Visibility.UNKNOWN, help_text="Who can see it.")
    held_by = WordField(Side, null=True, help_text="The side that can, where only one can.")
    existence_shared = models.BooleanField(
        default=False, help_text="Whether that side lets the other know that there is one."
    )
    state = WordField(FrictionState, default=FrictionState.NOTICED, help_text="Where it stands.")
    next_step = models.TextField(default="", blank=True, help_text="What happens next.")
    next_step_by = models.TextField(default="", blank=True, help_text="Who does it.")
    next_step_on = models.DateField(null=True, blank=True, help_text="When.")
    closed_at = MomentField(help_text="When it was settled for now, lived with or moved.")
    closing_as = WordField(
        FrictionState,
        null=True,
        help_text="As what its parties mean to close it, once one of them proposed that; empty else.",
    )
    confirmations = ManyField(Confirmation, help_text="The parties that confirmed that.")
    moved_to = models.ForeignKey(
        Body,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The body that it was moved to.",
    )
    review_on = models.DateField(
        null=True, blank=True, help_text="When a settled one is looked at again; at most twelve months ahead."
    )
    norm = RefField("requirements", help_text="The rule or norm that it is with, at the level of one person's care.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "interests_frictions"
        indexes = by_day("frictions")


class Position(InitiativeRow):
    """What somebody wants, with the interest behind it."""

    friction = models.ForeignKey(
        Friction,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The friction that it is in.",
    )
    matter = models.ForeignKey(
        Matter,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The matter that it is about.",
    )
    capacity = models.ForeignKey(
        Capacity,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The holder, where it is a person in a capacity.",
    )
    department = models.TextField(default="", blank=True, help_text="The holder, where it is a department.")
    group = models.ForeignKey(
        Group,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The holder, where it is a group.",
    )
    side = WordField(Side, null=True, help_text="The holder's side.")
    claim = models.TextField(default="", blank=True, help_text="What they want.")
    interest = models.TextField(default="", blank=True, help_text="Why it matters to them.")
    consideration = WordField(Consideration, null=True, help_text="The kind of reason.")
    own_words = models.BooleanField(default=True, help_text="Whether these are the holder's own words.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "interests_positions"
        indexes = by_day("positions")
