"""Forms for legal rights: pick rows of a law for a body, and lay one on what can be decided."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from counterpoise.control.rights.rows import Kind, Pack, Right
from counterpoise.record.initiatives import Matter
from counterpoise.record.people import Body
from counterpoise.web.control.forms.fields import Day
from counterpoise.web.control.forms.refusals import REFUSED
from counterpoise.web.ui.forms import PlainForm
from counterpoise.web.ui.templatetags.words import when

__all__ = ["KINDS", "LayDownForm", "PickForm", "named"]

KINDS: dict[Kind, Any] = {
    Kind.CONSENT: _("Consent"),
    Kind.WEIGHTY_ADVICE: _("Advice that needs a reasoned reply"),
    Kind.ADVICE: _("Advice"),
    Kind.CO_DECISION: _("Decide together"),
    Kind.OWN_DECISION: _("Decide"),
    Kind.BINDING_NOMINATION: _("Name somebody"),
    Kind.HEARD: _("Be heard"),
    Kind.INFORMED: _("Be told"),
    Kind.UNSOLICITED_ADVICE: _("Advice without being asked"),
    Kind.INITIATIVE: _("Put something forward"),
    Kind.INQUIRY: _("Ask for an inquiry"),
    Kind.NULLITY: _("Declare a decision void"),
    Kind.DISPUTE_BODY: _("Go to the disputes body"),
}
"""What people read for each kind of right, those that weigh most first."""


def named(right: Right, lang: str) -> str:
    """Return what kind of right it is, what it is about, and where that is laid down."""
    return _("%(kind)s: %(subject)s (article %(article)s)") % {
        "kind": KINDS[right.kind],
        "subject": right.subject.get(lang) or right.subject["en"],
        "article": right.article,
    }


class PickForm(PlainForm):
    """Pick rows of one law."""

    REFUSED: ClassVar[dict[str, Any]] = {
        "control.no_new_right": _("These rights are in the register already. Please choose others.")
    }
    BESIDE: ClassVar[dict[str, str]] = {"control.no_new_right": "rows"}

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        pack: Pack,
        at: date,
        bodies: Iterable[Body],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        lang = "nl" if get_language() == "nl" else "en"
        order = list(KINDS)
        known = [(row.id, row.name) for row in bodies]
        self.fields["body"] = forms.ChoiceField(
            label=_("For which body?"),
            choices=known,
            initial=known[0][0] if len(known) == 1 else None,
            widget=forms.RadioSelect,
            error_messages={"required": _("Please choose a body.")},
        )
        self.fields["rows"] = forms.MultipleChoiceField(
            label=_("Which rights does it have?"),
            # What no longer holds cannot be picked; what holds later can be prepared, and says from when.
            choices=[
                (row.id, _choice(row, lang, at))
                for row in sorted(pack.rights, key=lambda row: order.index(row.kind))
                if row.active_until is None or at < row.active_until
            ],
            help_text=_what_they_give(pack, at),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Please choose at least one right.")},
        )


def _choice(right: Right, lang: str, at: date) -> str:
    said = named(right, lang)
    if at >= right.active_from:
        return said
    return _("%(right)s. It holds only from %(day)s.") % {"right": said, "day": when(right.active_from)}


def _what_they_give(pack: Pack, at: date) -> str:
    said = [
        _("Consent: without your yes it cannot be decided so. Advice: you are asked first and get reasons.")
        if any(right.kind is Kind.CONSENT for right in pack.rights)
        else _("Advice: you are asked first and get reasons. They can still decide otherwise.")
    ]
    if any(right.active_from > at for right in pack.rights):
        said.append(
            _("This law does not hold yet, or not all of it. Nobody can appeal to a right before its first day.")
        )
    return " ".join(map(str, said))


class LayDownForm(PlainForm):
    """Say on which question of control a legal right holds."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "control.mandate_no_matter": "matter",
        "control.mandate_laid_down_already": "matter",
        "control.mandate_no_end": "review_on",
        "control.mandate_end_passed": "review_on",
        "control.mandate_end_too_far": "review_on",
    }

    review_on = Day(
        label=_("When do we look at it again?"),
        help_text=_("Within two years. Laws change."),
        error_messages={"required": REFUSED["control.mandate_no_end"]},
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        matters: Iterable[Matter],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["matter"] = forms.ChoiceField(
            label=_("On which question does it hold?"),
            choices=[(row.id, row.text) for row in matters],
            widget=forms.RadioSelect,
            error_messages={"required": REFUSED["control.mandate_no_matter"]},
        )
        self.order_fields(["once", "matter", "review_on"])
