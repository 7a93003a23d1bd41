"""The forms of this room."""

from counterpoise.web.control.forms.limits import (
    AnswerForm,
    AskForm,
    DeclareForm,
    ReasonForm,
    SettleForm,
    SureForm,
)
from counterpoise.web.control.forms.mandates import AgreeForm, ProposeForm
from counterpoise.web.control.forms.matters import TASKS, MatterForm, TasksForm
from counterpoise.web.control.forms.requirements import ContestRequirementForm, OutcomeForm, RequirementForm

__all__ = [
    "TASKS",
    "AgreeForm",
    "AnswerForm",
    "AskForm",
    "ContestRequirementForm",
    "DeclareForm",
    "MatterForm",
    "OutcomeForm",
    "ProposeForm",
    "ReasonForm",
    "RequirementForm",
    "SettleForm",
    "SureForm",
    "TasksForm",
]
