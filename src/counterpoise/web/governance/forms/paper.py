"""The form for words that come in on paper or by telephone."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.levels.codes import read_code
from counterpoise.record import KnowledgeKind
from counterpoise.record.contributions import Route
from counterpoise.record.initiatives import Matter
from counterpoise.record.people import CapacityKind
from counterpoise.web.expertise.forms import matter_field
from counterpoise.web.governance.selectors import QUESTION_SIGNS
from counterpoise.web.ui.forms import PlainForm, When, Words
from counterpoise.web.ui.words import word

__all__ = ["EnterForm"]

_NO_WORDS = _("Please write what this person said.")
_NO_QUESTION = _("No open question here has this code. Look at the form once more, or leave it empty.")
_ROUTES = (
    (Route.PAPER.value, _("On paper")),
    (Route.PHONE.value, _("By telephone")),
    (Route.MEETING.value, _("At a meeting")),
)


class EnterForm(PlainForm):
    """Enter what somebody else said, in their own words."""

    REFUSED: ClassVar[dict[str, Any]] = {
        "expertise.no_words": _NO_WORDS,
        "governance.no_such_question": _NO_QUESTION,
        "governance.still_to_come": _("This day is still to come. When was it said?"),
    }
    BESIDE: ClassVar[dict[str, str]] = {
        "expertise.no_words": "words",
        "governance.no_such_question": "question",
        "governance.still_to_come": "said_at",
    }

    route = forms.ChoiceField(
        label=_("How did it come in?"),
        choices=_ROUTES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose how it came in.")},
    )
    question = forms.CharField(
        label=_("The code beside the question on the form"),
        help_text=_("Six signs, such as 7GKX-3A. Leave it empty where they answer no question."),
        max_length=30,
        required=False,
    )
    words = Words(
        label=_("What they said, in their own words"),
        help_text=_("Write exactly what stands there, with its mistakes."),
        error_messages={"required": _NO_WORDS},
    )
    said_at = When(label=_("When did they say it?"), required=False)
    capacity = forms.ChoiceField(
        label=_("They speak as"),
        choices=lambda: [*((each.value, word(each)) for each in CapacityKind), ("", _("They did not say"))],
        required=False,
        initial="",
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(
        label=_("This comes from"),
        choices=lambda: [*((each.value, word(each)) for each in KnowledgeKind), ("", _("They did not say"))],
        required=False,
        initial="",
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        matters: Iterable[Matter] = (),
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["words"].widget.attrs["class"] = "voice"
        about = matter_field(matters)
        if about is not None:
            about.help_text = _("A question says itself what it is about.")
            self.fields["matter"] = about

    @staticmethod
    def begun(route: str) -> dict[str, Any]:
        """Return what stands in the form already: how the words came in, where the page before says so."""
        return {"route": route} if route in {each for each, _name in _ROUTES} else {}

    def clean_question(self) -> str:
        """Return the code of the question.

        Raises
        ------
        ValidationError
            It can be no code.
        """
        text = self.cleaned_data["question"]
        code = read_code(text, lengths=(QUESTION_SIGNS,)) if text else ""
        if code is None:
            raise forms.ValidationError(_NO_QUESTION, code="no_code")
        return code

    def entered(self) -> dict[str, Any]:
        """Return what was said, by the names of the service."""
        given = self.cleaned_data
        return {
            "words": given["words"],
            "route": Route(given["route"]),
            "said_at": given["said_at"],
            "capacity": CapacityKind(given["capacity"]) if given["capacity"] else None,
            "kind": KnowledgeKind(given["kind"]) if given["kind"] else None,
            "question": given["question"],
            "matter": given.get("matter") or None,
        }
