"""Forms for meetings."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.inclusion.counting import LineProblem
from counterpoise.record import Side
from counterpoise.record.initiatives import Group, Matter
from counterpoise.record.meetings import Attendance, FloorShare, FloorUnit, Meeting
from counterpoise.record.people import CapacityKind
from counterpoise.web.inclusion.forms.fields import (
    CountLines,
    NumberLines,
    optional_number,
    side_choice,
    some_of,
    wrong_lines,
)
from counterpoise.web.inclusion.forms.refusals import REFUSED
from counterpoise.web.ui.forms import PlainForm, When, Words, reason_field, side_field, voice
from counterpoise.web.ui.words import word

__all__ = ["AgendaForm", "AttendanceForm", "CloseForm", "FloorForm", "MeetingForm", "MinutesForm"]

_ASKED = {"yes": True, "no": False, "": None}


class MeetingForm(PlainForm):
    """Call a meeting, write one down, or change it."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "inclusion.meeting_without_title": "title",
        "inclusion.meeting_without_day": "day",
        "inclusion.cost_below_zero": "cost",
        "inclusion.no_reason": "reason",
    }

    title = forms.CharField(
        label=_("What is the meeting called?"),
        max_length=300,
        error_messages={"required": REFUSED["inclusion.meeting_without_title"]},
    )
    day = When(
        label=_("When is it, or was it?"),
        help_text=_("For example 31-12-2015."),
        error_messages={"required": REFUSED["inclusion.meeting_without_day"]},
    )
    place = forms.CharField(label=_("Where?"), max_length=300, required=False)
    meaning_of_place = Words(
        label=_("What does that place stand for?"),
        help_text=_("To those who are asked to come. A church hall is not everybody’s hall."),
        rows=2,
        longest=2000,
        required=False,
    )
    cost = optional_number(_("What does it cost, in euros?"), whole=False)
    chair_side = side_choice(_("Which side chairs it?"))
    agenda_by = side_choice(_("Which side makes the agenda?"))
    barriers_asked = forms.ChoiceField(
        label=_("Was it asked beforehand what would keep people away?"),
        choices=[("yes", _("Yes")), ("no", _("No")), ("", _("Nobody wrote that down"))],
        required=False,
        initial="",
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        matters: Iterable[Matter],
        groups: Iterable[Group],
        changes: bool = False,
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["matters"] = some_of(matters, _("What is it about?"), text="text")
        self.fields["open_to"] = some_of(groups, _("Who can come?"), text="name")
        if changes:
            self.fields["reason"] = reason_field(_("Why is it changed?"))

    @staticmethod
    def of(meeting: Meeting) -> dict[str, Any]:
        """Return what a meeting says now, for the fields of the form."""
        names = ("version", "title", "place", "meaning_of_place", "cost", "matters", "open_to")
        day = str(meeting.happened_at)[:10] if meeting.happened_at else str(meeting.planned_on or "")
        asked = {True: "yes", False: "no", None: ""}[meeting.barriers_asked]
        return {name: getattr(meeting, name) for name in names} | {
            "day": day,
            "chair_side": meeting.chair_side.value if meeting.chair_side else "",
            "agenda_by": meeting.agenda_by.value if meeting.agenda_by else "",
            "barriers_asked": asked,
        }

    def calling(self) -> dict[str, Any]:
        """Return the meeting, by the names of the service."""
        given = self.cleaned_data
        return {name: given[name] for name in ("title", "day", "place", "meaning_of_place", "cost")} | {
            "chair_side": Side(given["chair_side"]) if given["chair_side"] else None,
            "agenda_by": Side(given["agenda_by"]) if given["agenda_by"] else None,
            "matters": tuple(given["matters"]),
            "open_to": tuple(given["open_to"]),
            "barriers_asked": _ASKED[given["barriers_asked"]],
        }


class AgendaForm(PlainForm):
    """Put a point on the agenda."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"inclusion.no_words": "text"}

    text = Words(
        label=_("What should be talked about?"),
        rows=2,
        longest=1000,
        error_messages={"required": REFUSED["inclusion.no_words"]},
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        sides: Iterable[Side],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        known = sorted(sides)
        self.only = known[0] if len(known) == 1 else None
        if self.only is None:
            self.fields["side"] = side_field(known)

    def side(self) -> Side:
        """Return the side for which the point is put."""
        return self.only or Side(self.cleaned_data["side"])


class AttendanceForm(PlainForm):
    """Write down who came, in numbers."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "inclusion.meeting_not_held": "held_on",
        "inclusion.fewer_than_nobody": "civic",
    }

    held_on = When(label=_("When was it held?"), required=False)
    civic = CountLines(
        label=_("Who came of the citizens’ side?"),
        help_text=_("A group or a role and a number on each line, or a number alone."),
        required=False,
    )
    organizational = CountLines(
        label=_("Who came of the organization side?"),
        help_text=_("A department or a role and a number on each line, or a number alone."),
        required=False,
    )
    independent = CountLines(label=_("Who else came?"), help_text=_("As above."), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        groups: Iterable[Group],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self._groups = {row.name.casefold(): row for row in groups}
        self._kinds = {word(kind).casefold(): kind for kind in CapacityKind}

    def clean(self) -> dict[str, Any]:
        """Return who came; a name that nobody knows is told with its line."""
        given = super().clean() or {}
        found: list[Attendance] = []
        for side in (Side.CIVIC, Side.ORGANIZATIONAL, Side.INDEPENDENT):
            for line, (name, people) in enumerate((given.get(side.value) or {}).items(), start=1):
                one = self._one(side, name, people)
                if one is None:
                    self.add_error(side.value, wrong_lines([LineProblem(line, "unknown_name", {"name": name[:60]})]))
                else:
                    found.append(one)
        given["attendance"] = tuple(found)
        return given

    def _one(self, side: Side, name: str, people: int) -> Attendance | None:
        group, kind = self._groups.get(name.casefold()), self._kinds.get(name.casefold())
        if group is not None and group.side in {side, None}:
            return Attendance(side=side, people=people, group=group.id)
        if kind is not None or not name:
            return Attendance(side=side, people=people, capacity=kind)
        return Attendance(side=side, people=people, department=name) if side is Side.ORGANIZATIONAL else None


class FloorForm(PlainForm):
    """Write down how much each person spoke: numbers, never a name."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"inclusion.no_floor": "civic", "inclusion.no_unit": "unit"}

    unit = forms.ChoiceField(
        label=_("In what was it counted?"),
        choices=[
            (FloorUnit.WORDS.value, _("Words")),
            (FloorUnit.SECONDS.value, _("Seconds")),
            (FloorUnit.TURNS.value, _("Turns")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": REFUSED["inclusion.no_unit"]},
    )
    civic = NumberLines(
        label=_("Citizens’ side: a number for each person"),
        help_text=_("Who said nothing is a 0. No names: nobody sees these numbers one by one."),
    )
    organizational = NumberLines(label=_("Organization side: a number for each person"))
    independent = NumberLines(label=_("Others: a number for each person"))

    def floor(self) -> dict[str, Any]:
        """Return the numbers, by the names of the service."""
        given = self.cleaned_data
        shares = tuple(FloorShare(side=side, amount=amount) for side in Side for amount in given[side.value])
        return {"floor": shares, "unit": FloorUnit(given["unit"])}


class MinutesForm(PlainForm):
    """Write the minutes."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"inclusion.no_words": "text"}

    text = Words(
        label=_("What was said and agreed?"),
        help_text=_("Name nobody who does not want that. Both sides read it."),
        rows=14,
        longest=60_000,
        error_messages={"required": REFUSED["inclusion.no_words"]},
    )
    side = side_choice(_("Which side writes the minutes?"), required=True)


class CloseForm(PlainForm):
    """Close a meeting."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"inclusion.closing_note_missing": "note", "inclusion.closed_already": "note"}

    note = voice(
        Words(
            label=_("How was it closed?"),
            help_text=_("In the words of who closed it."),
            rows=3,
            longest=2000,
            error_messages={"required": REFUSED["inclusion.closing_note_missing"]},
        )
    )
