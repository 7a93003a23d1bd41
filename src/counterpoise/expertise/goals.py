"""Whose goals stand in a care path: those that its owner expressed, beside those that others set."""

from counterpoise.indicator import Evidence, Reading
from counterpoise.levels.shares import ends, share_part
from counterpoise.record import Case, Level
from counterpoise.record.people import Capacity, CapacityKind
from counterpoise.record.positions import Position
from counterpoise.record.trajectories import Alignment, Trajectory, WhatMatters
from counterpoise.statistics.intervals import wilson

__all__ = ["goals"]

_CLOSE = frozenset({CapacityKind.INFORMAL_CAREGIVER, CapacityKind.VOLUNTEER, CapacityKind.RESIDENT_OF_AREA})


def goals(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure takes a seed
    """Share of the goals in a care path that its owner expressed.

    Value: what matters to the owner, in their own words / all goals of which is known who expressed them. The others
    are what the system asks, and positions outside a friction. Only for a care path; elsewhere it is empty.

    Parameters
    ----------
    case
        One care path at a date.
    seed
        Not used.

    Returns
    -------
    Reading
        Share, 0 to 1, with Wilson's interval. Parts: goals of people close to the owner, and of professionals.

    Cannot say
    ----------
    Whether the owner was helped to find the words. Nor whether a goal of others is against their will.

    Gaming
    ------
    A goal can be written down as the owner's. So each stands with its own words, and the owner can take it out.

    Source
    ------
    The paper: what matters to individual people. FHIR R4 names for each goal who expressed it.
    """
    if case.initiative.level is not Level.INDIVIDUAL:
        return Reading()
    own, close, others, unknown = _goals(case)
    known = len(own) + len(close) + len(others)
    return Reading(
        value=len(own) / known if known else None,
        numerator=len(own),
        denominator=known,
        interval=ends(wilson(len(own), known)) if known else None,
        known=known,
        candidates=known + len(unknown),
        parts=(share_part("by_close", len(close), known), share_part("by_others", len(others), known)) if known else (),
        evidence=Evidence(
            numerator=tuple(sorted(own)),
            denominator=tuple(sorted(own | close | others)),
            excluded=tuple(sorted(unknown)),
            tables=(WhatMatters.TABLE, Alignment.TABLE, Position.TABLE),
        ),
    )


def _goals(case: Case) -> tuple[set[str], set[str], set[str], set[str]]:
    """Return the goals of the owner, of people close to them, of others, and of nobody knows whom."""
    path = case.initiative.id
    own = {row.id for row in case.rows(WhatMatters) if row.initiative == path and row.text.strip()}
    others = {row.id for row in case.rows(Alignment) if row.initiative == path and row.system_asks.strip()}
    owners = {row.owner for row in case.rows(Trajectory) if row.initiative == path and row.owner is not None}
    capacities = case.by_id(Capacity)
    close: set[str] = set()
    unknown: set[str] = set()
    for row in case.rows(Position):
        if row.initiative != path or row.friction is not None or not row.claim.strip():
            continue
        capacity = capacities.get(row.capacity or "")
        if capacity is not None and capacity.person in owners:
            own.add(row.id)
        elif capacity is not None and capacity.kind in _CLOSE:
            close.add(row.id)
        elif (capacity is not None and capacity.kind is not None) or row.department or row.group:
            others.add(row.id)
        else:
            unknown.add(row.id)
    return own, close, others, unknown
