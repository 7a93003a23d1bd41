"""Forms for looking into a closed room in an emergency."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.web.people.forms import REFUSED
from counterpoise.web.ui.forms import PlainForm, Words

__all__ = ["AskToLookForm", "OpenGlassForm"]

_HOURS = (("1", _("One hour")), ("4", _("Four hours")), ("24", _("A day and a night")))


class AskToLookForm(PlainForm):
    """Ask to look, and say why."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"levels.no_reason": "reason"}

    reason = Words(
        label=_("Why must you look?"),
        help_text=_("Whoever decides on it reads this, with your name. It stays written down."),
        longest=1000,
        rows=4,
        error_messages={"required": REFUSED["levels.no_reason"]},
    )


class OpenGlassForm(PlainForm):
    """Open the room, for how long."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"levels.opens_too_long": "hours"}

    hours = forms.TypedChoiceField(
        label=_("For how long?"),
        choices=_HOURS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose for how long.")},
    )
