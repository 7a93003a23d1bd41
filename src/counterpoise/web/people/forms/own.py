"""Forms for one's own place: name, language, needs, how to be reached, as what one speaks."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from counterpoise.record.people import Capacity, CapacityKind
from counterpoise.web.people.forms.refusals import REFUSED
from counterpoise.web.ui.forms import PlainForm, Words
from counterpoise.web.ui.words import word

__all__ = [
    "CapacityForm",
    "ContactForm",
    "EndForm",
    "LanguageForm",
    "MembershipForm",
    "NameForm",
    "NeedsForm",
    "SureForm",
    "UsualForm",
]

_SHORT = 200
_WAYS = (("mail", _("By e-mail")), ("paper", _("By letter")), ("phone", _("By telephone")))


def kinds() -> list[tuple[str, str]]:
    """Return as what somebody can speak, in words."""
    return [(kind.value, word(kind)) for kind in CapacityKind]


class NameForm(PlainForm):
    """The name that others see."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {code: "name" for code in REFUSED if code.startswith("levels.name")}

    name = forms.CharField(
        label=_("The name that others see"),
        help_text=_("It need not be your own name. Nobody sees your e-mail address."),
        max_length=_SHORT,
        error_messages={"required": _("Please choose a name.")},
    )


class LanguageForm(PlainForm):
    """In which language the site speaks to somebody."""

    language = forms.ChoiceField(
        label=_("The language in which we write to you"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )


class NeedsForm(PlainForm):
    """What somebody needs to be able to take part."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED

    needs = Words(
        label=_("What do you need to be able to take part?"),
        help_text=_("For example large print, a sign language interpreter, somebody beside you, or a break."),
        longest=2000,
        rows=4,
        required=False,
    )
    at_meetings = Words(
        label=_("What do you need at a meeting?"),
        help_text=_(
            "For example a place that a wheelchair can reach, a taxi, a time after work, or food without nuts."
        ),
        longest=2000,
        rows=4,
        required=False,
    )


class ContactForm(PlainForm):
    """How somebody can be reached."""

    way = forms.ChoiceField(label=_("How do you want to hear from us?"), choices=_WAYS, widget=forms.RadioSelect)
    telephone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    address = Words(label=_("Address for letters"), longest=500, rows=3, required=False)


class CapacityForm(PlainForm):
    """As what somebody speaks too."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"people.speaks_as_this_already": "kind"}

    kind = forms.ChoiceField(
        label=_("I also speak as"),
        help_text=_("A nurse who is also a daughter has two. You choose one each time you say something."),
        choices=kinds,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose as what you speak.")},
    )


class UsualForm(PlainForm):
    """As what somebody usually speaks."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED

    def __init__(self, *args: Any, capacities: Iterable[Capacity], **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        self.fields["capacity"] = forms.ChoiceField(
            label=_("I usually speak as"),
            choices=[*((row.id, word(row.kind)) for row in capacities), ("", _("Ask me each time"))],
            required=False,
            widget=forms.RadioSelect,
        )


class MembershipForm(PlainForm):
    """Where somebody works."""

    organization = forms.CharField(
        label=_("The organization where you work"),
        max_length=_SHORT,
        error_messages={"required": _("Please write the name of the organization.")},
    )
    department = forms.CharField(label=_("Department"), max_length=_SHORT, required=False)
    function = forms.CharField(label=_("What you do there"), max_length=_SHORT, required=False)


class EndForm(PlainForm):
    """End one of one's own rows."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED

    row = forms.CharField(max_length=_SHORT)


class SureForm(PlainForm):
    """Nothing to fill in: somebody is sure, or goes back."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
