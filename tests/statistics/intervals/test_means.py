import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, mannwhitneyu, ttest_ind, ttest_rel

from counterpoise.statistics.intervals import (
    LevelOutOfRangeError,
    MeanDifference,
    SignTest,
    UnevenPairsError,
    paired_t,
    probability_of_superiority,
    sign_test,
    welch,
)

CIVIC = [2, 1, 2, 3, 1, 2, 2, 1, 3, 2, 1, 2]
ORGANIZATION = [4, 3, 4, 4, 5, 3, 4, 4, 3]
NOW_CIVIC = [-3, -2, -3, -2, -1, -3, -2, -3, -2, -2, -3, -1]
NOW_ORGANIZATION = [0, -1, 0, 0, 1, -1, 0, 0, -1]
WANTED_CIVIC = [0, 0, 1, 0, 0, -1, 0, 1, 0, 0, 0, 0]

answers = st.lists(st.integers(-3, 5), min_size=2, max_size=30)


def _ends(found: MeanDifference) -> tuple[float, float]:
    assert found.interval is not None
    return found.interval.low, found.interval.high


def test_the_gap_in_influence_is_that_of_the_illustration() -> None:
    found = welch(CIVIC, ORGANIZATION)
    assert found.difference == pytest.approx(-1.94, abs=5e-3)
    assert _ends(found) == pytest.approx((-2.58, -1.31), abs=5e-3)
    assert probability_of_superiority(CIVIC, ORGANIZATION) == pytest.approx(0.028, abs=5e-4)


def test_the_gap_and_the_wish_about_control_are_those_of_the_illustration() -> None:
    gap = welch(NOW_CIVIC, NOW_ORGANIZATION)
    assert gap.difference == pytest.approx(-2.03, abs=5e-3)
    assert _ends(gap) == pytest.approx((-2.68, -1.38), abs=5e-3)
    wish = paired_t(NOW_CIVIC, WANTED_CIVIC)
    assert wish.difference == pytest.approx(2.33, abs=5e-3)
    assert _ends(wish) == pytest.approx((1.71, 2.96), abs=5e-3)


@given(answers, answers)
def test_welch_equals_scipy(first: list[int], second: list[int]) -> None:
    found = welch(first, second)
    if len(set(first)) == len(set(second)) == 1:
        assert found.interval is None
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # scipy warns where one of the lists is constant
        theirs = ttest_ind(first, second, equal_var=False)
    ends = theirs.confidence_interval(0.95)
    assert _ends(found) == pytest.approx((ends.low, ends.high), abs=1e-6)
    assert found.degrees == pytest.approx(theirs.df, rel=1e-6)


@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), min_size=2, max_size=30))
def test_paired_t_equals_scipy(pairs: list[tuple[int, int]]) -> None:
    now, wanted = [a for a, _ in pairs], [b for _, b in pairs]
    found = paired_t(now, wanted)
    if len({b - a for a, b in pairs}) == 1:
        assert found.interval is None
        return
    ends = ttest_rel(wanted, now).confidence_interval(0.95)
    assert _ends(found) == pytest.approx((ends.low, ends.high), abs=1e-6)


@given(answers, answers)
def test_the_chance_of_scoring_higher_equals_mann_whitney_and_mirrors(first: list[int], second: list[int]) -> None:
    found = probability_of_superiority(first, second)
    assert found == pytest.approx(mannwhitneyu(first, second).statistic / (len(first) * len(second)), abs=1e-9)
    assert found is not None
    assert probability_of_superiority(second, first) == pytest.approx(1 - found)


@given(st.lists(st.integers(-2, 2), max_size=40))
def test_the_sign_test_equals_the_binomial_test(values: list[int]) -> None:
    found = sign_test(values)
    assert found.up + found.down + found.ties == len(values)
    moved = found.up + found.down
    assert found.p == pytest.approx(binomtest(found.up, moved).pvalue if moved else 1.0, abs=1e-9)


def test_three_shifts_are_counted_with_their_direction() -> None:
    assert sign_test([-1, 1, 1]) == SignTest(up=2, down=1, ties=0, p=1.0)


def test_too_few_values_give_no_interval_instead_of_a_false_one() -> None:
    assert welch([], [1, 2]) == welch([1, 2], []) == paired_t([], []) == MeanDifference(None, None, None)
    assert welch([3], [1, 2]) == MeanDifference(1.5, None, None)
    assert paired_t([1], [3]) == MeanDifference(2.0, None, None)
    assert probability_of_superiority([], [1]) is None
    assert probability_of_superiority([1], []) is None


def test_pairs_of_unlike_length_and_impossible_levels_are_refused() -> None:
    with pytest.raises(UnevenPairsError, match="same length") as refused:
        paired_t([1, 2], [1])
    assert (refused.value.first, refused.value.second) == (2, 1)
    with pytest.raises(LevelOutOfRangeError):
        welch([1, 2], [3, 4], 0.0)
