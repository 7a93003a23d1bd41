"""The tables of this part of the site."""

from counterpoise.web.people.models.accounts import Account
from counterpoise.web.people.models.base import PeopleRow
from counterpoise.web.people.models.bodies import Admission, Body, ReleasedCount, Seat, Space
from counterpoise.web.people.models.codes import Attempt, Invitation, Receipt, Welcome
from counterpoise.web.people.models.contacts import Contact, Wishes
from counterpoise.web.people.models.glass import GlassAsk, GlassLook, GlassOpening
from counterpoise.web.people.models.persons import Capacity, Membership, OrgRole, Person
from counterpoise.web.people.models.purposes import PURPOSES
from counterpoise.web.people.models.spoken import SpokenRow

__all__ = [
    "PURPOSES",
    "Account",
    "Admission",
    "Attempt",
    "Body",
    "Capacity",
    "Contact",
    "GlassAsk",
    "GlassLook",
    "GlassOpening",
    "Invitation",
    "Membership",
    "OrgRole",
    "PeopleRow",
    "Person",
    "Receipt",
    "ReleasedCount",
    "Seat",
    "Space",
    "SpokenRow",
    "Welcome",
    "Wishes",
]
