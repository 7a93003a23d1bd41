"""The forms of this part of the site."""

from counterpoise.web.people.forms.own import (
    CapacityForm,
    ContactForm,
    EndForm,
    LanguageForm,
    MembershipForm,
    NameForm,
    NeedsForm,
    SureForm,
    UsualForm,
)
from counterpoise.web.people.forms.places import AcceptForm, CodeForm, EndSeatForm, FoundForm, InviteForm, SeatForm
from counterpoise.web.people.forms.refusals import REFUSED

__all__ = [
    "REFUSED",
    "AcceptForm",
    "CapacityForm",
    "CodeForm",
    "ContactForm",
    "EndForm",
    "EndSeatForm",
    "FoundForm",
    "InviteForm",
    "LanguageForm",
    "MembershipForm",
    "NameForm",
    "NeedsForm",
    "SeatForm",
    "SureForm",
    "UsualForm",
]
