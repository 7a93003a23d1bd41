"""The forms of this room."""

from counterpoise.web.interests.forms.frictions import (
    CloseForm,
    ConfirmForm,
    NoticeForm,
    ReasonForm,
    StepForm,
    SureForm,
)
from counterpoise.web.interests.forms.positions import PositionForm, RewordForm
from counterpoise.web.interests.forms.tradeoffs import LookForm, TradeForm

__all__ = [
    "CloseForm",
    "ConfirmForm",
    "LookForm",
    "NoticeForm",
    "PositionForm",
    "ReasonForm",
    "RewordForm",
    "StepForm",
    "SureForm",
    "TradeForm",
]
