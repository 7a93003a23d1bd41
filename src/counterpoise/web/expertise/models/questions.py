"""Problems, questions and other wordings of them."""

from django.db import models

from counterpoise.record.base import Side
from counterpoise.record.contributions import Choice, ReframeReply
from counterpoise.web.initiatives.models import InitiativeRow, Matter, Meeting, by_day
from counterpoise.web.ledger.models import ManyField, MomentField, Told, WordField

__all__ = ["Problem", "Question", "Reframe"]


class Problem(InitiativeRow):
    """Something is wrong or missing, said before anybody knows what to do about it."""

    matter = models.ForeignKey(
        Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="What it is about."
    )
    text = models.TextField(default="", blank=True, help_text="The problem, in the words of who opened it.")
    author_side = WordField(Side, null=True, help_text="The side that opened it.")
    options = ManyField(Choice, help_text="What could be done, added by either side.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "expertise_problems"


class Question(InitiativeRow):
    """What people are asked, in one exact wording."""

    matter = models.ForeignKey(
        Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="What it is about."
    )
    problem = models.ForeignKey(
        Problem,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The problem that it answers to.",
    )
    text = models.TextField(default="", blank=True, help_text="The wording.")
    author_side = WordField(Side, null=True, help_text="The side that worded it first.")
    co_authors = ManyField(to="persons", help_text="Who of the other side helped to word it.")
    co_author_confirmed = models.BooleanField(null=True, blank=True, help_text="Whether they confirmed that they did.")
    co_author_skipped = models.BooleanField(default=False, help_text="Whether the asking side went on without one.")
    options = ManyField(Choice, help_text="What people could choose from.")
    options_fixed_at = MomentField(help_text="When the options were fixed; empty where people could still add some.")
    use = models.TextField(default="", blank=True, help_text="What will be done with the answers.")
    in_reply_to = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The question that this one replaces or follows.",
    )
    meeting = models.ForeignKey(
        Meeting,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The meeting at which it was asked.",
    )
    open_to = ManyField(to="groups", help_text="The groups that could answer.")
    closed_at = MomentField(help_text="When it was closed; it opened when it happened.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "expertise_questions"
        indexes = by_day("questions")


class Reframe(InitiativeRow):
    """Another wording for a question ("this is not the question"), and the answer to it."""

    question = models.ForeignKey(
        Question,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The question that should change.",
    )
    text = models.TextField(default="", blank=True, help_text="The other wording.")
    author_side = WordField(Side, null=True, help_text="The side that proposes it.")
    reply = WordField(ReframeReply, null=True, help_text="What the asking side said; empty while they said nothing.")
    replied_at = MomentField(help_text="When they said it.")
    reason = models.TextField(default="", blank=True, help_text="Why they refused.")
    replaced_by = models.ForeignKey(
        Question,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The new question, where they accepted.",
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "expertise_reframes"
