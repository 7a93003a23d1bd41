"""Forms for what a decision did with what people said."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from counterpoise.record.decisions import Effect, SetAsideReason
from counterpoise.web.decisions.forms.words import REFUSED
from counterpoise.web.ui.forms import PlainForm, Words
from counterpoise.web.ui.words import word

__all__ = ["RestForm", "TraceForm"]

_SHORT = 240
_REASONS = (
    (SetAsideReason.OFF_TOPIC, _("It is about something else")),
    (SetAsideReason.NOT_FEASIBLE, _("It cannot be done")),
    (SetAsideReason.NOT_ALLOWED, _("It is not allowed")),
    (SetAsideReason.WRONG_FORM, _("It was not said in a form that we can use")),
    (SetAsideReason.WRONG_PERSON, _("It is not for this person to say")),
    (SetAsideReason.OTHER, _("Another reason")),
)


class TraceForm(PlainForm):
    """Say what was done with some contributions."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "decisions.nothing_chosen": "about",
        "decisions.set_aside_without_sentence": "reason",
        "decisions.set_aside_without_department": "department",
    }

    effect = forms.ChoiceField(
        label=_("What was done with them?"),
        choices=[(each.value, word(each)) for each in Effect],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )
    reason_code = forms.ChoiceField(
        label=_("If they were not used: what kind of reason is there?"),
        choices=[("", "–"), *((code.value, text) for code, text in _REASONS)],
        required=False,
    )
    reason = Words(
        label=_("Why?"),
        help_text=_("What was not used needs a sentence that its author can answer."),
        rows=3,
        longest=3000,
        required=False,
    )
    department = forms.CharField(label=_("Which department says so?"), max_length=200, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        waiting: Iterable[tuple[str, str]],
        loose: Iterable[tuple[str, str]] = (),
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        offered = {"about": self._offered(_("Which contributions is this about?"), waiting)}
        if loose:
            offered["besides"] = self._offered(_("Words about nothing in particular: is it about any of these?"), loose)
            offered["besides"].required = offered["about"].required = False
        self.fields = {"once": self.fields["once"]} | offered | self.fields

    @staticmethod
    def _offered(label: str | Promise, rows: Iterable[tuple[str, str]]) -> forms.MultipleChoiceField:
        shown = [(name, text if len(text) <= _SHORT else f"{text[:_SHORT]}…") for name, text in rows]
        return forms.MultipleChoiceField(
            label=str(label),
            choices=[(name, text or _("Words that were taken back, or no words")) for name, text in shown],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": REFUSED["decisions.nothing_chosen"]},
        )

    def traced(self) -> dict[str, Any]:
        """Return what was done, by the names of the service."""
        given = self.cleaned_data
        return {
            "about": (*given["about"], *given.get("besides", ())),
            "effect": Effect(given["effect"]),
            "reason_code": SetAsideReason(given["reason_code"]) if given["reason_code"] else None,
            "reason": given["reason"],
            "department": given["department"],
        }


class RestForm(PlainForm):
    """Say of all the others that they were not considered."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED

    department = forms.CharField(label=_("Which department says so?"), max_length=200, required=False)
