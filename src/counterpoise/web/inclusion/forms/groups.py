"""Forms for groups, populations and counts of people."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.record import Side
from counterpoise.record.initiatives import Group, Reached
from counterpoise.record.meetings import Meeting
from counterpoise.record.participation import Population
from counterpoise.record.people import Body
from counterpoise.web.inclusion.forms.fields import (
    CountLines,
    choice_of,
    counts_of_file,
    optional_number,
    side_choice,
)
from counterpoise.web.inclusion.forms.refusals import REFUSED
from counterpoise.web.ui.forms import Day, PlainForm, Words
from counterpoise.web.ui.words import word

__all__ = ["CountForm", "GroupForm", "PopulationForm"]


class GroupForm(PlainForm):
    """Name a group; whoever names a vague one is asked whom they mean, and may leave that open."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "inclusion.group_without_name": "name",
        "inclusion.group_too_vague": "description",
        "inclusion.no_side": "side",
        "inclusion.fewer_than_nobody": "size",
    }

    name = forms.CharField(
        label=_("What is the group called?"),
        max_length=200,
        error_messages={"required": REFUSED["inclusion.group_without_name"]},
    )
    description = Words(
        label=_("Who belongs to it?"),
        help_text=_("So that everybody knows whom you mean. “Citizens” alone can be anybody."),
        rows=3,
        longest=2000,
        required=False,
    )
    side = side_choice(_("On whose side does it stand?"), required=True)
    size = optional_number(_("How many people are they?"), whole=True)
    status = forms.ChoiceField(
        label=_("Did they have a real chance to take part?"),
        choices=[(each.value, word(each)) for each in Reached],
        initial=Reached.UNKNOWN.value,
        widget=forms.RadioSelect,
    )
    whole_population = forms.BooleanField(label=_("It is simply everybody who lives there"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        bodies: Iterable[Body],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["body"] = choice_of(bodies, _("Which body speaks for it?"))
        if self.is_bound and not str(self.data.get("description", "")).strip():
            # Only who was asked whom they mean can leave it open.
            self.fields["override"] = forms.BooleanField(
                label=_("I leave open who belongs to it. That is counted."), required=False
            )

    @staticmethod
    def of(group: Group) -> dict[str, Any]:
        """Return what a group says now, for the fields of the form."""
        names = ("version", "name", "description", "size", "whole_population")
        return {name: getattr(group, name) for name in names} | {
            "side": group.side.value if group.side else "",
            "status": group.status.value,
            "body": group.body or "",
        }

    def grouping(self) -> dict[str, Any]:
        """Return the group, by the names of the service."""
        given = self.cleaned_data
        return {name: given[name] for name in ("name", "description", "size", "whole_population")} | {
            "side": Side(given["side"]),
            "status": Reached(given["status"]),
            "body": given["body"] or None,
            "override": given.get("override", False),
        }


class PopulationForm(PlainForm):
    """Tell the population."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"inclusion.population_without_name": "name"}

    name = forms.CharField(
        label=_("Which people are these?"),
        help_text=_("For example: adults in the town."),
        max_length=200,
        error_messages={"required": REFUSED["inclusion.population_without_name"]},
    )
    area = forms.CharField(label=_("Of which area or service?"), max_length=200, required=False)
    size = optional_number(_("How many people are they?"), whole=True)


class CountForm(PlainForm):
    """Count people by what they have in common: typed in, or from a file."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "inclusion.no_variable": "variable",
        "inclusion.nobody_counted": "counts",
        "inclusion.day_to_come": "counted_on",
    }

    who = forms.ChoiceField(
        label=_("Who is counted?"),
        choices=[
            ("population", _("Everybody of the population")),
            ("participants", _("Those who took part, counted without names")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose who is counted.")},
    )
    variable = forms.CharField(
        label=_("By what are people counted?"),
        help_text=_("For example: age, or street. Belief and health are never kept of a person."),
        max_length=120,
        error_messages={"required": REFUSED["inclusion.no_variable"]},
    )
    counts = CountLines(label=_("How many people in each category?"), required=False)
    file = forms.FileField(
        label=_("Or bring a file"),
        help_text=_("A CSV file or a workbook with two columns: category and number."),
        required=False,
    )
    counted_on = Day(label=_("On which day was it counted?"), required=False)
    source = forms.CharField(label=_("Where do the numbers come from?"), max_length=300, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        populations: Iterable[Population],
        meetings: Iterable[Meeting],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["population"] = choice_of(populations, _("Of which population?"), required=True)
        self.fields["meeting"] = choice_of(meetings, _("At which meeting?"), text="title")

    def clean(self) -> dict[str, Any]:
        """Return the counts, from the file where there is one."""
        given = super().clean() or {}
        if given.get("file"):
            try:
                given["counts"] = counts_of_file(given["file"])
            except forms.ValidationError as error:
                self.add_error("file", error)
        return given

    def counting(self) -> dict[str, Any]:
        """Return the counts, by the names of the service."""
        given = self.cleaned_data
        names = ("population", "variable", "counts", "counted_on", "source")
        return {name: given[name] for name in names} | {
            "of_participants": given["who"] == "participants",
            "meeting": given["meeting"] or None,
        }
