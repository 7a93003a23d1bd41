"""Who is there: the persons of the paper by their roles, as what they speak, where they work, which seats they hold."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from counterpoise.datasets.illustrations.telling import LINDEHOF, MEALS, told
from counterpoise.record import Row, Side
from counterpoise.record.people import (
    Admission,
    Body,
    BodyKind,
    Capacity,
    CapacityKind,
    Membership,
    OrgRole,
    OrgRoleKind,
    Person,
    PowerCube,
    Seat,
    SeatMethod,
    Space,
    SpaceKind,
)

__all__ = ["CITIZENS", "people"]

CITIZENS = tuple(f"citizen-{number}" for number in range(1, 41))
"""The forty participating citizens; the first one is the citizen whose place a visitor of the demo can take."""

BEFORE = "2013-03-01"
"""The day on which the people and bodies of Lindehof stand in the register, before the first decision."""

AT_WENDING = "2013-09-02"
"""The same for the nursing home."""

# id, pseudonym, first day in the register, the paper's words for this person
_CAST = (
    ("manager", "The responsible manager", AT_WENDING, "the responsible manager joined a client-council meeting"),
    ("resident", "A resident", AT_WENDING, "one resident jokingly replied"),
    ("council-member", "A council member", AT_WENDING, ""),
    ("previous-director", "The previous director", BEFORE, "the organization’s previous director had decided"),
    ("new-director", "The new director", "2014-09-01", "a new director had taken office"),
    ("regional-manager", "The regional manager", BEFORE, "the organization’s regional manager"),
    ("regional-colleague", "The regional manager's colleague", BEFORE, "his colleague scolded the usual tendency"),
    ("logistics-colleague", "The logistics colleague", BEFORE, "Their colleague from the logistics department"),
    ("care-colleague", "A colleague from care", BEFORE, ""),
    ("home-council-member", "A member of the home's client council", BEFORE, ""),
    ("informal-caregiver", "An informal caregiver", BEFORE, ""),
    ("church-goer", "A member of the other church", BEFORE, ""),
    ("researcher", "A researcher", BEFORE, "Based on the first author’s field notes"),
)

_ROLES = (
    ("manager", MEALS, CapacityKind.MANAGER, Side.ORGANIZATIONAL),
    ("resident", MEALS, CapacityKind.CARE_USER, Side.CIVIC),
    ("council-member", MEALS, CapacityKind.CLIENT_REP, Side.CIVIC),
    ("researcher", MEALS, CapacityKind.RESEARCHER, Side.INDEPENDENT),
    ("previous-director", LINDEHOF, CapacityKind.BOARD, Side.ORGANIZATIONAL),
    ("new-director", LINDEHOF, CapacityKind.BOARD, Side.ORGANIZATIONAL),
    ("regional-manager", LINDEHOF, CapacityKind.MANAGER, Side.ORGANIZATIONAL),
    ("regional-colleague", LINDEHOF, CapacityKind.MANAGER, Side.ORGANIZATIONAL),
    ("logistics-colleague", LINDEHOF, CapacityKind.PROFESSIONAL, Side.ORGANIZATIONAL),
    ("care-colleague", LINDEHOF, CapacityKind.PROFESSIONAL, Side.ORGANIZATIONAL),
    ("home-council-member", LINDEHOF, CapacityKind.CLIENT_REP, Side.CIVIC),
    ("informal-caregiver", LINDEHOF, CapacityKind.INFORMAL_CAREGIVER, Side.CIVIC),
    ("church-goer", LINDEHOF, CapacityKind.RESIDENT_OF_AREA, Side.CIVIC),
    ("researcher", LINDEHOF, CapacityKind.RESEARCHER, Side.INDEPENDENT),
)

_WORK = (
    ("manager", MEALS, "De Wending", "food service", "responsible manager"),
    ("previous-director", LINDEHOF, "Lindehof", "board", "director"),
    ("new-director", LINDEHOF, "Lindehof", "board", "director"),
    ("regional-manager", LINDEHOF, "Lindehof", "board", "regional manager"),
    ("regional-colleague", LINDEHOF, "Lindehof", "participation office", "participation officer"),
    ("logistics-colleague", LINDEHOF, "Lindehof", "logistics", "planner"),
    ("care-colleague", LINDEHOF, "Lindehof", "care", "nurse"),
)

LEFT = "2014-09-01"
"""The day on which one director leaves and the other one takes office."""

_BODIES = (
    Body(
        id="wending-client-council",
        **told(AT_WENDING, of=MEALS, quote="the responsible manager joined a client-council meeting"),
        name="Client council of De Wending",
        kind=BodyKind.CLIENT_COUNCIL,
        side=Side.CIVIC,
        seats=9,
        rule="By majority of those present.",
    ),
    Body(
        id="wending-management",
        **told(AT_WENDING, of=MEALS),
        name="Management of De Wending",
        kind=BodyKind.MANAGEMENT,
        side=Side.ORGANIZATIONAL,
    ),
    Body(
        id="home-client-council",
        **told(BEFORE, of=LINDEHOF),
        name="Client council of the home",
        kind=BodyKind.CLIENT_COUNCIL,
        side=Side.CIVIC,
        seats=9,
        rule="By majority of those present.",
    ),
    Body(
        id="platform",
        **told(
            BEFORE, of=LINDEHOF, quote="the community-participation platforms that surrounded a rural care facility"
        ),
        name="Community platform around Lindehof",
        kind=BodyKind.PLATFORM,
        side=Side.CIVIC,
        rule="Whoever comes has a voice; in agreement where that is possible.",
    ),
    Body(
        id="panel",
        **told(BEFORE, of=LINDEHOF),
        name="Panel of the platform",
        kind=BodyKind.PANEL,
        side=Side.CIVIC,
        seats=10,
    ),
    Body(
        id="board",
        **told(BEFORE, of=LINDEHOF, quote="the provider organization’s leadership made a clear statement"),
        name="Board of Lindehof",
        kind=BodyKind.BOARD,
        side=Side.ORGANIZATIONAL,
        rule="The director decides.",
    ),
    Body(
        id="management",
        **told(BEFORE, of=LINDEHOF, quote="The organization’s management had decided to host a meeting"),
        name="Management of Lindehof",
        kind=BodyKind.MANAGEMENT,
        side=Side.ORGANIZATIONAL,
    ),
    Body(
        id="municipality",
        **told(BEFORE, of=LINDEHOF),
        name="The municipality",
        kind=BodyKind.MUNICIPALITY,
        side=Side.INDEPENDENT,
    ),
)

_SEATS = (
    ("wending-client-council", "resident", MEALS, SeatMethod.ELECTED),
    ("wending-client-council", "council-member", MEALS, SeatMethod.ELECTED),
    ("wending-management", "manager", MEALS, SeatMethod.APPOINTED),
    ("home-client-council", "home-council-member", LINDEHOF, SeatMethod.ELECTED),
    ("platform", "citizen-1", LINDEHOF, SeatMethod.SELF_SELECTED),
    ("board", "previous-director", LINDEHOF, SeatMethod.APPOINTED),
    ("board", "new-director", LINDEHOF, SeatMethod.APPOINTED),
    ("management", "regional-manager", LINDEHOF, SeatMethod.APPOINTED),
    ("management", "regional-colleague", LINDEHOF, SeatMethod.APPOINTED),
)

_SPACES = (
    Space(
        id="council-room",
        **told(AT_WENDING, of=MEALS),
        name="The council's own room",
        kind=SpaceKind.CITIZENS_ONLY,
        power_cube=PowerCube.CLAIMED,
    ),
    Space(
        id="organization-room",
        **told("2013-06-10", of=LINDEHOF),
        name="The organization's own room",
        kind=SpaceKind.ORGANIZATION_ONLY,
        power_cube=PowerCube.CLOSED,
    ),
)

_ADMITTED = (
    ("council-room", "resident", MEALS, "wending-client-council", AT_WENDING),
    ("council-room", "council-member", MEALS, "wending-client-council", AT_WENDING),
    ("organization-room", "previous-director", LINDEHOF, "management", "2013-06-10"),
    ("organization-room", "new-director", LINDEHOF, "management", "2014-09-01"),
    ("organization-room", "regional-manager", LINDEHOF, "management", "2013-06-10"),
    ("organization-room", "regional-colleague", LINDEHOF, "management", "2013-06-10"),
    ("organization-room", "logistics-colleague", LINDEHOF, "management", "2013-06-10"),
    ("organization-room", "care-colleague", LINDEHOF, "management", "2013-06-10"),
)


def people() -> Iterator[Row]:
    """Give the persons, as what they speak, where they work, the bodies, the seats and the rooms."""
    for row in _joined():
        yield row
        # A director leaves: what had been written down stays, and a next version says until when it was so.
        if getattr(row, "person", None) == "previous-director":
            yield replace(row, **_left())


def _left() -> dict[str, Any]:
    when = told(LEFT, of=LINDEHOF)["recorded_at"]
    until = date.fromisoformat(LEFT)
    return {"version": 2, "supersedes_reason": "Left.", "recorded_at": when, "active_until": until}


def _joined() -> Iterator[Row]:
    joined = {name: day for name, _, day, _ in _CAST} | dict.fromkeys(CITIZENS, "2013-05-13")
    for name, pseudonym, day, quote in _CAST:
        yield Person(id=name, **told(day, of=None, quote=quote), pseudonym=pseudonym, language="nl")
    for number, name in enumerate(CITIZENS, start=1):
        yield Person(id=name, **told(joined[name], of=None), pseudonym=f"Citizen {number}", language="nl")
    citizens = ((name, LINDEHOF, CapacityKind.RESIDENT_OF_AREA, Side.CIVIC) for name in CITIZENS)
    for name, initiative, kind, side in (*_ROLES, *citizens):
        yield Capacity(
            id=_capacity(name, initiative),
            **told(joined[name], of=initiative),
            person=name,
            kind=kind,
            side=side,
            active_from=date.fromisoformat(joined[name]),
        )
    yield from _organizations(joined)
    yield from _BODIES
    for body, name, initiative, method in _SEATS:
        yield Seat(
            id=f"{body}-seat-of-{name}",
            **told(joined[name], of=initiative),
            body=body,
            person=name,
            capacity=_capacity(name, initiative),
            method=method,
            active_from=date.fromisoformat(joined[name]),
        )
    yield from _SPACES
    yield from _admissions()


def _capacity(person: str, initiative: str) -> str:
    # The researcher looks at both initiatives, and speaks in each of them as a researcher.
    return f"{person}-at-meals" if (person, initiative) == ("researcher", MEALS) else f"as-{person}"


def _organizations(joined: dict[str, str]) -> Iterator[Row]:
    for name, initiative, organization, day in (
        ("wending-provides", MEALS, "De Wending", AT_WENDING),
        ("lindehof-provides", LINDEHOF, "Lindehof", BEFORE),
    ):
        yield OrgRole(id=name, **told(day, of=initiative), organization=organization, role=OrgRoleKind.PROVIDE)
    for name, initiative, organization, department, function in _WORK:
        yield Membership(
            id=f"{name}-works",
            **told(joined[name], of=initiative),
            person=name,
            organization=organization,
            department=department,
            function=function,
            active_from=date.fromisoformat(joined[name]),
        )


def _admissions() -> Iterator[Row]:
    for room, name, initiative, body, day in _ADMITTED:
        yield Admission(
            id=f"{room}-admits-{name}",
            **told(day, of=initiative, space=room),
            room=room,
            person=name,
            admitted_by_body=body,
            account_check="Known to the members in person.",
            active_from=date.fromisoformat(day),
        )
