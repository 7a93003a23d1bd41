"""Forms for promises and agreements to act: made, on their way, taken back, on review, reopened."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.record import Side
from counterpoise.record.initiatives import ContextChangeKind, PromisedLevel
from counterpoise.record.people import Body
from counterpoise.web.control.forms.fields import Day, reason_field, side_field
from counterpoise.web.decisions.forms.recording import Choices
from counterpoise.web.decisions.forms.steps import groups_field
from counterpoise.web.decisions.forms.words import REFUSED
from counterpoise.web.ui.forms import PlainForm, When, Words
from counterpoise.web.ui.words import promised, word

__all__ = [
    "AgreementForm",
    "AroundForm",
    "DropForm",
    "PromiseForm",
    "ReasonForm",
    "RenewalForm",
    "ReportForm",
]


def _own_body(bodies: Iterable[Body], label: Any) -> forms.ChoiceField:  # noqa: ANN401 - a text still to be translated
    known = [(row.id, row.name) for row in bodies]
    return forms.ChoiceField(
        label=label,
        choices=known,
        initial=known[0][0] if len(known) == 1 else None,
        widget=forms.RadioSelect,
        error_messages={"required": REFUSED["decisions.promise_by_nobody"]},
    )


class PromiseForm(PlainForm):
    """Make a promise."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "decisions.promise_without_words": "text",
        "decisions.promise_to_nobody": "to",
        "decisions.promise_by_nobody": "made_by",
    }

    text = Words(
        label=_("What do you promise?"),
        rows=3,
        longest=3000,
        error_messages={"required": REFUSED["decisions.no_words"]},
    )
    promised_level = forms.TypedChoiceField(
        label=_("Which say does it promise?"),
        choices=[("", _("It is about something else")), *((level.value, promised(level)) for level in PromisedLevel)],
        coerce=lambda value: PromisedLevel(int(value)),
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    condition = Words(label=_("On what condition?"), rows=2, longest=2000, required=False)
    due_on = Day(label=_("By when?"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        choices: Choices,
        bodies: Iterable[Body],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        last = {name: self.fields.pop(name) for name in ("condition", "due_on")}
        scope = forms.MultipleChoiceField(
            label=_("For which questions does it hold?"),
            help_text=_("Choose none if it holds for all of them."),
            choices=[(row.id, row.text) for row in choices.matters],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        to = groups_field(choices.groups, _("To whom?"), required=True)
        self.fields |= {"made_by": _own_body(bodies, _("Who makes it?")), "to": to, "scope": scope, **last}

    def made(self) -> dict[str, Any]:
        """Return the promise, by the names of the service."""
        given = self.cleaned_data
        names = ("text", "made_by", "promised_level", "condition", "due_on")
        return {name: given[name] for name in names} | {"to": tuple(given["to"]), "scope": tuple(given["scope"])}


class AgreementForm(PlainForm):
    """Write down who does what by when."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "decisions.promise_without_words": "text",
        "decisions.promise_to_nobody": "to",
        "decisions.promise_by_nobody": "by",
    }

    text = Words(
        label=_("What will be done?"), rows=3, longest=3000, error_messages={"required": REFUSED["decisions.no_words"]}
    )
    department = forms.CharField(label=_("Which department does it?"), max_length=200, required=False)
    due_on = Day(label=_("By when?"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        choices: Choices,
        bodies: Iterable[Body],
        decisions: Iterable[tuple[str, str]],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        last = {name: self.fields.pop(name) for name in ("department", "due_on")}
        follows = forms.ChoiceField(
            label=_("Which decision does it follow from?"), choices=[("", _("None")), *decisions], required=False
        )
        to = groups_field(choices.groups, _("With whom is it agreed?"), required=True)
        self.fields |= {"by": _own_body(bodies, _("Who does it?")), "to": to, **last, "decision": follows}

    def agreed(self) -> dict[str, Any]:
        """Return the agreement, by the names of the service."""
        given = self.cleaned_data
        names = ("text", "by", "department", "due_on")
        return {name: given[name] for name in names} | {
            "to": tuple(given["to"]),
            "decision": given["decision"] or None,
        }


class ReportForm(PlainForm):
    """Say how it goes."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED

    how = forms.ChoiceField(
        label=_("How does it go?"),
        choices=[("on_track", _("It is on its way")), ("late", _("It is late"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )
    why = Words(label=_("What is there to say?"), rows=3, longest=2000, required=False)


class ReasonForm(PlainForm):
    """Take a promise back, or reopen what has ended: with a reason."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "decisions.withdrawn_without_reason": "reason",
        "decisions.reopened_without_reason": "reason",
    }

    reason = reason_field()


class DropForm(PlainForm):
    """Drop what is on review."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "decisions.dropped_without_reason": "reason",
        "decisions.dropped_without_telling": "told",
    }

    reason = reason_field()
    told = forms.BooleanField(label=_("We told this to those to whom it was promised."), required=False)


class RenewalForm(PlainForm):
    """Propose other words for what is on review."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"decisions.no_words": "text"}

    text = Words(
        label=_("The new words"), rows=3, longest=3000, error_messages={"required": REFUSED["decisions.no_words"]}
    )
    due_on = Day(label=_("By when?"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        sides: Iterable[Side],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        known = tuple(sides)
        if len(known) > 1:
            self.fields["side"] = side_field(known)


class AroundForm(PlainForm):
    """Tell of a change around an initiative."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"decisions.no_words": "text", "decisions.told_in_the_future": "happened_at"}

    kind = forms.ChoiceField(
        label=_("What changed?"),
        choices=[(kind.value, word(kind)) for kind in ContextChangeKind],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )
    text = Words(
        label=_("What happened?"), rows=3, longest=3000, error_messages={"required": REFUSED["decisions.no_words"]}
    )
    happened_at = When(label=_("When was that?"), required=False)
