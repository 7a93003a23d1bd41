"""Forms of a closed room, of problems and of themes."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.record.contributions import Contribution
from counterpoise.record.initiatives import Matter
from counterpoise.web.expertise.forms.contributions import matter_field, voice
from counterpoise.web.expertise.forms.refusals import REFUSED
from counterpoise.web.ui.forms import PlainForm, Words

__all__ = ["DigestForm", "LetInForm", "MemberForm", "OptionForm", "ProblemForm", "ThemeForm", "VoteForm"]

_SHORT = 120


class DigestForm(PlainForm):
    """Propose what a room could share."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"expertise.no_words": "text"}

    text = voice(
        Words(
            label=_("What could we share?"),
            help_text=_("Write it so that nobody can be recognized. Nothing else leaves the room."),
            error_messages={"required": REFUSED["expertise.no_words"]},
        )
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        matters: Iterable[Matter],
        counts: bool,
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        field = matter_field(matters)
        if field is not None:
            self.fields["matter"] = field
        if counts:
            self.fields["with_count"] = forms.BooleanField(
                label=_("Also share how many of our contributions say that something is wrong: only the number."),
                required=False,
            )


class VoteForm(PlainForm):
    """Vote on sharing a text."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED

    share = forms.ChoiceField(
        label=_("Do we share this?"),
        choices=[("yes", _("Yes, share it")), ("no", _("No, keep it in the room"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose yes or no.")},
    )


class MemberForm(PlainForm):
    """Propose to let somebody in."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "expertise.nobody_by_this_name": "name",
        "expertise.several_by_this_name": "name",
        "expertise.member_already": "name",
        "expertise.proposed_already": "name",
        "levels.not_of_this_side": "name",
        "levels.speaks_for_the_other_side": "name",
        "levels.not_voted_in": "name",
        "levels.no_account_check": "account_check",
    }

    name = forms.CharField(
        label=_("Who?"), help_text=_("The name under which this person takes part here."), max_length=200
    )
    account_check = Words(
        label=_("How do you know that this is the right person?"),
        help_text=_("For example: we spoke in person, and I saw how they signed in."),
        rows=3,
        longest=1000,
    )


class LetInForm(PlainForm):
    """Let somebody in whom another member proposed."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED


class ProblemForm(PlainForm):
    """Open a problem."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"expertise.no_words": "text"}

    text = voice(
        Words(
            label=_("What is wrong, or missing?"),
            help_text=_("You do not have to know what to do about it."),
            error_messages={"required": REFUSED["expertise.no_words"]},
        )
    )

    def __init__(self, *args: Any, matters: Iterable[Matter], **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        field = matter_field(matters)
        if field is not None:
            self.fields["matter"] = field


class OptionForm(PlainForm):
    """Add what could be done about a problem."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"expertise.no_words": "text"}

    text = Words(
        label=_("What could be done?"),
        rows=3,
        longest=1000,
        error_messages={"required": REFUSED["expertise.no_words"]},
    )


class ThemeForm(PlainForm):
    """Sort what was said under a theme."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"expertise.no_words": "name", "expertise.nothing_chosen": "contributions"}

    name = forms.CharField(label=_("The theme, in a few words"), max_length=200)

    def __init__(self, *args: Any, said: Iterable[Contribution], **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        self.fields["contributions"] = forms.MultipleChoiceField(
            label=_("What belongs to it?"),
            choices=[(row.id, row.text if len(row.text) <= _SHORT else f"{row.text[:_SHORT]}…") for row in said],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": REFUSED["expertise.nothing_chosen"]},
        )
