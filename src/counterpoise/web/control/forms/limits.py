"""Forms for limits, and for requests for one."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.record import Side
from counterpoise.record.initiatives import Matter
from counterpoise.record.mandates import Limit, LimitKind, LimitReply, LimitState
from counterpoise.record.people import Capacity, Space
from counterpoise.web.control.forms.fields import Day, matter_field, reason_field, side_field, voice
from counterpoise.web.control.forms.refusals import REFUSED
from counterpoise.web.ui.forms import PlainForm, When, Words
from counterpoise.web.ui.words import word

__all__ = ["AnswerForm", "AskForm", "DeclareForm", "ReasonForm", "SettleForm", "SureForm"]

_OPEN = "open"
_BESIDE = {
    "control.limit_no_text": "text",
    "control.limit_no_matter": "matter",
    "control.limit_no_side": "side",
    "control.limit_no_capacity": "capacity",
    "control.limit_protects_nothing": "protects",
    "control.limit_declared_in_future": "declared_at",
    "control.limit_no_reason": "reason",
    "control.limit_no_answer_named": "text",
    "control.limit_no_day_named": "known_on",
    "control.mandate_no_reason": "reason",
    "control.requirement_no_reason": "reason",
}


class SureForm(PlainForm):
    """Nothing to fill in: somebody is sure, or goes back."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED


class ReasonForm(PlainForm):
    """A step that takes nothing but a reason."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = _BESIDE

    reason = reason_field()


class AskForm(PlainForm):
    """Ask for a limit."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = _BESIDE

    text = voice(
        Words(
            label=_("When is it too far?"),
            help_text=_("Ask it in your own words."),
            rows=4,
            longest=4000,
            error_messages={"required": REFUSED["control.limit_no_text"]},
        )
    )
    department = forms.CharField(label=_("Your department"), required=False, max_length=200)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        capacities: Iterable[Capacity],
        matters: Iterable[Matter],
        rooms: Iterable[Space],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        known = [(row.id, word(row.kind)) for row in capacities]
        self.fields["capacity"] = forms.ChoiceField(
            label=_("I speak as"),
            choices=known,
            initial=known[0][0] if len(known) == 1 else None,
            widget=forms.RadioSelect,
            error_messages={"required": REFUSED["control.limit_no_capacity"]},
        )
        self.fields["matter"] = matter_field(matters, required=False)
        closed = [(row.id, _("Only in our own room (%(room)s).") % {"room": row.name}) for row in rooms]
        if closed:
            self.fields["room"] = forms.ChoiceField(
                label=_("Where may it be read?"),
                choices=[*closed, (_OPEN, _("By both sides"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Please choose where it may be read.")},
            )

    def requested(self) -> dict[str, Any]:
        """Return what is asked, by the names of the service."""
        given = self.cleaned_data
        room = given.get("room")
        return {
            "text": given["text"],
            "capacity": given["capacity"],
            "matter": given["matter"] or None,
            "department": given["department"],
            "room": room if room != _OPEN else None,
        }


class AnswerForm(PlainForm):
    """Answer a request for a limit."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = _BESIDE

    reply = forms.ChoiceField(
        label=_("What do you answer?"),
        choices=[
            (LimitReply.LIMIT.value, _("This is the limit")),
            (LimitReply.OPENING.value, _("We leave it open")),
            (LimitReply.NOT_KNOWN_YET.value, _("We do not know yet")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the three answers.")},
    )
    text = voice(Words(label=_("What is fixed, or left open?"), rows=4, longest=4000, required=False))
    protects = Words(label=_("What does it protect?"), rows=2, longest=2000, required=False)
    reason = voice(Words(label=_("Why?"), rows=3, longest=2000, required=False))
    known_on = Day(label=_("If you do not know yet: when will you?"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        matters: Iterable[Matter] = (),
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        known = tuple(matters)
        if known:
            self.fields["matter"] = matter_field(known, required=False)

    def answered(self) -> dict[str, Any]:
        """Return the answer, by the names of the service."""
        given = self.cleaned_data
        plain = {name: given[name] for name in ("text", "protects", "reason", "known_on")}
        return plain | {"reply": LimitReply(given["reply"]), "matter": given.get("matter") or None}


class DeclareForm(PlainForm):
    """Declare a limit, a red line or an opening."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = _BESIDE

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (LimitKind.LIMIT.value, _("A limit: it is fixed beforehand")),
            (LimitKind.RED_LINE.value, _("A red line: we will not talk about it")),
            (LimitKind.OPENING.value, _("Left open: it is not decided yet")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what it is.")},
    )
    text = voice(
        Words(
            label=_("What is fixed, or left open?"),
            rows=4,
            longest=4000,
            error_messages={"required": REFUSED["control.limit_no_text"]},
        )
    )
    protects = Words(
        label=_("What does it protect?"),
        help_text=_("A limit and a red line need this."),
        rows=2,
        longest=2000,
        required=False,
    )
    reason = voice(Words(label=_("Why?"), rows=3, longest=2000, required=False))
    declared_at = When(
        label=_("When were people told?"),
        help_text=_("Leave it empty for today. A limit told after people spoke is marked as late for ever."),
        required=False,
    )
    until = Day(label=_("Until when does it hold?"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        matters: Iterable[Matter],
        sides: Iterable[Side],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["matter"] = matter_field(matters, required=True)
        known = tuple(sides)
        if len(known) > 1:
            self.fields["side"] = side_field(known)

    def declared(self) -> dict[str, Any]:
        """Return what is declared, by the names of the service."""
        given = self.cleaned_data
        names = ("text", "matter", "protects", "reason", "declared_at", "until")
        kind = LimitKind(given["kind"])
        return {name: given[name] for name in names} | {
            "kind": kind,
            "negotiable": False if kind is LimitKind.RED_LINE else None,
            "side": Side(given["side"]) if given.get("side") else None,
        }


_STEPS = {
    LimitState.KEPT: _("We keep it"),
    LimitState.CHANGED: _("We change it"),
    LimitState.LIFTED: _("We lift it"),
    LimitState.DECLARED: _("We declare it again"),
}


class SettleForm(PlainForm):
    """Say what becomes of a limit."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = _BESIDE

    to = forms.ChoiceField(
        label=_("What becomes of it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what becomes of it.")},
    )
    text = voice(Words(label=_("If you change it: the new words"), rows=4, longest=4000, required=False))
    reason = reason_field()

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        limit: Limit,
        steps: Iterable[LimitState],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        options["initial"] = {"text": limit.text, **(options.get("initial") or {})}
        super().__init__(*args, **options)
        known = set(steps)
        self.fields["to"].choices = [(state.value, text) for state, text in _STEPS.items() if state in known]  # type: ignore[attr-defined]  # it is a field of choices
        if LimitState.CHANGED not in known:
            del self.fields["text"]
