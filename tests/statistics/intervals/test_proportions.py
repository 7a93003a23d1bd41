import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from counterpoise.statistics.intervals import (
    ImpossibleCountsError,
    Interval,
    LevelOutOfRangeError,
    newcombe,
    normal_quantile,
    wilson,
)

levels = st.sampled_from([0.8, 0.9, 0.95, 0.99])


@st.composite
def parts(draw: st.DrawFn) -> tuple[int, int]:
    n = draw(st.integers(1, 400))
    return draw(st.integers(0, n)), n


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (0, 4, 0.0, 0.490),
        (1, 5, 0.036, 0.624),
        (1, 6, 0.030, 0.564),
        (3, 24, 0.043, 0.310),
        (9, 15, 0.357, 0.802),
        (2, 5, 0.118, 0.769),
        (5, 22, 0.101, 0.434),
        (1, 3, 0.061, 0.792),
        (18, 31, 0.408, 0.736),
        (11, 31, 0.211, 0.531),
        (2, 4, 0.150, 0.850),
        (1, 4, 0.046, 0.699),
        (12, 12, 0.758, 1.0),
    ],
)
def test_wilson_gives_the_intervals_of_the_illustrations(successes: int, n: int, low: float, high: float) -> None:
    interval = wilson(successes, n)
    assert interval.low == pytest.approx(low, abs=6e-4)
    assert interval.high == pytest.approx(high, abs=6e-4)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_values_that_newcombe_published(successes: int, n: int, low: float, high: float) -> None:
    interval = wilson(successes, n)
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


@pytest.mark.parametrize(("n", "half"), [(5, 0.33), (10, 0.26), (20, 0.20), (30, 0.17), (50, 0.13)])
def test_the_half_width_of_wilson_at_one_half_explains_the_minimum_numbers(n: int, half: float) -> None:
    z = normal_quantile(0.95)
    assert round(z / (2 * (n + z * z) ** 0.5), 2) == half
    if n % 2 == 0:
        assert round(wilson(n // 2, n).width / 2, 2) == half


@given(parts(), levels)
def test_wilson_equals_statsmodels_and_scipy(part: tuple[int, int], level: float) -> None:
    ours = wilson(*part, level)
    low, high = proportion_confint(*part, alpha=1 - level, method="wilson")
    theirs = binomtest(*part).proportion_ci(level, method="wilson")
    assert (ours.low, ours.high) == pytest.approx((low, high), abs=1e-9)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


@given(parts())
def test_wilson_holds_the_share_and_mirrors(part: tuple[int, int]) -> None:
    k, n = part
    interval, mirrored = wilson(k, n), wilson(n - k, n)
    assert 0 <= interval.low <= k / n <= interval.high <= 1
    assert interval.holds(k / n)
    assert (1 - mirrored.high, 1 - mirrored.low) == pytest.approx((interval.low, interval.high), abs=1e-12)


@given(parts())
def test_more_of_the_same_narrows_wilson_and_more_certainty_widens_it(part: tuple[int, int]) -> None:
    k, n = part
    assert wilson(2 * k, 2 * n).width < wilson(k, n).width < wilson(k, n, 0.99).width


@given(parts(), parts(), levels)
def test_newcombe_equals_statsmodels(first: tuple[int, int], second: tuple[int, int], level: float) -> None:
    ours = newcombe(*first, *second, level)
    theirs = confint_proportions_2indep(*first, *second, method="newcomb", compare="diff", alpha=1 - level)
    assert (ours.low, ours.high) == pytest.approx(theirs, abs=1e-9)


@given(parts(), parts())
def test_newcombe_holds_the_difference_and_turns_with_the_arms(first: tuple[int, int], second: tuple[int, int]) -> None:
    there, back = newcombe(*first, *second), newcombe(*second, *first)
    assert -1 <= there.low <= first[0] / first[1] - second[0] / second[1] <= there.high <= 1
    assert (-back.high, -back.low) == pytest.approx((there.low, there.high), abs=1e-12)


@pytest.mark.parametrize(
    ("arms", "low", "high"),
    [
        ((7, 7, 0, 3), 0.336, 1.0),
        ((4, 12, 20, 28), -0.617, -0.049),
        ((1, 10, 11, 30), -0.463, 0.072),
    ],
)
def test_newcombe_gives_the_differences_of_the_illustrations(
    arms: tuple[int, int, int, int], low: float, high: float
) -> None:
    interval = newcombe(*arms)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=6e-4)


def test_no_cases_leave_everything_possible() -> None:
    assert wilson(0, 0) == Interval(0.0, 1.0)
    assert newcombe(0, 0, 3, 4) == newcombe(3, 4, 0, 0) == Interval(-1.0, 1.0)
    assert not wilson(0, 20).holds(0.5)


@pytest.mark.parametrize(("successes", "n"), [(-1, 4), (5, 4), (0, -1)])
def test_impossible_counts_are_refused_in_words(successes: int, n: int) -> None:
    with pytest.raises(ImpossibleCountsError, match=rf"{successes} of {n} is not possible") as refused:
        wilson(successes, n)
    assert (refused.value.successes, refused.value.n) == (successes, n)
    assert refused.value.code == "statistics.impossible_counts"


@pytest.mark.parametrize("level", [0.0, 1.0, 95.0, -0.1])
def test_impossible_levels_are_refused(level: float) -> None:
    with pytest.raises(LevelOutOfRangeError, match="between 0 and 1") as refused:
        wilson(1, 2, level)
    assert refused.value.level == level


@pytest.mark.parametrize(("p", "n"), [(0.1, 20), (0.3, 12), (0.5, 30), (0.9, 40)])
def test_wilson_covers_the_truth_about_as_often_as_it_says(p: float, n: int) -> None:
    chances = np.random.default_rng(7).binomial(n, p, 4000)
    covered = np.mean([wilson(int(k), n).holds(p) for k in chances])
    assert 0.92 < covered < 0.98


@pytest.mark.parametrize(("p1", "p2", "n1", "n2"), [(0.3, 0.7, 12, 28), (0.2, 0.2, 20, 15), (0.5, 0.6, 40, 40)])
def test_newcombe_covers_the_truth_about_as_often_as_it_says(p1: float, p2: float, n1: int, n2: int) -> None:
    rng = np.random.default_rng(11)
    draws = zip(rng.binomial(n1, p1, 3000), rng.binomial(n2, p2, 3000), strict=True)
    covered = np.mean([newcombe(int(a), n1, int(b), n2).holds(p1 - p2) for a, b in draws])
    assert 0.925 < covered < 0.985
