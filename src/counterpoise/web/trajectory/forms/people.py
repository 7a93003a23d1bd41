"""Forms for the people around somebody: who helps, with what, until when; who may read along."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.record.people import CapacityKind
from counterpoise.record.trajectories import Tie, TieKind
from counterpoise.web.trajectory.forms.path import PathForm, look_on
from counterpoise.web.trajectory.forms.refusals import REFUSED
from counterpoise.web.ui.forms import Day, Words, voice
from counterpoise.web.ui.words import word

__all__ = ["AgreementForm", "HelpForm", "KeepForm", "ReaderForm", "StopForm", "tie_field"]

_HALF_A_YEAR = _("Within six months, because a situation can change soon. For example 31-12-2015.")
_READS_AS = (
    CapacityKind.INFORMAL_CAREGIVER,
    CapacityKind.PROFESSIONAL,
    CapacityKind.VOLUNTEER,
    CapacityKind.MANAGER,
)


def tie_field(ties: Iterable[Tie], *, label: Any, nobody: Any) -> forms.ChoiceField:  # noqa: ANN401 - texts still to be translated
    """Return the field that asks which of the people around the owner it is about."""
    return forms.ChoiceField(
        label=label,
        choices=[("", nobody), *((row.id, row.name) for row in ties)],
        required=False,
        initial="",
        widget=forms.RadioSelect,
    )


class HelpForm(PathForm):
    """Write down somebody who helps."""

    name = forms.CharField(
        label=_("What do you call them?"),
        help_text=_("Such as: my daughter, the neighbour, the nurse of the morning."),
        max_length=120,
        error_messages={"required": _("Please write what you call them.")},
    )
    kind = forms.ChoiceField(
        label=_("How do they help?"),
        choices=[(each.value, word(each)) for each in TieKind],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose how they help.")},
    )
    task = Words(
        label=_("With what do they help?"),
        rows=2,
        longest=2000,
        error_messages={"required": _("Please write with what they help.")},
    )
    willing_for = Words(
        label=_("What are they willing to be asked?"),
        help_text=_("Ask them. What they did not say is not theirs to do."),
        rows=2,
        longest=2000,
        required=False,
    )
    since = Day(label=_("Since when?"), help_text=_("Leave it empty for today."), required=False)

    def given(self) -> dict[str, Any]:
        """Return the person, by the names of the service."""
        return super().given() | {"kind": TieKind(self.cleaned_data["kind"])}


class StopForm(PathForm):
    """Step back: from one agreement, or altogether."""

    BESIDE: ClassVar[dict[str, str]] = {"levels.before_it_began": "on"}

    on = Day(
        label=_("From which day on?"),
        error_messages={"required": _("Please write from which day on.")},
    )
    reason = Words(
        label=_("Is there something to say about it?"),
        help_text=_("Nobody has to give a reason."),
        rows=2,
        longest=2000,
        required=False,
    )


class AgreementForm(PathForm):
    """Write an agreement down."""

    BESIDE: ClassVar[dict[str, str]] = PathForm.BESIDE | {"levels.helps_no_longer": "tie"}

    text = voice(
        Words(
            label=_("What did you agree?"),
            rows=3,
            longest=4000,
            error_messages={"required": _("Please write what you agreed.")},
        )
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        ties: Iterable[Tie],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["tie"] = tie_field(ties, label=_("Who does it?"), nobody=_("Nobody in particular"))
        self.fields["review_on"] = look_on(_HALF_A_YEAR)


class KeepForm(PathForm):
    """Look at an agreement again, and keep it."""

    review_on = look_on(_HALF_A_YEAR)


class ReaderForm(PathForm):
    """Let somebody read along."""

    BESIDE: ClassVar[dict[str, str]] = dict.fromkeys(("levels.nobody_of_this_name", "levels.already_a_reader"), "name")

    name = forms.CharField(
        label=_("Under which name do they take part here?"),
        max_length=60,
        error_messages={"required": REFUSED["levels.nobody_of_this_name"]},
    )
    kinds = forms.MultipleChoiceField(
        label=_("As what do they read along?"),
        help_text=_("Somebody can be two: a daughter who is also a nurse."),
        choices=[(each.value, word(each)) for each in _READS_AS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose as what they read along.")},
    )
    check = forms.CharField(
        label=_("How do you know that it is really them?"),
        help_text=_("Such as: they showed me their screen."),
        max_length=300,
        error_messages={"required": _("Please write how you know.")},
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        ties: Iterable[Tie],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["tie"] = tie_field(
            ties, label=_("Are they one of the people around you?"), nobody=_("No, somebody else")
        )

    def given(self) -> dict[str, Any]:
        """Return the reader, by the names of the service."""
        return super().given() | {"kinds": tuple(CapacityKind(each) for each in self.cleaned_data["kinds"])}
