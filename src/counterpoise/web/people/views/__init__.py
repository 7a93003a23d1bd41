"""Pages about oneself, and for using an invitation."""

from counterpoise.web.people.views.invitations import INVITATION, invitation, invited
from counterpoise.web.people.views.own import (
    add_capacity,
    close,
    contact,
    end,
    language,
    me,
    name,
    needs,
    out_everywhere,
    usual,
    welcome,
    work,
)

__all__ = [
    "INVITATION",
    "add_capacity",
    "close",
    "contact",
    "end",
    "invitation",
    "invited",
    "language",
    "me",
    "name",
    "needs",
    "out_everywhere",
    "usual",
    "welcome",
    "work",
]
