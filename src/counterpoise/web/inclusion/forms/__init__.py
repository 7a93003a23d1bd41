"""The forms of this room."""

from counterpoise.web.inclusion.forms.barriers import AdaptationForm, BarrierForm, SolveForm, TrainingForm
from counterpoise.web.inclusion.forms.groups import CountForm, GroupForm, PopulationForm
from counterpoise.web.inclusion.forms.hours import HoursForm
from counterpoise.web.inclusion.forms.meetings import (
    AgendaForm,
    AttendanceForm,
    CloseForm,
    FloorForm,
    MeetingForm,
    MinutesForm,
)
from counterpoise.web.inclusion.forms.selections import (
    FunnelForm,
    InviteForm,
    LeaveForm,
    PlanForm,
    RecruitmentForm,
    ReplyForm,
    SeatForm,
    StepForm,
)

__all__ = [
    "AdaptationForm",
    "AgendaForm",
    "AttendanceForm",
    "BarrierForm",
    "CloseForm",
    "CountForm",
    "FloorForm",
    "FunnelForm",
    "GroupForm",
    "HoursForm",
    "InviteForm",
    "LeaveForm",
    "MeetingForm",
    "MinutesForm",
    "PlanForm",
    "PopulationForm",
    "RecruitmentForm",
    "ReplyForm",
    "SeatForm",
    "SolveForm",
    "StepForm",
    "TrainingForm",
]
