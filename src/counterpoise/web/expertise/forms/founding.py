"""Forms for founding a room, handing a contribution over, and putting more under a theme."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.record.contributions import Contribution
from counterpoise.record.people import SpaceKind
from counterpoise.web.expertise.forms.refusals import REFUSED
from counterpoise.web.ui.forms import PlainForm, Words

__all__ = ["FoundForm", "HandOverForm", "ReshapeForm", "SortForm"]

_KINDS = {
    SpaceKind.CITIZENS_ONLY: _("Only citizens. Nobody of the organization can open it."),
    SpaceKind.ORGANIZATION_ONLY: _("Only the organization. Nobody of the citizens’ side can open it."),
}
_SHORT = 120
_SHOWN = 100


class FoundForm(PlainForm):
    """Found a room for one side."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "expertise.room_without_name": "name",
        "expertise.too_few_founders": "others",
        "expertise.nobody_by_this_name": "others",
        "expertise.several_by_this_name": "others",
        "levels.no_account_check": "account_check",
    }

    name = forms.CharField(
        label=_("What is the room called?"),
        max_length=200,
        error_messages={"required": REFUSED["expertise.room_without_name"]},
    )
    others = Words(
        label=_("Who founds it with you?"),
        help_text=_("Two names, one on each line. Who sits in a council of this side does not need them."),
        rows=3,
        longest=1000,
        required=False,
    )
    account_check = Words(
        label=_("How do you know that these are the right people?"),
        help_text=_("For example: we spoke in person, and I saw how they signed in."),
        rows=3,
        longest=1000,
        error_messages={"required": REFUSED["levels.no_account_check"]},
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        kinds: Iterable[SpaceKind],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        known = [(kind.value, _KINDS[kind]) for kind in kinds]
        self.fields["kind"] = forms.ChoiceField(
            label=_("Who can be in it?"),
            choices=known,
            initial=known[0][0] if len(known) == 1 else None,
            widget=forms.RadioSelect,
            error_messages={"required": _("Please choose one.")},
        )

    def founded(self) -> dict[str, Any]:
        """Return the room, by the names of the service."""
        given = self.cleaned_data
        return {
            "name": given["name"],
            "kind": SpaceKind(given["kind"]),
            "others": tuple(line for line in given["others"].splitlines() if line.strip()),
            "account_check": given["account_check"],
        }


class HandOverForm(PlainForm):
    """Hand one contribution to somebody outside."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "expertise.nobody_by_this_name": "name",
        "expertise.several_by_this_name": "name",
        "expertise.member_already": "name",
        "expertise.no_reason": "reason",
    }

    name = forms.CharField(
        label=_("To whom?"), help_text=_("The name under which this person takes part here."), max_length=200
    )
    reason = Words(
        label=_("Why?"),
        help_text=_("All members of the room read this."),
        rows=3,
        longest=2000,
        error_messages={"required": _("Please give a reason.")},
    )


class SortForm(PlainForm):
    """Put more under a theme."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"expertise.nothing_chosen": "contributions"}

    def __init__(self, *args: Any, others: Iterable[Contribution], **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        shown = list(others)[:_SHOWN]
        self.fields["contributions"] = forms.MultipleChoiceField(
            label=_("What else belongs to it?"),
            choices=[(row.id, row.text if len(row.text) <= _SHORT else f"{row.text[:_SHORT]}…") for row in shown],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": REFUSED["expertise.nothing_chosen"]},
        )


class ReshapeForm(PlainForm):
    """Rename a theme, and take some of it out."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"expertise.no_words": "name", "expertise.nothing_left": "take_out"}

    name = forms.CharField(label=_("The theme, in a few words"), max_length=200)

    def __init__(self, *args: Any, given: Iterable[Contribution], **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        self.fields["take_out"] = forms.MultipleChoiceField(
            label=_("What do you take out of it?"),
            choices=[(row.id, row.text if len(row.text) <= _SHORT else f"{row.text[:_SHORT]}…") for row in given],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        self.fields["apart"] = forms.CharField(
            label=_("What is the new theme called that this becomes?"),
            help_text=_("Leave it empty if it belongs to no theme."),
            max_length=200,
            required=False,
        )
