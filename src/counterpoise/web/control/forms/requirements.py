"""Forms for rules from elsewhere."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.record import Side
from counterpoise.record.initiatives import Matter
from counterpoise.web.control.forms.fields import matter_field, reason_field, side_field
from counterpoise.web.control.forms.refusals import REFUSED
from counterpoise.web.ui.forms import PlainForm, Words

__all__ = ["ContestRequirementForm", "OutcomeForm", "RequirementForm"]


class RequirementForm(PlainForm):
    """Write down a rule from elsewhere."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "control.requirement_no_text": "text",
        "control.requirement_no_imposer": "imposed_by",
    }

    text = Words(
        label=_("What does the rule say?"),
        rows=3,
        longest=4000,
        error_messages={"required": REFUSED["control.requirement_no_text"]},
    )
    imposed_by = forms.CharField(
        label=_("Who imposes it?"),
        max_length=300,
        error_messages={"required": REFUSED["control.requirement_no_imposer"]},
    )
    protects = Words(label=_("What does it protect?"), rows=2, longest=2000, required=False)
    effect_on_room = Words(label=_("What does it leave to decide here?"), rows=2, longest=2000, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        matters: Iterable[Matter],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["matter"] = matter_field(matters, required=False)

    def required_of_us(self) -> dict[str, Any]:
        """Return the rule, by the names of the service."""
        names = ("text", "imposed_by", "protects", "effect_on_room")
        return {name: self.cleaned_data[name] for name in names} | {"matter": self.cleaned_data["matter"] or None}


class ContestRequirementForm(PlainForm):
    """Contest a rule from elsewhere."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "control.requirement_no_reason": "reason",
        "control.requirement_no_side": "side",
    }

    reason = reason_field()

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


class OutcomeForm(PlainForm):
    """Tell whether something changed after a contest."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"control.requirement_no_reason": "reason"}

    changed = forms.ChoiceField(
        label=_("Did something change?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose yes or no.")},
    )
    reason = reason_field(_("What changed, or why did nothing change?"))
