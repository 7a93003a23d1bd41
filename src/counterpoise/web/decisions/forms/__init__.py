"""Forms of decisions, and the words for what stands in the way."""

from counterpoise.web.decisions.forms.recording import Choices, CompleteForm, PublishForm, RecordForm
from counterpoise.web.decisions.forms.saying import (
    AnswerForm,
    ConcernForm,
    HeardForm,
    IsAnswerForm,
    TellForm,
    VerdictForm,
)
from counterpoise.web.decisions.forms.words import QUESTIONS

__all__ = [
    "QUESTIONS",
    "AnswerForm",
    "Choices",
    "CompleteForm",
    "ConcernForm",
    "HeardForm",
    "IsAnswerForm",
    "PublishForm",
    "RecordForm",
    "TellForm",
    "VerdictForm",
]
