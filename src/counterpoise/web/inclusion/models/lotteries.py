"""Lotteries in the making: the pool and who was drawn stand here, outside the record that others read."""

from django.db import models

from counterpoise.inclusion.lottery.leaving import PanelGround
from counterpoise.inclusion.lottery.lottery import Objective
from counterpoise.web.inclusion.models.seats import LotteryRun, Population, Selection
from counterpoise.web.initiatives.models import Initiative
from counterpoise.web.ledger.models import WordField
from counterpoise.web.people.models import Person, Seat

__all__ = ["GOING", "Lottery", "PanelChange", "Volunteer"]

GOING = models.Q(closed=False, next_round_at=None)
"""The lottery of a selection that goes on: not broken off, and of no earlier round."""


class Lottery(models.Model):
    """A lottery from its first step to the draw. It can be left at any step and taken up again."""

    id = models.CharField(primary_key=True, max_length=200, help_text="Its name.")
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="+", help_text="The initiative.")
    selection = models.ForeignKey(
        Selection, on_delete=models.PROTECT, related_name="+", help_text="The selection that it is for."
    )
    log = models.CharField(max_length=200, help_text="The log that tells of it.")
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Who began it.")
    begun_at = models.DateTimeField(help_text="When.")
    closed = models.BooleanField(default=False, help_text="Whether it was broken off.")
    next_round_at = models.DateTimeField(
        null=True, blank=True, help_text="When a next round was planned, which can have a lottery of its own."
    )
    changes = models.PositiveIntegerField(default=0, help_text="How often something that the chances rest on changed.")
    size = models.PositiveIntegerField(help_text="How many places there are.")
    population = models.ForeignKey(
        Population, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The population."
    )
    holder = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who holds the pool; nobody else sees a name in it.",
    )
    pool = models.BinaryField(null=True, blank=True, help_text="The file of the pool, as it was given.")
    pool_name = models.CharField(max_length=200, default="", blank=True, help_text="The name of that file.")
    people = models.PositiveIntegerField(default=0, help_text="How many people are in it.")
    id_column = models.TextField(default="", blank=True, help_text="The column of ids.")
    addresses = models.JSONField(default=list, help_text="The columns of the address.")
    features = models.JSONField(default=list, help_text="The columns by which people are told apart.")
    values = models.JSONField(default=dict, help_text="How many people have each value of each of these.")
    ground = models.TextField(
        default="", blank=True, help_text="The ground in law for a feature that the law protects, if there is one."
    )
    quotas = models.TextField(default="", blank=True, help_text="The quotas, as the file that is published.")
    objective = WordField(Objective, default=Objective.LEXIMIN, help_text="By which rule chances are made fair.")
    waits_for = models.CharField(max_length=20, default="", blank=True, help_text="The work that was asked for.")
    asked_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Who asked for it."
    )
    step = models.CharField(max_length=20, default="", blank=True, help_text="Which part of that work goes on.")
    done = models.PositiveIntegerField(default=0, help_text="How much of that part is done.")
    total = models.PositiveIntegerField(default=0, help_text="Of how much.")
    problems = models.JSONField(default=list, help_text="What stood in the way the last time.")
    report = models.JSONField(default=dict, help_text="What there is to say of the chances, in both languages.")
    run = models.ForeignKey(
        LotteryRun,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The run of the record that goes on.",
    )
    announced = models.TextField(default="", blank=True, help_text="The public chance that was named beforehand.")
    draw_on = models.DateField(null=True, blank=True, help_text="The day on which it comes out.")
    published = models.BinaryField(null=True, blank=True, help_text="The frozen lottery as it is published, packed.")
    certificate = models.BinaryField(
        null=True, blank=True, help_text="The proof of its chances, packed; only who holds the pool can get it."
    )
    frozen_at = models.DateTimeField(null=True, blank=True, help_text="When it was frozen.")
    draw = models.JSONField(null=True, blank=True, help_text="The draw as it is published: no names.")
    drawn_at = models.DateTimeField(null=True, blank=True, help_text="When it was drawn.")
    witnesses = models.TextField(default="", blank=True, help_text="Who was there.")

    class Meta:
        """One at a time for a round of a selection."""

        db_table = "inclusion_lotteries"
        ordering = ["-begun_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["selection"], condition=GOING, name="one_lottery_at_a_time")]

    def __str__(self) -> str:
        """Return its name."""
        return str(self.id)


class PanelChange(models.Model):
    """People left a panel that was drawn, and others took their places by the rule of the draw. No names stand here."""

    lottery = models.ForeignKey(
        Lottery, on_delete=models.PROTECT, related_name="panel_changes", help_text="The lottery."
    )
    number = models.PositiveIntegerField(help_text="The how manieth change of the panel, from 1.")
    ground = WordField(PanelGround, help_text="Why they left.")
    words = models.TextField(help_text="Why, in words that everybody reads.")
    left = models.JSONField(help_text="Who left, as they are published: hashes that hide their ids.")
    came = models.JSONField(help_text="Who took their places, likewise.")
    broken = models.PositiveIntegerField(help_text="By how many people the quotas are missed since.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Who wrote it down.")
    at = models.DateTimeField(help_text="When.")

    class Meta:
        """The first change first."""

        db_table = "inclusion_panel_changes"
        ordering = ["lottery", "number"]
        constraints = [models.UniqueConstraint(fields=["lottery", "number"], name="one_panel_change_at_a_time")]

    def __str__(self) -> str:
        """Return of which lottery it is, and the how manieth: a reason never stands in a log."""
        return f"{self.lottery_id}/{self.number}"

    @property
    def file(self) -> str:
        """The name of the file in which others can check it."""
        return f"replacement-{self.number}.json"


class Volunteer(models.Model):
    """Somebody in a frozen pool: their own code leads to their chance, and to nobody else's."""

    lottery = models.ForeignKey(Lottery, on_delete=models.PROTECT, related_name="volunteers", help_text="The lottery.")
    place = models.PositiveIntegerField(help_text="Their place in the pool, from 0.")
    name = models.TextField(help_text="Their id in the pool.")
    salt = models.CharField(max_length=32, help_text="128 random bits, told to nobody but them: their code.")
    key = models.CharField(max_length=64, unique=True, help_text="The SHA-256 of that code.")
    veil = models.CharField(max_length=64, help_text="Their id as it is published, which hides it.")
    times = models.PositiveIntegerField(help_text="On how many of the panels they are.")
    on_panel = models.BooleanField(default=False, help_text="Whether they are on the panel.")
    gone = models.BooleanField(default=False, help_text="Whether they were drawn and left, or cannot be asked.")
    came_in = models.ForeignKey(
        PanelChange,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The change with which they took a place; empty for who was drawn at once.",
    )
    left_in = models.ForeignKey(
        PanelChange,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The change with which they left the panel.",
    )
    seat = models.OneToOneField(
        Seat,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The seat that they got because they were drawn.",
    )

    class Meta:
        """In the order of the pool."""

        db_table = "inclusion_volunteers"
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["lottery", "place"], name="one_volunteer_at_a_place")]

    def __str__(self) -> str:
        """Return their veiled id: a name never stands in a log."""
        return str(self.veil)
