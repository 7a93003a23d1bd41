"""Forms to write a decision down in a minute, to add what is missing, and to publish it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.levels.refusals import Refusal
from counterpoise.record import Consideration, Side
from counterpoise.record.initiatives import Group, Matter
from counterpoise.record.mandates import Mandate
from counterpoise.record.people import Body
from counterpoise.web.decisions.forms.words import REFUSED
from counterpoise.web.ui.forms import PlainForm, When, Words
from counterpoise.web.ui.words import word

__all__ = ["Choices", "CompleteForm", "PublishForm", "ReasonsForm", "RecordForm", "Weighs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What there is to choose from in an initiative."""

    bodies: tuple[Body, ...] = ()
    groups: tuple[Group, ...] = ()
    matters: tuple[Matter, ...] = ()
    mandates: tuple[Mandate, ...] = ()


class _DecisionForm(PlainForm):
    """What the forms that write a decision down share: who can have taken it, and whom it can touch."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        choices: Choices,
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self._choose("taken_by", [("", _("I don’t know")), *((row.id, row.name) for row in choices.bodies)])
        self._choose("touches", [(row.id, row.name) for row in choices.groups])

    def _choose(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)


def _what() -> Words:
    return Words(label=_("What was decided?"), rows=3, longest=5000, required=False)


def _taken_by() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Who took it?"), required=False)


def _decided_at() -> When:
    return When(
        label=_("When was it taken?"),
        help_text=_("Long ago is no problem. For example 3-11-2014, November 2014 or 2014."),
        required=False,
    )


def _touches(label: Any) -> forms.MultipleChoiceField:  # noqa: ANN401 - a text still to be translated
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple)


class Weighs(PlainForm):
    """Why, and one more thing that was weighed: the same for a draft and for what was taken."""

    reasons = Words(label=_("Why?"), rows=4, longest=10_000, required=False)
    weighed = Words(
        label=_("What else was weighed?"),
        help_text=_("One reason. What was written down before stays."),
        rows=2,
        longest=2000,
        required=False,
    )
    weighed_as = forms.ChoiceField(
        label=_("What kind of reason is that?"),
        choices=lambda: [("", "—"), *((kind.value, word(kind)) for kind in Consideration)],
        required=False,
    )
    weighed_for = forms.ChoiceField(
        label=_("Whose reason is it?"),
        choices=lambda: [("", "—"), *((side.value, word(side)) for side in Side)],
        required=False,
    )

    def weighs(self) -> dict[str, Any]:
        """Return why, and what was weighed, by the names of the service."""
        given = self.cleaned_data
        return {
            "reasons": given["reasons"],
            "weighed": given["weighed"],
            "weighed_as": Consideration(given["weighed_as"]) if given["weighed_as"] else None,
            "weighed_for": Side(given["weighed_for"]) if given["weighed_for"] else None,
        }


class ReasonsForm(Weighs):
    """Say why something would be decided, before it is; or say it otherwise."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        self.fields["reasons"].label = _("Why would it be decided?")
        self.fields["reasons"].help_text = _("Those who raise a concern read it.")


class RecordForm(_DecisionForm):
    """What, who, when, whom it touches. One of them is enough."""

    what = _what()
    taken_by = _taken_by()
    decided_at = _decided_at()
    touches = _touches(_("Whom does it touch?"))
    matter = forms.ChoiceField(label=_("Is it about one of these?"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        choices: Choices,
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, choices=choices, **options)
        if choices.matters:
            known = [(row.id, row.text) for row in choices.matters]
            self._choose("matter", [("", _("No, it is about something else")), *known])
        else:
            del self.fields["matter"]

    def clean(self) -> dict[str, Any]:
        """Return what was written.

        Raises
        ------
        ValidationError
            Nothing was: a mistaken tap is no decision.
        """
        given = super().clean() or {}
        if not self.errors and not any(given.get(name) for name in ("what", "taken_by", "decided_at", "touches")):
            raise forms.ValidationError(_("Please write down at least one of these. The rest can wait."), code="empty")
        return given

    def recorded(self) -> dict[str, Any]:
        """Return what was written, by the names of the service."""
        given = self.cleaned_data
        return {
            "what": given["what"],
            "taken_by": given["taken_by"] or None,
            "decided_at": given["decided_at"],
            "touches": tuple(given["touches"]),
            "matter": given.get("matter") or None,
        }


class CompleteForm(Weighs, _DecisionForm):
    """Add what is missing, or correct it."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    field_order = ("what", "taken_by", "decided_at", "touches")

    what = _what()
    taken_by = _taken_by()
    decided_at = _decided_at()
    touches = _touches(_("Whom does it touch besides?"))
    under_mandate = forms.ChoiceField(label=_("Which agreement about who decides was used?"), required=False)

    NO_AGREEMENT: ClassVar[str] = "none"

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        choices: Choices,
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, choices=choices, **options)
        self.fields["reasons"].label = _("Why was it decided?")
        self.fields["reasons"].help_text = _("In the own words of who took it.")
        matters = {row.id: row.text for row in choices.matters}
        known = [(row.id, matters.get(row.matter or "", row.id)) for row in choices.mandates]
        nothing = [("", _("Not written down yet")), (self.NO_AGREEMENT, _("There was no agreement"))]
        self._choose("under_mandate", [*nothing, *known])

    def completed(self) -> dict[str, Any]:
        """Return what was written, by the names of the service."""
        given = self.cleaned_data
        mandate = given["under_mandate"]
        return {
            "what": given["what"],
            "taken_by": given["taken_by"] or None,
            "decided_at": given["decided_at"],
            "touches": tuple(given["touches"]),
            **self.weighs(),
            "under_mandate": mandate if mandate and mandate != self.NO_AGREEMENT else None,
            "without_mandate": mandate == self.NO_AGREEMENT,
        }


class PublishForm(PlainForm):
    """Publish. All that is missing is named at once, each kind of thing once, with how often."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED

    def refuse(self, refusals: tuple[Refusal, ...]) -> None:
        """Say what is missing; of thirteen concerns that wait for an answer, that there are thirteen."""
        for code, n in Counter(refusal.code for refusal in refusals).items():
            words = str(self.REFUSED[code])
            self.add_error(None, f"{words} {n}" if words.endswith(":") else words)
