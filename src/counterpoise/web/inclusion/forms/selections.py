"""Forms for how seats are filled, who is asked in, and who took part."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.inclusion.selections import LeavingGround
from counterpoise.record.access import BarrierKind
from counterpoise.record.initiatives import Group
from counterpoise.record.participation import FunnelCount, FunnelStep, Recruitment, Selection, SelectionState
from counterpoise.record.people import Body, SeatMethod
from counterpoise.web.inclusion.forms.fields import CountLines, choice_of, optional_number
from counterpoise.web.inclusion.forms.refusals import REFUSED
from counterpoise.web.ui.forms import Day, PlainForm, Words, voice
from counterpoise.web.ui.words import word

__all__ = [
    "FunnelForm",
    "InviteForm",
    "LeaveForm",
    "PlanForm",
    "RecruitmentForm",
    "ReplyForm",
    "SeatForm",
    "StepForm",
]

_METHODS = [("", "–"), *((each.value, word(each)) for each in SeatMethod)]


class PlanForm(PlainForm):
    """Plan how seats are filled."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED

    method = forms.ChoiceField(label=_("How are the seats filled?"), choices=_METHODS, required=False)
    criterion = Words(
        label=_("By which criterion?"),
        help_text=_("It is fixed before anybody replies. Nobody can fit it to the replies then."),
        rows=3,
        longest=2000,
        required=False,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        bodies: Iterable[Body],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        known = tuple(bodies)
        self.fields["body"] = choice_of(known, _("The seats of which body?"), required=True)
        self.fields["decided_by"] = choice_of(known, _("Who decides who gets a seat?"))

    @staticmethod
    def of(selection: Selection) -> dict[str, Any]:
        """Return what a plan says now, for the fields of the form."""
        return {
            "version": selection.version,
            "method": selection.method.value if selection.method else "",
            "criterion": selection.criterion,
            "body": selection.body or "",
            "decided_by": selection.decided_by or "",
        }

    def planning(self) -> dict[str, Any]:
        """Return the plan, by the names of the service."""
        given = self.cleaned_data
        return {
            "body": given["body"] or None,
            "method": SeatMethod(given["method"]) if given["method"] else None,
            "criterion": given["criterion"],
            "decided_by": given["decided_by"] or None,
        }


class StepForm(PlainForm):
    """Take the next step of a selection."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"inclusion.not_in_missing": "not_in"}

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        to: SelectionState,
        variables: Iterable[str] = (),
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        if to is not SelectionState.SELECTED:
            return
        self.fields["not_in"] = Words(
            label=_("Who is not in?"),
            help_text=_("In plain words and numbers."),
            rows=3,
            longest=2000,
            required=False,
        )
        known = list(variables)
        if known:
            self.fields["variable"] = forms.ChoiceField(
                label=_("Count those selected by"), choices=[(name, name) for name in known], required=False
            )
            self.fields["seated"] = CountLines(
                label=_("How many of each are in?"),
                help_text=_("One on each line. The site puts beside it how many there are."),
                required=False,
            )

    def stepping(self) -> dict[str, Any]:
        """Return what was said, by the names of the service."""
        given = self.cleaned_data
        return {
            "not_in": given.get("not_in", ""),
            "variable": given.get("variable", ""),
            "seated": given.get("seated") or {},
        }


_STEPS = {
    FunnelStep.INVITED: (_("Invited: how many?"), _("Of these, against the proposal")),
    FunnelStep.CAME: (_("Came: how many?"), _("Of these, against the proposal")),
    FunnelStep.SEATED: (_("Got a seat: how many?"), _("Of these, against the proposal")),
    FunnelStep.SPOKE: (_("Spoke: how many?"), _("Of these, against the proposal")),
    FunnelStep.CITED: (_("Were cited: how many?"), _("Of these, against the proposal")),
}


class FunnelForm(PlainForm):
    """Write down how many people got how far. Counts only, by the rule fixed beforehand."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        for step, (everybody, critical) in _STEPS.items():
            self.fields[f"{step.value}_all"] = optional_number(everybody, whole=True)
            self.fields[f"{step.value}_against"] = optional_number(critical, whole=True)

    def funnel(self) -> tuple[FunnelCount, ...]:
        """Return the counts of the steps that were counted."""
        given = self.cleaned_data
        return tuple(
            FunnelCount(step=step, critical=given[f"{step.value}_against"] or 0, everybody=everybody)
            for step in _STEPS
            if (everybody := given[f"{step.value}_all"]) is not None
        )


class RecruitmentForm(PlainForm):
    """Tell how people are asked."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"inclusion.no_route": "route", "inclusion.no_limits_of_route": "limits"}

    route = Words(
        label=_("How are people asked?"),
        rows=2,
        longest=2000,
        error_messages={"required": REFUSED["inclusion.no_route"]},
    )
    criterion = Words(label=_("Whom are you looking for?"), rows=2, longest=2000, required=False)
    limits = Words(
        label=_("Whom does that not reach?"),
        rows=2,
        longest=2000,
        error_messages={"required": REFUSED["inclusion.no_limits_of_route"]},
    )
    method = forms.ChoiceField(label=_("How are the places filled?"), choices=_METHODS, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        bodies: Iterable[Body],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["decided_by"] = choice_of(bodies, _("Which body chose this way?"))

    def told(self) -> dict[str, Any]:
        """Return the way, by the names of the service."""
        given = self.cleaned_data
        return {name: given[name] for name in ("route", "criterion", "limits")} | {
            "method": SeatMethod(given["method"]) if given["method"] else None,
            "decided_by": given["decided_by"] or None,
        }


class InviteForm(PlainForm):
    """Ask people in."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "inclusion.nobody_by_this_name": "name",
        "inclusion.several_by_this_name": "name",
        "inclusion.nobody_asked": "people",
    }

    name = forms.CharField(label=_("The name of one person"), max_length=200, required=False)
    people = optional_number(_("Or how many people?"), whole=True)
    expires_on = Day(label=_("From which day does it no longer hold?"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        groups: Iterable[Group],
        recruitments: Iterable[Recruitment],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["group"] = choice_of(groups, _("Of which group?"))
        self.fields["recruitment"] = choice_of(recruitments, _("By which way?"), text="route")

    def inviting(self) -> dict[str, Any]:
        """Return who is asked, by the names of the service."""
        given = self.cleaned_data
        return {
            "name": given["name"],
            "people": given["people"] or 0,
            "expires_on": given["expires_on"],
            "group": given["group"] or None,
            "recruitment": given["recruitment"] or None,
        }


class ReplyForm(PlainForm):
    """Reply to an invitation."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"inclusion.more_replies_than_asked": "people"}

    accepted = forms.ChoiceField(
        label=_("Yes or no?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose yes or no.")},
    )
    kind = forms.ChoiceField(
        label=_("With a no: what keeps people away?"),
        choices=[("", _("I’d rather not say")), *((each.value, word(each)) for each in BarrierKind)],
        required=False,
    )
    reason = voice(
        Words(
            label=_("Why, in own words?"),
            help_text=_("Only the citizens’ side reads it, unless you share it."),
            rows=3,
            longest=2000,
            required=False,
        )
    )
    shared = forms.BooleanField(label=_("The organization side may read this reason too"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        many: bool,
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        if many:
            self.fields["people"] = optional_number(_("How many people say so?"), whole=True, initial=1)

    def replying(self) -> dict[str, Any]:
        """Return the reply, by the names of the service."""
        given = self.cleaned_data
        return {
            "accepted": given["accepted"] == "yes",
            "people": given.get("people", 1) or 0,
            "kind": BarrierKind(given["kind"]) if given["kind"] else None,
            "reason": given["reason"],
            "shared": given["shared"],
        }


class SeatForm(PlainForm):
    """Give somebody a seat."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "inclusion.nobody_by_this_name": "name",
        "inclusion.several_by_this_name": "name",
        "inclusion.not_drawn": "drawn",
        "inclusion.drawn_seated_already": "drawn",
    }

    name = forms.CharField(
        label=_("Who gets the seat? Their name here"),
        max_length=200,
        error_messages={"required": REFUSED["inclusion.nobody_by_this_name"]},
    )

    def __init__(self, *args: Any, by_lot: bool, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        if by_lot:
            self.fields["drawn"] = forms.CharField(
                label=_("Their code in the lottery"),
                help_text=_("It stands in their letter. Who holds the list can write their id in it instead."),
                max_length=200,
                error_messages={"required": REFUSED["inclusion.not_drawn"]},
            )


_GROUNDS = {
    LeavingGround.OWN_WISH: _("They want to stop"),
    LeavingGround.TERM_ENDED: _("Their term ended"),
    LeavingGround.ILLNESS: _("They are ill"),
    LeavingGround.DEATH: _("They died"),
    LeavingGround.CONDUCT: _("For what they did"),
    LeavingGround.STANCE: _("For what they think"),
}


class LeaveForm(PlainForm):
    """Say that somebody no longer holds a seat."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "inclusion.removed_for_stance": "ground",
        "inclusion.conduct_missing": "conduct",
        "inclusion.appeal_body_one_sided": "appeal_body",
    }

    ground = forms.ChoiceField(
        label=_("Why do they leave the seat?"),
        choices=[(ground.value, words) for ground, words in _GROUNDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose why.")},
    )
    conduct = Words(label=_("If it is for what they did: what was that?"), rows=3, longest=2000, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        bodies: Iterable[Body],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["appeal_body"] = choice_of(bodies, _("To which body can they appeal?"))

    def leaving(self) -> dict[str, Any]:
        """Return the ground, by the names of the service."""
        given = self.cleaned_data
        return {
            "ground": LeavingGround(given["ground"]),
            "conduct": given["conduct"],
            "appeal_body": given["appeal_body"] or None,
        }
