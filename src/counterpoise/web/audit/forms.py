"""Forms of the power check and of the ledger."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.ledger.erasure import Ground
from counterpoise.record import Side
from counterpoise.record.people import Capacity
from counterpoise.web.expertise.forms.refusals import REFUSED
from counterpoise.web.ui.forms import PlainForm, SideForm, Words
from counterpoise.web.ui.words import word

__all__ = ["ConfirmForm", "ContestForm", "CountForm", "CountVoteForm", "EraseForm", "RunForm", "WitnessForm"]

_COUNTS: dict[str, Any] = {
    **REFUSED,
    "audit.voted_on_already": _("The members vote on this count already."),
    "audit.too_little_to_count": _("There is nothing here to count, or too little."),
}


class RunForm(PlainForm):
    """Run the power check."""

    room = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)


class CountForm(PlainForm):
    """Nothing to fill in: a member is sure that the count may be proposed, or may leave the room."""

    REFUSED: ClassVar[dict[str, Any]] = _COUNTS


class CountVoteForm(PlainForm):
    """Vote on letting out a count."""

    REFUSED: ClassVar[dict[str, Any]] = _COUNTS

    share = forms.ChoiceField(
        label=_("Do we share this?"),
        choices=[("yes", _("Yes, share it")), ("no", _("No, keep it in the room"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose yes or no.")},
    )


class ContestForm(SideForm):
    """Contest a finding."""

    REFUSED: ClassVar[dict[str, Any]] = {"audit.no_words": _("Please write what you hold against it.")}
    BESIDE: ClassVar[dict[str, str]] = {"audit.no_words": "text"}

    text = Words(
        label=_("What do you hold against it?"),
        help_text=_("The finding stays, and your words stand beside it. Everybody reads them."),
        rows=4,
        longest=3000,
        error_messages={"required": REFUSED["audit.no_words"]},
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        sides: Iterable[Side],
        capacities: Iterable[Capacity],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, sides=sides, **options)
        self.fields["text"].widget.attrs["class"] = "voice"
        spoken = tuple(capacities)
        if spoken:
            self.fields["capacity"] = forms.ChoiceField(
                label=_("As what do you speak?"),
                choices=[("", _("I would rather not say")), *((row.id, word(row.kind)) for row in spoken)],
                required=False,
                widget=forms.RadioSelect,
            )


class WitnessForm(PlainForm):
    """Write down the public key of somebody who confirms checkpoints."""

    REFUSED: ClassVar[dict[str, Any]] = {
        "ledger.no_key": _("This is no public key. It is one line: a name, a plus sign, eight signs, and the key."),
        "ledger.key_of_a_log": _("This is the key of a log, not of a witness."),
        "ledger.key_there_already": _("A witness with this key is there already."),
    }
    BESIDE: ClassVar[dict[str, str]] = dict.fromkeys(REFUSED, "key")

    name = forms.CharField(
        label=_("Who is it?"),
        help_text=_("A name that both sides know, such as that of a council or a municipality."),
        max_length=120,
        error_messages={"required": _("Please write who it is.")},
    )
    outside = forms.ChoiceField(
        label=_("Are they from outside the organization that runs this site?"),
        choices=[("yes", _("Yes, from outside")), ("no", _("No, from inside"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of these.")},
    )
    key = forms.CharField(
        label=_("Their public key"),
        help_text=_("One line. The secret key stays with them, and never comes here."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please paste their public key.")},
    )


class ConfirmForm(PlainForm):
    """Bring the signature of a witness below a checkpoint."""

    REFUSED: ClassVar[dict[str, Any]] = {
        "ledger.no_checkpoint": _(
            "This is no signed checkpoint. Paste all of it, or the line that begins with a dash."
        ),
        "ledger.no_such_checkpoint": _("There is no checkpoint of this size."),
        "ledger.other_log": _("This checkpoint is of another log, or this site did not sign it."),
        "ledger.other_size": _("This is the checkpoint at %(size)s entries. Add it on that page."),
        "ledger.other_past": _(
            "This site signed another past at %(size)s entries. Somebody changed it: keep this text, and show it."
        ),
        "ledger.rolled_back": _(
            "This site signed %(size)s entries before, and now it has %(here)s. An older copy was put back: keep this "
            "text, and show it."
        ),
        "ledger.false_signature": _("The signature of %(name)s is false."),
        "ledger.nobody_known": _("No witness whom this site knows signed this. Add the witness first."),
    }
    BESIDE: ClassVar[dict[str, str]] = dict.fromkeys(REFUSED, "text")

    text = forms.CharField(
        label=_("The signed checkpoint"),
        help_text=_("All of the text with the signature below it, or the line of the signature alone."),
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Please paste the signed checkpoint.")},
    )


class EraseForm(PlainForm):
    """Erase everything that one said here."""

    REFUSED: ClassVar[dict[str, Any]] = {
        "audit.not_sure": _("Please say that you are sure. Nobody can bring your words back."),
    }
    BESIDE: ClassVar[dict[str, str]] = {"audit.not_sure": "sure"}

    ground = forms.ChoiceField(
        label=_("Why?"),
        help_text=_("The ledger keeps this reason, without your name."),
        choices=[
            (Ground.ASKED.value, _("I ask for it")),
            (Ground.CONSENT_WITHDRAWN.value, _("I take back my consent")),
            (Ground.UNLAWFUL.value, _("It should never have been kept")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of these.")},
    )
    sure = forms.BooleanField(
        label=_("Yes, erase my words and my name. I know that this cannot be undone."), required=False
    )
