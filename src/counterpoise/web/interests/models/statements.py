"""Statements that people vote on."""

from django.db import models

from counterpoise.record.base import Side
from counterpoise.record.positions import Ballot
from counterpoise.web.initiatives.models import InitiativeRow, Matter
from counterpoise.web.interests.models.frictions import Friction, Position
from counterpoise.web.ledger.models import ManyField, RefField, Told, WordField
from counterpoise.web.people.models import Person

__all__ = ["OpinionGroup", "Statement", "Vote"]


class Statement(InitiativeRow):
    """A short sentence that people can agree or disagree with."""

    text = models.TextField(default="", blank=True, help_text="The sentence.")
    author_side = WordField(Side, null=True, help_text="The side that wrote it.")
    matter = models.ForeignKey(
        Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="What it is about."
    )
    against_proposal = WordField(
        Ballot,
        null=True,
        help_text=(
            "The vote on it that stands against the organization's proposal; fixed before anybody votes. "
            "Empty for most statements."
        ),
    )
    hidden = models.BooleanField(default=False, help_text="Whether it was taken out by moderation.")
    friction = models.ForeignKey(
        Friction,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The friction that it speaks of.",
    )
    position = models.ForeignKey(
        Position,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The position that it speaks of.",
    )
    decision = RefField("decisions", help_text="The decision that it speaks of.")
    contribution = RefField("contributions", help_text="The contribution of which it was made by its author.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "interests_statements"


class Vote(InitiativeRow):
    """One person's vote on one statement; the last version holds."""

    statement = models.ForeignKey(
        Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The statement."
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Who voted."
    )
    ballot = WordField(Ballot, null=True, help_text="What; empty once they took their vote back.")
    important = models.BooleanField(default=False, help_text="Whether they marked it as important to them.")
    chance = models.FloatField(
        null=True,
        blank=True,
        help_text=(
            "The chance with which the statement was drawn for them, between 0 and 1; empty where they looked it up."
        ),
    )
    words = models.TextField(default="", blank=True, help_text="What they add to their vote, in their own words.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "interests_votes"


class OpinionGroup(InitiativeRow):
    """A group of opinions found in the votes: a share, never a list of people."""

    run = models.TextField(default="", blank=True, help_text="The run that found it.")
    name = models.TextField(default="", blank=True, help_text="What people call it.")
    share = models.FloatField(null=True, blank=True, help_text="Its share of those who voted, between 0 and 1.")
    voters = models.IntegerField(null=True, blank=True, help_text="How many people voted in that run.")
    stable = models.BooleanField(null=True, blank=True, help_text="Whether the groups of that run were stable.")
    has_seat = models.BooleanField(
        null=True, blank=True, help_text="Whether somebody with these opinions has a seat; empty where nobody knows."
    )
    differs = ManyField(
        to="statements", help_text="The statements on which it differs most from all others, the clearest first."
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "interests_opinion_groups"
