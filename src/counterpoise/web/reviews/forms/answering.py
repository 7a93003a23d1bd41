"""The form with the questions of one side, all at once or one at a time; and those for paper and phone."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from counterpoise.record.reviews import NoAnswer
from counterpoise.reviews.deciders import deciders
from counterpoise.reviews.instrument import Item, ItemKind, Language, no_answer_words
from counterpoise.web.reviews.forms.refusals import REFUSED
from counterpoise.web.reviews.forms.rounds import ReviewForm
from counterpoise.web.reviews.selectors import Given, Sheet
from counterpoise.web.ui.forms import PlainForm, Words
from counterpoise.web.ui.words import signed

__all__ = ["AnswerForm", "CodeForm", "PaperForm", "PhoneForm"]

_MOST_WORDS = 2000


def spoken_in() -> Language:
    """Return the language in which the questions are asked."""
    return Language.NL if get_language() == "nl" else Language.EN


class AnswerForm(PlainForm):
    """The questions, each of which may be left out."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        asked: Iterable[Item],
        sheet: Sheet | None = None,
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        self.asked = tuple(asked)
        kept = sheet.answers if sheet is not None else {}
        options["initial"] = {one.code: _written(kept.get(one.code)) for one in self.asked} | options.get("initial", {})
        super().__init__(*args, **options)
        for one in self.asked:
            self.fields[one.code] = _field(one)

    def given(self) -> Mapping[str, Given]:
        """Return what was answered, by the codes of the questions; what was left out is there as nothing."""
        return {one.code: _given(one, self.cleaned_data.get(one.code, "")) for one in self.asked}


def _field(one: Item) -> forms.Field:
    lang = spoken_in()
    if one.kind is ItemKind.OPEN:
        field = Words(label=one.words(lang), rows=3, longest=_MOST_WORDS, required=False)
        field.widget.attrs["class"] = "voice"
        return field
    return forms.ChoiceField(
        label=one.words(lang),
        choices=[*_choices(one, lang), *zip(NoAnswer, no_answer_words(lang), strict=True)],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": REFUSED["review.not_an_answer"]},
    )


def _choices(one: Item, lang: Language) -> list[tuple[str, str]]:
    if one.kind is ItemKind.WHO:
        return list(zip(deciders(), one.choice_words(lang), strict=True))
    return _figures(one, lang)


def _figures(one: Item, lang: Language) -> list[tuple[str, str]]:
    low, high = one.scale or (0, 0)
    choices = one.choice_words(lang)
    if choices:
        return [(str(low + place), text) for place, text in enumerate(choices)]
    poles = one.pole_words(lang) or ("", "")
    names = {low: poles[0], 0: str(_("equal")), high: poles[1]}
    return [
        (str(value), f"{signed(value)}: {names[value]}" if names.get(value) else signed(value))
        for value in range(low, high + 1)
    ]


def _written(given: Given | None) -> str:
    if given is None:
        return ""
    if given.no_answer is not None:
        return given.no_answer.value
    return given.words if given.value is None else str(given.value)


def _given(one: Item, written: str) -> Given:
    if one.kind is ItemKind.OPEN:
        return Given(words=written.strip())
    if written in set(NoAnswer):
        return Given(no_answer=NoAnswer(written))
    if one.kind is ItemKind.WHO:
        return Given(words=written)
    return Given(value=int(written)) if written else Given()


class PhoneForm(AnswerForm):
    """Enter what somebody says on the phone."""

    BESIDE: ClassVar[dict[str, str]] = {
        "expertise.nobody_by_this_name": "name",
        "expertise.several_by_this_name": "name",
        "review.not_of_your_side": "name",
    }

    name = forms.CharField(
        label=_("Who is on the phone?"),
        help_text=_("The name under which this person takes part here. Read each question aloud."),
        max_length=200,
        error_messages={"required": _("Please write who is on the phone.")},
    )


class CodeForm(PlainForm):
    """Find a printed form by its code."""

    code = forms.CharField(
        label=_("The code on your paper"),
        help_text=_("Ten letters and figures. Capitals and spaces do not matter."),
        max_length=40,
        error_messages={"required": _("Please write the code that stands on your paper.")},
    )


class PaperForm(ReviewForm):
    """Make printed forms."""

    number = forms.IntegerField(
        label=_("How many forms?"),
        min_value=1,
        max_value=20,
        initial=5,
        error_messages={
            "required": _("Please write a number from 1 to 20."),
            "invalid": _("Please write a number from 1 to 20."),
            "min_value": _("Please write a number from 1 to 20."),
            "max_value": _("Please write a number from 1 to 20."),
        },
    )
