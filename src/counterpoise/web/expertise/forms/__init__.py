"""The forms of this room."""

from counterpoise.web.expertise.forms.contributions import ChangeForm, JudgeForm, RewordForm, SayForm, SureForm

__all__ = ["ChangeForm", "JudgeForm", "RewordForm", "SayForm", "SureForm"]
