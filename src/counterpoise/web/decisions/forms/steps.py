"""Forms for the steps of a decision: a draft, a round of concerns, taking it, and what it says of how it was made."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.record.decisions import Decision, DecisionState, ParticipationLink
from counterpoise.record.initiatives import Group
from counterpoise.record.people import Body
from counterpoise.web.control.forms.fields import Day, matter_field
from counterpoise.web.decisions.forms.recording import Choices, ReasonsForm
from counterpoise.web.decisions.forms.words import REFUSED
from counterpoise.web.ui.forms import PlainForm, When, Words
from counterpoise.web.ui.words import TOPICS

__all__ = ["DraftForm", "ExplainForm", "RoundForm", "StepForm", "SureForm", "TakeForm"]

_SHORT = 100


def body_field(bodies: Iterable[Body], label: Any) -> forms.ChoiceField:  # noqa: ANN401 - a text still to be translated
    """Return the field that asks for a body; nobody has to know it."""
    return forms.ChoiceField(
        label=label, choices=[("", _("I don’t know")), *((row.id, row.name) for row in bodies)], required=False
    )


def groups_field(
    groups: Iterable[Group],
    label: Any,  # noqa: ANN401 - a text still to be translated
    *,
    required: bool = False,
) -> forms.MultipleChoiceField:
    """Return the field that asks for groups."""
    return forms.MultipleChoiceField(
        label=label,
        choices=[(row.id, row.name) for row in groups],
        required=required,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one group.")},
    )


class DraftForm(ReasonsForm):
    """Write down a draft, with why: those who raise a concern need to know."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"decisions.no_words": "what"}

    what = Words(
        label=_("What would be decided?"),
        rows=3,
        longest=5000,
        error_messages={"required": REFUSED["decisions.no_words"]},
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        choices: Choices,
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["matter"] = matter_field(choices.matters, required=True)
        self.fields["taken_by"] = body_field(choices.bodies, _("Who would take it?"))
        self.fields["touches"] = groups_field(choices.groups, _("Whom would it touch?"))
        self.fields["weighed"].label = _("What was weighed?")
        self.fields["weighed"].help_text = _("One reason, also one against it. You can add others later.")
        self.order_fields(["what", "matter", "taken_by", "touches"])

    def drafted(self) -> dict[str, Any]:
        """Return the draft, by the names of the service."""
        given = self.cleaned_data
        return {
            "what": given["what"],
            "matter": given["matter"],
            "taken_by": given["taken_by"] or None,
            "touches": tuple(given["touches"]),
            **self.weighs(),
        }


class RoundForm(PlainForm):
    """Open a draft for concerns."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "decisions.round_over_before_it_begins": "until",
        "decisions.concerns_open_to_nobody": "open_to",
    }

    until = When(
        label=_("Until when can people raise concerns?"),
        help_text=_("For example 31-12-2015."),
        error_messages={"required": _("Please write a day.")},
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        groups: Iterable[Group],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["open_to"] = groups_field(groups, _("Who can raise them?"), required=True)


class StepForm(PlainForm):
    """Bring a decision one step on."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"decisions.step_without_words": "words"}
    ASKED: ClassVar[dict[DecisionState, Any]] = {
        DecisionState.ANSWERED: _("What did the concerns change?"),
        DecisionState.TOLD: _("What is there to say about the telling?"),
        DecisionState.FOLLOWED_UP: _("What was done after it?"),
        DecisionState.REVIEWED: _("Looking back: what came of it, and for whom?"),
    }

    words = Words(label=_("What is there to say?"), rows=4, longest=5000, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        to: DecisionState,
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["words"].label = self.ASKED[to]


class TakeForm(PlainForm):
    """Write down that a draft was taken."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"decisions.taken_in_the_future": "decided_at"}

    decided_at = When(label=_("When was it taken?"), error_messages={"required": _("Please write a day.")})

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        bodies: Iterable[Body],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["taken_by"] = body_field(bodies, _("Who took it?"))


class ExplainForm(PlainForm):
    """Say how a decision was made."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "decisions.no_participation_without_reason": "participation_reason",
        "decisions.urgent_without_look": "urgent_look_on",
        "decisions.look_without_urgency": "urgency",
        "decisions.reverses_itself": "reverses",
        "decisions.reverses_no_decision": "reverses",
        "decisions.reverses_a_later_one": "reverses",
        "decisions.consulted_without_day": "consulted_at",
    }

    participation = forms.ChoiceField(
        label=_("Did people take part in it?"),
        choices=[
            ("", _("Not written down yet")),
            (ParticipationLink.LINKED.value, _("Yes")),
            (ParticipationLink.NONE_BECAUSE.value, _("We decided not to organize participation, because")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    participation_reason = Words(label=_("Why not?"), rows=2, longest=3000, required=False)
    urgency = Words(
        label=_("Could it not wait? Why?"),
        help_text=_("Leave it empty if it could. It then needs a day on which both sides look at it after all."),
        rows=2,
        longest=3000,
        required=False,
    )
    urgent_look_on = Day(label=_("On which day do both sides look at it together?"), required=False)
    reverses = forms.ChoiceField(label=_("Does it turn an earlier decision around?"), required=False)
    undeclared_limits = Words(
        label=_("Which limits do its reasons use?"),
        help_text=_("One on each line. A limit that nobody was told before gets a mark."),
        rows=3,
        longest=3000,
        required=False,
    )
    consulted_at = When(label=_("When were they asked in writing?"), required=False)
    topic = forms.ChoiceField(
        label=_("What is its topic, as the law names it?"),
        help_text=_("A legal right holds for this decision if it names this topic."),
        choices=lambda: [("", _("None of these")), *sorted(TOPICS.items(), key=lambda each: str(each[1]))],
        required=False,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        bodies: Iterable[Body],
        earlier: Iterable[Decision],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        named = [(row.id, (row.title or row.text)[:_SHORT]) for row in earlier]
        self.fields["reverses"].choices = [("", _("No")), *named]  # type: ignore[attr-defined]  # it is a field of choices
        consulted = forms.MultipleChoiceField(
            label=_("Which bodies were asked in writing beforehand?"),
            choices=[(row.id, row.name) for row in bodies],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        last = {name: self.fields.pop(name) for name in ("consulted_at", "topic")}
        self.fields |= {"consulted": consulted, **last}

    def explained(self) -> dict[str, Any]:
        """Return what is said, by the names of the service."""
        given = self.cleaned_data
        names = ("participation_reason", "urgency", "urgent_look_on", "consulted_at", "topic")
        lines = (line.strip() for line in given["undeclared_limits"].splitlines())
        return {name: given[name] for name in names} | {
            "participation": ParticipationLink(given["participation"]) if given["participation"] else None,
            "reverses": given["reverses"] or None,
            "undeclared_limits": tuple(dict.fromkeys(line for line in lines if line)),
            "consulted": tuple(given["consulted"]),
        }


class SureForm(PlainForm):
    """Nothing to fill in: somebody is sure, or goes back."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
