"""Forms for what people say in their own words."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.record import KnowledgeKind
from counterpoise.record.contributions import Question, Stance
from counterpoise.record.initiatives import Matter
from counterpoise.record.people import Capacity, Space, SpaceKind
from counterpoise.web.expertise.forms.refusals import REFUSED
from counterpoise.web.ui.forms import PlainForm, Words
from counterpoise.web.ui.words import word

__all__ = ["ChangeForm", "JudgeForm", "RewordForm", "SayForm", "SureForm", "capacity_field", "matter_field", "voice"]

_OPEN = "open"
_COMES_FROM = (
    (KnowledgeKind.EXPERIENCE.value, _("What I lived through myself")),
    (KnowledgeKind.CIVIC.value, _("What I know of this place and its people")),
    (KnowledgeKind.PROFESSIONAL.value, _("My profession")),
    (KnowledgeKind.RESEARCH.value, _("Research")),
    (KnowledgeKind.MANAGERIAL.value, _("How the organization works")),
    ("", _("I don’t know")),
)
_CRITICAL = (("yes", _("Yes")), ("no", _("No")), ("", _("I’d rather not say")))
_STANCES = (
    (Stance.ANSWERS.value, _("They answer it")),
    (Stance.REJECTS_FRAME.value, _("They say: this is not the question")),
    (Stance.OTHER.value, _("They say something else")),
)
_ROOMS = {
    SpaceKind.CITIZENS_ONLY: _("Only in our own room (%(room)s). Nobody of the organization can open it."),
    SpaceKind.ORGANIZATION_ONLY: _("Only in our own room (%(room)s). Nobody of the citizens’ side can open it."),
}


def voice(field: Words) -> Words:
    """Show that somebody speaks here: their words stand in the letters of a person, not of the site."""
    field.widget.attrs["class"] = "voice"
    return field


def capacity_field(
    capacities: Iterable[Capacity], *, may_be_silent: bool, usual: str | None = None
) -> forms.ChoiceField:
    """Return the field that asks as what somebody speaks; one's only capacity, or one's usual one, is chosen."""
    known = [(row.id, word(row.kind)) for row in capacities]
    silent = [("", _("I’d rather not say"))] if may_be_silent else []
    initial = known[0][0] if len(known) == 1 else None if known else ""
    initial = usual if usual in {name for name, _text in known} else initial
    return forms.ChoiceField(
        label=_("I speak as"),
        choices=[*known, *silent],
        initial=initial,
        required=not may_be_silent,
        widget=forms.RadioSelect,
    )


def matter_field(matters: Iterable[Matter]) -> forms.ChoiceField | None:
    """Return the field that asks what can be decided that it is about; none where nothing can be."""
    choices = [(row.id, row.text) for row in matters]
    if not choices:
        return None
    return forms.ChoiceField(
        label=_("What can be decided that it is about?"),
        help_text=_("Who decides on it then owes you word of what was done with this."),
        choices=[("", _("Nothing in particular")), *choices],
        required=False,
    )


class SayForm(PlainForm):
    """Own words first; nothing else is forced, but where they may be read is asked of who has a room of their own."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"expertise.no_words": "words", "expertise.no_capacity": "capacity"}

    words = voice(
        Words(
            label=_("Tell it in your own words"),
            help_text=_("Long or short, serious or a joke."),
            error_messages={"required": REFUSED["expertise.no_words"]},
        )
    )
    kind = forms.ChoiceField(
        label=_("This comes from"), choices=_COMES_FROM, required=False, initial="", widget=forms.RadioSelect
    )
    critical = forms.ChoiceField(
        label=_("Does it say that something is wrong?"),
        help_text=_("You do not have to say. It shows whether people speak up."),
        choices=_CRITICAL,
        required=False,
        initial="",
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        capacities: Iterable[Capacity],
        rooms: Iterable[Space],
        usual: str | None = None,
        question: Question | None = None,
        matters: Iterable[Matter] = (),
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        fields = {
            "words": self.fields["words"],
            "capacity": capacity_field(capacities, may_be_silent=True, usual=usual),
        }
        about = None
        if question is None:  # a question says itself what it is about
            about = matter_field(matters)
        if question is not None:
            fields = self._answering(question) | fields
        closed = [(row.id, _ROOMS[row.kind] % {"room": row.name} if row.kind in _ROOMS else row.name) for row in rooms]
        if closed:
            fields["room"] = forms.ChoiceField(
                label=_("Where may it be read?"),
                choices=[*closed, (_OPEN, _("By everyone, on this site, without my name."))],
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Your words are safe. Please choose where they may be read."),
                    "invalid_choice": _("Your words are safe. Please choose where they may be read."),
                },
            )
        kept = {name: self.fields[name] for name in ("once", "version")}
        self.fields = {**kept, **fields, "kind": self.fields["kind"], "critical": self.fields["critical"]}
        if about is not None:
            self.fields["matter"] = about
        if "room" in fields:  # where words may be read comes last, right before they are sent
            self.fields["room"] = self.fields.pop("room")

    def _answering(self, question: Question) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {
            "stance": forms.ChoiceField(
                label=_("My words and this question"), choices=_STANCES, required=False, widget=forms.RadioSelect
            )
        }
        if question.options:
            self.fields["words"].required = False
            fields["option"] = forms.ChoiceField(
                label=_("You can choose one of these"),
                help_text=_("Or leave it, and write below what you think."),
                choices=[*((str(number), each.text) for number, each in enumerate(question.options)), ("", _("None"))],
                required=False,
                initial="",
                widget=forms.RadioSelect,
            )
        return fields

    def said(self, question: Question | None) -> dict[str, Any]:
        """Return what was said, by the names of the service."""
        given = self.cleaned_data
        room = given.get("room")
        words = given["words"]
        if question is not None and given.get("option"):
            words = f"{question.options[int(given['option'])].text}\n\n{words}".strip()
        return {
            "words": words,
            "capacity": given["capacity"] or None,
            "kind": KnowledgeKind(given["kind"]) if given["kind"] else None,
            "room": room if room != _OPEN else None,
            "critical": {"yes": True, "no": False}.get(given["critical"]),
            "matter": given.get("matter") or None,
            "question": question.id if question is not None else None,
            "question_version": given["version"] if question is not None else None,
            "stance": Stance(given["stance"]) if given.get("stance") else None,
        }


class ChangeForm(PlainForm):
    """Change one's own words, or say what they are about."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"expertise.no_words": "words"}

    words = voice(Words(label=_("Your words"), error_messages={"required": REFUSED["expertise.no_words"]}))

    def __init__(self, *args: Any, matters: Iterable[Matter] = (), **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        about = matter_field(matters)
        if about is not None:
            self.fields["matter"] = about

    def about(self, before: str | None) -> str | None:
        """Return what the words are about; as before where it was not asked, on a page of some time ago."""
        asked = "matter" in self.fields and "matter" in self.data
        return (self.cleaned_data["matter"] or None) if asked else before


class RewordForm(ChangeForm):
    """Put another wording beside somebody's own words."""

    words = voice(
        Words(
            label=_("Another wording"),
            help_text=_(
                "A summary or a translation. The own words stay as they are, and the author says if it is right."
            ),
            error_messages={"required": REFUSED["expertise.no_words"]},
        )
    )


class JudgeForm(PlainForm):
    """Say of another wording whether it is right."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED

    right = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class SureForm(PlainForm):
    """Nothing to fill in: somebody is sure, or goes back."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
