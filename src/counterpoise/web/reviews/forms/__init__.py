"""The forms of the rounds in which both sides look."""

from counterpoise.web.reviews.forms.answering import AnswerForm, CodeForm, PaperForm, PhoneForm
from counterpoise.web.reviews.forms.rounds import (
    AgreeForm,
    OutcomeForm,
    PlanForm,
    PurposeForm,
    ScoresForm,
    TalkForm,
    WordsForm,
)

__all__ = [
    "AgreeForm",
    "AnswerForm",
    "CodeForm",
    "OutcomeForm",
    "PaperForm",
    "PhoneForm",
    "PlanForm",
    "PurposeForm",
    "ScoresForm",
    "TalkForm",
    "WordsForm",
]
