"""Populations, ways of asking people in, selections, and who took part."""

from django.db import models

from counterpoise.record.access import BarrierKind
from counterpoise.record.base import Side
from counterpoise.record.participation import FunnelCount, MarginKind, SelectionState
from counterpoise.record.people import SeatMethod
from counterpoise.web.initiatives.models import Cycle, Group, InitiativeRow, Meeting
from counterpoise.web.ledger.models import ManyField, MomentField, Told, WordField
from counterpoise.web.people.models import Body, Person, Seat

__all__ = ["Decline", "Invitation", "LotteryRun", "Margin", "Participation", "Population", "Recruitment", "Selection"]


class Population(InitiativeRow):
    """The people of an area or service, against whom participants are compared."""

    name = models.TextField(default="", blank=True, help_text="Its name.")
    area = models.TextField(default="", blank=True, help_text="The area or service.")
    size = models.IntegerField(null=True, blank=True, help_text="How many people it has.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "inclusion_populations"


class Margin(InitiativeRow):
    """How many people of a population, or of those who took part, are in one category."""

    population = models.ForeignKey(
        Population, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The population."
    )
    variable = models.TextField(default="", blank=True, help_text="What people are counted by, such as ``age``.")
    category = models.TextField(
        default="", blank=True, help_text='The category, such as ``65-79``; empty for "not answered".'
    )
    kind = WordField(
        MarginKind, default=MarginKind.POPULATION, help_text="Whether the population is counted or those who took part."
    )
    count = models.IntegerField(null=True, blank=True, help_text="How many people.")
    counted_on = models.DateField(null=True, blank=True, help_text="The day of the count.")
    meeting = models.ForeignKey(
        Meeting,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The meeting at which those who took part were tallied.",
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "inclusion_margins"


class Recruitment(InitiativeRow):
    """How people were asked to take part, and whom that way does not reach."""

    route = models.TextField(default="", blank=True, help_text="The way, in plain words.")
    criterion = models.TextField(default="", blank=True, help_text="Whom it looked for.")
    limits = models.TextField(default="", blank=True, help_text="Whom it does not reach.")
    decided_by = models.ForeignKey(
        Body,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The body that chose the way.",
    )
    method = WordField(SeatMethod, null=True, help_text="How places are filled.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "inclusion_recruitments"


class Selection(InitiativeRow):
    """Seats are filled: by which method and criterion, by whom, and who is not in."""

    body = models.ForeignKey(
        Body,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The body whose seats are filled.",
    )
    method = WordField(SeatMethod, null=True, help_text="How.")
    criterion = models.TextField(default="", blank=True, help_text="By which criterion.")
    criteria_hash = models.TextField(
        default="", blank=True, help_text="The SHA-256 of the criteria, fixed before replies were seen."
    )
    decided_by = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The body that decided."
    )
    state = WordField(SelectionState, default=SelectionState.PLANNED, help_text="Where the selection stands.")
    funnel = ManyField(FunnelCount, help_text="How many people got how far.")
    not_in = models.TextField(default="", blank=True, help_text="Who is not in, in plain words and numbers.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "inclusion_selections"


class Invitation(InitiativeRow):
    """Somebody, or a number of people of a group, was asked to take part."""

    selection = models.ForeignKey(
        Selection,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The selection that it is for.",
    )
    recruitment = models.ForeignKey(
        Recruitment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The way in which they were asked.",
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Who was asked."
    )
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The group that was asked."
    )
    people = models.IntegerField(default=1, help_text="How many people were asked.")
    accepted = models.BooleanField(
        null=True, blank=True, help_text="Whether they said yes; empty while they said nothing."
    )
    replied_at = MomentField(help_text="When they replied.")
    expires_on = models.DateField(null=True, blank=True, help_text="The day from which it no longer holds.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "inclusion_invitations"


class Decline(InitiativeRow):
    """A no with its reason: an answer that is counted and kept."""

    invitation = models.ForeignKey(
        Invitation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The invitation."
    )
    selection = models.ForeignKey(
        Selection,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The selection that it was for.",
    )
    group = models.ForeignKey(
        Group,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The group that they belong to.",
    )
    kind = WordField(BarrierKind, null=True, help_text="What kept them away.")
    reason = models.TextField(default="", blank=True, help_text="Why, in their own words.")
    shared = models.BooleanField(default=False, help_text="Whether they let the other side read the reason.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "inclusion_declines"


class Participation(InitiativeRow):
    """Somebody took part in a round."""

    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Who."
    )
    cycle = models.ForeignKey(
        Cycle, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="In which round."
    )
    seat = models.ForeignKey(
        Seat, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="In which seat, if any."
    )
    side = WordField(Side, null=True, help_text="On whose side.")
    hours = models.FloatField(null=True, blank=True, help_text="How many hours.")
    support_paid = models.FloatField(null=True, blank=True, help_text="What they were paid for it, in euros.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "inclusion_participations"


class LotteryRun(InitiativeRow):
    """One run of a lottery; runs that were broken off are kept too."""

    selection = models.ForeignKey(
        Selection,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The selection that it is for.",
    )
    objective = models.TextField(
        default="", blank=True, help_text="By which rule chances were made fair, such as ``leximin``."
    )
    pool_size = models.IntegerField(null=True, blank=True, help_text="How many volunteers there were.")
    panel_size = models.IntegerField(null=True, blank=True, help_text="How many places.")
    pool_hash = models.TextField(default="", blank=True, help_text="The SHA-256 of the pool.")
    quotas_hash = models.TextField(default="", blank=True, help_text="The SHA-256 of the quotas.")
    lottery_hash = models.TextField(default="", blank=True, help_text="The SHA-256 of the frozen lottery.")
    randomness = models.TextField(default="", blank=True, help_text="The public randomness that was named beforehand.")
    drawn = models.TextField(default="", blank=True, help_text="The number that came out.")
    witnesses = models.TextField(default="", blank=True, help_text="Who was there when it came out.")
    aborted = models.BooleanField(default=False, help_text="Whether it was broken off.")
    reason = models.TextField(default="", blank=True, help_text="Why it was broken off.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "inclusion_lottery_runs"
