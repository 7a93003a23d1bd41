"""Forms for what keeps people away, what was changed for them, and who trained whom."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.record import Side
from counterpoise.record.access import BarrierKind
from counterpoise.record.initiatives import Group
from counterpoise.record.meetings import Meeting
from counterpoise.web.inclusion.forms.fields import choice_of, optional_number, side_choice
from counterpoise.web.inclusion.forms.refusals import REFUSED
from counterpoise.web.ui.forms import Day, PlainForm, When, Words, side_field, voice
from counterpoise.web.ui.words import word

__all__ = ["AdaptationForm", "BarrierForm", "SolveForm", "TrainingForm"]


class BarrierForm(PlainForm):
    """Report what keeps people away."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "inclusion.no_words": "text",
        "inclusion.no_kind": "kind",
        "inclusion.day_to_come": "told_at",
        "inclusion.nobody_by_this_name": "for_whom",
        "inclusion.several_by_this_name": "for_whom",
    }

    text = voice(
        Words(
            label=_("What keeps people away?"),
            rows=3,
            longest=2000,
            error_messages={"required": REFUSED["inclusion.no_words"]},
        )
    )
    kind = forms.ChoiceField(
        label=_("What kind of thing is it?"),
        choices=[(each.value, word(each)) for each in BarrierKind],
        widget=forms.RadioSelect,
        error_messages={"required": REFUSED["inclusion.no_kind"]},
    )
    told_at = When(label=_("When was it told?"), help_text=_("Leave it empty for today."), required=False)
    for_whom = forms.CharField(
        label=_("Did somebody tell it by phone or on paper? Their name here"),
        max_length=200,
        required=False,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        groups: Iterable[Group],
        meetings: Iterable[Meeting],
        sides: Iterable[Side],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["group"] = choice_of(groups, _("Whom does it keep away?"))
        self.fields["meeting"] = choice_of(meetings, _("From which meeting?"), text="title")
        known = tuple(sides)
        if len(known) > 1:
            self.fields["side"] = side_field(known)

    def reporting(self) -> dict[str, Any]:
        """Return the barrier, by the names of the service."""
        given = self.cleaned_data
        return {name: given[name] for name in ("text", "told_at", "for_whom")} | {
            "kind": BarrierKind(given["kind"]),
            "group": given["group"] or None,
            "meeting": given["meeting"] or None,
            "side": Side(given["side"]) if given.get("side") else None,
        }


class SolveForm(PlainForm):
    """Say how a barrier was taken away, and what gave way for that."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "inclusion.barrier_how_missing": "how",
        "inclusion.barrier_solved_before_reported": "solved_at",
        "inclusion.day_to_come": "solved_at",
        "levels.no_good": "gave_way",
        "levels.same_good": "gave_way",
        "levels.no_gave_way": "gave_way",
        "levels.no_review_date": "review_on",
        "levels.review_not_ahead": "review_on",
        "levels.review_too_far": "review_on",
    }

    how = Words(
        label=_("How was it taken away?"),
        rows=3,
        longest=2000,
        error_messages={"required": REFUSED["inclusion.barrier_how_missing"]},
    )
    solved_at = When(label=_("When?"), help_text=_("Leave it empty for today."), required=False)
    gave_way = Words(
        label=_("Did something good give way for that?"),
        help_text=_("For example a place in the middle of town. Leave it empty if nothing did."),
        rows=2,
        longest=2000,
        required=False,
    )
    gained = Words(label=_("What was gained?"), rows=2, longest=2000, required=False)
    review_on = Day(
        label=_("When do you look at it again?"),
        help_text=_("Within twelve months. Only needed where something gave way."),
        required=False,
    )
    changed = Words(label=_("What did the organization change?"), rows=2, longest=2000, required=False)
    department = forms.CharField(label=_("Which department did that?"), max_length=200, required=False)

    def solving(self) -> dict[str, Any]:
        """Return how it was taken away, by the names of the service."""
        names = ("how", "solved_at", "gave_way", "gained", "review_on", "changed", "department")
        return {name: self.cleaned_data[name] for name in names}


class AdaptationForm(PlainForm):
    """Tell what was changed so that people could take part."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"inclusion.no_words": "text"}

    text = Words(
        label=_("What did the organization change?"),
        rows=3,
        longest=2000,
        error_messages={"required": REFUSED["inclusion.no_words"]},
    )
    department = forms.CharField(label=_("Which department did that?"), max_length=200, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        meetings: Iterable[Meeting],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["meeting"] = choice_of(meetings, _("For which meeting?"), text="title")

    def adapted(self) -> dict[str, Any]:
        """Return what was changed, by the names of the service."""
        given = self.cleaned_data
        return {"text": given["text"], "department": given["department"], "meeting": given["meeting"] or None}


class TrainingForm(PlainForm):
    """Tell who trained whom."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"inclusion.no_words": "topic", "inclusion.hours_below_zero": "hours"}

    topic = forms.CharField(
        label=_("In what?"), max_length=300, error_messages={"required": REFUSED["inclusion.no_words"]}
    )
    trainer_side = side_choice(_("Who gave the training?"), required=True)
    trainee_side = side_choice(_("Who was trained?"), required=True)
    hours = optional_number(_("How many hours?"), whole=False)
    people = optional_number(_("How many people were trained?"), whole=True)

    def trained(self) -> dict[str, Any]:
        """Return the training, by the names of the service."""
        given = self.cleaned_data
        return {name: given[name] for name in ("topic", "hours", "people")} | {
            name: Side(given[name]) for name in ("trainer_side", "trainee_side")
        }
