"""Forms for positions."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.record import Consideration, Side
from counterpoise.record.initiatives import Group, Matter
from counterpoise.record.people import Capacity, Space
from counterpoise.record.positions import Position
from counterpoise.web.interests.forms.frictions import OPEN, where_field
from counterpoise.web.interests.forms.refusals import REFUSED
from counterpoise.web.ui.forms import PlainForm, Words, matter_field, voice
from counterpoise.web.ui.words import word

__all__ = ["PositionForm", "RewordForm"]

_BESIDE = {
    "interests.claim_missing": "claim",
    "interests.interest_missing": "interest",
    "interests.holder_missing": "holder",
    "interests.several_holders": "holder",
    "interests.nothing_to_be_about": "matter",
}
_AS, _FOR_GROUP = "as", "group"


class RewordForm(PlainForm):
    """Word one's own position anew."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = _BESIDE

    claim = voice(
        Words(
            label=_("What do you want?"),
            help_text=_("In your own words."),
            rows=3,
            longest=4000,
            error_messages={"required": REFUSED["interests.claim_missing"]},
        )
    )
    interest = voice(
        Words(
            label=_("Why does it matter to you?"),
            help_text=_("The interest behind it. Others often understand that better than the wish."),
            rows=3,
            longest=4000,
            error_messages={"required": REFUSED["interests.interest_missing"]},
        )
    )
    consideration = forms.ChoiceField(
        label=_("What kind of reason is that?"),
        choices=[("", "–"), *((each.value, word(each)) for each in Consideration)],
        required=False,
    )

    @staticmethod
    def of(position: Position) -> dict[str, Any]:
        """Return what a position says now, for the fields of the form."""
        return {
            "version": position.version,
            "claim": position.claim,
            "interest": position.interest,
            "consideration": position.consideration.value if position.consideration else "",
        }

    def worded(self) -> dict[str, Any]:
        """Return the words, by the names of the service."""
        given = self.cleaned_data
        kind = given["consideration"]
        return {
            "claim": given["claim"],
            "interest": given["interest"],
            "consideration": Consideration(kind) if kind else None,
        }


class PositionForm(RewordForm):
    """Say what one wants, and as whom."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        capacities: Iterable[Capacity],
        departments: Iterable[str],
        groups: Iterable[Group],
        matters: Iterable[Matter] | None,
        rooms: Iterable[Space],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self._holders: dict[str, dict[str, Any]] = {}
        choices: list[tuple[str, Any]] = []
        known, offices = tuple(capacities), tuple(departments)
        for row in known:
            ours = offices if row.side is Side.ORGANIZATIONAL else ()
            choices += [self._holder(_AS, row.id, office, _("%(role)s, for %(department)s"), row) for office in ours]
            choices.append(self._holder(_AS, row.id, "", _("%(role)s, for myself"), row))
        for group in groups:
            name = f"{_FOR_GROUP}:{group.id}"
            self._holders[name] = {"group": group.id}
            choices.append((name, _("For the group: %(group)s") % {"group": group.name}))
        self.fields["holder"] = forms.ChoiceField(
            label=_("Whose position is it?"),
            choices=choices,
            initial=choices[0][0] if len(choices) == 1 else None,
            widget=forms.RadioSelect,
            error_messages={"required": REFUSED["interests.holder_missing"]},
        )
        self.fields["own_words"] = forms.ChoiceField(
            label=_("Are these their own words?"),
            choices=[("yes", _("Yes")), ("no", _("No, I tell it for them"))],
            initial="yes",
            widget=forms.RadioSelect,
        )
        if matters is not None:
            self.fields["matter"] = matter_field(matters, required=True)
        closed = tuple(rooms)
        if closed:
            self.fields["where"] = where_field(closed, one_side=False)

    def _holder(self, kind: str, capacity: str, office: str, words: Any, row: Capacity) -> tuple[str, Any]:  # noqa: ANN401 - a text still to be translated
        name = f"{kind}:{capacity}:{office}"
        self._holders[name] = {"capacity": capacity, "department": office}
        return name, words % {"role": word(row.kind), "department": office}

    def held(self) -> dict[str, Any]:
        """Return the position, by the names of the service."""
        given = self.cleaned_data
        where = given.get("where") or OPEN
        return self.worded() | {
            **self._holders[given["holder"]],
            "own_words": given["own_words"] == "yes",
            "matter": given.get("matter") or None,
            "room": where if where != OPEN else None,
        }
