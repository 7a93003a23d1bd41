"""The closing of a home, by hand: who was touched, told, asked and promised what."""

from __future__ import annotations

from typing import Any

from counterpoise.record import Row, Say, Side
from counterpoise.record.commitments import Promise
from counterpoise.record.decisions import Decision, Notice
from counterpoise.record.initiatives import Affects, Group, PromisedLevel
from counterpoise.record.mandates import StatutoryMandate
from tests.builders import moment, row

MATTER = "stay-or-close"
SIZES = {"council": 9, "citizens": 40, "town": 2400, "caregivers": 70}
ORGANIZATION = ("managers", "employees")
TOLD = {
    "managers": "2014-11-03",
    "employees": "2014-11-24",
    "municipality": "2015-01-12",
    "council": "2015-02-02",
    "citizens": "2015-03-02",
    "town": "2015-03-30",
}


def groups(*names: str, side: Side = Side.CIVIC, matter: str = MATTER, **fields: Any) -> list[Row]:  # noqa: ANN401 - any field
    """Return groups that a matter touches."""
    found: list[Row] = []
    for name in names:
        found.append(row(Group, name, side=side, size=SIZES.get(name), **fields))
        found.append(row(Affects, f"{matter}-touches-{name}", matter=matter, group=name))
    return found


def decision(name: str, decided: str | None, **fields: Any) -> Decision:  # noqa: ANN401 - any field
    """Return a decision that was written down when it was taken."""
    fields.setdefault("matter", MATTER)
    fields.setdefault("recorded", "2014-01-01" if decided is None else None)
    decided_at = None if decided is None else moment(decided)
    return row(Decision, name, happened=decided, decided_at=decided_at, **fields)


def told(decision_id: str, days: dict[str, str]) -> list[Row]:
    """Return a notice for each group on its day."""
    return [
        row(Notice, f"{decision_id}-{group}", happened=day, decision=decision_id, group=group, told_at=moment(day))
        for group, day in days.items()
    ]


def closing() -> list[Row]:
    """Return the home that stayed open, and closed after a promise: whom it touched, and when they were told."""
    everybody = (
        *groups("council", body="council-body"),
        *groups("citizens", "town", "caregivers"),
        *groups(*ORGANIZATION, side=Side.ORGANIZATIONAL),
        *groups("municipality", side=Side.INDEPENDENT),
    )
    return [
        *everybody,
        decision("stay-open", "2013-03-04", topic="continue", reasons="It can be borne for now.", taken_by="board"),
        *told("stay-open", dict.fromkeys(("council", "citizens", "town", "caregivers", *ORGANIZATION), "2013-03-08")),
        row(
            Promise,
            "promise",
            happened="2013-05-13",
            to=("council", "citizens", "town", "caregivers"),
            promised_level=PromisedLevel.DECIDED_TOGETHER,
            scope=(MATTER,),
        ),
        row(StatutoryMandate, "right", topics=("closing",), say=Say.ADVISE, body="council-body"),
        *groups("visitors", matter="meeting-place"),
        decision("own-venue", "2013-09-23", matter="meeting-place", topic="venue", taken_by="management"),
        *told("own-venue", {"visitors": "2013-09-23"}),
        decision("closing", "2014-11-03", topic="closing", reverses="stay-open", taken_by="board"),
        *told("closing", TOLD),
    ]
