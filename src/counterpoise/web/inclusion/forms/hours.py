"""The form for who took part in a round, and how long."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.inclusion.counting import LineProblem, split_lines
from counterpoise.record.initiatives import Cycle
from counterpoise.web.inclusion.forms.fields import optional_number, wrong_lines
from counterpoise.web.inclusion.forms.refusals import REFUSED
from counterpoise.web.ui.forms import PlainForm, Words

__all__ = ["HoursForm"]


class HoursForm(PlainForm):
    """Write down who took part in a round, and how long."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "inclusion.nobody_by_this_name": "others",
        "inclusion.several_by_this_name": "others",
        "inclusion.hours_below_zero": "hours",
        "inclusion.no_round": "cycle",
    }

    hours = optional_number(_("How many hours did you take part?"), whole=False)
    support_paid = optional_number(_("What were you paid for it, in euros?"), whole=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        cycles: Iterable[Cycle],
        for_others: bool,
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        rounds = [(row.id, _("Round %(number)s") % {"number": row.number}) for row in cycles]
        self.fields["cycle"] = forms.ChoiceField(
            label=_("In which round?"), choices=rounds, error_messages={"required": REFUSED["inclusion.no_round"]}
        )
        if for_others:
            self.fields["others"] = Words(
                label=_("Or for others: name, hours, and what they were paid"),
                help_text=_("One person on each line, such as “Citizen 3; 12; 40”. Only they see it again."),
                rows=4,
                longest=40_000,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Return who took part; what is no number is told with its line."""
        given = super().clean() or {}
        found, problems = [], []
        for line, parts in split_lines(given.get("others") or ""):
            numbers = [_amount(part) for part in parts[1:3]]
            if len(parts) > 3 or any(number is None for number in numbers):
                problems.append(LineProblem(line, "not_a_number", {"text": "; ".join(parts[1:])[:40]}))
            hours, paid = (*numbers, None, None)[:2]
            found.append({"name": parts[0], "hours": hours, "support_paid": paid})
        if problems:
            self.add_error("others", wrong_lines(problems))
        own = {"name": "", "hours": given.get("hours"), "support_paid": given.get("support_paid")}
        given["taking_part"] = tuple(found) or (own,)
        return given


def _amount(text: str) -> float | None:
    plain = text.replace(",", ".", 1)
    return float(plain) if plain.replace(".", "", 1).isascii() and plain.replace(".", "", 1).isdigit() else None
