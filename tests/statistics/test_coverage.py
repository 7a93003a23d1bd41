import pytest

from counterpoise.statistics.coverage import THIN_BELOW, CoverageOutOfRangeError, coverage_of, thin


def test_a_register_is_thin_below_one_half() -> None:
    assert thin(0.4999)
    assert not thin(THIN_BELOW)
    assert not thin(1.0)
    assert thin(0.0)


def test_where_no_coverage_applies_nothing_is_thin() -> None:
    assert not thin(None)
    assert not thin(coverage_of(0, 0))


def test_coverage_is_the_share_of_expected_records() -> None:
    assert coverage_of(3, 4) == 0.75


@pytest.mark.parametrize("coverage", [-0.1, 1.1, float("nan")])
def test_a_coverage_that_is_no_share_is_refused(coverage: float) -> None:
    with pytest.raises(CoverageOutOfRangeError, match="between 0 and 1"):
        thin(coverage)


@pytest.mark.parametrize(("known", "expected"), [(5, 4), (-1, 4), (1, 0), (0, -1)])
def test_impossible_records_are_refused(known: int, expected: int) -> None:
    with pytest.raises(CoverageOutOfRangeError):
        coverage_of(known, expected)
