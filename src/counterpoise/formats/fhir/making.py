"""What people wrote down in a care path itself, as resources that care systems read: goals, the care team, the plan."""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from datetime import timedelta
from hashlib import sha256
from typing import Any, TypeVar

from counterpoise.formats.fhir.exporting import SYSTEM, resources
from counterpoise.record import Moment, Record, Row
from counterpoise.record.initiatives import Initiative
from counterpoise.record.people import Person
from counterpoise.record.trajectories import Agreement, Tie, TieKind, Trajectory, WhatMatters

__all__ = ["made"]

R = TypeVar("R", bound=Row)
_NAME = re.compile(r"[A-Za-z0-9\-.]{1,64}\Z")
_WHOSE = ("subject", "patient")
_KIND = {TieKind.FORMAL: "Practitioner"}


def made(record: Record) -> Iterator[dict[str, Any]]:
    """Give what was not imported but written down in care paths, as Goal, CareTeam and CarePlan of FHIR R4.

    A goal is what matters to the owner, in their words. The care team is who stands around them, with tasks and days.
    The plan is what was agreed, with who does it and until when. Whoever imported care data before is named as those
    data name them.

    Parameters
    ----------
    record
        Rows of care paths; of each row the last version counts.
    """
    paths = {row.id: row for row in _last(record.rows(Initiative))}
    called = {row.id: row.pseudonym for row in _last(record.rows(Person))}
    for trajectory in _last(record.rows(Trajectory)):
        path = paths.get(trajectory.initiative or "")
        if path is None or trajectory.owner is None:
            continue
        mine = Record.of(row for row in record if row.initiative == path.id)
        subject = _subject(mine) or _reference("persons", trajectory.owner, "Patient", called.get(trajectory.owner, ""))
        yield from _goals(mine, subject)
        ties = _last(mine.rows(Tie))
        yield from _team(path, [row for row in ties if _is_own(row)], subject)
        yield from _plan(path, mine, {row.id: row for row in ties}, subject)


def _last(rows: Iterable[R]) -> list[R]:
    found: dict[str, R] = {}
    for row in rows:
        if row.id not in found or found[row.id].version <= row.version:
            found[row.id] = row
    return list(found.values())


def _is_own(row: Row) -> bool:
    return not row.source.startswith("FHIR")


def _subject(mine: Record) -> dict[str, Any] | None:
    """Return how the care data that were imported into a path name whom they are about."""
    for each in resources(mine):
        for name in _WHOSE:
            if each["resourceType"] in {"Goal", "CareTeam", "CarePlan", "RelatedPerson"} and each.get(name):
                return deepcopy(dict(each[name]))
    return None


def _reference(table: str, name: str, kind: str, display: str) -> dict[str, Any]:
    found = {"type": kind, "identifier": {"system": f"{SYSTEM}:{table}", "value": name}}
    return {**found, **({"display": display} if display else {})}


def _begin(kind: str, table: str, name: str, subject: dict[str, Any]) -> dict[str, Any]:
    own = name if _NAME.match(name) else sha256(name.encode()).hexdigest()
    return {
        "resourceType": kind,
        "id": own,
        "identifier": [{"system": f"{SYSTEM}:{table}", "value": name}],
        "subject": deepcopy(subject),
    }


def _day(moment: Moment | None) -> str:
    return moment.first.isoformat() if moment is not None and moment.first == moment.last else ""


def _goals(mine: Record, subject: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for row in _last(mine.rows(WhatMatters)):
        if _is_own(row) and row.text:
            goal = _begin("Goal", row.TABLE, row.id, subject)
            goal |= {"lifecycleStatus": "active", "description": {"text": row.text}, "expressedBy": deepcopy(subject)}
            yield goal | ({"startDate": _day(row.happened_at)} if _day(row.happened_at) else {})


def _team(path: Initiative, ties: list[Tie], subject: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if not ties:
        return
    team = _begin("CareTeam", Initiative.TABLE, path.id, subject)
    team |= {"status": "active", "participant": [_participant(row) for row in ties]}
    yield team | ({"name": path.title} if path.title else {})


def _member(row: Tie) -> dict[str, Any]:
    kind = _KIND.get(row.kind, "RelatedPerson") if row.kind is not None else "RelatedPerson"
    return _reference(Tie.TABLE, row.id, kind, row.name)


def _participant(row: Tie) -> dict[str, Any]:
    found: dict[str, Any] = {"member": _member(row)}
    if row.task:
        found["role"] = [{"text": row.task}]
    # FHIR counts the last day of a period, the record does not.
    until = row.active_until - timedelta(days=1) if row.active_until is not None else None
    if until is not None and row.active_from is not None and until < row.active_from:
        until = row.active_from
    days = {"start": row.active_from, "end": until}
    period = {name: day.isoformat() for name, day in days.items() if day is not None}
    return found | ({"period": period} if period else {})


def _plan(path: Initiative, mine: Record, ties: dict[str, Tie], subject: dict[str, Any]) -> Iterator[dict[str, Any]]:
    agreed = [row for row in _last(mine.rows(Agreement)) if _is_own(row)]
    if not agreed:
        return
    plan = _begin("CarePlan", Initiative.TABLE, path.id, subject)
    plan |= {"status": "active", "intent": "plan", "activity": [{"detail": _detail(row, ties)} for row in agreed]}
    days = [row.happened_at for row in agreed if row.happened_at is not None]
    created = _day(min(days)) if days else ""
    yield plan | ({"title": path.title} if path.title else {}) | ({"created": created} if created else {})


def _detail(row: Agreement, ties: dict[str, Tie]) -> dict[str, Any]:
    stopped = row.stepped_back_on is not None
    found: dict[str, Any] = {"status": "cancelled" if stopped else "in-progress", "description": row.text}
    days = {"start": _day(row.happened_at), "end": ""}
    if last := row.stepped_back_on or row.review_on:
        days["end"] = last.isoformat()
    if days["end"] and days["start"] > days["end"]:
        days["start"] = ""
    if period := {name: day for name, day in days.items() if day}:
        found["scheduledPeriod"] = period
    if row.by in ties:
        found["performer"] = [_member(ties[row.by])]
    return found
