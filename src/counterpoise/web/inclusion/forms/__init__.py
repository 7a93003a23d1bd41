"""The forms of this room."""

from counterpoise.web.inclusion.forms.barriers import AdaptationForm, BarrierForm, SolveForm, TrainingForm
from counterpoise.web.inclusion.forms.groups import CountForm, GroupForm, PopulationForm
from counterpoise.web.inclusion.forms.hours import HoursForm
from counterpoise.web.inclusion.forms.lotteries import (
    AbortForm,
    ChancesForm,
    CodeForm,
    DrawForm,
    FreezeForm,
    PlacesForm,
    PoolForm,
    QuotasForm,
    ReplaceForm,
)
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
    "AbortForm",
    "AdaptationForm",
    "AgendaForm",
    "AttendanceForm",
    "BarrierForm",
    "ChancesForm",
    "CloseForm",
    "CodeForm",
    "CountForm",
    "DrawForm",
    "FloorForm",
    "FreezeForm",
    "FunnelForm",
    "GroupForm",
    "HoursForm",
    "InviteForm",
    "LeaveForm",
    "MeetingForm",
    "MinutesForm",
    "PlacesForm",
    "PlanForm",
    "PoolForm",
    "PopulationForm",
    "QuotasForm",
    "RecruitmentForm",
    "ReplaceForm",
    "ReplyForm",
    "SeatForm",
    "SolveForm",
    "StepForm",
    "TrainingForm",
]
