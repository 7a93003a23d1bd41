"""The tables of this part of the site."""

from counterpoise.web.people.models.accounts import Account
from counterpoise.web.people.models.base import PeopleRow
from counterpoise.web.people.models.bodies import Admission, Body, ReleasedCount, Seat, Space
from counterpoise.web.people.models.persons import Capacity, Membership, OrgRole, Person
from counterpoise.web.people.models.spoken import SpokenRow

__all__ = [
    "Account",
    "Admission",
    "Body",
    "Capacity",
    "Membership",
    "OrgRole",
    "PeopleRow",
    "Person",
    "ReleasedCount",
    "Seat",
    "Space",
    "SpokenRow",
]
