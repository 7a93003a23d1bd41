"""What happens around an initiative: changes, tasks, trade-offs, documents, meetings."""

from django.db import models

from counterpoise.record.base import Side
from counterpoise.record.initiatives import ContextChangeKind, DocumentKind, Lane, ProcessRoleKind
from counterpoise.record.meetings import AgendaItem, Attendance, FloorShare, FloorUnit
from counterpoise.web.initiatives.models.spine import InitiativeRow, by_day
from counterpoise.web.ledger.models import ManyField, MomentField, Told, WordField
from counterpoise.web.people.models import Body

__all__ = ["ContextChange", "Document", "Meeting", "ProcessRole", "TradeOff"]


class ContextChange(InitiativeRow):
    """Something changed around the initiative: what was promised and agreed is put on review."""

    kind = WordField(ContextChangeKind, null=True, help_text="What changed.")
    text = models.TextField(default="", blank=True, help_text="What happened, in plain words.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "initiatives_context_changes"


class ProcessRole(InitiativeRow):
    """Who holds one of the tasks that shape a participation."""

    role = WordField(ProcessRoleKind, null=True, help_text="The task.")
    side = WordField(Side, null=True, help_text="The side that holds it.")
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The body that holds it."
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "initiatives_process_roles"


class TradeOff(InitiativeRow):
    """One good gave way to another, for a while."""

    good_a = models.TextField(default="", blank=True, help_text="The one good.")
    good_b = models.TextField(default="", blank=True, help_text="The other good.")
    gave_way = models.TextField(default="", blank=True, help_text="Which of the two gave way.")
    for_how_long = models.TextField(default="", blank=True, help_text="For how long, in plain words.")
    review_on = models.DateField(null=True, blank=True, help_text="When it is looked at again.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "initiatives_trade_offs"


class Document(InitiativeRow):
    """A policy, plan, minutes or other text."""

    title = models.TextField(default="", blank=True, help_text="Its title.")
    kind = WordField(DocumentKind, null=True, help_text="What kind of text it is.")
    author_side = WordField(Side, null=True, help_text="The side that wrote it.")
    lane = WordField(Lane, null=True, help_text="The level of integration that it speaks about.")
    text = models.TextField(default="", blank=True, help_text="The text itself.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "initiatives_documents"


class Meeting(InitiativeRow):
    """People met: where, who, who had the floor, and how it closed."""

    title = models.TextField(default="", blank=True, help_text="What the meeting was called.")
    planned_on = models.DateField(
        null=True, blank=True, help_text="When it is to be held, while it was not held yet, or was to be."
    )
    place = models.TextField(default="", blank=True, help_text="Where.")
    meaning_of_place = models.TextField(
        default="", blank=True, help_text="What the place stands for, to those who were asked to come."
    )
    cost = models.FloatField(null=True, blank=True, help_text="What it cost, in euros.")
    chair_side = WordField(Side, null=True, help_text="The side that chaired.")
    agenda_by = WordField(Side, null=True, help_text="The side that made the agenda.")
    minutes_by = WordField(Side, null=True, help_text="The side that wrote the minutes.")
    matters = ManyField(to="matters", help_text="What it was about.")
    open_to = ManyField(to="groups", help_text="The groups that could come.")
    attendance = ManyField(Attendance, help_text="How many came, by side and capacity.")
    agenda = ManyField(AgendaItem, help_text="The points of the agenda.")
    floor = ManyField(FloorShare, help_text="How much each person spoke.")
    floor_unit = WordField(FloorUnit, null=True, help_text="In what that was counted.")
    barriers_asked = models.BooleanField(
        null=True, blank=True, help_text="Whether it was asked beforehand what would keep people away."
    )
    closing_note = models.TextField(
        default="", blank=True, help_text="How the meeting was closed, in the words of who closed it."
    )
    closed_at = MomentField(help_text="When the meeting was closed.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "initiatives_meetings"
        indexes = by_day("meetings")
