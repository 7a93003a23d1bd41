"""A small world of people and rooms, in which every text says which room it was said in."""

from __future__ import annotations

import random
from enum import Enum
from typing import Any

from counterpoise.record import TABLES, Level, Record, Row, Side, columns
from counterpoise.record.initiatives import Initiative
from counterpoise.record.people import (
    Admission,
    Body,
    Capacity,
    Membership,
    OrgRole,
    Person,
    ReleasedCount,
    Seat,
    Space,
    SpaceKind,
)
from counterpoise.record.trajectories import Trajectory
from tests.builders import row

ROOMS = {
    "ours": SpaceKind.CITIZENS_ONLY,
    "theirs": SpaceKind.ORGANIZATION_ONLY,
    "table": SpaceKind.MIXED,
    "circle": SpaceKind.CARE_CIRCLE,
}
READS = {
    "her": {"ours", "table"},
    "him": {"theirs", "table"},
    "outsider": {"table"},
    "nurse": {"table"},
    "clerk": {"table"},
    "owner": {"table", "circle"},
}
"""Which rooms each person reads: a member of either room, three who are in none, and the owner of a care path."""
SIDES = {
    "her": [Side.CIVIC],
    "him": [Side.ORGANIZATIONAL],
    "outsider": [Side.CIVIC],
    "nurse": [Side.CIVIC, Side.ORGANIZATIONAL],
    "clerk": [Side.INDEPENDENT],
    "owner": [Side.CIVIC],
}
FIXED = {Person, Capacity, Membership, OrgRole, Body, Seat, Space, Admission, Initiative, Trajectory}


def hush(room: str | None) -> str:
    return f"hush-{room}" if room else "said"


def people() -> list[Row]:
    found: list[Row] = [row(Initiative, "together", initiative=None)]
    found.append(row(Initiative, "path-hush-circle", initiative=None, level=Level.INDIVIDUAL, title=hush("circle")))
    found += [
        row(Person, who, initiative=None, pseudonym=who, access_needs=f"needs of {who}", recorded_by=who)
        for who in SIDES
    ]
    for who, sides in SIDES.items():
        found += [row(Capacity, f"{who} {side}", person=who, side=side) for side in sides]
    for room, kind in ROOMS.items():
        path = "path-hush-circle" if room == "circle" else "together"
        found.append(
            row(Space, f"room-{room}", kind=kind, name=hush(room), initiative=path, recorded_by=f"member-{hush(room)}")
        )
        # Somebody who is only known as a member of the room.
        found.append(row(Person, f"member-{hush(room)}", initiative=None, pseudonym=hush(room)))
    found.append(row(Trajectory, "t-hush-circle", initiative="path-hush-circle", owner="owner"))
    for who, room in (("her", "ours"), ("him", "theirs"), ("nurse", "ours")):
        by = (f"member-{hush(room)}", "owner")
        found.append(row(Admission, f"a-{who}", person=who, room=f"room-{room}", admitted_by=by, space=f"room-{room}"))
    return found


def filled(kind: type[Any], room: str | None, rng: random.Random, ids: dict[str, list[str]]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for column in columns(kind):
        if issubclass(kind, Row) and column.name in Row.__dataclass_fields__:
            continue
        one: Any = None
        if column.to:
            one = rng.choice([*ids[column.to], None])
        elif column.is_part:
            one = column.kind(**filled(column.kind, room, rng, ids))
        elif issubclass(column.kind, Enum):
            one = rng.choice(list(column.kind))
        elif column.kind is str:
            one = hush(room)
        if one is not None:
            fields[column.name] = (one,) if column.many else one
    return fields


def world(seed: int) -> Record:
    """Return a record with two rows of every table, each in some room, whose every text says which room it was."""
    rng = random.Random(seed)
    fixed = people()
    drawn: list[tuple[type[Row], str, str | None]] = []
    for name, kind in TABLES.items():
        for number in range(0 if kind in FIXED else 2):
            room = None if kind is ReleasedCount else rng.choice([None, *ROOMS])
            drawn.append((kind, f"{name}-{number}-{hush(room)}", room))
    ids: dict[str, list[str]] = {name: [] for name in TABLES}
    for kind, name, _ in drawn:
        ids[kind.TABLE].append(name)
    for one in fixed:
        if not (isinstance(one, Person) and "hush" in one.id) and "circle" not in one.id:
            ids[one.TABLE].append(one.id)
    rows = []
    for kind, name, room in drawn:
        made = filled(kind, room, rng, ids)
        writer = f"member-{hush(room)}" if room else rng.choice([*SIDES, None])
        path = "path-hush-circle" if room == "circle" else "together"
        if kind.__module__.endswith("trajectories") or room == "circle":
            path = "path-hush-circle"
        if kind.TABLE == "claim_evidence":
            made["table"] = rng.choice(["contributions", "limits"])
            made["record"] = rng.choice(ids[made["table"]])
        space = f"room-{room}" if room else None
        rows.append(row(kind, name, initiative=path, space=space, recorded_by=writer, **made))
    return Record.of([*fixed, *rows])


def words(record: Record) -> str:
    return "\n".join(repr(one).replace("room-", "") for one in record)
