from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from counterpoise.levels.sides import Standing, has_come, in_force, lasts, sides
from counterpoise.record import Moment, Side
from counterpoise.record.people import Capacity, CapacityKind, Seat
from tests.builders import at, moment, row

TODAY = at()


@pytest.mark.parametrize(
    ("kind", "side"),
    [
        (CapacityKind.CARE_USER, Side.CIVIC),
        (CapacityKind.RESEARCHER, Side.INDEPENDENT),
        (CapacityKind.POLICY_MAKER, Side.ORGANIZATIONAL),
    ],
)
def test_a_capacity_without_a_side_has_that_of_its_kind(kind: CapacityKind, side: Side) -> None:
    who = Standing.of("her", [row(Capacity, "c", person="her", kind=kind)])
    assert sides(who, initiative="together", at=TODAY) == {side}


def test_ranges_are_half_open_and_moments_come_when_their_last_day_has() -> None:
    held = row(Seat, "seat", active_from=date(2015, 1, 1), active_until=date(2015, 2, 1))
    assert [lasts(held, at=date(2015, m, 1)) for m in (1, 2)] == [True, False]
    assert lasts(held, at=datetime(2015, 1, 31, 23, tzinfo=UTC))
    noon = datetime(2015, 1, 5, 12, tzinfo=UTC)
    assert has_come(Moment.exactly(noon), at=noon)
    assert not has_come(Moment.exactly(noon), at=noon.replace(hour=11))
    assert has_come(Moment.exactly(noon), at=noon.date())
    assert not has_come(moment("2015-01"), at=noon.date())
    assert not has_come(None, at=noon)
    assert in_force([row(Seat, "a", version=2), row(Seat, "a"), row(Seat, "b")])[0].version == 2
