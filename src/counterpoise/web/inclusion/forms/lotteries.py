"""Forms for the steps of a lottery."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.inclusion.lottery.announcing import Chance
from counterpoise.inclusion.lottery.leaving import PanelGround
from counterpoise.inclusion.lottery.lottery import Objective
from counterpoise.inclusion.lottery.quotas import Quota
from counterpoise.record.participation import Population
from counterpoise.web.inclusion.forms.fields import choice_of, optional_number
from counterpoise.web.inclusion.forms.refusals import REFUSED
from counterpoise.web.ui.forms import Day, PlainForm, Words, reason_field
from counterpoise.web.ui.words import word

__all__ = [
    "AbortForm",
    "ChancesForm",
    "CodeForm",
    "DrawForm",
    "FreezeForm",
    "PlacesForm",
    "PoolForm",
    "QuotasForm",
    "ReplaceForm",
]

_MOST_BYTES = 10_000_000
_MOST_KEPT = 300_000
_CHANCES = [
    (Chance.DICE, _("Three ten-sided dice, thrown before the public")),
    (Chance.DRAND, _("A round of drand, a public source of chance on the internet")),
    (Chance.LOTTERY, _("The national lottery, or another public draw")),
]
_OBJECTIVES = [
    (Objective.LEXIMIN, _("The smallest chance as large as can be, then the next smallest (advised)")),
    (Objective.MAXIMIN, _("Only the smallest chance as large as can be")),
    (Objective.NASH, _("The product of all chances as large as can be")),
    (Objective.GOLDILOCKS, _("No chance too small and none too large")),
]


def _choice(label: Any, choices: list[tuple[Any, Any]], **options: Any) -> forms.ChoiceField:  # noqa: ANN401 - texts to be translated, and Django's own options
    return forms.ChoiceField(
        label=label,
        choices=[(value.value, text) for value, text in choices],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of these.")},
        **options,
    )


class PlacesForm(PlainForm):
    """How many places, and against which population."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"inclusion.no_place": "size"}

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        populations: Iterable[Population],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["size"] = optional_number(_("How many places are there?"), whole=True, max_value=2000)
        self.fields["size"].required = True
        self.fields["population"] = choice_of(populations, _("Whom should the panel look like?"))


class PoolForm(PlainForm):
    """Who said yes."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "inclusion.lottery_line": "text",
        "inclusion.protected_feature": "ground",
        "inclusion.no_volunteers": "text",
    }

    file = forms.FileField(
        label=_("A file of those who said yes"),
        help_text=_(
            "CSV with commas or semicolons, or a workbook (.xlsx). The names of the columns stand on the first line."
        ),
        required=False,
    )
    text = Words(
        label=_("Or paste the lines here"),
        help_text=_("For example: id,age,part of town."),
        rows=6,
        longest=1_000_000,
        required=False,
    )
    features = forms.CharField(
        label=_("By which columns are people told apart?"),
        help_text=_("Their names with commas between them, such as “age, part of town”."),
        max_length=1000,
        required=False,
    )
    id_column = forms.CharField(
        label=_("The column with an id"),
        help_text=_("Without it people are numbered by their line. Better give a number than a name."),
        max_length=200,
        required=False,
    )
    addresses = forms.CharField(
        label=_("The columns with the address"),
        help_text=_("At most one person of each address is drawn then."),
        max_length=500,
        required=False,
    )
    ground = Words(
        label=_("The ground in law, if a column tells of something the law protects"),
        help_text=_(
            "Belief, ethnicity, health, sexual life or politics. Count these at the meeting instead, without names."
        ),
        rows=2,
        longest=1000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Read the file, so that its words are kept where something is wrong in them.

        Raises
        ------
        ValidationError
            The file is too large.
        """
        given = super().clean() or {}
        upload = given.get("file")
        if upload is not None:
            if (upload.size or 0) > _MOST_BYTES:
                self.add_error("file", _("This file is too large. At most ten megabytes can be read."))
                return given
            given["content"], given["name"] = upload.read(), str(upload.name)
            self._keep_words(given["content"])
        elif "text" in given:
            given["content"], given["name"] = str(given["text"]).encode(), "pool.csv"
        return given

    def _keep_words(self, content: bytes) -> None:
        """Put the file's own lines into the field below it: a browser forgets a file, and nothing typed is lost."""
        if len(content) > _MOST_KEPT or b"\x00" in content:
            return
        # What was sent cannot be changed, only a copy of it.
        self.data = {**dict(self.data.items()), "text": content.decode("utf-8-sig", "replace")}

    def volunteering(self) -> dict[str, Any]:
        """Return who said yes, by the names of the service."""
        given = self.cleaned_data
        return {
            "name": given.get("name", ""),
            "content": given.get("content", b""),
            "id_column": given["id_column"],
            "addresses": _names(given["addresses"]),
            "features": _names(given["features"]),
            "ground": given["ground"],
        }


def _names(text: str) -> tuple[str, ...]:
    # Whoever lives with a spreadsheet that writes semicolons writes them here too.
    return tuple(name.strip() for name in text.replace(";", ",").split(",") if name.strip())


