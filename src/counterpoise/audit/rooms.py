"""What a closed room could let out as counts, so that a shared power check need not be silent about it."""

from collections.abc import Mapping
from datetime import date

from counterpoise.audit.measures import measure_of
from counterpoise.indicator import Reading
from counterpoise.levels.editions import room_edition
from counterpoise.levels.sides import day_of
from counterpoise.record import Record, Row, look
from counterpoise.record.contributions import Contribution
from counterpoise.record.decisions import Decision
from counterpoise.record.mandates import Limit, LimitQuestion
from counterpoise.record.people import ReleasedCount, Space
from counterpoise.record.positions import Friction

__all__ = ["FEWEST", "RELEASABLE", "counts_of_room"]

FEWEST = 3
"""Of fewer contributions than this a room lets out no count: it would tell what single people said."""

RELEASABLE: Mapping[str, tuple[str, ...]] = {
    "expertise.presence": ("absent", "present"),
    "control.limits": ("",),
    "interests.frictions": ("", "visible_to_both", "juxtaposed", "reopened"),
}
"""The measures that add what rooms let out, and the figures of each; the empty one is the main figure."""

_COUNTED: Mapping[str, tuple[type[Row], ...]] = {
    "expertise.presence": (Contribution,),
    "control.limits": (Limit, LimitQuestion, Decision),
    "interests.frictions": (Friction,),
}


def counts_of_room(record: Record, *, room: str, at: date, by: str | None) -> dict[str, tuple[ReleasedCount, ...]]:
    """Count for each measure what stands in a closed room, by the measure itself.

    Parameters
    ----------
    record
        The whole record.
    room
        The room.
    at
        The day, or the moment, up to which is counted.
    by
        Who would let it out for the room.

    Returns
    -------
    dict of str to tuple of ReleasedCount
        For each measure the rows that the room would let out; none where it holds nothing of it, or too little.

    Raises
    ------
    UnknownRoomError
        If the record has no such room.
    """
    edition = room_edition(record, room=room, at=at)
    space = next(row for row in reversed(record.rows(Space)) if row.id == room)
    case = next((one for one in look(edition, at=day_of(at)).cases if one.initiative.id == space.initiative), None)
    found: dict[str, tuple[ReleasedCount, ...]] = {}
    for code, kinds in _COUNTED.items():
        if case is None:
            found[code] = ()
            continue
        inside = {kind.TABLE: frozenset(row.id for row in case.rows(kind) if row.space == room) for kind in kinds}
        # What others let out, and what was counted in the open, is no count of this room.
        narrowed = case.narrowed({**inside, ReleasedCount.TABLE: frozenset()})
        reading = measure_of(code).read(narrowed, seed=0)
        told = {part: _counted(reading, part) for part in RELEASABLE[code]}
        enough = FEWEST if code == "expertise.presence" else 1
        # Where nothing was said there is nothing to give away, and the room is not silent about it either.
        kept = {part: count for part, count in told.items() if not 0 < count[1] < enough}
        found[code] = tuple(
            ReleasedCount(
                id=f"{code}-{part or 'main'}",
                initiative=space.initiative,
                recorded_at=max(row.recorded_at for row in case.rows(Space)),
                room=room,
                indicator=code,
                part=part,
                counted_on=day_of(at),
                numerator=numerator,
                denominator=denominator,
                released_by=by,
            )
            for part, (numerator, denominator) in kept.items()
            if any(whole for _, whole in kept.values())
        )
    return found


def _counted(reading: Reading, part: str) -> tuple[int, int]:
    if not part:
        return int(reading.numerator or 0), int(reading.denominator or 0)
    one = next((each for each in reading.parts if each.name == part), None)
    return (int(one.numerator or 0), int(one.denominator or 0)) if one is not None else (0, 0)
