"""The forms of this room."""

from counterpoise.web.interests.forms.bringing import BringForm
from counterpoise.web.interests.forms.frictions import (
    CloseForm,
    ConfirmForm,
    NoticeForm,
    ReasonForm,
    StepForm,
    SureForm,
)
from counterpoise.web.interests.forms.positions import PositionForm, RewordForm
from counterpoise.web.interests.forms.statements import (
    BeginForm,
    FixForm,
    GoOnForm,
    HearStatementForm,
    HideStatementForm,
    StatementForm,
    VoteForm,
    drawn_token,
)
from counterpoise.web.interests.forms.tradeoffs import LookForm, TradeForm

__all__ = [
    "BeginForm",
    "BringForm",
    "CloseForm",
    "ConfirmForm",
    "FixForm",
    "GoOnForm",
    "HearStatementForm",
    "HideStatementForm",
    "LookForm",
    "NoticeForm",
    "PositionForm",
    "ReasonForm",
    "RewordForm",
    "StatementForm",
    "StepForm",
    "SureForm",
    "TradeForm",
    "VoteForm",
    "drawn_token",
]
