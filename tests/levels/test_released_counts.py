"""A count leaves a closed room only where that room released it."""

from __future__ import annotations

from counterpoise.levels.editions import shared_edition
from counterpoise.record import Record
from counterpoise.record.initiatives import Initiative
from counterpoise.record.people import ReleasedCount, Space, SpaceKind
from tests.builders import at, row, written

ROOM = row(Space, "council-room", kind=SpaceKind.CITIZENS_ONLY)
HOME = Initiative(id="together", recorded_at=written("2013-01-01"))


def test_a_count_that_lies_in_a_room_and_that_no_room_released_stays_there() -> None:
    inside = row(ReleasedCount, "inside", space="council-room", source="what we said of the manager", numerator=3)
    shared = shared_edition(Record.of([HOME, ROOM, inside]), at=at())
    assert shared.rows(ReleasedCount) == ()


def test_a_count_that_a_room_released_is_for_everybody() -> None:
    released = row(ReleasedCount, "released", room="council-room", indicator="expertise.presence", numerator=7)
    shared = shared_edition(Record.of([HOME, ROOM, released]), at=at())
    assert [count.numerator for count in shared.rows(ReleasedCount)] == [7]
