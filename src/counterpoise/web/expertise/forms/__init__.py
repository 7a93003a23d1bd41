"""The forms of this room."""

from counterpoise.web.expertise.forms.contributions import (
    ChangeForm,
    JudgeForm,
    RewordForm,
    SayForm,
    SureForm,
    matter_field,
)
from counterpoise.web.expertise.forms.founding import FoundForm, HandOverForm, ReshapeForm, SortForm
from counterpoise.web.expertise.forms.moderation import AppealForm, HearForm, HideForm
from counterpoise.web.expertise.forms.questions import AskForm, ProposeForm, ReplyForm
from counterpoise.web.expertise.forms.rooms import (
    DigestForm,
    LetInForm,
    MemberForm,
    OptionForm,
    ProblemForm,
    ThemeForm,
    VoteForm,
)

__all__ = [
    "AppealForm",
    "AskForm",
    "ChangeForm",
    "DigestForm",
    "FoundForm",
    "HandOverForm",
    "HearForm",
    "HideForm",
    "JudgeForm",
    "LetInForm",
    "MemberForm",
    "OptionForm",
    "ProblemForm",
    "ProposeForm",
    "ReplyForm",
    "ReshapeForm",
    "RewordForm",
    "SayForm",
    "SortForm",
    "SureForm",
    "ThemeForm",
    "VoteForm",
    "matter_field",
]
