"""Rounds in which both sides look, and their answers."""

from django.db import models

from counterpoise.record.base import Side
from counterpoise.record.initiatives import PromisedLevel
from counterpoise.record.reviews import NoAnswer, ReviewOutcome, RoundState
from counterpoise.web.initiatives.models import InitiativeRow, Matter, Meeting
from counterpoise.web.ledger.models import ManyField, MomentField, Told, WordField

__all__ = ["LevelReport", "Ranking", "ReviewAnswer", "ReviewRound"]


class ReviewRound(InitiativeRow):
    """Both sides answer the same questions and see the answers at the same moment."""

    number = models.IntegerField(default=1, help_text="1 for the first round.")
    state = WordField(RoundState, default=RoundState.PLANNED, help_text="Where it stands.")
    open_from = models.DateField(null=True, blank=True, help_text="The first day on which people can answer.")
    open_until = models.DateField(null=True, blank=True, help_text="The day from which they no longer can.")
    channels = ManyField(help_text="By which ways people can answer.")
    release_at = MomentField(help_text="When both sides see the answers, and nobody earlier.")
    talked_at = MomentField(help_text="When they talked about them.")
    meeting = models.ForeignKey(
        Meeting,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The meeting at which they did.",
    )
    outcomes = ManyField(ReviewOutcome, help_text="What they agreed on, per tension.")
    next_review_on = models.DateField(null=True, blank=True, help_text="When they look again.")
    matters = ManyField(
        to="matters",
        help_text=(
            "The matters of which both sides are asked who decides; empty for the first ones that can be decided about."
        ),
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "reviews_review_rounds"


class ReviewAnswer(InitiativeRow):
    """One person's answer to one question of a review. The person is only a number of that round."""

    round = models.ForeignKey(
        ReviewRound, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The round."
    )
    side = WordField(Side, null=True, help_text="The person's side.")
    respondent = models.TextField(
        default="", blank=True, help_text="The person's number in that round; it says nothing in another one."
    )
    item = models.TextField(
        default="", blank=True, help_text="The question's code, such as ``T2a``, ``X1`` or ``who_decides``."
    )
    matter = models.ForeignKey(
        Matter,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text='The matter, for "who decides this?".',
    )
    value = models.IntegerField(null=True, blank=True, help_text="The figure.")
    no_answer = WordField(NoAnswer, null=True, help_text="Why there is none.")
    words = models.TextField(default="", blank=True, help_text="The answer in words.")
    shared_at = MomentField(help_text="When their own side let the words be read by the other side.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "reviews_review_answers"


class LevelReport(InitiativeRow):
    """How much say somebody experienced, told outside a round of review."""

    side = WordField(Side, null=True, help_text="The person's side.")
    experienced_level = WordField(PromisedLevel, null=True, help_text="The say that they experienced.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "reviews_level_reports"


class Ranking(InitiativeRow):
    """How one person rates the considerations and ranks the preferences of a question; for the study of reasoning."""

    round = models.ForeignKey(
        ReviewRound,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The round of review that it belongs to.",
    )
    side = WordField(Side, null=True, help_text="The person's side.")
    respondent = models.TextField(default="", blank=True, help_text="The person's number in that round.")
    considerations = ManyField(int, help_text="How strongly they agree with each consideration.")
    preferences = ManyField(int, help_text="The rank that they give to each preference.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "reviews_rankings"
