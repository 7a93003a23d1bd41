"""Choose how often letters come."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.web.governance.selectors.letters import Wanted
from counterpoise.web.ui.forms import PlainForm, Words

__all__ = ["ChooseForm"]


class ChooseForm(PlainForm):
    """How often, and where to."""

    wanted = forms.ChoiceField(
        label=_("When do you want a letter?"),
        help_text=_("What you must be told, you are always told."),
        choices=Wanted.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose one."),
            "invalid_choice": _("Please choose one of these."),
        },
    )
    address = Words(
        label=_("Where does paper go to?"),
        help_text=_("Only who prints a letter for you sees this."),
        rows=3,
        longest=400,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Hold that paper has somewhere to go."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("wanted") == Wanted.POST and not (given.get("address") or "").strip():
            self.add_error("address", _("Please write where the letters go to."))
        return given
