"""Forms for the talk about who decides."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.record import Say
from counterpoise.record.initiatives import Group
from counterpoise.record.mandates import DutyMove, GroupSay, Mandate
from counterpoise.record.people import Body
from counterpoise.web.control.forms.fields import Day, reason_field
from counterpoise.web.control.forms.refusals import REFUSED
from counterpoise.web.ui.forms import PlainForm, Words
from counterpoise.web.ui.words import word

__all__ = ["AgreeForm", "ProposeForm"]

_SAYS = [(say.value, word(say)) for say in Say]
_MANY_DAYS = 730


class ProposeForm(PlainForm):
    """Propose who decides."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "control.mandate_no_holder": "holder",
        "control.mandate_no_say": "say",
        "control.mandate_no_limits": "limits",
        "control.mandate_no_conflict_rule": "conflict_decides",
        "control.mandate_no_end": "expires_on",
        "control.mandate_end_passed": "expires_on",
        "control.mandate_end_too_far": "expires_on",
        "control.mandate_duty_without_say_field": "say_with_it",
        "control.mandate_no_reason": "reason",
    }

    limits = Words(label=_("Within which limits?"), help_text=_("“None” is an answer too."), rows=2, longest=2000)
    conflict_decides = forms.CharField(label=_("Who decides when both sides disagree?"), max_length=500)
    conflict_mediator = forms.CharField(label=_("Who helps them talk?"), max_length=500)
    conflict_max_days = forms.IntegerField(
        label=_("After how many days at most is it decided?"),
        min_value=1,
        max_value=_MANY_DAYS,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    review_on = Day(label=_("When do we look at it again?"), required=False)
    expires_on = Day(
        label=_("From which day does it no longer hold?"),
        help_text=_("One of these two days is needed, within two years. For example 31-12-2015."),
        required=False,
    )
    duty_moved = forms.ChoiceField(
        label=_("Does it move a duty?"),
        choices=[
            ("", _("No")),
            (DutyMove.TO_CIVIC.value, _("Yes, to the citizens’ side")),
            (DutyMove.TO_ORGANIZATION.value, _("Yes, to the organization side")),
        ],
        required=False,
        initial="",
        widget=forms.RadioSelect,
    )
    duty = forms.CharField(label=_("Which duty?"), required=False, max_length=500)
    say_with_it = forms.ChoiceField(
        label=_("Which say goes with that duty?"), choices=[("", "–"), *_SAYS], required=False
    )
    reason = reason_field()

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        bodies: Iterable[Body],
        groups: Iterable[Group],
        before: Mandate | None = None,
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        self.groups = tuple(groups)
        options["initial"] = _as_it_stands(before) | (options.get("initial") or {})
        super().__init__(*args, **options)
        holder = forms.ChoiceField(
            label=_("Who should decide?"),
            help_text=_("“Decided centrally” is a good answer too."),
            choices=[(row.id, row.name) for row in bodies],
            widget=forms.RadioSelect,
            error_messages={"required": REFUSED["control.mandate_no_holder"]},
        )
        first: dict[str, forms.Field] = {name: self.fields[name] for name in ("once", "version")} | {"holder": holder}
        for number, group in enumerate(self.groups):
            first[f"say_{number}"] = forms.ChoiceField(
                label=_("Which say does this group have: %(group)s?") % {"group": group.name},
                # Nothing is chosen beforehand: that a group has no say must be said.
                choices=[("", "–"), *_SAYS],
                error_messages={"required": REFUSED["control.mandate_group_without_say"]},
            )
        self.fields = first | {name: field for name, field in self.fields.items() if name not in first}

    def proposed(self) -> dict[str, Any]:
        """Return what is proposed, by the names of the service."""
        given = self.cleaned_data
        names = ("holder", "limits", "conflict_decides", "conflict_mediator", "conflict_max_days")
        more = ("review_on", "expires_on", "reason", "duty")
        return {name: given[name] for name in (*names, *more)} | {
            "others": tuple(
                GroupSay(group=group.id, say=Say(given[f"say_{number}"])) for number, group in enumerate(self.groups)
            ),
            "duty_moved": DutyMove(given["duty_moved"]) if given["duty_moved"] else None,
            "say_with_it": Say(given["say_with_it"]) if given["say_with_it"] else None,
        }


def _as_it_stands(before: Mandate | None) -> dict[str, Any]:
    """Return what the version before says, so that nobody has to type again what they want to keep."""
    if before is None:
        return {}
    names = ("holder", "limits", "conflict_decides", "conflict_mediator", "conflict_max_days", "duty")
    return {name: getattr(before, name) for name in names}


class AgreeForm(PlainForm):
    """Say yes, in one's seat."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        bodies: Iterable[Body],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        known = [(row.id, row.name) for row in bodies]
        if len(known) > 1:
            self.fields["body"] = forms.ChoiceField(
                label=_("In which seat do you say yes?"),
                choices=known,
                widget=forms.RadioSelect,
                error_messages={"required": _("Please choose your seat.")},
            )
