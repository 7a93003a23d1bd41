"""Bodies, seats, rooms, and whom and what a room let in or out."""

from django.db import models

from counterpoise.record.base import Level, Side
from counterpoise.record.people import BodyKind, PowerCube, SeatMethod, SpaceKind
from counterpoise.web.ledger.models import ManyField, Told, WordField
from counterpoise.web.people.models.base import PeopleRow
from counterpoise.web.people.models.persons import Capacity, Person

__all__ = ["Admission", "Body", "ReleasedCount", "Seat", "Space"]


class Body(PeopleRow):
    """A council, platform, panel, board, team or other body that can hold a say."""

    name = models.TextField(default="", blank=True, help_text="Its name.")
    kind = WordField(BodyKind, null=True, help_text="What kind of body it is.")
    side = WordField(Side, null=True, help_text="On whose side it stands; empty for a joint body.")
    seats = models.IntegerField(null=True, blank=True, help_text="How many seats it has.")
    rule = models.TextField(default="", blank=True, help_text="How it decides, in plain words.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "people_bodies"


class Seat(PeopleRow):
    """A place in a body, who holds it and how it was filled."""

    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The body."
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Who holds it."
    )
    capacity = models.ForeignKey(
        Capacity, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="As what they hold it."
    )
    method = WordField(SeatMethod, null=True, help_text="How the seat was filled.")
    made_by = models.ForeignKey(
        Body,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who filled it: the body that decided.",
    )
    active_from = models.DateField(null=True, blank=True, help_text="The first day.")
    active_until = models.DateField(
        null=True, blank=True, help_text="The day after the last one; empty while it lasts."
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "people_seats"


class Space(PeopleRow):
    """A room: a scope in which records may be read."""

    name = models.TextField(default="", blank=True, help_text="Its name.")
    kind = WordField(SpaceKind, default=SpaceKind.OPEN, help_text="Who may read in it.")
    power_cube = WordField(PowerCube, null=True, help_text="Who made it.")
    admits_both_sides = models.BooleanField(
        default=False,
        help_text=(
            "Whether the room lets in people who also speak for the organization. They stay outside until "
            "it admits them by a vote of its own."
        ),
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "people_spaces"


class Admission(PeopleRow):
    """Somebody was let into a room."""

    room = models.ForeignKey(
        Space, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The room."
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Who was let in."
    )
    admitted_by = ManyField(to="persons", help_text="The members who did; two of them, or the council.")
    admitted_by_body = models.ForeignKey(
        Body,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The council that did, where it was the council.",
    )
    account_check = models.TextField(
        default="", blank=True, help_text="How it was checked that this account is who it says."
    )
    by_vote = models.BooleanField(
        default=False,
        help_text="Whether the room voted on it, which it must for somebody who also speaks for the organization.",
    )
    active_from = models.DateField(null=True, blank=True, help_text="The first day.")
    active_until = models.DateField(
        null=True, blank=True, help_text="The day on which they no longer could read; empty while it lasts."
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "people_admissions"
        constraints = [
            models.UniqueConstraint(
                fields=["room", "person"],
                condition=models.Q(active_until__isnull=True, level=Level.INDIVIDUAL.value),
                name="one_open_admission_to_a_care_path",
            )
        ]


class ReleasedCount(PeopleRow):
    """A count that a closed room released by its own rule, so that a shared audit can use it."""

    room = models.ForeignKey(
        Space, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The room that released it."
    )
    indicator = models.TextField(default="", blank=True, help_text="The code of the indicator that it is for.")
    part = models.TextField(default="", blank=True, help_text="Which figure of that indicator; empty for the main one.")
    counted_on = models.DateField(null=True, blank=True, help_text="The day up to which was counted.")
    numerator = models.IntegerField(default=0, help_text="How many.")
    denominator = models.IntegerField(default=0, help_text="Of how many.")
    released_by = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who released it for the room.",
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "people_released_counts"
