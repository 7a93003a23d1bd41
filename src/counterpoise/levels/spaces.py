"""Rooms: who may read and write where, and what a closed room let out."""

from dataclasses import dataclass
from datetime import date

from counterpoise.record import Case, Edition, Row
from counterpoise.record.contributions import Contribution, Question
from counterpoise.record.mandates import Limit, LimitQuestion
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Admission, ReleasedCount, Space, SpaceKind
from counterpoise.record.positions import Friction, Position

__all__ = ["CLOSED", "Released", "released"]

CLOSED = frozenset({SpaceKind.CITIZENS_ONLY, SpaceKind.ORGANIZATION_ONLY})
"""The kinds of rooms that are closed to one of the two sides."""

# A room whose own rows or members are in a record gave them to it. These tables show it; people and groups, of which
# there are far more, are never kept in a room.
_SHOWN_BY: tuple[type[Row], ...] = (Contribution, Friction, Position, Limit, LimitQuestion, Question, Meeting)


@dataclass(frozen=True, slots=True)
class Released:
    """What closed rooms released for one figure.

    Attributes
    ----------
    numerator, denominator
        The sum over rooms of the last count that each released.
    silent_rooms
        How many closed rooms there are that released no count for it and did not give their rows either.
    """

    numerator: int = 0
    denominator: int = 0
    silent_rooms: int = 0


def released(case: Case, code: str, part: str = "") -> Released:
    """Sum what closed rooms released for one figure, and count the rooms that released nothing.

    A room counts up to a day, so its last count takes the place of those before. A room whose own rows are in the
    record adds nothing: its rows are counted where they stand. In the full edition that is every room.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    code
        The indicator's code, such as ``expertise.presence``.
    part
        The figure of that indicator; empty for the main one.
    """
    if case.edition is Edition.FULL:
        return Released()
    rooms = {row.id for row in case.rows(Space) if row.kind in CLOSED}
    rooms -= _given(case, rooms)
    last: dict[str, ReleasedCount] = {}
    for row in case.rows(ReleasedCount):
        if row.indicator != code or row.part != part or row.room not in rooms:
            continue
        if row.room not in last or _counted(last[row.room]) < _counted(row):
            last[row.room] = row
    return Released(
        sum(row.numerator for row in last.values()),
        sum(row.denominator for row in last.values()),
        len(rooms) - len(last),
    )


def _counted(row: ReleasedCount) -> tuple[date, date, str]:
    day = row.recorded_at.date()
    return (row.counted_on or day, day, row.id)


def _given(case: Case, rooms: set[str]) -> set[str]:
    if not rooms:
        return set()
    given = {row.room for row in case.rows(Admission)}
    for kind in _SHOWN_BY:
        given.update(row.space for row in case.rows(kind))
    return {room for room in rooms if room in given}
