"""Forms for bodies, seats and invitations."""

from collections.abc import Collection, Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.levels.codes import read_code
from counterpoise.levels.seats import may_take_part_as
from counterpoise.levels.sides import speaks_for
from counterpoise.record import Side
from counterpoise.record.people import Body, BodyKind, CapacityKind, SeatMethod, Space
from counterpoise.web.people.forms.own import kinds
from counterpoise.web.people.forms.refusals import REFUSED
from counterpoise.web.ui.forms import PlainForm, Words
from counterpoise.web.ui.words import word

__all__ = ["AcceptForm", "CodeForm", "EndSeatForm", "FoundForm", "InviteForm", "SeatForm"]

_SHORT = 200
_BODIES = (
    (BodyKind.CLIENT_COUNCIL.value, _("Client council")),
    (BodyKind.PLATFORM.value, _("Community platform")),
    (BodyKind.JOINT_BODY.value, _("A body of both sides")),
    (BodyKind.PANEL.value, _("Panel")),
    (BodyKind.BOARD.value, _("Board")),
    (BodyKind.MANAGEMENT.value, _("Management")),
    (BodyKind.TEAM.value, _("Team")),
    (BodyKind.MUNICIPALITY.value, _("Municipality")),
    (BodyKind.REGION.value, _("Region")),
)
_JOINT = "both"


def methods() -> list[tuple[str, str]]:
    """Return the ways in which a seat is filled here, in words: by lottery is done where the draw is."""
    return [(each.value, word(each)) for each in SeatMethod if each is not SeatMethod.LOTTERY]


class CodeForm(PlainForm):
    """Type a code from paper."""

    text = forms.CharField(
        label=_("The code"),
        help_text=_("Three groups of four, such as ACDE-FGHJ-KM3X. Small letters are fine."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Write the code that stands on the paper.")},
    )

    def clean_text(self) -> str:
        """Return the code without spaces and dashes.

        Raises
        ------
        ValidationError
            It can be no code.
        """
        code = read_code(self.cleaned_data["text"])
        if code is None:
            raise forms.ValidationError(_("There is a mistake in this code. Please look at each sign."), code="no_code")
        return code


class AcceptForm(PlainForm):
    """Use an invitation; where it leaves that open, say as what one takes part."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "people.says_not_as_what": "capacity",
        "levels.not_the_side_asked": "capacity",
    }

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        asks: bool,
        side: Side | None = None,
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        if asks:
            self.fields["capacity"] = forms.ChoiceField(
                label=_("I take part as"),
                choices=[each for each in kinds() if not may_take_part_as(CapacityKind(each[0]), asked=side)],
                widget=forms.RadioSelect,
                error_messages={"required": REFUSED["people.says_not_as_what"]},
            )

    def kind(self) -> CapacityKind | None:
        """Return as what they take part, where it was asked."""
        given = self.cleaned_data.get("capacity")
        return CapacityKind(given) if given else None


class InviteForm(PlainForm):
    """Ask somebody in: to a side of the initiative, a body, a room or a capacity of one's own side."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"levels.needs_a_side": "to"}

    method = forms.ChoiceField(
        label=_("How is this place filled?"),
        help_text=_("Only for a place in a body."),
        choices=lambda: [("", _("I ask into no body")), *methods()],
        required=False,
        initial="",
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        bodies: Iterable[Body],
        rooms: Iterable[Space],
        sides: Collection[Side],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        own = [each for each in kinds() if speaks_for(CapacityKind(each[0])) in sides]
        places = [
            *(
                (f"initiative:{each.value}", _("This initiative, on this side: %(name)s") % {"name": word(each)})
                for each in Side
            ),
            *((f"body:{row.id}", _("A place in: %(name)s") % {"name": row.name}) for row in bodies),
            *((f"room:{row.id}", _("The room: %(name)s") % {"name": row.name}) for row in rooms),
            *((f"capacity:{value}", _("To speak as: %(name)s") % {"name": name}) for value, name in own),
        ]
        to = forms.ChoiceField(
            label=_("Where do you ask them in?"),
            help_text=_(
                "You say on which side they stand. Within it they choose as what. "
                "Each side fills its own bodies and rooms."
            ),
            choices=places,
            widget=forms.RadioSelect,
            error_messages={"required": _("Please choose where you ask them in.")},
        )
        self.fields = {
            **{name: self.fields[name] for name in ("once", "version")},
            "to": to,
            "method": self.fields["method"],
        }
        self.places = dict(places)

    def asked(self, title: str) -> dict[str, Any]:
        """Return to what somebody is asked in, by the names of the service."""
        what, _sign, which = self.cleaned_data["to"].partition(":")
        # The side is kept by itself, so that each reads it in their own language.
        about = title if what == "initiative" else f"{title}: {self._named(what, which)}"
        return {
            "about": about[:_SHORT],
            "body": which if what == "body" else None,
            "room": which if what == "room" else None,
            "capacity": CapacityKind(which) if what == "capacity" else None,
            "side": Side(which) if what == "initiative" else None,
            "method": SeatMethod(self.cleaned_data["method"])
            if what == "body" and self.cleaned_data["method"]
            else None,
        }

    def _named(self, what: str, which: str) -> str:
        text = str(self.places[f"{what}:{which}"])
        return text.partition(": ")[2]

    def clean(self) -> dict[str, Any]:
        """Hold that a place in a body says how it is filled."""
        given = super().clean() or {}
        if str(given.get("to", "")).startswith("body:") and not given.get("method"):
            self.add_error("method", _("Please choose how this place is filled."))
        return given


class SeatForm(PlainForm):
    """Give somebody who takes part a place in a body."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "people.nobody_by_this_name": "name",
        "people.several_by_this_name": "name",
        "levels.seats_themselves": "name",
        "levels.seated_already": "name",
        "levels.not_of_this_side": "name",
    }

    name = forms.CharField(
        label=_("The name under which they take part"),
        max_length=_SHORT,
        error_messages={"required": _("Please write a name.")},
    )
    method = forms.ChoiceField(
        label=_("How is this place filled?"),
        choices=methods,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose how this place is filled.")},
    )


class EndSeatForm(PlainForm):
    """End a place in a body."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"levels.needs_a_reason": "reason"}

    reason = Words(
        label=_("Why does it end?"),
        help_text=_("The reason stays in the record. For your own place you may leave it empty."),
        longest=500,
        rows=3,
        required=False,
    )


class FoundForm(PlainForm):
    """Found a body."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"levels.asks_for_the_other_side": "side"}

    name = forms.CharField(
        label=_("Its name"), max_length=_SHORT, error_messages={"required": _("Please write a name.")}
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=_BODIES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what it is.")},
    )
    side = forms.ChoiceField(
        label=_("On whose side does it stand?"),
        choices=lambda: [*((each.value, word(each)) for each in Side), (_JOINT, _("On both: a body of both sides"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose a side.")},
    )
    seats = forms.IntegerField(
        label=_("How many places does it have?"),
        min_value=1,
        max_value=1000,
        required=False,
        error_messages={
            "invalid": _("Please write a whole number, such as 7."),
            "min_value": _("Please write a whole number, such as 7."),
            "max_value": _("Please write a number below 1001."),
        },
    )
    rule = Words(label=_("How does it decide?"), longest=1000, rows=3, required=False)

    def founded(self) -> dict[str, Any]:
        """Return what is founded, by the names of the service."""
        given = self.cleaned_data
        return {
            "name": given["name"],
            "kind": BodyKind(given["kind"]),
            "side": None if given["side"] == _JOINT else Side(given["side"]),
            "seats": given["seats"],
            "rule": given["rule"],
        }
