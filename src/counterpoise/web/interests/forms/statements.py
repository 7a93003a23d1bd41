"""Forms for statements and votes."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from counterpoise.levels.grounds import Ground
from counterpoise.record.initiatives import Matter
from counterpoise.record.people import Capacity
from counterpoise.record.positions import Ballot, Vote
from counterpoise.web.interests.forms.refusals import REFUSED
from counterpoise.web.people.forms import CodeForm
from counterpoise.web.ui.forms import Day, PlainForm, SideForm, Words, matter_field, voice
from counterpoise.web.ui.words import word

__all__ = [
    "BeginForm",
    "FixForm",
    "GoOnForm",
    "HearStatementForm",
    "HideStatementForm",
    "StatementForm",
    "VoteForm",
    "drawn_token",
]

_DRAWN = "interests.drawn"
ABOUT = ("friction", "position", "decision", "contribution")


def _signer(voter: str) -> signing.Signer:
    return signing.Signer(salt=f"{_DRAWN}:{voter}")


def drawn_token(statement: str, chance: float, *, voter: str) -> str:
    """Return the chance with which a statement was drawn, signed: who votes sends it along and cannot change it.

    It is signed for one voter; another one cannot send it.
    """
    return _signer(voter).sign_object([statement, chance])


def _chance(token: str, *, statement: str, voter: str) -> float | None:
    try:
        name, chance = _signer(voter).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return float(chance) if name == statement else None


class VoteForm(PlainForm):
    """Vote on one statement: one press on a large button is enough."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "opinions.no_ballot": "ballot",
        "opinions.words_too_long": "words",
    }

    ballot = forms.ChoiceField(
        label=_("What do you think?"),
        choices=[
            (Ballot.AGREE.value, _("Agree")),
            (Ballot.DISAGREE.value, _("Disagree")),
            (Ballot.PASS.value, _("I do not know")),
            (Ballot.SEEN.value, _("Not now")),
        ],
        error_messages={
            "required": REFUSED["opinions.no_ballot"],
            "invalid_choice": REFUSED["opinions.no_ballot"],
        },
    )
    drawn = forms.CharField(widget=forms.HiddenInput, required=False)
    important = forms.BooleanField(label=_("This matters much to me"), required=False)
    words = voice(
        Words(
            label=_("Add something in your own words"),
            help_text=_("Only you can read this, beside your vote."),
            rows=2,
            longest=1000,
            required=False,
        )
    )

    @staticmethod
    def of(vote: Vote | None) -> dict[str, Any]:
        """Return what somebody voted, for the fields of the form."""
        if vote is None:
            return {}
        return {"important": vote.important, "words": vote.words}

    def voted(self, statement: str, *, voter: str) -> dict[str, Any]:
        """Return the vote, by the names of the service."""
        given = self.cleaned_data
        return {
            "ballot": Ballot(given["ballot"]),
            "important": given["important"],
            "words": given["words"],
            "chance": _chance(given["drawn"], statement=statement, voter=voter),
        }


class StatementForm(PlainForm):
    """Put a statement on which others vote."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "opinions.no_words": "text",
        "opinions.too_long": "text",
        "opinions.said_already": "text",
    }

    text = voice(
        Words(
            label=_("Your statement"),
            help_text=_("One thought, on which others can agree or disagree. At most 300 letters."),
            rows=3,
            longest=300,
            error_messages={"required": REFUSED["opinions.no_words"]},
        )
    )
    friction = forms.CharField(widget=forms.HiddenInput, required=False)
    position = forms.CharField(widget=forms.HiddenInput, required=False)
    decision = forms.CharField(widget=forms.HiddenInput, required=False)
    contribution = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        capacities: Iterable[Capacity],
        matters: Iterable[Matter],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        known = tuple(capacities)
        if len(known) > 1:
            self.fields["capacity"] = forms.ChoiceField(
                label=_("As what do you speak?"),
                choices=[("", _("I would rather not say")), *((row.id, word(row.kind)) for row in known if row.kind)],
                required=False,
                widget=forms.RadioSelect,
                initial="",
            )
        found = tuple(matters)
        if found:
            self.fields["matter"] = matter_field(found, required=False)

    def phrased(self) -> dict[str, Any]:
        """Return the statement, by the names of the service."""
        given = self.cleaned_data
        named = (*ABOUT, "matter", "capacity")
        return {"text": given["text"], **{name: given.get(name) or None for name in named}}


class HideStatementForm(PlainForm):
    """Take a statement out."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"opinions.no_ground": "ground", "opinions.no_reason": "why"}

    ground = forms.ChoiceField(
        label=_("Why?"),
        help_text=_("To be critical is no reason. Neither is to be wrong."),
        choices=[(ground.value, word(ground)) for ground in Ground],
        widget=forms.RadioSelect,
        error_messages={"required": REFUSED["opinions.no_ground"]},
    )
    why = voice(
        Words(
            label=_("Why does this fit?"),
            help_text=_("Everybody reads it."),
            rows=3,
            longest=1000,
            error_messages={"required": REFUSED["opinions.no_reason"]},
        )
    )


class HearStatementForm(SideForm):
    """Hear an appeal against taking a statement out."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"opinions.side_was_heard": "stays"}

    stays = forms.ChoiceField(
        label=_("What do you find?"),
        help_text=_("If one side finds that it comes back, it does. Only both sides together keep it out."),
        choices=[("no", _("The statement comes back")), ("yes", _("The statement stays out"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what you find.")},
    )


class FixForm(PlainForm):
    """Fix until when people vote, and whether results wait until then."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "opinions.no_last_day": "closes_on",
        "opinions.last_day_past": "closes_on",
        "opinions.no_guests_in_room": "guests",
    }

    closes_on = Day(label=_("Until when can people vote?"), required=False)
    hidden = forms.ChoiceField(
        label=_("When are the results shown?"),
        choices=[("no", _("From the first vote on")), ("yes", _("Only after the last day, to everybody at once"))],
        initial="no",
        widget=forms.RadioSelect,
    )
    guests = forms.ChoiceField(
        label=_("Who can vote?"),
        help_text=_("Without an account nobody can know whether somebody votes twice. The results say so."),
        choices=[("no", _("People with an account")), ("yes", _("Everybody, also without an account"))],
        required=False,
        initial="no",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, in_room: bool, **options: Any) -> None:  # noqa: ANN401 - Django's own options
        super().__init__(*args, **options)
        if in_room:
            del self.fields["guests"]


class BeginForm(PlainForm):
    """Begin to vote without an account: one press is enough."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED


class GoOnForm(CodeForm):
    """Go on voting with the code that somebody got when they began."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"opinions.wrong_code": "text"}
