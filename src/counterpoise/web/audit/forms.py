"""Forms of the power check."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.record import Side
from counterpoise.record.people import Capacity
from counterpoise.web.expertise.forms.refusals import REFUSED
from counterpoise.web.ui.forms import PlainForm, Words
from counterpoise.web.ui.words import word

__all__ = ["ContestForm", "CountForm", "CountVoteForm", "RunForm"]

_COUNTS: dict[str, Any] = {
    **REFUSED,
    "audit.voted_on_already": _("The members vote on this count already."),
    "audit.too_little_to_count": _("There is nothing here to count, or too little."),
}


class RunForm(PlainForm):
    """Run the power check."""

    room = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)


class CountForm(PlainForm):
    """Nothing to fill in: a member is sure that the count may be proposed, or may leave the room."""

    REFUSED: ClassVar[dict[str, Any]] = _COUNTS


class CountVoteForm(PlainForm):
    """Vote on letting out a count."""

    REFUSED: ClassVar[dict[str, Any]] = _COUNTS

    share = forms.ChoiceField(
        label=_("Do we share this?"),
        choices=[("yes", _("Yes, share it")), ("no", _("No, keep it in the room"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose yes or no.")},
    )


class ContestForm(PlainForm):
    """Contest a finding."""

    REFUSED: ClassVar[dict[str, Any]] = {"audit.no_words": _("Please write what you hold against it.")}
    BESIDE: ClassVar[dict[str, str]] = {"audit.no_words": "text"}

    text = Words(
        label=_("What do you hold against it?"),
        help_text=_("The finding stays, and your words stand beside it. Everybody reads them."),
        rows=4,
        longest=3000,
        error_messages={"required": REFUSED["audit.no_words"]},
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        sides: Iterable[Side],
        capacities: Iterable[Capacity],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["text"].widget.attrs["class"] = "voice"
        known, spoken = tuple(sides), tuple(capacities)
        if len(known) > 1:
            self.fields["side"] = forms.ChoiceField(
                label=_("For which side?"),
                choices=[(side.value, word(side)) for side in known],
                widget=forms.RadioSelect,
                error_messages={"required": _("Please choose for which side.")},
            )
        if spoken:
            self.fields["capacity"] = forms.ChoiceField(
                label=_("As what do you speak?"),
                choices=[("", _("I would rather not say")), *((row.id, word(row.kind)) for row in spoken)],
                required=False,
                widget=forms.RadioSelect,
            )

    @property
    def side(self) -> Side | None:
        """The side that was chosen, where there was a choice."""
        chosen = self.cleaned_data.get("side")
        return Side(chosen) if chosen else None
