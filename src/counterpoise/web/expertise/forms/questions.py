"""Forms for what people are asked, and for asking something else."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.record.contributions import Problem
from counterpoise.record.initiatives import Group, Matter
from counterpoise.record.people import Capacity
from counterpoise.web.expertise.forms.contributions import capacity_field, voice
from counterpoise.web.expertise.forms.refusals import REFUSED
from counterpoise.web.ui.forms import PlainForm, When, Words

__all__ = ["AskForm", "ProposeForm", "ReplyForm"]

_ENOUGH_OPTIONS = 30
_SHORT = 100


class AskForm(PlainForm):
    """Put a question."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "expertise.no_words": "text",
        "expertise.no_use_told": "use",
        "expertise.no_author_side": "capacity",
        "expertise.co_author_not_asked": "co_author",
        "expertise.nobody_by_this_name": "co_author",
        "expertise.several_by_this_name": "co_author",
        "expertise.same_side": "co_author",
        "expertise.options_fixed_later": "options_fixed_at",
    }

    text = voice(
        Words(
            label=_("The question"),
            rows=3,
            longest=1000,
            error_messages={"required": REFUSED["expertise.no_words"]},
        )
    )
    use = Words(
        label=_("What will you do with the answers?"),
        rows=3,
        longest=2000,
        error_messages={"required": REFUSED["expertise.no_use_told"]},
    )
    co_author = forms.CharField(
        label=_("Who of the other side worded it with you?"),
        help_text=_("The name under which this person takes part here."),
        required=False,
        max_length=200,
    )
    without_co_author = forms.BooleanField(
        label=_("I go on without somebody of the other side. That is written down."), required=False
    )
    options = Words(
        label=_("What can people choose from?"),
        help_text=_("One on each line. Leave it empty for an open question. People can always write their own words."),
        rows=4,
        longest=5000,
        required=False,
    )
    options_fixed_at = When(label=_("When were these options fixed?"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        capacities: Iterable[Capacity],
        matters: Iterable[Matter],
        groups: Sequence[Group] = (),
        problems: Sequence[Problem] = (),
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        known = tuple(capacities)
        if len(known) > 1:
            self.fields["capacity"] = capacity_field(known, may_be_silent=False)
        if problems:
            self.fields["problem"] = forms.ChoiceField(
                label=_("Which problem does it answer to?"),
                choices=[("", _("None")), *((row.id, row.text[:_SHORT]) for row in problems)],
                required=False,
            )
        if groups:
            self.fields["open_to"] = forms.MultipleChoiceField(
                label=_("Which groups can answer?"),
                choices=[(row.id, row.name) for row in groups],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        choices = [(row.id, row.text) for row in matters]
        if choices:
            self.fields["matter"] = forms.ChoiceField(
                label=_("What can be decided that it is about?"),
                choices=[("", _("Nothing in particular")), *choices],
                required=False,
            )

    def clean_options(self) -> tuple[str, ...]:
        """Return the options, each once.

        Raises
        ------
        ValidationError
            There are too many to choose from.
        """
        lines = [line.strip() for line in self.cleaned_data["options"].splitlines()]
        found = tuple(dict.fromkeys(line for line in lines if line))
        if len(found) > _ENOUGH_OPTIONS:
            raise forms.ValidationError(_("These are too many to choose from. Thirty is the most."), code="too_many")
        return found

    def asked(self) -> dict[str, Any]:
        """Return what is asked, by the names of the service."""
        names = ("text", "use", "options", "options_fixed_at", "co_author", "without_co_author")
        given = {name: self.cleaned_data[name] for name in names}
        return (
            given
            | {name: self.cleaned_data.get(name) or None for name in ("capacity", "matter", "problem")}
            | {"open_to": tuple(self.cleaned_data.get("open_to") or ())}
        )


class ProposeForm(PlainForm):
    """Propose another wording."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"expertise.no_words": "text"}

    text = voice(
        Words(
            label=_("What is the question, then?"),
            rows=3,
            longest=1000,
            error_messages={"required": REFUSED["expertise.no_words"]},
        )
    )


class ReplyForm(PlainForm):
    """Accept another wording, or refuse it with a reason."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"expertise.no_use_told": "use", "expertise.no_reason": "reason"}

    reply = forms.ChoiceField(
        label=_("What do you say?"),
        choices=[("accept", _("Yes, we ask this instead")), ("refuse", _("No, we keep our question, because"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose yes or no.")},
    )
    use = Words(label=_("With yes: what will you do with the answers?"), rows=3, longest=2000, required=False)
    reason = Words(label=_("With no: why not?"), rows=3, longest=2000, required=False)
