"""Forms for what is talked over: talks, changes, who decides, what clashes, what is taken elsewhere; files of care."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.levels.refusals import Refusal
from counterpoise.record import Say
from counterpoise.record.initiatives import Initiative
from counterpoise.record.trajectories import SituationChange, Tie
from counterpoise.web.trajectory.forms.path import READ_BY, PathForm
from counterpoise.web.trajectory.forms.people import tie_field
from counterpoise.web.trajectory.forms.refusals import REFUSED
from counterpoise.web.ui.forms import Day, Words, reason_field, voice
from counterpoise.web.ui.words import word

__all__ = ["ChangeForm", "ClashForm", "DecideForm", "FileForm", "RaiseForm", "TalkForm"]

_MANY_DAYS = 180


def _own(label: Any, missing: Any, help_text: Any = "") -> Words:  # noqa: ANN401 - texts still to be translated
    return voice(Words(label=label, help_text=help_text, rows=3, longest=4000, error_messages={"required": missing}))


def _some(rows: Iterable[Any], *, label: Any, help_text: Any = "") -> forms.MultipleChoiceField:  # noqa: ANN401 - rows with a name or a text
    return forms.MultipleChoiceField(
        label=label,
        help_text=help_text,
        choices=[(row.id, getattr(row, "name", "") or row.text) for row in rows],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class TalkForm(PathForm):
    """Write a talk down."""

    text = _own(_("What was talked over?"), _("Please write what was talked over."))

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        ties: Iterable[Tie],
        changes: Iterable[SituationChange],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        known, waiting = tuple(ties), tuple(changes)
        if known:
            self.fields["present"] = _some(known, label=_("Who was there?"))
            self.fields["consulted"] = _some(known, label=_("Who was asked beforehand?"))
        if waiting:
            self.fields["changes"] = _some(waiting, label=_("Which changes did you look at?"))

    def given(self) -> dict[str, Any]:
        """Return the talk, by the names of the service."""
        found = super().given()
        return {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()}


class ChangeForm(PathForm):
    """Tell that something changed."""

    text = _own(_("What changed?"), _("Please write what changed."))


class DecideForm(PathForm):
    """Propose who decides."""

    BESIDE: ClassVar[dict[str, str]] = {
        "control.mandate_no_matter": "matter",
        "control.mandate_no_limits": "limits",
        "control.mandate_no_conflict_rule": "conflict_decides",
        "control.mandate_no_end": "review_on",
        "control.mandate_end_passed": "review_on",
        "control.mandate_end_too_far": "review_on",
    }

    matter = forms.CharField(
        label=_("What is it about?"),
        help_text=_("Such as the rhythm of the day, food, medication, visits or money."),
        max_length=300,
        error_messages={"required": REFUSED["control.mandate_no_matter"]},
    )
    say = forms.ChoiceField(
        label=_("If somebody else decides: what is your own say?"),
        choices=[(each.value, word(each)) for each in Say],
        initial=Say.CONSENT.value,
    )
    limits = Words(
        label=_("Within which limits?"),
        help_text=_("“None” is an answer too."),
        rows=2,
        longest=2000,
        error_messages={"required": REFUSED["control.mandate_no_limits"]},
    )
    conflict_decides = forms.CharField(label=_("Who decides when you disagree?"), max_length=300)
    conflict_mediator = forms.CharField(label=_("Who helps you talk?"), max_length=300)
    conflict_max_days = forms.IntegerField(
        label=_("After how many days at most is it decided?"),
        min_value=1,
        max_value=_MANY_DAYS,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    review_on = Day(
        label=_("When do you look at it again?"), error_messages={"required": REFUSED["levels.no_review_date"]}
    )
    reason = reason_field(_("Why so?"), READ_BY)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        ties: Iterable[Tie],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["tie"] = tie_field(ties, label=_("Who decides?"), nobody=_("I do"))
        self.order_fields(["once", "version", "matter", "tie", "say"])

    def given(self) -> dict[str, Any]:
        """Return the proposal, by the names of the service."""
        return super().given() | {"say": Say(self.cleaned_data["say"])}


class ClashForm(PathForm):
    """Write down what clashes with a norm."""

    BESIDE: ClassVar[dict[str, str]] = {
        "interests.no_words": "text",
        "interests.parties_missing": "imposed_by",
        "interests.claim_missing": "wants",
        "interests.interest_missing": "why",
    }

    text = _own(_("What clashes?"), REFUSED["interests.no_words"], _("In your own words. A friction is not a failure."))
    wants = _own(_("What do you want?"), REFUSED["interests.claim_missing"])
    why = _own(_("Why does it matter to you?"), REFUSED["interests.interest_missing"])
    norm = Words(
        label=_("Which rule does it meet?"),
        help_text=_("As it was told to you, with where it stands if you know."),
        rows=3,
        longest=2000,
        error_messages={"required": _("Please write which rule it meets.")},
    )
    imposed_by = forms.CharField(
        label=_("Who asks for this rule?"),
        help_text=_("Such as the pharmacist, the home or the law."),
        max_length=200,
        error_messages={"required": REFUSED["interests.parties_missing"]},
    )
    protects = forms.CharField(
        label=_("What does it protect?"),
        help_text=_("Such as personal care, food safety or safe medication."),
        max_length=300,
        error_messages={"required": _("Please write what it protects.")},
    )
    leaves = forms.CharField(label=_("What does it leave to decide here?"), max_length=500, required=False)


class RaiseForm(PathForm):
    """Take a matter to where it concerns many."""

    BESIDE: ClassVar[dict[str, str]] = {"expertise.no_words": "text"}

    text = _own(
        _("What do you want to say there?"),
        REFUSED["expertise.no_words"],
        _("Only these words go there. Nothing else of your care path does."),
    )
    named = forms.ChoiceField(
        label=_("Under your name?"),
        choices=[("no", _("No, without my name")), ("yes", _("Yes, under my name"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose whether your name stands with it.")},
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        initiatives: Iterable[Initiative],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["initiative"] = forms.ChoiceField(
            label=_("Where do you want to say it?"),
            choices=[(row.id, row.title) for row in initiatives],
            widget=forms.RadioSelect,
            error_messages={"required": _("Please choose where you want to say it.")},
        )

    def given(self) -> dict[str, Any]:
        """Return what is raised, by the names of the service."""
        return super().given() | {"named": self.cleaned_data["named"] == "yes"}


class FileForm(PathForm):
    """Take care data in from a file."""

    BESIDE: ClassVar[dict[str, str]] = dict.fromkeys(
        (code for code in REFUSED if code.startswith(("trajectory.", "care_data."))), "file"
    )

    file = forms.FileField(
        label=_("Which file?"),
        help_text=_("Care data as FHIR, in JSON or XML, about you alone. At most 5 MB."),
        allow_empty_file=True,
        error_messages={"required": _("Please choose a file.")},
    )

    same = forms.ChoiceField(
        label=_("Is this file about the same person?"),
        help_text=_("One person can have several numbers. A file about somebody else does not belong here."),
        choices=[("no", _("No, or I do not know")), ("yes", _("Yes, it is the same person under another number"))],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own options
        super().__init__(*args, **options)
        self._asked = self.fields["same"]
        if "same" not in self.data:
            del self.fields["same"]

    def refuse(self, refusals: tuple[Refusal, ...]) -> None:
        """Say what stands in the way; where it is whom the file is about, ask that."""
        nobody = _("somebody without a number")
        told = []
        for each in refusals:
            if each.code == "trajectory.another_patient":
                self.fields["same"] = self._asked
                each = Refusal(each.code, {name: value or nobody for name, value in each.given.items()})  # noqa: PLW2901 - the same one, in words
            told.append(each)
        super().refuse(tuple(told))
