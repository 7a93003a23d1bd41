import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.indicator import Direction
from counterpoise.levels.shares import ends, share_part
from counterpoise.statistics.intervals import ImpossibleCountsError, Interval


def test_a_share_stands_with_its_counts_and_its_interval() -> None:
    part = share_part("visible", 2, 4, direction=Direction.DUTY, of="all")
    assert (part.name, part.value, part.numerator, part.denominator) == ("visible", 0.5, 2, 4)
    assert part.interval == pytest.approx((0.150, 0.850), abs=5e-4)
    assert (part.direction, part.of) == (Direction.DUTY, "all")


def test_a_share_of_nothing_is_no_figure() -> None:
    part = share_part("visible", 0, 0)
    assert (part.value, part.interval, part.denominator) == (None, None, 0)


def test_more_than_the_whole_is_refused() -> None:
    with pytest.raises(ImpossibleCountsError):
        share_part("visible", 5, 4)


def test_an_interval_has_two_ends_and_none_has_none() -> None:
    assert ends(Interval(0.1, 0.2)) == (0.1, 0.2)
    assert ends(None) is None


@given(st.integers(0, 50), st.integers(1, 50))
def test_a_share_lies_within_its_interval(part: int, more: int) -> None:
    share = share_part("any", part, part + more)
    low, high = share.interval or (1.0, 0.0)
    assert low <= (share.value or 0.0) <= high
