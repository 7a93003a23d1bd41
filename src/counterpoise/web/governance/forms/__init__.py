"""Forms of the pages across the rooms: letters, and words that come in on paper or by telephone."""

from counterpoise.web.governance.forms.glass import AskToLookForm, OpenGlassForm
from counterpoise.web.governance.forms.letters import ChooseForm
from counterpoise.web.governance.forms.life import (
    BeginForm,
    BodyForm,
    DescribeForm,
    FirstForm,
    GroupForm,
    HandOverForm,
    MatterForm,
    OpenForm,
    RestForm,
    WakeForm,
    WelcomeForm,
)
from counterpoise.web.governance.forms.paper import EnterForm

__all__ = [
    "AskToLookForm",
    "BeginForm",
    "BodyForm",
    "ChooseForm",
    "DescribeForm",
    "EnterForm",
    "FirstForm",
    "GroupForm",
    "HandOverForm",
    "MatterForm",
    "OpenForm",
    "OpenGlassForm",
    "RestForm",
    "WakeForm",
    "WelcomeForm",
]
