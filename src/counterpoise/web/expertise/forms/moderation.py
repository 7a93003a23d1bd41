"""Forms for hiding words, for an appeal, and for hearing one."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.expertise.moderation import Ground
from counterpoise.web.ui.forms import PlainForm, SideForm, Words
from counterpoise.web.ui.words import word

__all__ = ["AppealForm", "HearForm", "HideForm"]

REFUSED: dict[str, Any] = {
    "moderation.wrong_state": _("These words were taken back already."),
    "moderation.own_words": _("These are your own words. You can take them back instead."),
    "moderation.hidden_already": _("These words are hidden already."),
    "moderation.no_ground": _("Please choose why. There is no other ground."),
    "moderation.no_reason": _("Please write why this fits. Everybody reads it."),
    "moderation.not_the_author": _("Only the author can appeal."),
    "moderation.appealed_already": _("You appealed already."),
    "moderation.not_appealed": _("Nobody appealed against this."),
    "moderation.decided_already": _("This appeal was decided already."),
    "moderation.of_neither_side": _("This takes one person of each side."),
    "moderation.own_case": _("This is your own case. Somebody else hears it."),
    "moderation.side_was_heard": _("Your side was heard already."),
}
"""For each refusal, what people read."""


class _SideForm(SideForm):
    REFUSED: ClassVar[dict[str, Any]] = REFUSED


class HideForm(_SideForm):
    """Hide somebody's words."""

    BESIDE: ClassVar[dict[str, str]] = {"moderation.no_ground": "ground", "moderation.no_reason": "why"}

    ground = forms.ChoiceField(
        label=_("Why?"),
        help_text=_("Being critical is no ground. Being wrong is none either."),
        choices=[(ground.value, word(ground)) for ground in Ground],
        widget=forms.RadioSelect,
        error_messages={"required": REFUSED["moderation.no_ground"]},
    )
    why = Words(
        label=_("Why does this fit?"),
        help_text=_("One sentence. Everybody reads it, so do not repeat the words."),
        rows=3,
        longest=1000,
        error_messages={"required": REFUSED["moderation.no_reason"]},
    )


class AppealForm(PlainForm):
    """Appeal."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED


class HearForm(_SideForm):
    """Hear an appeal."""

    BESIDE: ClassVar[dict[str, str]] = {"moderation.side_was_heard": "stays"}

    stays = forms.ChoiceField(
        label=_("What do you find?"),
        help_text=_("If one side finds that the words come back, they do. Only both sides together keep them hidden."),
        choices=[("no", _("The words come back")), ("yes", _("The words stay hidden"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what you find.")},
    )
