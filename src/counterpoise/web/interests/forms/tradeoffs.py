"""Forms for what gave way to what."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.web.interests.forms.refusals import REFUSED
from counterpoise.web.ui.forms import Day, PlainForm, Words, reason_field

__all__ = ["LookForm", "TradeForm"]

_BESIDE = {
    "levels.no_good": "gave_way",
    "levels.same_good": "gave_way",
    "levels.no_gave_way": "gave_way",
    "levels.no_review_date": "review_on",
    "levels.review_not_ahead": "review_on",
    "levels.review_too_far": "review_on",
    "interests.no_reason": "reason",
}


def _review() -> Day:
    return Day(
        label=_("When do you look at it again?"),
        help_text=_("Within twelve months. For example 31-12-2015."),
        error_messages={"required": REFUSED["levels.no_review_date"]},
    )


class TradeForm(PlainForm):
    """Keep a trade-off in sight."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = _BESIDE

    gained = Words(
        label=_("What was gained?"),
        rows=2,
        longest=2000,
        error_messages={"required": REFUSED["levels.no_good"]},
    )
    gave_way = Words(
        label=_("What gave way for that?"),
        rows=2,
        longest=2000,
        error_messages={"required": REFUSED["levels.no_good"]},
    )
    for_how_long = forms.CharField(label=_("For how long?"), max_length=500, required=False)
    review_on = _review()

    def trading(self) -> dict[str, Any]:
        """Return the trade-off, by the names of the service."""
        return {name: self.cleaned_data[name] for name in ("gained", "gave_way", "for_how_long", "review_on")}


class LookForm(PlainForm):
    """Look at a trade-off again."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = _BESIDE

    still = forms.ChoiceField(
        label=_("Does it still give way?"),
        choices=[("yes", _("Yes, it still gives way")), ("no", _("No, from now on the other one gives way"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose yes or no.")},
    )
    reason = reason_field()
    review_on = _review()

    def looked(self) -> dict[str, Any]:
        """Return what was found, by the names of the service."""
        given = self.cleaned_data
        return {"still": given["still"] == "yes", "reason": given["reason"], "review_on": given["review_on"]}
