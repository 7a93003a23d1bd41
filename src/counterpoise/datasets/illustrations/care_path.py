"""The level of one person: a care path, the people around its owner then and now, and a first talk."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from counterpoise.datasets.illustrations.telling import CARE_PATH, Told, told
from counterpoise.record import Level, Row, Side
from counterpoise.record.initiatives import Initiative, PromisedLevel
from counterpoise.record.people import Capacity, CapacityKind, Space, SpaceKind
from counterpoise.record.trajectories import Agreement, CareConversation, Tie, TieKind, Trajectory, WhatMatters

__all__ = ["care_path"]

STARTED = "2013-10-21"
"""The day on which the care path was opened; four people stood around its owner."""

_TIES = (
    ("daughter", "Daughter", TieKind.INFORMAL, "Comes twice a week", None),
    ("neighbour", "Former neighbour", TieKind.INFORMAL, "Does the shopping", date(2014, 5, 1)),
    ("nurse", "Nurse", TieKind.FORMAL, "Helps in the morning", None),
    ("friend", "Friend from the choir", TieKind.INFORMAL, "Goes for a walk", date(2014, 8, 1)),
)


def care_path() -> Iterator[Row]:
    """Give the care path, its circle and its first talk."""
    yield Initiative(
        id=CARE_PATH,
        **told(STARTED, of=None, by="resident", level=Level.INDIVIDUAL, space="care-circle"),
        title="A resident's care path",
        purpose="That the help fits the day, and not the other way round.",
        purpose_declared_by=Side.CIVIC,
        promised_level=PromisedLevel.CITIZENS_DECIDED,
        review_on=date(2014, 10, 20),
    )
    yield Trajectory(id=CARE_PATH, **_told(STARTED), owner="resident")
    yield Space(id="care-circle", **_told(STARTED, space=None), name="My circle", kind=SpaceKind.CARE_CIRCLE)
    yield Capacity(
        id="as-owner",
        **_told(STARTED),
        person="resident",
        kind=CapacityKind.CARE_USER,
        side=Side.CIVIC,
        active_from=date(2013, 10, 21),
    )
    yield WhatMatters(id="breakfast-late", **_told("2013-11-04"), text="A late breakfast, and somebody to talk to.")
    for name, called, kind, task, until in _TIES:
        yield from _tie(name, called, kind, task, since=STARTED, until=until)
    yield from _tie("volunteer", "Volunteer", TieKind.INFORMAL, "Reads the newspaper aloud", since="2014-09-15")
    yield CareConversation(
        id="first-talk",
        **_told("2013-11-04"),
        text="What a good day looks like, and who can help with what.",
        present=("daughter", "nurse"),
        consulted=("neighbour",),
    )
    yield Agreement(
        id="breakfast-at-ten",
        **_told("2013-11-04"),
        text="Breakfast at ten, in the kitchen.",
        by="nurse",
        review_on=date(2014, 2, 3),
    )


def _told(day: str, *, space: str | None = "care-circle") -> Told:
    return told(day, of=CARE_PATH, by="resident", level=Level.INDIVIDUAL, space=space)


def _tie(name: str, called: str, kind: TieKind, task: str, *, since: str, until: date | None = None) -> Iterator[Tie]:
    joined = Tie(
        id=name,
        **_told(since),
        name=called,
        kind=kind,
        task=task,
        willing_for=task,
        active_from=date.fromisoformat(since),
    )
    yield joined
    if until is not None:
        left = _told(until.isoformat())["recorded_at"]
        yield replace(joined, version=2, supersedes_reason="No longer able to.", recorded_at=left, active_until=until)
