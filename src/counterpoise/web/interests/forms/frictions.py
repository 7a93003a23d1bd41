"""Forms for frictions: write one down, name the next step, propose to close it, confirm, say no, open it again."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.record import Side, Tension
from counterpoise.record.initiatives import Matter
from counterpoise.record.people import Body, Space
from counterpoise.record.positions import FrictionState
from counterpoise.web.interests.forms.refusals import REFUSED
from counterpoise.web.ui.forms import Day, PlainForm, When, Words, matter_field, reason_field, side_field, voice
from counterpoise.web.ui.words import word

__all__ = ["OPEN", "CloseForm", "ConfirmForm", "NoticeForm", "ReasonForm", "StepForm", "SureForm", "where_field"]

OPEN = "open"
"""The choice for what both sides may read."""

ONE_SIDE = "one_side"
_MOST_PARTIES = 20
_LONGEST_NAME = 200


def where_field(rooms: Iterable[Space], *, one_side: bool) -> forms.ChoiceField:
    """Return the field that asks where something may be read."""
    choices: list[tuple[str, Any]] = [(OPEN, _("By both sides"))]
    if one_side:
        choices.append((ONE_SIDE, _("Only by my own side, for now")))
    choices += [(row.id, _("Only in our own room (%(room)s).") % {"room": row.name}) for row in rooms]
    return forms.ChoiceField(
        label=_("Where may it be read?"),
        choices=choices,
        initial=OPEN if len(choices) == 1 else None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose where it may be read.")},
    )


class _Parties(Words):
    """Those who clash, one on each line."""

    def clean(self, value: Any) -> tuple[str, ...]:  # type: ignore[override]  # noqa: ANN401 - names instead of one text
        """Return the names, each once.

        Raises
        ------
        ValidationError
            There are too many, or one is too long.
        """
        text = super().clean(value)
        names = tuple(dict.fromkeys(" ".join(line.split()) for line in text.split("\n") if line.strip()))
        if len(names) > _MOST_PARTIES or any(len(name) > _LONGEST_NAME for name in names):
            raise forms.ValidationError(_("Please write short names, at most twenty of them."), code="parties")
        return names


def _parties(label: Any) -> _Parties:  # noqa: ANN401 - a text still to be translated
    return _Parties(label=label, rows=2, longest=4000, required=False)


class SureForm(PlainForm):
    """Nothing to fill in: somebody is sure, or goes back."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED


class ReasonForm(PlainForm):
    """A step that takes nothing but a reason."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"interests.no_reason": "reason"}

    reason = reason_field()


class NoticeForm(PlainForm):
    """Write a friction down."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "interests.no_words": "text",
        "interests.tension_missing": "tension",
        "interests.parties_missing": "civic",
        "interests.noticed_in_future": "noticed_at",
    }

    text = voice(
        Words(
            label=_("What clashes?"),
            help_text=_("In your own words. A friction is not a failure."),
            rows=3,
            longest=4000,
            error_messages={"required": REFUSED["interests.no_words"]},
        )
    )
    civic = _parties(_("Who on the citizens’ side?"))
    organizational = _parties(_("Who on the organization side?"))
    independent = _parties(_("Who else, such as a municipality?"))
    tension = forms.ChoiceField(
        label=_("What is it about most?"),
        choices=[(each.value, word(each)) for each in Tension],
        widget=forms.RadioSelect,
        error_messages={"required": REFUSED["interests.tension_missing"]},
    )
    noticed_at = When(
        label=_("When was it noticed?"),
        help_text=_("Leave it empty for today. Its age counts from that day."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        matters: Iterable[Matter],
        rooms: Iterable[Space],
        sides: Iterable[Side],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        for name in ("civic", "organizational", "independent"):
            self.fields[name].help_text = _("One on each line: a group, a department or a role.")
        self.fields["matter"] = matter_field(matters, required=False)
        known = tuple(sides)
        if len(known) > 1:
            self.fields["side"] = side_field(known)
        self.fields["where"] = where_field(rooms, one_side=True)

    def noticed(self) -> dict[str, Any]:
        """Return the friction, by the names of the service."""
        given = self.cleaned_data
        named = ((Side.CIVIC, "civic"), (Side.ORGANIZATIONAL, "organizational"), (Side.INDEPENDENT, "independent"))
        where = given["where"]
        return {
            "text": given["text"],
            "tension": Tension(given["tension"]),
            "parties": tuple((party, side) for side, name in named for party in given[name]),
            "matter": given["matter"] or None,
            "noticed_at": given["noticed_at"],
            "one_side": where == ONE_SIDE,
            "room": where if where not in {OPEN, ONE_SIDE} else None,
            "side": Side(given["side"]) if given.get("side") else None,
        }


class StepForm(PlainForm):
    """Name the next step."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"interests.next_step_missing": "step", "interests.next_step_past": "on"}

    step = Words(
        label=_("What happens next?"),
        rows=3,
        longest=2000,
        error_messages={"required": REFUSED["interests.next_step_missing"]},
    )
    by_whom = forms.CharField(
        label=_("Who does it?"),
        max_length=300,
        error_messages={"required": REFUSED["interests.next_step_missing"]},
    )
    on = Day(label=_("When?"), error_messages={"required": REFUSED["interests.next_step_missing"]})

    def stepping(self) -> dict[str, Any]:
        """Return the step, by the names of the service."""
        return {name: self.cleaned_data[name] for name in ("step", "by_whom", "on")}


class CloseForm(PlainForm):
    """Propose how it is closed for now."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "interests.closing_missing": "to",
        "interests.review_missing": "review_on",
        "interests.review_past": "review_on",
        "interests.review_too_late": "review_on",
        "interests.moved_to_missing": "moved_to",
    }

    to = forms.ChoiceField(
        label=_("How is it closed for now?"),
        choices=[
            (FrictionState.SETTLED_FOR_NOW.value, _("We settled it for now")),
            (FrictionState.LIVED_WITH.value, _("We do not agree, and we live with it")),
            (FrictionState.MOVED.value, _("Another body takes it over")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": REFUSED["interests.closing_missing"]},
    )
    review_on = Day(
        label=_("When do you look at it again?"),
        help_text=_("Within twelve months. Not needed where another body takes it over."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        bodies: Iterable[Body],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["moved_to"] = forms.ChoiceField(
            label=_("Which body takes it over?"),
            choices=[("", "–"), *((row.id, row.name) for row in bodies)],
            required=False,
        )

    def closing(self) -> dict[str, Any]:
        """Return the proposal, by the names of the service."""
        given = self.cleaned_data
        return {
            "to": FrictionState(given["to"]),
            "review_on": given["review_on"],
            "moved_to": given["moved_to"] or None,
        }


class ConfirmForm(PlainForm):
    """Confirm for one party."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "interests.not_a_party": "party",
        "interests.party_confirmed": "party",
        "interests.not_their_party": "party",
    }

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        parties: Iterable[str],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        known = list(parties)
        self.fields["party"] = forms.ChoiceField(
            label=_("For whom do you confirm?"),
            choices=[(name, name) for name in known],
            initial=known[0] if len(known) == 1 else None,
            widget=forms.RadioSelect,
            error_messages=dict.fromkeys(("required", "invalid_choice"), REFUSED["interests.not_a_party"]),
        )
