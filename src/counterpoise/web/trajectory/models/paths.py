"""One person's care: closed by rule."""

from django.db import models

from counterpoise.record.trajectories import AlignmentStatus, TieKind
from counterpoise.web.initiatives.models import InitiativeRow
from counterpoise.web.ledger.models import ManyField, Told, WordField
from counterpoise.web.people.models import Person

__all__ = ["Agreement", "Alignment", "CareConversation", "SituationChange", "Tie", "Trajectory", "WhatMatters"]


class Trajectory(InitiativeRow):
    """A care path: an initiative at the level of one person, who owns it. It has no end."""

    owner = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The care user."
    )
    represented_by = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who acts for them, where somebody does.",
    )
    representation_ground = models.TextField(default="", blank=True, help_text="On what ground.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "trajectory_trajectories"


class WhatMatters(InitiativeRow):
    """What matters to the owner, in their own words."""

    text = models.TextField(default="", blank=True, help_text="The words.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "trajectory_what_matters"


class Tie(InitiativeRow):
    """Somebody around the owner: who helps, with what, and what they are willing to be asked."""

    name = models.TextField(default="", blank=True, help_text="What the owner calls them.")
    kind = WordField(TieKind, null=True, help_text="Whether they help unpaid or as their work.")
    task = models.TextField(default="", blank=True, help_text="What they help with.")
    willing_for = models.TextField(default="", blank=True, help_text="What they are willing to be asked.")
    active_from = models.DateField(null=True, blank=True, help_text="The first day.")
    active_until = models.DateField(
        null=True, blank=True, help_text="The day from which they no longer do; empty while they do."
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "trajectory_ties"


class CareConversation(InitiativeRow):
    """A talk about the care, and who was there or was asked."""

    text = models.TextField(default="", blank=True, help_text="What was said.")
    present = ManyField(to="ties", help_text="Who was there.")
    consulted = ManyField(to="ties", help_text="Who was asked beforehand.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "trajectory_care_conversations"


class SituationChange(InitiativeRow):
    """Something changed for the owner: the agreements need a new look."""

    text = models.TextField(default="", blank=True, help_text="What changed.")
    looked_at_in = models.ForeignKey(
        CareConversation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The talk in which it was looked at; empty while it was not.",
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "trajectory_situation_changes"


class Agreement(InitiativeRow):
    """Who does what around the owner, with a short date to look again and the right to step back."""

    text = models.TextField(default="", blank=True, help_text="What was agreed.")
    by = models.ForeignKey(
        Tie, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Who does it."
    )
    review_on = models.DateField(null=True, blank=True, help_text="When it is looked at again.")
    stepped_back_on = models.DateField(
        null=True, blank=True, help_text="The day on which they stepped back; empty while they have not."
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "trajectory_agreements"


class Alignment(InitiativeRow):
    """What matters to the owner, beside what the system asks."""

    what_matters = models.ForeignKey(
        WhatMatters, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="What matters."
    )
    system_asks = models.TextField(default="", blank=True, help_text="What the system asks.")
    status = WordField(AlignmentStatus, null=True, help_text="Whether they go together, for now.")
    next_look_on = models.DateField(null=True, blank=True, help_text="When it is looked at again.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "trajectory_alignments"