class QuotasForm(PlainForm):
    """How many people of each kind."""

    template_name = "inclusion/quotas_form.html"
    REFUSED: ClassVar[dict[str, Any]] = REFUSED

    changes = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        quotas: tuple[Quota, ...],
        beside: Iterable[tuple[int | None, int | None]] = (),
        size: int,
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.quotas = quotas
        self.beside = list(beside)
        for number, row in enumerate(quotas):
            for name, label, value in (
                ("least", _("%(feature)s, %(value)s: at least"), row.least),
                ("most", _("%(feature)s, %(value)s: at most"), row.most),
            ):
                words = label % {"feature": row.feature, "value": row.value}
                self.fields[f"{name}-{number}"] = forms.IntegerField(
                    label=words,
                    min_value=0,
                    max_value=size,
                    initial=value,
                    widget=forms.TextInput(attrs={"inputmode": "numeric", "aria-label": words, "size": "4"}),
                    error_messages={"required": _("Please write a number."), "invalid": _("Please write a number.")},
                )

    def rows(self) -> list[dict[str, Any]]:
        """Return the lines of the table."""
        return [
            {
                "quota": row,
                "population": self.beside[number][0] if number < len(self.beside) else None,
                "pool": self.beside[number][1] if number < len(self.beside) else None,
                "least": self[f"least-{number}"],
                "most": self[f"most-{number}"],
            }
            for number, row in enumerate(self.quotas)
        ]

    def wanted(self) -> tuple[Quota, ...]:
        """Return the quotas that were asked for."""
        given = self.cleaned_data
        return tuple(
            Quota(row.feature, row.value, given[f"least-{number}"], given[f"most-{number}"])
            for number, row in enumerate(self.quotas)
        )


class ChancesForm(PlainForm):
    """By which rule chances are made fair."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED

    objective = _choice(_("What is fair?"), _OBJECTIVES, initial=Objective.LEXIMIN.value)


class FreezeForm(PlainForm):
    """Which public chance will choose, and when."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "inclusion.chance_of_the_past": "on",
        "inclusion.no_place_of_draw": "words",
        "inclusion.no_drand_round": "number",
        "inclusion.drand_round_of_the_past": "number",
        "inclusion.no_chance_named": "kind",
    }

    kind = _choice(_("What will choose the panel?"), _CHANCES, initial=Chance.DICE.value)
    on = Day(label=_("On which day does it come out?"), required=False)
    words = forms.CharField(
        label=_("Where can everybody see it?"),
        help_text=_("For example: in the town hall at 19.00, and on the town’s video."),
        max_length=300,
        required=False,
    )
    number = optional_number(_("With drand: which round?"), whole=True, max_value=10_000_000_000)


class DrawForm(PlainForm):
    """What came out, and who was there."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "inclusion.chance_unusable": "value",
        "inclusion.no_witness": "witnesses",
        "inclusion.other_drand_round": "number",
        "inclusion.before_the_day": "value",
        "inclusion.drawn_already": "value",
    }

    value = forms.CharField(label=_("What came out?"), max_length=300)
    witnesses = forms.CharField(
        label=_("Who was there?"),
        help_text=_(
            "As what people were there, such as “two of the client council, and the clerk”. It is shown to all."
        ),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, kind: Chance, **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        hints = {
            Chance.DICE: _("The three numbers in the order in which the dice were named, such as 4-0-7."),
            Chance.DRAND: _("The 64 signs that drand calls “randomness”."),
            Chance.LOTTERY: _("The numbers as they were published, such as 3 14 15 92 65."),
        }
        self.fields["value"].help_text = hints[kind]
        if kind is Chance.DRAND:
            self.fields["number"] = optional_number(_("The round"), whole=True, max_value=10_000_000_000)


class _WhoLeaves(forms.MultipleChoiceField):
    """Those on the panel. Who left before can still be named: then the same form was sent twice."""

    before: frozenset[str] = frozenset()

    def valid_value(self, value: Any) -> bool:  # noqa: ANN401 - what Django hands over
        """Say whether somebody is on the panel, or was."""
        return str(value) in self.before or super().valid_value(value)


class ReplaceForm(PlainForm):
    """Who leaves the panel, and why; asked again before it is done."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "inclusion.nobody_left": "gone",
        "inclusion.still_seated": "gone",
        "inclusion.no_ground_of_leaving": "ground",
        "inclusion.no_words_of_leaving": "words",
        "inclusion.name_in_words": "words",
    }

    gone = _WhoLeaves(label=_("Who leaves the panel?"), required=False, widget=forms.CheckboxSelectMultiple)
    ground = forms.ChoiceField(
        label=_("Why?"),
        choices=lambda: [(each.value, word(each)) for each in PanelGround],
        widget=forms.RadioSelect,
        required=False,
    )
    words = Words(
        label=_("Why, in words?"),
        help_text=_("Everybody can read this. Write no name, and nothing about somebody’s health."),
        rows=2,
        longest=500,
        required=False,
    )
    sure = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        panel: Iterable[tuple[str, str]],
        before: Iterable[str] = (),
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        field = self.fields["gone"]
        if isinstance(field, _WhoLeaves):
            field.choices, field.before = list(panel), frozenset(before)

    def leaving(self) -> dict[str, Any]:
        """Return who leaves and why, by the names of the service."""
        given = self.cleaned_data
        ground = PanelGround(given["ground"]) if given["ground"] else None
        return {"gone": given["gone"], "ground": ground, "words": given["words"]}

    def asked_again(self) -> "ReplaceForm":
        """Return the same form with everything kept and hidden, for the page that asks whether somebody is sure."""
        again = ReplaceForm(initial={**self.cleaned_data, "sure": True}, panel=())
        for name, field in again.fields.items():
            field.widget = forms.MultipleHiddenInput() if name == "gone" else forms.HiddenInput()
        return again


class AbortForm(PlainForm):
    """Why a lottery is broken off."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {"inclusion.no_reason": "reason"}

    reason = reason_field()


class CodeForm(PlainForm):
    """One's own code."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("It stands in the letter that you got. Only you have it."),
        max_length=80,
        error_messages={"required": _("Please write your code.")},
    )
