"""What people say, in their own words, and what was made of it."""

from django.db import models

from counterpoise.record.base import KnowledgeKind, Reply, Side
from counterpoise.record.contributions import AppealOutcome, ContributionState, Medium, Route, Stance
from counterpoise.web.expertise.models.questions import Question
from counterpoise.web.initiatives.models import InitiativeRow, Matter, Meeting, by_day
from counterpoise.web.ledger.models import ManyField, MomentField, RefField, Told, WordField
from counterpoise.web.people.models import Body, Capacity, Person, Space

__all__ = ["Contribution", "Digest", "Moderation", "Rewording", "Theme"]


class Contribution(InitiativeRow):
    """Something that somebody said, in their own words. Nobody else ever edits it."""

    text = models.TextField(default="", blank=True, help_text="The words; empty once withdrawn.")
    medium = WordField(Medium, default=Medium.TEXT, help_text="In what form it was said.")
    route = WordField(Route, null=True, help_text="By which way it came in.")
    capacity = models.ForeignKey(
        Capacity,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text='As what the person speaks; empty for "I would rather not say".',
    )
    side = WordField(Side, null=True, help_text="On whose side they speak.")
    kind = WordField(
        KnowledgeKind,
        null=True,
        help_text=(
            "Where it comes from: own experience, local knowledge, a profession, research, management. The "
            "author chooses."
        ),
    )
    stance = WordField(Stance, null=True, help_text="How it stands to the question that was asked.")
    critical = models.BooleanField(
        null=True,
        blank=True,
        help_text="Whether it says that something is wrong; declared by the author or coded by citizens only.",
    )
    org_present = models.BooleanField(
        null=True,
        blank=True,
        help_text="Whether somebody of the organization was there when it was said; empty where unknown.",
    )
    topic = models.TextField(default="", blank=True, help_text="What it is about, in a word or two.")
    matter = models.ForeignKey(
        Matter,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="What can be decided that it is about.",
    )
    question = models.ForeignKey(
        Question,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The question that it answers.",
    )
    question_version = models.IntegerField(
        null=True, blank=True, help_text="The version of that question that the author saw."
    )
    meeting = models.ForeignKey(
        Meeting,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The meeting at which it was said.",
    )
    state = WordField(ContributionState, default=ContributionState.GIVEN, help_text="Draft, given or withdrawn.")
    from_trajectory = RefField("trajectories", help_text="The care path from which its owner raised it.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "expertise_contributions"
        indexes = [
            *by_day("contributions"),
            models.Index(fields=["initiative", "written"], name="contributions_by_writing"),
            models.Index(fields=["question", "happened_at", "written"], name="contributions_by_question"),
            models.Index(fields=["recorded_by", "written"], name="contributions_by_writer"),
            models.Index(fields=["on_behalf_of", "written"], name="contributions_by_speaker"),
        ]


class Rewording(InitiativeRow):
    """Somebody else's wording of a contribution, beside the own words. The author says whether it is right."""

    contribution = models.ForeignKey(
        Contribution, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="What was said."
    )
    text = models.TextField(default="", blank=True, help_text="The other wording: a summary or a translation.")
    by_side = WordField(Side, null=True, help_text="The side that reworded it.")
    ok_for_author = WordField(Reply, default=Reply.NO_REPLY, help_text="What the author says of it.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "expertise_rewordings"


class Digest(InitiativeRow):
    """What a room chose to share: the only way out of a room that is closed to the other side."""

    from_space = models.ForeignKey(
        Space, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The room."
    )
    matter = models.ForeignKey(
        Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="What it is about."
    )
    text = models.TextField(default="", blank=True, help_text="What the room shares.")
    votes_for = models.IntegerField(null=True, blank=True, help_text="How many members voted to share it.")
    votes_against = models.IntegerField(null=True, blank=True, help_text="How many voted not to.")
    released_at = MomentField(help_text="When it was shared; empty while it is a draft.")
    released_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Who counted the vote."
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "expertise_digests"


class Theme(InitiativeRow):
    """A grouping of contributions, made by one side; the other side's grouping stands beside it."""

    name = models.TextField(default="", blank=True, help_text="The theme's name.")
    made_by = WordField(Side, null=True, help_text="The side that made it.")
    contributions = ManyField(to="contributions", help_text="What belongs to it.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "expertise_themes"


class Moderation(InitiativeRow):
    """A contribution was hidden, with a reason, a notice to its author and a way to appeal."""

    contribution = models.ForeignKey(
        Contribution, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="What was hidden."
    )
    reason = models.TextField(default="", blank=True, help_text="Why.")
    by_side = WordField(Side, null=True, help_text="The side of who hid it.")
    noticed_at = MomentField(help_text="When its author was told.")
    appealed_at = MomentField(help_text="When its author appealed.")
    appeal_body = models.ForeignKey(
        Body,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The body, with both sides in it, that looked at the appeal.",
    )
    outcome = WordField(AppealOutcome, null=True, help_text="What came of it.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "expertise_moderations"
