"""Forms for whose position a decision came nearest to, and for whom its words mean."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.record import Side
from counterpoise.record.decisions import Decision, Nearest
from counterpoise.record.initiatives import Document, Group
from counterpoise.web.ui.forms import PlainForm, side_field

__all__ = ["NEAREST", "NearestForm", "WhomForm"]

NEAREST: dict[Nearest, Any] = {
    Nearest.CIVIC: _("What the citizens’ side wanted"),
    Nearest.ORGANIZATIONAL: _("What the organization side wanted"),
    Nearest.BETWEEN: _("Something between the two"),
    Nearest.OTHER: _("Something else"),
    Nearest.NOT_COMPARABLE: _("The two can not be compared"),
}
"""For each outcome, what people read."""

_REFUSED: dict[str, Any] = {
    "interests.not_taken": _("It was not taken yet."),
    "interests.no_reading": _("Please choose one of these."),
    "interests.reads_for_neither": _("Only the two sides read this: citizens and organization."),
    "interests.no_words": _("Please write something first."),
}


class NearestForm(PlainForm):
    """Say whose position it came nearest to."""

    REFUSED: ClassVar[dict[str, Any]] = _REFUSED
    BESIDE: ClassVar[dict[str, str]] = dict.fromkeys(_REFUSED, "nearest")

    nearest = forms.ChoiceField(
        label=_("What did it come nearest to?"),
        choices=[(each.value, words) for each, words in NEAREST.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _REFUSED["interests.no_reading"]},
    )

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

    def reading(self) -> dict[str, Any]:
        """Return the reading, by the names of the service."""
        given = self.cleaned_data
        return {"nearest": Nearest(given["nearest"]), "side": Side(given["side"]) if given.get("side") else None}


class WhomForm(PlainForm):
    """Say whom a text means."""

    REFUSED: ClassVar[dict[str, Any]] = _REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"interests.no_words": "text"}

    text = forms.CharField(
        label=_("Which words?"),
        help_text=_("For example “citizens” or “the community”, as they stand there."),
        max_length=200,
        error_messages={"required": _REFUSED["interests.no_words"]},
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        texts: Iterable[Decision | Document],
        groups: Iterable[Group],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["of"] = forms.ChoiceField(
            label=_("In which text?"),
            choices=[(row.id, row.title or row.text[:80] or row.id) for row in texts],
            error_messages={"required": _("Please choose one of these.")},
        )
        self.fields["group"] = forms.ChoiceField(
            label=_("Whom does it mean?"),
            choices=[("", _("Nobody says")), *((row.id, row.name) for row in groups)],
            required=False,
        )

    def whom(self) -> dict[str, Any]:
        """Return whom it means, by the names of the service."""
        given = self.cleaned_data
        return {"text": given["text"], "of": given["of"], "group": given["group"] or None}
