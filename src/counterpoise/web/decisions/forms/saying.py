"""Forms for concerns and answers, for telling and hearing, and for verdicts."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.record import Side
from counterpoise.record.commitments import Judgement
from counterpoise.record.decisions import ConcernKind
from counterpoise.record.moments import Precision
from counterpoise.record.people import Capacity
from counterpoise.web.decisions.forms.words import REFUSED
from counterpoise.web.expertise.forms.contributions import capacity_field, voice
from counterpoise.web.ui.forms import PlainForm, When, Words
from counterpoise.web.ui.words import word

__all__ = ["AnswerForm", "ConcernForm", "HeardForm", "IsAnswerForm", "TellForm", "VerdictForm"]

_KINDS = (
    (ConcernKind.WORRY.value, _("It worries me")),
    (ConcernKind.OBJECTION.value, _("I am against it")),
    (ConcernKind.COMPLAINT.value, _("It was not done properly")),
    (ConcernKind.SHOW.value, _("This felt like a show: it seemed to be decided already")),
)


class ConcernForm(PlainForm):
    """Raise a concern."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"decisions.no_words": "text"}

    text = voice(
        Words(
            label=_("What is your concern?"),
            rows=4,
            longest=5000,
            error_messages={"required": REFUSED["decisions.no_words"]},
        )
    )
    kind = forms.ChoiceField(
        label=_("What fits best?"), choices=_KINDS, initial=ConcernKind.WORRY.value, widget=forms.RadioSelect
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        capacities: Iterable[Capacity],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        known = tuple(capacities)
        if len(known) > 1:
            self.fields["capacity"] = capacity_field(known, may_be_silent=True)


class AnswerForm(PlainForm):
    """Answer a concern, or sign that no answer will be given."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "decisions.answer_without_words": "text",
        "decisions.answer_without_reason": "reason",
        "decisions.answer_without_department": "department",
        "decisions.no_answer_without_name_or_reason": "reason",
    }
    NEEDED: ClassVar[Collection[str]] = ("text", "reason", "department")

    text = Words(label=_("Your answer"), rows=4, longest=5000, required=False)
    reason = Words(label=_("Because"), rows=3, longest=5000, required=False)
    department = forms.CharField(label=_("Which department answers?"), max_length=200, required=False)
    no_answer = forms.BooleanField(
        label=_("No answer will be given. I sign that with my name, and say why."), required=False
    )


class IsAnswerForm(PlainForm):
    """Say whether it is an answer."""

    right = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])


def _a_day(value: Any) -> date | None:  # noqa: ANN401 - whatever the field gave
    if value is None:
        return None
    if value.precision not in {Precision.DAY, Precision.MINUTE}:
        raise forms.ValidationError(_("Please give one day, for example 3-11-2014."), code="no_day")
    day: date = value.first
    return day


class TellForm(PlainForm):
    """Write down when a group was told, or when it will be."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "decisions.notice_without_day": "told_at",
        "decisions.told_in_the_future": "told_at",
        "decisions.planned_date_has_passed": "planned_on",
    }

    told_at = When(label=_("When were they told?"), required=False)
    channel = forms.CharField(
        label=_("How were they told?"),
        help_text=_("A letter, a meeting, the local paper …"),
        max_length=200,
        required=False,
    )
    planned_on = When(label=_("Not told yet? When will they be?"), required=False)

    def clean_planned_on(self) -> date | None:
        """Return the planned day."""
        return _a_day(self.cleaned_data["planned_on"])


class HeardForm(PlainForm):
    """Say when one's group heard of it."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"decisions.told_in_the_future": "heard_at"}

    heard_at = When(
        label=_("We heard it on"), error_messages={"required": _("Please give the day on which you heard it.")}
    )


class VerdictForm(PlainForm):
    """Say whether an agreement was kept."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED

    judgement = forms.ChoiceField(
        label=_("Was it kept?"),
        choices=(),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )
    why = Words(label=_("Why do you find so?"), rows=3, longest=3000, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        sides: Iterable[Side],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        field = self.fields["judgement"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(each.value, word(each)) for each in Judgement]
        known = sorted(sides)
        self.fields["side"] = forms.ChoiceField(
            label=_("For which side do you speak?"),
            choices=[(each.value, word(each)) for each in known],
            initial=known[0].value if len(known) == 1 else None,
            widget=forms.RadioSelect if len(known) > 1 else forms.HiddenInput,
        )
