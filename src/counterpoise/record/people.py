"""People and the places from which they speak: capacities, memberships, bodies, seats, rooms.

A person's contact data are no record: they never leave the site.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from counterpoise.record.base import Row, Side, ref, refs

__all__ = [
    "Admission",
    "Body",
    "BodyKind",
    "Capacity",
    "CapacityKind",
    "Membership",
    "OrgRole",
    "OrgRoleKind",
    "Person",
    "PowerCube",
    "ReleasedCount",
    "Seat",
    "SeatMethod",
    "Space",
    "SpaceKind",
]


class CapacityKind(StrEnum):
    """As what somebody speaks."""

    CARE_USER = "care_user"
    INFORMAL_CAREGIVER = "informal_caregiver"
    RESIDENT_OF_AREA = "resident_of_area"
    CLIENT_REP = "client_rep"
    VOLUNTEER = "volunteer"
    PROFESSIONAL = "professional"
    MANAGER = "manager"
    BOARD = "board"
    POLICY_MAKER = "policy_maker"
    RESEARCHER = "researcher"


class OrgRoleKind(StrEnum):
    """What an organization does in an initiative."""

    PROVIDE = "provide"
    COMMISSION = "commission"
    REGULATE = "regulate"
    SUPPORT = "support"


class BodyKind(StrEnum):
    """What kind of body it is. A panel and a community platform are bodies too."""

    CLIENT_COUNCIL = "client_council"
    PLATFORM = "platform"
    JOINT_BODY = "joint_body"
    PANEL = "panel"
    BOARD = "board"
    MANAGEMENT = "management"
    TEAM = "team"
    MUNICIPALITY = "municipality"
    REGION = "region"


class SeatMethod(StrEnum):
    """How a seat was filled."""

    ELECTED = "elected"
    LOTTERY = "lottery"
    OPEN_CALL = "open_call"
    APPOINTED = "appointed"
    STATUTORY = "statutory"
    SELF_SELECTED = "self_selected"


class SpaceKind(StrEnum):
    """Who may read in a room."""

    OPEN = "open"
    CITIZENS_ONLY = "citizens_only"
    ORGANIZATION_ONLY = "organization_only"
    MIXED = "mixed"
    CARE_CIRCLE = "care_circle"


class PowerCube(StrEnum):
    """Who made the room: decided behind doors, people asked in, or people took it (Gaventa's power cube)."""

    CLOSED = "closed"
    INVITED = "invited"
    CLAIMED = "claimed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Row):
    """Somebody who takes part, under the name that they chose.

    Attributes
    ----------
    pseudonym
        The name that others see.
    language
        The language they want to be addressed in, as a code such as ``nl``.
    access_needs
        What they need to be able to take part, in their own words.
    """

    TABLE: ClassVar[str] = "persons"

    pseudonym: str = ""
    language: str = ""
    access_needs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity(Row):
    """As what a person speaks. A nurse who is also a daughter has two, and each contribution names one.

    Attributes
    ----------
    person
        Who.
    kind
        As what.
    side
        On whose side.
    active_from
        The first day.
    active_until
        The day after the last one; empty while it lasts.
    """

    TABLE: ClassVar[str] = "capacities"

    person: str | None = ref("persons")
    kind: CapacityKind | None = None
    side: Side | None = None
    active_from: date | None = None
    active_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrgRole(Row):
    """What an organization does in an initiative.

    Attributes
    ----------
    organization
        The organization's name.
    role
        Whether it provides, commissions, regulates or supports.
    """

    TABLE: ClassVar[str] = "org_roles"

    organization: str = ""
    role: OrgRoleKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Row):
    """Where somebody works.

    Attributes
    ----------
    person
        Who.
    organization
        The organization's name.
    department
        The department's name.
    function
        What they do there.
    active_from
        The first day.
    active_until
        The day after the last one; empty while it lasts.
    """

    TABLE: ClassVar[str] = "memberships"

    person: str | None = ref("persons")
    organization: str = ""
    department: str = ""
    function: str = ""
    active_from: date | None = None
    active_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Row):
    """A council, platform, panel, board, team or other body that can hold a say.

    Attributes
    ----------
    name
        Its name.
    kind
        What kind of body it is.
    side
        On whose side it stands; empty for a joint body.
    seats
        How many seats it has.
    rule
        How it decides, in plain words.
    """

    TABLE: ClassVar[str] = "bodies"

    name: str = ""
    kind: BodyKind | None = None
    side: Side | None = None
    seats: int | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat(Row):
    """A place in a body, who holds it and how it was filled.

    Attributes
    ----------
    body
        The body.
    person
        Who holds it.
    capacity
        As what they hold it.
    method
        How the seat was filled.
    made_by
        Who filled it: the body that decided.
    active_from
        The first day.
    active_until
        The day after the last one; empty while it lasts.
    """

    TABLE: ClassVar[str] = "seats"

    body: str | None = ref("bodies")
    person: str | None = ref("persons")
    capacity: str | None = ref("capacities")
    method: SeatMethod | None = None
    made_by: str | None = ref("bodies")
    active_from: date | None = None
    active_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Space(Row):
    """A room: a scope in which records may be read.

    Attributes
    ----------
    name
        Its name.
    kind
        Who may read in it.
    power_cube
        Who made it.
    admits_both_sides
        Whether the room lets in people who also speak for the organization. They stay outside until it admits
        them by a vote of its own.
    """

    TABLE: ClassVar[str] = "spaces"

    name: str = ""
    kind: SpaceKind = SpaceKind.OPEN
    power_cube: PowerCube | None = None
    admits_both_sides: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission(Row):
    """Somebody was let into a room.

    Attributes
    ----------
    room
        The room.
    person
        Who was let in.
    admitted_by
        The members who did; two of them, or the council.
    admitted_by_body
        The council that did, where it was the council.
    account_check
        How it was checked that this account is who it says.
    by_vote
        Whether the room voted on it, which it must for somebody who also speaks for the organization.
    active_from
        The first day.
    active_until
        The day on which they no longer could read; empty while it lasts.
    """

    TABLE: ClassVar[str] = "admissions"

    room: str | None = ref("spaces")
    person: str | None = ref("persons")
    admitted_by: tuple[str, ...] = refs("persons")
    admitted_by_body: str | None = ref("bodies")
    account_check: str = ""
    by_vote: bool = False
    active_from: date | None = None
    active_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedCount(Row):
    """A count that a closed room released by its own rule, so that a shared audit can use it.

    Attributes
    ----------
    room
        The room that released it.
    indicator
        The code of the indicator that it is for.
    part
        Which figure of that indicator; empty for the main one.
    counted_on
        The day up to which was counted.
    numerator
        How many.
    denominator
        Of how many.
    released_by
        Who released it for the room.
    """

    TABLE: ClassVar[str] = "released_counts"

    room: str | None = ref("spaces")
    indicator: str = ""
    part: str = ""
    counted_on: date | None = None
    numerator: int = 0
    denominator: int = 0
    released_by: str | None = ref("persons")
