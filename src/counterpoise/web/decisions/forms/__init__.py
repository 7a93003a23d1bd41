"""Forms of decisions, and the words for what stands in the way."""

from counterpoise.web.decisions.forms.legal import MoreTimeForm, PauseForm, RemedyForm
from counterpoise.web.decisions.forms.promising import (
    AgreementForm,
    AroundForm,
    DropForm,
    PromiseForm,
    ReasonForm,
    RenewalForm,
    ReportForm,
)
from counterpoise.web.decisions.forms.recording import Choices, CompleteForm, PublishForm, ReasonsForm, RecordForm
from counterpoise.web.decisions.forms.saying import (
    AnswerForm,
    ConcernForm,
    HeardForm,
    IsAnswerForm,
    TellForm,
    VerdictForm,
)
from counterpoise.web.decisions.forms.steps import DraftForm, ExplainForm, RoundForm, StepForm, SureForm, TakeForm
from counterpoise.web.decisions.forms.tracing import RestForm, TraceForm
from counterpoise.web.decisions.forms.weighing import NEAREST, NearestForm, WhomForm
from counterpoise.web.decisions.forms.words import QUESTIONS

__all__ = [
    "NEAREST",
    "QUESTIONS",
    "AgreementForm",
    "AnswerForm",
    "AroundForm",
    "Choices",
    "CompleteForm",
    "ConcernForm",
    "DraftForm",
    "DropForm",
    "ExplainForm",
    "HeardForm",
    "IsAnswerForm",
    "MoreTimeForm",
    "NearestForm",
    "PauseForm",
    "PromiseForm",
    "PublishForm",
    "ReasonForm",
    "ReasonsForm",
    "RecordForm",
    "RemedyForm",
    "RenewalForm",
    "ReportForm",
    "RestForm",
    "RoundForm",
    "StepForm",
    "SureForm",
    "TakeForm",
    "TellForm",
    "TraceForm",
    "VerdictForm",
    "WhomForm",
]
