"""Forms for the life of an initiative, and for what it is about."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.record import Side
from counterpoise.record.commitments import Commitment
from counterpoise.record.initiatives import Group, Lane, PromisedLevel
from counterpoise.record.people import Body, BodyKind
from counterpoise.web.ui.forms import PlainForm, When, Words
from counterpoise.web.ui.words import promised, word

__all__ = [
    "BeginForm",
    "BodyForm",
    "DescribeForm",
    "FirstForm",
    "GroupForm",
    "HandOverForm",
    "MatterForm",
    "OpenForm",
    "RestForm",
    "WakeForm",
    "WelcomeForm",
]

_REFUSED: dict[str, Any] = {
    "levels.wrong_state": _("This was done already, or is not possible now."),
    "levels.no_purpose": _("Please write what it is for."),
    "levels.no_described_group": _("Please say who belongs to it, for one group at least."),
    "levels.no_promised_level": _("Please choose how much say is promised."),
    "levels.no_review_date": _("Please write when both sides look again."),
    "levels.review_not_ahead": _("That day has passed. Please choose one that lies ahead."),
    "levels.review_too_far": _("That is more than twelve months ahead. Please choose an earlier day."),
    "levels.no_reason": _("Please give a reason."),
    "levels.open_commitments_not_listed": _("An agreement was added meanwhile. Please look at the list again."),
    "levels.no_holder": _("Please choose the body that will hold it."),
    "levels.same_holder": _("That body holds it already."),
    "levels.no_side": _("Only citizens’ side and organization side can wake it."),
    "levels.no_matter": _("Please write what can be decided."),
    "levels.no_body_name": _("Please write its name."),
    "inclusion.group_without_name": _("Please write its name."),
    "inclusion.group_too_vague": _("Who is meant? Describe them, or tick that the name is meant so."),
}
_BESIDE = {
    "levels.no_purpose": "purpose",
    "levels.no_promised_level": "promised_level",
    "levels.no_review_date": "review_on",
    "levels.review_not_ahead": "review_on",
    "levels.review_too_far": "review_on",
    "levels.no_reason": "reason",
    "levels.no_holder": "holder",
    "levels.same_holder": "holder",
    "levels.no_described_group": "description",
    "levels.no_matter": "text",
    "levels.no_body_name": "name",
    "inclusion.group_without_name": "name",
    "inclusion.group_too_vague": "description",
}
_SIDES = [(each.value, word(each)) for each in Side]


class _Form(PlainForm):
    REFUSED: ClassVar[dict[str, Any]] = _REFUSED
    BESIDE: ClassVar[dict[str, str]] = _BESIDE


class _Day(When):
    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's own options
        options.setdefault("help_text", _("For example 31-12-2015."))
        super().__init__(**options)

    def clean(self, value: Any) -> date | None:  # type: ignore[override]  # noqa: ANN401 - a day instead of a moment
        """Return the day; a month alone is not enough."""
        moment = super().clean(value)
        if moment is None:
            return None
        if moment.first != moment.last:
            raise forms.ValidationError(_("Please write the day too, for example 31-12-2015."), code="no_day")
        return moment.first


def _review(*, required: bool) -> _Day:
    return _Day(
        label=_("When do both sides look again?"),
        help_text=_("At most twelve months ahead, for example 31-12-2015."),
        required=required,
        error_messages={"required": _REFUSED["levels.no_review_date"]},
    )


def _side(label: Any, *, required: bool = True) -> forms.ChoiceField:  # noqa: ANN401 - words that are translated later
    return forms.ChoiceField(
        label=label,
        choices=_SIDES,
        required=required,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose for which side.")},
    )


def _chosen(value: str) -> Side | None:
    return Side(value) if value else None


class DescribeForm(_Form):
    """What an initiative is for, what is promised, and when both sides look again."""

    title = forms.CharField(
        label=_("What is it called?"), max_length=200, error_messages={"required": _("Please write its name.")}
    )
    purpose = Words(
        label=_("What is it for?"), help_text=_("One or two sentences."), rows=4, longest=2000, required=False
    )
    side = _side(_("Which side says so?"), required=False)
    promised_level = forms.ChoiceField(
        label=_("How much say is promised?"),
        choices=[(str(each.value), promised(each)) for each in PromisedLevel],
        required=False,
        widget=forms.RadioSelect,
    )
    review_on = _review(required=False)
    cadence_days = forms.IntegerField(
        label=_("How often do both sides meet, in days?"), min_value=1, max_value=366, required=False
    )

    def described(self) -> dict[str, Any]:
        """Return what was written, by the names of the service."""
        given = self.cleaned_data
        level = given["promised_level"]
        return {
            "title": given["title"],
            "purpose": given["purpose"],
            "side": _chosen(given["side"]),
            "promised_level": PromisedLevel(int(level)) if level else None,
            "review_on": given["review_on"],
            "cadence_days": given["cadence_days"],
        }


class BeginForm(DescribeForm):
    """A new initiative, as a draft."""

    def __init__(self, *args: Any, bodies: Iterable[Body], **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        known = [(row.id, row.name) for row in bodies]
        self.fields["holder"] = forms.ChoiceField(
            label=_("Which body holds it?"),
            choices=known,
            initial=known[0][0] if len(known) == 1 else None,
            widget=forms.RadioSelect,
            error_messages={"required": _REFUSED["levels.no_holder"]},
        )


class OpenForm(_Form):
    """Nothing to fill in: somebody opens a draft, or goes back."""


class RestForm(_Form):
    """Why it rests, and until when."""

    reason = Words(
        label=_("Why does it rest?"),
        help_text=_("Everybody who takes part reads this."),
        rows=3,
        longest=2000,
        error_messages={"required": _REFUSED["levels.no_reason"]},
    )
    review_on = _review(required=True)
    listed = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, agreements: Iterable[Commitment], **options: Any) -> None:  # noqa: ANN401 - as above
        listed = " ".join(row.id for row in agreements)
        options["initial"] = {"listed": listed, **(options.get("initial") or {})}
        super().__init__(*args, **options)


class WakeForm(_Form):
    """For which side somebody asks to wake it, and when both sides look again."""

    review_on = _review(required=True)

    def __init__(self, *args: Any, sides: Iterable[Side], **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        known = [(each.value, word(each)) for each in sorted(sides)]
        self.fields["side"] = forms.ChoiceField(
            label=_("For which side?"),
            choices=known,
            initial=known[0][0] if len(known) == 1 else None,
            widget=forms.RadioSelect,
            error_messages={"required": _("Please choose for which side.")},
        )


class HandOverForm(_Form):
    """Which body will hold it."""

    def __init__(self, *args: Any, bodies: Iterable[Body], **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        self.fields["holder"] = forms.ChoiceField(
            label=_("Which body will hold it?"),
            choices=[(row.id, row.name) for row in bodies],
            widget=forms.RadioSelect,
            error_messages={"required": _REFUSED["levels.no_holder"]},
        )


class WelcomeForm(_Form):
    """Whether people can speak without an account."""

    allowed = forms.ChoiceField(
        label=_("Can people say something here without an account?"),
        choices=(("yes", _("Yes: they get a code to find their words again")), ("no", _("No: they sign in first"))),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of these.")},
    )


class GroupForm(_Form):
    """A group: its name and who belongs to it."""

    name = forms.CharField(
        label=_("What is the group called?"), max_length=200, error_messages={"required": _("Please write its name.")}
    )
    description = Words(
        label=_("Who belongs to it?"),
        rows=3,
        longest=2000,
        required=False,
    )
    side = _side(_("On whose side does it stand?"))
    size = forms.IntegerField(label=_("How many people is it?"), min_value=0, max_value=100_000_000, required=False)
    meant = forms.BooleanField(label=_("The name is meant so, although it says little"), required=False)

    def __init__(self, *args: Any, bodies: Iterable[Body], **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        self.fields["body"] = forms.ChoiceField(
            label=_("Which body speaks for it?"),
            choices=[("", _("None: everybody on its side does")), *((row.id, row.name) for row in bodies)],
            required=False,
            widget=forms.RadioSelect,
            initial="",
        )

    def given(self) -> dict[str, Any]:
        """Return what was written, by the names of the service."""
        found = self.cleaned_data
        return {
            "name": found["name"],
            "description": found["description"],
            "side": _chosen(found["side"]),
            "size": found["size"],
            "body": found["body"] or None,
            "meant": found["meant"],
        }


class MatterForm(_Form):
    """A matter: what can be decided, and for each group how it touches them."""

    text = Words(
        label=_("What can be decided?"),
        rows=2,
        longest=1000,
        error_messages={"required": _REFUSED["levels.no_matter"]},
    )
    lane = forms.ChoiceField(
        label=_("Where does it live?"),
        choices=[
            ("", _("Nobody knows yet")),
            (Lane.LIFE_WORLD.value, _("In people’s own lives")),
            (Lane.CLINICAL.value, _("In care itself")),
            (Lane.PROFESSIONAL.value, _("In a profession")),
            (Lane.ORGANIZATIONAL.value, _("In the organization")),
            (Lane.SYSTEM.value, _("In rules and money from outside")),
        ],
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )

    def __init__(self, *args: Any, groups: Iterable[Group], **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        self._groups = tuple(groups)
        for row in self._groups:
            self.fields[f"touches-{row.id}"] = Words(
                label=_("How does it touch this group: %(group)s?") % {"group": row.name},
                help_text=_("Leave it empty where it does not."),
                rows=2,
                longest=1000,
                required=False,
            )

    def given(self) -> dict[str, Any]:
        """Return what was written, by the names of the service."""
        found = self.cleaned_data
        touches = {row.id: found[f"touches-{row.id}"].strip() for row in self._groups}
        return {
            "text": found["text"],
            "lane": Lane(found["lane"]) if found["lane"] else None,
            "touches": {name: how for name, how in touches.items() if how},
        }


class BodyForm(_Form):
    """A body that takes part."""

    name = forms.CharField(
        label=_("What is the body called?"), max_length=200, error_messages={"required": _("Please write its name.")}
    )
    kind = forms.ChoiceField(
        label=_("What kind of body is it?"),
        choices=[
            (BodyKind.CLIENT_COUNCIL.value, _("A client council")),
            (BodyKind.PLATFORM.value, _("A community platform")),
            (BodyKind.JOINT_BODY.value, _("A body of both sides")),
            (BodyKind.PANEL.value, _("A panel")),
            (BodyKind.BOARD.value, _("A board")),
            (BodyKind.MANAGEMENT.value, _("A management")),
            (BodyKind.TEAM.value, _("A team")),
            (BodyKind.MUNICIPALITY.value, _("A municipality")),
            (BodyKind.REGION.value, _("A region")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )
    side = _side(_("On whose side does it stand?"), required=False)
    rule = Words(label=_("How does it decide?"), rows=2, longest=1000, required=False)

    def given(self) -> dict[str, Any]:
        """Return what was written, by the names of the service."""
        found = self.cleaned_data
        return {
            "name": found["name"],
            "kind": BodyKind(found["kind"]),
            "side": _chosen(found["side"]),
            "rule": found["rule"],
        }


class FirstForm(_Form):
    """The three questions of a new site: who you are, in which language, and about what first."""

    name = forms.CharField(
        label=_("1. Who are you?"),
        help_text=_("The name that others see. It need not be your real one."),
        max_length=100,
        error_messages={"required": _("Please write a name.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("To sign in with next time. Others who take part do not see it."),
        required=False,
        error_messages={"invalid": _("This is not an e-mail address. Write it like name@example.org.")},
    )
    side = _side(_("On whose side do you stand?"))
    body = forms.CharField(
        label=_("For which body or organization do you speak?"),
        help_text=_("For example: our client council."),
        max_length=200,
        error_messages={"required": _("Please write its name.")},
    )
    language = forms.ChoiceField(
        label=_("2. In which language?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )
    title = forms.CharField(
        label=_("3. What do you want to talk about first?"),
        help_text=_("You can change this later."),
        max_length=200,
        error_messages={"required": _("Please write a few words.")},
    )
    example = forms.ChoiceField(
        label=_("Begin with an example?"),
        help_text=_("It fills in groups and matters, as a draft that you change."),
        widget=forms.RadioSelect,
        required=False,
        initial="",
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        languages: Iterable[tuple[str, str]],
        examples: Iterable[tuple[str, Any]],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["language"].choices = list(languages)  # type: ignore[attr-defined]  # a field with choices
        self.fields["example"].choices = [("", _("No, begin with an empty page")), *examples]  # type: ignore[attr-defined]  # a field with choices
