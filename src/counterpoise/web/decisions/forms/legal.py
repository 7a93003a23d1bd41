"""Forms for a remedy that was used, and for the time in which a body answers."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.web.ui.forms import Day, PlainForm, Words, reason_field

__all__ = ["MoreTimeForm", "PauseForm", "RemedyForm"]

_REFUSED: dict[str, Any] = {
    "rights.no_ground": _("Please give a reason."),
    "rights.in_the_future": _("This day is still to come."),
    "rights.told_in_the_future": _("This day is still to come."),
    "rights.before_the_decision": _("This lies before the decision. A remedy is used after it."),
    "rights.told_before_used": _("They cannot have been told before it was used. Please look at both days."),
    "rights.used_already": _("This is written down already."),
    "rights.before_it_was_asked": _("This lies before the day on which the body was asked."),
    "rights.term_not_begun": _("No term runs that could stand still. First say until when the body can answer."),
    "rights.term_over": _("The term was over on that day. A term that is over is not made longer."),
    "rights.not_longer": _("This is not longer than the term that runs now. Please choose a later day."),
    "rights.too_far": _("This is more than two years later. Is the year right?"),
    "rights.no_last_day": _("Please write a day."),
    "rights.pause_backwards": _("The term must run again after the day from which it stands still."),
    "rights.law_sets_the_term": _("The law sets this term. Nobody can make it longer."),
}
_DAY_MISSING = {"required": _("Please write a day.")}


class RemedyForm(PlainForm):
    """Say which remedy was used, when and why."""

    REFUSED: ClassVar[dict[str, Any]] = _REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "rights.no_ground": "ground",
        "rights.in_the_future": "on",
        "rights.before_the_decision": "on",
        "rights.told_in_the_future": "told_on",
        "rights.told_before_used": "told_on",
        "rights.used_already": "remedy",
    }

    on = Day(label=_("On which day?"), error_messages=_DAY_MISSING)
    ground = Words(
        label=_("On what ground?"), rows=4, longest=5000, error_messages={"required": _REFUSED["rights.no_ground"]}
    )
    told_on = Day(
        label=_("When was the other side told?"),
        help_text=_("Leave it empty if they were not told yet. For example 31-12-2015."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        remedies: Iterable[tuple[str, str]],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["remedy"] = forms.ChoiceField(
            label=_("What was done?"),
            choices=list(remedies),
            widget=forms.RadioSelect,
            error_messages={"required": _("Please choose one.")},
        )
        self.order_fields(["once", "remedy", "on", "ground", "told_on"])


class _TimeForm(PlainForm):
    REFUSED: ClassVar[dict[str, Any]] = _REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "rights.no_ground": "reason",
        "rights.in_the_future": "told_on",
        "rights.before_it_was_asked": "told_on",
        "rights.term_over": "told_on",
        "rights.not_longer": "until",
        "rights.too_far": "until",
        "rights.no_last_day": "until",
        "rights.pause_backwards": "until",
    }


class MoreTimeForm(_TimeForm):
    """Say until when a body can answer."""

    until = Day(label=_("What is the last day to answer now?"), error_messages=_DAY_MISSING)
    told_on = Day(label=_("On which day did you tell them?"), error_messages=_DAY_MISSING)
    reason = reason_field()


class PauseForm(_TimeForm):
    """Say from when until when the term of an answer stands still."""

    starts_on = Day(label=_("From which day does the term stand still?"), error_messages=_DAY_MISSING)
    until = Day(
        label=_("From which day does it run again?"),
        help_text=_("The term ends as many days later. For example 31-12-2015."),
        error_messages=_DAY_MISSING,
    )
    told_on = Day(label=_("On which day did you tell them?"), error_messages=_DAY_MISSING)
    reason = reason_field()
