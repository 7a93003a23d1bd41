"""Initiatives, their rounds, groups and matters."""

from django.db import models
from django.db.models.functions import Coalesce

from counterpoise.record.base import Side
from counterpoise.record.initiatives import InitiativeState, Lane, PromisedLevel, Reached
from counterpoise.web.ledger.models import ManyField, Told, WordField
from counterpoise.web.people.models import Body, SpokenRow

__all__ = ["Affects", "Cycle", "Group", "Initiative", "InitiativeRow", "Matter", "by_day", "by_first_day"]


class Initiative(SpokenRow):
    """A joint effort that is active or rests, and is never finished. One person's care path is one too."""

    initiative = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The initiative or care path it belongs to; empty for what serves all of them, such as a person.",
    )
    title = models.TextField(default="", blank=True, help_text="Its name.")
    purpose = models.TextField(default="", blank=True, help_text="What it is for, as declared at the start.")
    purpose_declared_by = WordField(Side, null=True, help_text="The side that declared the purpose.")
    promised_level = WordField(PromisedLevel, null=True, help_text="The say that is promised.")
    state = WordField(
        InitiativeState, default=InitiativeState.ACTIVE, help_text="Whether it is a draft, active or resting."
    )
    review_on = models.DateField(
        null=True, blank=True, help_text="When both sides look again; at most twelve months ahead."
    )
    rest_reason = models.TextField(default="", blank=True, help_text="Why it rests.")
    cadence_days = models.IntegerField(null=True, blank=True, help_text="How often both sides mean to meet, in days.")
    scope = ManyField(to="matters", help_text="The matters that it is about; empty means all its matters.")
    holder = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The body that holds it."
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "initiatives_initiatives"


class InitiativeRow(SpokenRow):
    """A row that belongs to an initiative or a care path."""

    initiative = models.ForeignKey(
        Initiative,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The initiative or care path it belongs to; empty for what serves all of them, such as a person.",
    )

    class Meta(Told.Meta):
        """No table of its own."""

        abstract = True


def by_day(table: str) -> list[models.Index]:
    """Return the indexes for long tables that pages show by day, of one initiative and of all, the latest first."""
    return [
        models.Index(fields=["initiative", "happened_at", "written"], name=f"{table}_by_day"),
        models.Index(fields=["happened_at", "written"], name=f"{table}_of_all_by_day"),
    ]


def by_first_day(table: str, *days: str) -> list[models.Index]:
    """Return the same indexes where the day of a row is the first of several fields that is given."""
    return [
        models.Index("initiative", Coalesce(*days), "written", name=f"{table}_by_first_day"),
        models.Index(Coalesce(*days), "written", name=f"{table}_of_all_by_first_day"),
    ]


class Cycle(InitiativeRow):
    """A round: one period between two reviews."""

    number = models.IntegerField(default=1, help_text="1 for the first round.")
    active_from = models.DateField(null=True, blank=True, help_text="The first day.")
    active_until = models.DateField(
        null=True, blank=True, help_text="The day after the last one; empty while it lasts."
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "initiatives_cycles"


class Group(InitiativeRow):
    """A named and described set of people."""

    name = models.TextField(default="", blank=True, help_text='Its name; "citizens" alone is no name.')
    description = models.TextField(default="", blank=True, help_text="Who belongs to it.")
    side = WordField(Side, null=True, help_text="On whose side it stands.")
    size = models.IntegerField(null=True, blank=True, help_text="How many people it has.")
    status = WordField(Reached, default=Reached.UNKNOWN, help_text="Whether it has had a real chance to take part.")
    whole_population = models.BooleanField(default=False, help_text="Whether it is simply everybody of the area.")
    body = models.ForeignKey(
        Body,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The body that speaks for it, if any.",
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "initiatives_groups"


class Matter(InitiativeRow):
    """A thing that somebody can decide about."""

    text = models.TextField(default="", blank=True, help_text="What can be decided.")
    lane = WordField(Lane, null=True, help_text="Where the matter lives.")
    owner_department = models.TextField(default="", blank=True, help_text="The department that holds it.")
    departments = ManyField(help_text="All departments that it concerns.")
    holders = ManyField(to="bodies", help_text="The bodies that hold it, from the system and from people's own lives.")
    important_for_citizens = models.BooleanField(
        null=True, blank=True, help_text="Whether citizens marked it as important."
    )
    active_from = models.DateField(null=True, blank=True, help_text="The first day on which it was live.")
    active_until = models.DateField(
        null=True, blank=True, help_text="The day from which it no longer was; empty while it is."
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "initiatives_matters"


class Affects(InitiativeRow):
    """A matter touches a group: that group is to be told, and asked where it has a say."""

    matter = models.ForeignKey(
        Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The matter."
    )
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The group."
    )
    how = models.TextField(default="", blank=True, help_text="How it touches them.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "initiatives_affects"
