"""Forms for a care path itself: start it, say what matters, look whether it goes together, let it rest."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.record.trajectories import AlignmentStatus
from counterpoise.web.trajectory.forms.refusals import REFUSED
from counterpoise.web.ui.forms import Day, PlainForm, Words, reason_field, voice
from counterpoise.web.ui.words import word

__all__ = [
    "READ_BY",
    "AlignForm",
    "LookForm",
    "LookOnForm",
    "MattersForm",
    "PathForm",
    "RestForm",
    "StartForm",
    "SureForm",
    "WakeForm",
    "look_on",
]

_LOOK = {
    "levels.no_review_date": "review_on",
    "levels.review_not_ahead": "review_on",
    "levels.review_too_far": "review_on",
}


class PathForm(PlainForm):
    """A form of a care path: what the rules say no to stands beside the field."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = _LOOK

    def given(self) -> dict[str, Any]:
        """Return what was filled in, by the names of the service."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"once", "version"}}


def look_on(months: Any) -> Day:  # noqa: ANN401 - a text still to be translated
    """Return the field that asks when something is looked at again."""
    return Day(
        label=_("When do you look at it again?"),
        help_text=months,
        error_messages={"required": REFUSED["levels.no_review_date"]},
    )


READ_BY = _("One sentence is enough. Those who read along read it too.")
_HALF_A_YEAR = _("Within six months, because a situation can change soon. For example 31-12-2015.")
_A_YEAR = _("Within twelve months. For example 31-12-2015.")


def _words(label: Any, *, missing: Any, help_text: Any = "", rows: int = 3, required: bool = True) -> Words:  # noqa: ANN401 - texts still to be translated
    return voice(
        Words(
            label=label,
            help_text=help_text,
            rows=rows,
            longest=4000,
            required=required,
            error_messages={"required": missing},
        )
    )


class StartForm(PathForm):
    """Start a care path."""

    BESIDE: ClassVar[dict[str, str]] = _LOOK | {
        "levels.no_ground": "ground",
        **dict.fromkeys((code for code in REFUSED if code.startswith("levels.name_")), "for_whom"),
    }

    title = forms.CharField(
        label=_("What do you call it?"),
        help_text=_("Those whom you let in see this name."),
        max_length=120,
        error_messages={"required": _("Please give it a name.")},
    )
    purpose = _words(
        _("What is it for?"),
        help_text=_("In your own words, such as: that the help fits my day."),
        missing=_("Please write what it is for."),
    )
    review_on = look_on(_A_YEAR)
    for_whom = forms.CharField(
        label=_("Do you act for somebody else? What are they called here?"),
        help_text=_("Leave it empty if it is about your own care."),
        max_length=60,
        required=False,
    )
    ground = forms.CharField(
        label=_("On what ground do you act for them?"),
        help_text=_("Such as: they asked me in writing on 3 May, or a court named me."),
        max_length=500,
        required=False,
    )


class MattersForm(PathForm):
    """Say what matters."""

    text = _words(
        _("What matters to you?"),
        help_text=_("In your own words. What makes a day a good day?"),
        missing=_("Please write something first."),
        rows=4,
    )


def _status() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Do they go together, for now?"),
        choices=[(each.value, word(each)) for each in AlignmentStatus],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose whether they go together.")},
    )


class LookForm(PathForm):
    """Look again whether what matters and what the system asks go together."""

    status = _status()
    review_on = look_on(_HALF_A_YEAR)

    def given(self) -> dict[str, Any]:
        """Return what was filled in, by the names of the service."""
        return {
            **{name: value for name, value in super().given().items() if name not in {"status", "review_on"}},
            "status": AlignmentStatus(self.cleaned_data["status"]),
            "next_look_on": self.cleaned_data["review_on"],
        }


class AlignForm(LookForm):
    """Put what the system asks beside what matters."""

    asks = _words(
        _("What does the system ask?"),
        help_text=_("A rule, a timetable or a form that this meets."),
        missing=_("Please write what the system asks."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        self.order_fields(["once", "version", "asks"])


class SureForm(PathForm):
    """Nothing to fill in: somebody is sure, or goes back."""


class RestForm(PathForm):
    """Let a care path rest."""

    BESIDE: ClassVar[dict[str, str]] = _LOOK | {"levels.no_reason": "reason"}

    reason = reason_field(help_text=READ_BY)
    review_on = look_on(_A_YEAR)


class LookOnForm(PathForm):
    """Set the day on which a care path is looked at again."""

    BESIDE: ClassVar[dict[str, str]] = _LOOK

    review_on = look_on(_A_YEAR)


class WakeForm(PathForm):
    """Wake a care path."""

    review_on = look_on(_A_YEAR)
