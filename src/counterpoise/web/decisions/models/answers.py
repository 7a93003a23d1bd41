"""Concerns, answers, traces, notices."""

from django.db import models

from counterpoise.record.base import KnowledgeKind, Reply, Side
from counterpoise.record.decisions import ConcernKind, Effect, SetAsideReason
from counterpoise.web.decisions.models.decisions import Decision
from counterpoise.web.expertise.models import Contribution, Digest
from counterpoise.web.initiatives.models import Document, Group, InitiativeRow, Matter, Meeting, by_day, by_first_day
from counterpoise.web.ledger.models import MomentField, Told, WordField
from counterpoise.web.people.models import Capacity, Person

__all__ = ["Answer", "Concern", "GroupReference", "Notice", "Trace"]


class Concern(InitiativeRow):
    """An objection or worry, about a draft, a decision or a matter."""

    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The draft or decision."
    )
    matter = models.ForeignKey(
        Matter,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The matter, where there is no decision yet.",
    )
    kind = WordField(ConcernKind, default=ConcernKind.WORRY, help_text="What kind of worry it is.")
    text = models.TextField(default="", blank=True, help_text="The worry.")
    side = WordField(Side, null=True, help_text="On whose side its asker speaks.")
    capacity = models.ForeignKey(
        Capacity,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="As what its asker speaks.",
    )
    group = models.ForeignKey(
        Group,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The group that its asker speaks for.",
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "decisions_concerns"
        indexes = by_day("concerns")


class Answer(InitiativeRow):
    """A reply to a concern, given when it happened."""

    concern = models.ForeignKey(
        Concern, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The concern."
    )
    text = models.TextField(default="", blank=True, help_text="The reply.")
    reason = models.TextField(default="", blank=True, help_text="The reason.")
    department = models.TextField(default="", blank=True, help_text="The department that answered.")
    answered_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Who answered."
    )
    meeting = models.ForeignKey(
        Meeting,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The meeting at which it was given.",
    )
    no_answer = models.BooleanField(
        default=False,
        help_text="Whether it says, signed by a named holder, that no answer will be given. It counts as unanswered.",
    )
    ok_for_asker = WordField(Reply, default=Reply.NO_REPLY, help_text="Whether the asker finds that it is an answer.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "decisions_answers"
        indexes = by_day("answers")


class Trace(InitiativeRow):
    """What happened with a contribution, or with what a room shared."""

    contribution = models.ForeignKey(
        Contribution, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The contribution."
    )
    digest = models.ForeignKey(
        Digest, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="What the room shared."
    )
    decision = models.ForeignKey(
        Decision,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The decision in which it was used or not.",
    )
    effect = WordField(Effect, null=True, help_text="What happened with it.")
    reason_code = WordField(SetAsideReason, null=True, help_text="Why it was not used.")
    reason = models.TextField(default="", blank=True, help_text="The same in words.")
    department = models.TextField(default="", blank=True, help_text="The department that says so.")
    knowledge_kind = WordField(
        KnowledgeKind,
        null=True,
        help_text="The kind of knowledge that the decision cites it for; empty where it is not cited.",
    )
    agreed_by_contributor = WordField(
        Reply, default=Reply.NO_REPLY, help_text="Whether its author finds that this is right."
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "decisions_traces"
        indexes = by_day("traces")


class Notice(InitiativeRow):
    """A group was told of a decision, or is not told yet and will be on a planned date."""

    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The decision."
    )
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The group."
    )
    told_at = MomentField(help_text="When they were told, says the teller.")
    heard_at = MomentField(help_text="When they heard it, says the group.")
    channel = models.TextField(default="", blank=True, help_text="How they were told.")
    language_level = models.TextField(default="", blank=True, help_text="How plain the words were, such as ``B1``.")
    planned_on = models.DateField(
        null=True, blank=True, help_text="When they will be told, where they are not told yet."
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "decisions_notices"
        indexes = [*by_day("notices"), *by_first_day("notices", "heard_at", "told_at")]


class GroupReference(InitiativeRow):
    """A place where a text speaks of "citizens", "the community" and the like, and whom it means."""

    text = models.TextField(default="", blank=True, help_text="The words.")
    decision = models.ForeignKey(
        Decision,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The decision in which they stand.",
    )
    document = models.ForeignKey(
        Document,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The document in which they stand.",
    )
    group = models.ForeignKey(
        Group,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The described group that they mean; empty where nobody says.",
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "decisions_group_references"
