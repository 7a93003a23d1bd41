"""The forms of a care path."""

from counterpoise.web.trajectory.forms.path import (
    AlignForm,
    LookForm,
    LookOnForm,
    MattersForm,
    PathForm,
    RestForm,
    StartForm,
    SureForm,
    WakeForm,
)
from counterpoise.web.trajectory.forms.people import AgreementForm, HelpForm, KeepForm, ReaderForm, StopForm
from counterpoise.web.trajectory.forms.refusals import where_unreadable, why_unreadable
from counterpoise.web.trajectory.forms.talking import (
    ChangeForm,
    ClashForm,
    DecideForm,
    FileForm,
    RaiseForm,
    TalkForm,
)

__all__ = [
    "AgreementForm",
    "AlignForm",
    "ChangeForm",
    "ClashForm",
    "DecideForm",
    "FileForm",
    "HelpForm",
    "KeepForm",
    "LookForm",
    "LookOnForm",
    "MattersForm",
    "PathForm",
    "RaiseForm",
    "ReaderForm",
    "RestForm",
    "StartForm",
    "StopForm",
    "SureForm",
    "TalkForm",
    "WakeForm",
    "where_unreadable",
    "why_unreadable",
]
