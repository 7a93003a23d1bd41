"""Forms for big words: what they mean here, and what the register says beside them."""

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.web.ui.forms import PlainForm, Words, voice
from counterpoise.web.voices.forms.refusals import REFUSED

__all__ = ["BesideForm", "MeaningForm"]


class MeaningForm(PlainForm):
    """Say what a big word means here."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"voices.no_meaning": "meaning"}

    meaning = voice(
        Words(
            label=_("What does this mean here?"),
            help_text=_("Say what people can do or see that they could not before."),
            rows=3,
            longest=2000,
            error_messages={"required": REFUSED["voices.no_meaning"]},
        )
    )


class BesideForm(PlainForm):
    """Lay something of the register beside a big word."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"voices.no_note": "note"}

    record = forms.ChoiceField(
        label=_("What do you lay beside it?"),
        choices=[],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose something of the register.")},
    )
    note = voice(
        Words(
            label=_("What does it show?"),
            help_text=_("It can speak for the big word or against it."),
            rows=3,
            longest=2000,
            error_messages={"required": REFUSED["voices.no_note"]},
        )
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        records: Iterable[tuple[str, Any]],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        cast("forms.ChoiceField", self.fields["record"]).choices = list(records)
