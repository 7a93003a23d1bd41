"""Fields that several forms of this room share."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.record import Side
from counterpoise.record.initiatives import Matter
from counterpoise.web.ui.forms import When, Words
from counterpoise.web.ui.words import word

__all__ = ["Day", "matter_field", "reason_field", "side_field", "voice"]


class Day(When):
    """A day, as people write it; a month alone is not enough."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's own options
        options.setdefault("help_text", _("For example 31-12-2015."))
        super().__init__(**options)

    def clean(self, value: Any) -> date | None:  # type: ignore[override]  # noqa: ANN401 - a day instead of a moment
        """Return the day.

        Raises
        ------
        ValidationError
            It is no date, or a month without its day.
        """
        moment = super().clean(value)
        if moment is None:
            return None
        if moment.first != moment.last:
            raise forms.ValidationError(_("Please write the day too, for example 31-12-2015."), code="no_day")
        return moment.first


def voice(field: Words) -> Words:
    """Show that somebody speaks here: their words stand in the letters of a person, not of the site."""
    field.widget.attrs["class"] = "voice"
    return field


def matter_field(matters: Iterable[Matter], *, required: bool) -> forms.ChoiceField:
    """Return the field that asks which matter it is about."""
    choices: list[tuple[str, Any]] = [(row.id, row.text) for row in matters]
    if not required:
        choices.insert(0, ("", _("Nothing in particular")))
    return forms.ChoiceField(
        label=_("What is it about?"),
        choices=choices,
        required=required,
        initial="" if not required else None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what it is about.")},
    )


def side_field(sides: Iterable[Side]) -> forms.ChoiceField:
    """Return the field that asks somebody of several sides for which of them they act."""
    return forms.ChoiceField(
        label=_("For which side?"),
        choices=[(side.value, word(side)) for side in sorted(sides)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose for which side.")},
    )


def reason_field(label: Any = None) -> Words:  # noqa: ANN401 - words that are translated later
    """Return the field for a reason, which both sides read."""
    return voice(
        Words(
            label=label or _("Why?"),
            help_text=_("One sentence is enough. Both sides read it."),
            rows=3,
            longest=2000,
            error_messages={"required": _("Please give a reason.")},
        )
    )
