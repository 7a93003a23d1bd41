"""Forms for the steps of a round."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from counterpoise.record import Tension
from counterpoise.record.initiatives import Matter
from counterpoise.record.meetings import Meeting
from counterpoise.record.reviews import ReviewOutcome
from counterpoise.reviews.ppeet import ScoresError, read_scores
from counterpoise.reviews.rounds import MOST_MATTERS
from counterpoise.web.reviews.forms.refusals import REFUSED
from counterpoise.web.ui.forms import Day, PlainForm, SideForm, When, Words
from counterpoise.web.ui.templatetags.words import when
from counterpoise.web.ui.words import word

__all__ = [
    "AgreeForm",
    "OutcomeForm",
    "PlanForm",
    "PurposeForm",
    "ReviewForm",
    "ScoresForm",
    "TalkForm",
    "WordsForm",
]

_HOUR = time(10)
"""The hour of the day at which both sides see the answers."""

CHANNELS = (("screen", _("On the screen")), ("paper", _("On paper")), ("phone", _("By phone")))
"""By which ways people can answer."""


class ReviewForm(SideForm):
    """A form of a look back, with the words for what it is refused."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED


class PlanForm(ReviewForm):
    """Plan a round."""

    BESIDE: ClassVar[dict[str, str]] = {
        "review.no_dates": "open_from",
        "review.day_has_passed": "open_from",
        "review.too_short": "open_until",
        "review.too_few_channels": "channels",
        "review.no_release": "release_on",
        "review.released_while_open": "release_on",
        "review.too_many_matters": "matters",
        "review.other_matter": "matters",
    }

    open_from = Day(
        label=_("From which day can people answer?"),
        error_messages={"required": _("Please write the first day on which people can answer.")},
    )
    open_until = Day(
        label=_("From which day can they no longer answer?"),
        help_text=_("Two weeks later at least, for example 31-12-2015."),
        error_messages={"required": _("Please write the day from which people can no longer answer.")},
    )
    channels = forms.MultipleChoiceField(
        label=_("How can people answer?"),
        help_text=_("Two ways at least."),
        choices=CHANNELS,
        widget=forms.CheckboxSelectMultiple,
        initial=["screen", "paper", "phone"],
        error_messages={"required": _("Please choose two ways at least. Not everybody can use a screen.")},
    )
    release_on = Day(
        label=_("On which day do both sides see the answers?"),
        help_text=_("At 10 o’clock in the morning, both at the same moment, and nobody earlier."),
        error_messages={"required": REFUSED["review.no_release"]},
    )

    def __init__(self, *args: Any, matters: Iterable[Matter], **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        known = tuple(matters)
        if len(known) > 1:
            self.fields["matters"] = forms.MultipleChoiceField(
                label=_("Of which questions do you ask who decides?"),
                help_text=_("12 at most. Everybody can read which ones you leave out."),
                choices=[(row.id, row.text) for row in known],
                widget=forms.CheckboxSelectMultiple,
                initial=[row.id for row in known[:MOST_MATTERS]],
                required=False,
            )

    def planned(self) -> dict[str, Any]:
        """Return what is planned, by the names of the service."""
        given = self.cleaned_data
        release = datetime.combine(given["release_on"], _HOUR, tzinfo=timezone.get_current_timezone())
        return {
            "open_from": given["open_from"],
            "open_until": given["open_until"],
            "channels": tuple(given["channels"]),
            "release_at": release,
            "matters": tuple(given.get("matters") or ()),
        }


class TalkForm(ReviewForm):
    """Note at which meeting both sides talked."""

    BESIDE: ClassVar[dict[str, str]] = {"review.no_meeting": "meeting", "review.not_yet": "talked_at"}

    talked_at = When(
        label=_("When did you talk?"), error_messages={"required": _("Please write when both sides talked.")}
    )

    def __init__(self, *args: Any, meetings: Iterable[Meeting], **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        self.fields["meeting"] = forms.ChoiceField(
            label=_("At which meeting?"),
            choices=[(row.id, " ".join(filter(None, (when(row.happened_at), row.place)))) for row in meetings],
            error_messages={"required": REFUSED["review.no_meeting"]},
        )
        self.order_fields(["meeting", "talked_at"])


class OutcomeForm(ReviewForm):
    """Propose one step for each tension, or why it is left; and the day on which both look again."""

    BESIDE: ClassVar[dict[str, str]] = {"review.no_next_review": "next_review_on"}

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own options
        super().__init__(*args, **options)
        for number, tension in enumerate(Tension, start=1):
            title = f"{number} {word(tension)}"
            self.fields[f"step_{tension}"] = _own_words(_("%(tension)s: one step") % {"tension": title})
            self.fields[f"leave_{tension}"] = _own_words(_("%(tension)s: or we leave it, because") % {"tension": title})
        self.fields["next_review_on"] = Day(
            label=_("When do both look again?"), error_messages={"required": REFUSED["review.no_next_review"]}
        )

    def clean(self) -> dict[str, Any]:
        """Hold that each tension has a step or a reason, and not both."""
        given = super().clean() or {}
        for tension in Tension:
            step, leave = f"step_{tension}", f"leave_{tension}"
            if step in given and leave in given and bool(given[step].strip()) == bool(given[leave].strip()):
                self.add_error(step, REFUSED["review.step_or_reason"])
        return given

    def outcomes(self) -> tuple[ReviewOutcome, ...]:
        """Return what is proposed for each tension."""
        given = self.cleaned_data
        return tuple(
            ReviewOutcome(
                tension=tension,
                step=given[f"step_{tension}"].strip(),
                leave_because=given[f"leave_{tension}"].strip(),
            )
            for tension in Tension
        )


def _own_words(label: str) -> Words:
    field = Words(label=label, rows=2, longest=1000, required=False)
    field.widget.attrs["class"] = "voice"
    return field


class AgreeForm(ReviewForm):
    """Agree to what the other side proposed."""


class WordsForm(PlainForm):
    """Say whether the other side may read words of one's own."""

    share = forms.ChoiceField(choices=[("yes", ""), ("no", "")])


class PurposeForm(ReviewForm):
    """Declare what taking part is for."""

    BESIDE: ClassVar[dict[str, str]] = {"levels.no_purpose": "purpose", "review.no_reason": "reason"}

    purpose = Words(
        label=_("What is taking part here for?"),
        rows=3,
        longest=1000,
        error_messages={"required": REFUSED["levels.no_purpose"]},
    )
    reason = Words(
        label=_("Why does it change?"),
        help_text=_("One sentence is enough. Both sides read it."),
        rows=2,
        longest=1000,
        error_messages={"required": REFUSED["review.no_reason"]},
    )


class ScoresForm(ReviewForm):
    """Bring in scores of the PPEET."""

    file = forms.FileField(
        label=_("The file with the scores"),
        help_text=_(
            "A CSV file with the columns questionnaire, respondent, item and score, without the questions. "
            "It replaces the one before."
        ),
        error_messages={
            "required": _("Please choose the file."),
            "empty": _("This file is empty."),
            "invalid": _("Please choose the file."),
        },
    )

    _LARGEST = 1_000_000

    def clean_file(self) -> str:
        """Return the text of the file.

        Raises
        ------
        ValidationError
            It is too large, no text, or no table of scores.
        """
        file = self.cleaned_data["file"]
        if file.size > self._LARGEST:
            raise forms.ValidationError(_("This file is larger than one megabyte."), code="too_large")
        try:
            text = file.read().decode("utf-8-sig")
            if "\x00" in text:
                raise forms.ValidationError(_("This is no CSV file. Please save it as CSV."), code="no_text")
            read_scores(text)
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("This is no CSV file. Please save it as CSV."), code="no_text") from error
        except ScoresError as error:
            told = {"line": error.line, "given": error.given[:60], "wanted": str(_WANTED[error.code])}
            raise forms.ValidationError(
                _("Line %(line)s: “%(given)s” cannot be read. %(wanted)s"), code="no_scores", params=told
            ) from error
        return str(text)


_WANTED = {
    "ppeet.columns": _("Write the columns questionnaire, respondent, item and score, and no others."),
    "ppeet.questionnaire": _("Write participant, project or organization."),
    "ppeet.item": _("Write the code of the question, and none of its words."),
    "ppeet.score": _("Write a whole number from 1 to 5, or nothing."),
    "ppeet.twice": _("Write one score for each person and question."),
}
