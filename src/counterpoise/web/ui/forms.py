"""What all forms of the site share: plain labels and errors, words that are never lost, dates as people write them."""

import secrets
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.formats.codec import FaultError
from counterpoise.formats.spreadsheets.dates import as_moment
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment, Side
from counterpoise.record.initiatives import Matter
from counterpoise.web.ui.words import word

__all__ = ["Day", "PlainForm", "When", "Words", "matter_field", "reason_field", "side_field", "voice"]

# These letters turn the direction of what follows: a text that holds them can be made to read as something else.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_KEPT_CONTROLS = frozenset("\n\r\t")
_NOTHING_TO_SEE = frozenset("ZC")
_TOO_LONG = _("This is too long: %(show_value)s signs, and %(limit_value)s fit. Make it shorter, or send it in parts.")
# Only a number of a spreadsheet counts from an epoch; what somebody types is text.
_NO_EPOCH = date(1899, 12, 30)
_MOST_BUTTONS = 12


class Words(forms.CharField):
    """Somebody's own words: long, of any language, with any signs; only letters that deceive the eye are refused."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 6, longest: int = 10_000, **options: Any) -> None:  # noqa: ANN401 - Django's own options
        options.setdefault("max_length", longest)
        super().__init__(**options)
        self.widget.attrs["rows"] = rows
        # The browser must not cut a text off; the message beside the field says how long it may be.
        self.widget.attrs.pop("maxlength", None)

    def clean(self, value: Any) -> str:  # noqa: ANN401 - whatever a form holds
        """Return the words.

        Raises
        ------
        ValidationError
            They hold letters that nobody can see, or are too long.
        """
        text = str(super().clean(value)).replace("\r\n", "\n")
        if text and all(unicodedata.category(sign)[0] in _NOTHING_TO_SEE for sign in text):
            # A space without width is no blank for Django, and nothing for who reads.
            text = str(super().clean(""))
        if any(sign in _TURNING or _unseen(sign) for sign in text):
            raise forms.ValidationError(
                _("This text holds signs that nobody can see. Please type it instead of pasting it."), code="unseen"
            )
        return text


def _unseen(sign: str) -> bool:
    return unicodedata.category(sign) == "Cc" and sign not in _KEPT_CONTROLS


class When(forms.CharField):
    """A date as people write it: 3-11-2014, 3 November 2014, November 2014 or 2014."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's own options
        options.setdefault("help_text", _("For example 3-11-2014, November 2014 or 2014."))
        super().__init__(**options)

    def clean(self, value: Any) -> Moment | None:  # noqa: ANN401 - whatever a form holds
        """Return the moment, as exactly as it was written.

        Raises
        ------
        ValidationError
            It is no date.
        """
        text = super().clean(value)
        if not text:
            return None
        try:
            return as_moment(text, epoch=_NO_EPOCH)
        except FaultError as error:
            raise forms.ValidationError(
                _("“%(text)s” is not a date. Write for example 3-11-2014 or November 2014."),
                code="not_a_date",
                params={"text": text[:40]},
            ) from error


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


class PlainForm(forms.Form):
    """A form whose second sending changes nothing, and that says what is wrong beside the field.

    Attributes
    ----------
    once
        A token that becomes the id of what the form makes: sent twice, it is made once.
    version
        The version that somebody saw when they began to change it; empty for something new.
    """

    template_name = "ui/form.html"
    use_required_attribute = False

    once = forms.RegexField(r"\A[0-9a-f]{16}\Z", widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    REFUSED: ClassVar[Mapping[str, Any]] = {}
    """For each refusal that this form can meet, the words for it; placeholders are filled from what it was given."""

    BESIDE: ClassVar[Mapping[str, str]] = {}
    """For refusals that belong to one field, the field."""

    NEEDED: ClassVar[Collection[str]] = ()
    """Fields that a rule asks for, not the form: nobody is told that they may leave them empty."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own options
        options["initial"] = {"once": secrets.token_hex(8), **(options.get("initial") or {})}
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)

    def full_clean(self) -> None:
        """Look at what was sent; what is missing or too long is told in our own words, with what to do."""
        for field in self.fields.values():
            field.error_messages.setdefault("max_length", _TOO_LONG)
            if field.error_messages.get("required") is forms.Field.default_error_messages["required"]:
                chosen = isinstance(field, forms.ChoiceField)
                field.error_messages["required"] = _("Please choose one.") if chosen else _("Please fill this in.")
        super().full_clean()

    def refuse(self, refusals: tuple[Refusal, ...]) -> None:
        """Say what stands in the way, beside the field that it is about or above the form."""
        for refusal in refusals:
            words = self.REFUSED.get(refusal.code, _("This cannot be done now."))
            given = {name: value if value is not None else "" for name, value in refusal.given.items()}
            field = self.BESIDE.get(refusal.code)
            self.add_error(field if field in self.fields else None, str(words) % given)


def voice(field: Words) -> Words:
    """Show that somebody speaks here: their words stand in the letters of a person, not of the site."""
    field.widget.attrs["class"] = "voice"
    return field


def matter_field(matters: Iterable[Matter], *, required: bool) -> forms.ChoiceField:
    """Return the field that asks which matter it is about: buttons, or a list where these would fill many screens."""
    choices: list[tuple[str, Any]] = [(row.id, row.text) for row in matters]
    many = len(choices) > _MOST_BUTTONS
    if not required:
        choices.insert(0, ("", _("Nothing in particular")))
    elif many:
        # A list shows its first line as chosen.
        choices.insert(0, ("", _("Choose one")))
    return forms.ChoiceField(
        label=_("What is it about?"),
        choices=choices,
        required=required,
        initial="" if not required else None,
        widget=forms.Select if many else forms.RadioSelect,
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


class SideForm(PlainForm):
    """A form that asks somebody who stands on several sides for which of them they act.

    Parameters
    ----------
    sides
        The sides on which they stand; of one alone nothing is asked.
    """

    def __init__(self, *args: Any, sides: Iterable[Side], **options: Any) -> None:  # noqa: ANN401 - Django's own options
        super().__init__(*args, **options)
        known = tuple(sides)
        if len(known) > 1:
            self.fields["side"] = side_field(known)

    @property
    def side(self) -> Side | None:
        """The side that was chosen, where there was a choice."""
        chosen = self.cleaned_data.get("side")
        return Side(chosen) if chosen else None


def reason_field(label: Any = None, help_text: Any = None) -> Words:  # noqa: ANN401 - words that are translated later
    """Return the field for a reason, which both sides read where nothing else is said."""
    return voice(
        Words(
            label=label or _("Why?"),
            help_text=help_text or _("One sentence is enough. Both sides read it."),
            rows=3,
            longest=2000,
            error_messages={"required": _("Please give a reason.")},
        )
    )
