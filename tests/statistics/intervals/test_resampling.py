from collections.abc import Sequence
from random import Random
from statistics import fmean

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import bootstrap

from counterpoise.statistics.intervals import (
    Interval,
    LevelOutOfRangeError,
    NothingToDrawError,
    bootstrap_arms,
    bootstrap_difference,
    bootstrap_multinomial,
    bootstrap_rows,
    wilson,
)


def _first_share(drawn: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.asarray(drawn[:, 0] / drawn.sum(axis=1), dtype=np.float64)


def _gap(arms: Sequence[Sequence[int]]) -> float:
    return fmean(arms[0]) - fmean(arms[1])


def test_the_gap_in_influence_resampled_is_that_of_the_illustration() -> None:
    civic, organization = [2, 1, 2, 3, 1, 2, 2, 1, 3, 2, 1, 2], [4, 3, 4, 4, 5, 3, 4, 4, 3]
    interval = bootstrap_arms([civic, organization], _gap, seed=42)
    assert interval is not None
    # Means of 12 and 9 answers move in steps of 1/36: one or two steps are chance.
    assert (interval.low, interval.high) == pytest.approx((-2.50, -1.36), abs=0.06)


def test_all_draws_at_once_agree_with_scipy() -> None:
    first, second = [float(one % 7) for one in range(60)], [float(one % 5) for one in range(45)]
    found = bootstrap_difference(first, second, seed=1, draws=9_999)
    oracle = bootstrap(
        (first, second),
        lambda a, b, axis: a.mean(axis=axis) - b.mean(axis=axis),
        n_resamples=9_999,
        method="percentile",
        vectorized=True,
        rng=np.random.default_rng(1),
    ).confidence_interval
    assert found is not None
    # Two runs of ten thousand draws each: their ends differ by chance, about a fiftieth of the spread.
    assert (found.low, found.high) == pytest.approx((oracle.low, oracle.high), abs=0.05)
    assert bootstrap_difference(second[::-1], first[::-1], seed=1) != bootstrap_difference(first, second, seed=1)
    assert bootstrap_difference(first[::-1], second, seed=1) == bootstrap_difference(first, second, seed=1)


def test_a_difference_needs_two_values_on_each_side_and_a_draw() -> None:
    assert bootstrap_difference([1.0], [1.0, 2.0], seed=1) is None
    with pytest.raises(NothingToDrawError):
        bootstrap_difference([1.0, 2.0], [1.0, 2.0], seed=1, draws=0)


def test_the_resampled_interval_of_a_difference_covers_it_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(20)
    covered = 0
    for number in range(300):
        a, b = rng.normal(1.0, 1.0, 25), rng.normal(0.0, 2.0, 25)
        interval = bootstrap_difference(a.tolist(), b.tolist(), seed=number, draws=399)
        covered += interval is not None and interval.low <= 1.0 <= interval.high
    # Percentile intervals of small groups are a little too short; 300 runs leave three points to chance.
    assert 0.89 <= covered / 300 <= 0.97


def test_drawing_counts_agrees_with_the_closed_form_when_there_are_many() -> None:
    interval = bootstrap_multinomial([300, 700], _first_share, seed="a", draws=4000)
    closed = wilson(300, 1000)
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx((closed.low, closed.high), abs=0.004)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=2, max_size=12), st.randoms(use_true_random=False), st.integers())
def test_the_same_seed_gives_the_same_interval_whatever_the_order(rows: list[int], chance: Random, seed: int) -> None:
    again = list(rows)
    chance.shuffle(again)
    first = bootstrap_rows(rows, fmean, seed=seed, draws=49)
    assert first == bootstrap_rows(again, fmean, seed=str(seed), draws=49)
    assert first is not None
    assert min(rows) <= first.low <= first.high <= max(rows)


def test_another_seed_gives_another_interval() -> None:
    rows = [0.1, 0.7, 1.9, 3.3, 8.1]
    assert bootstrap_rows(rows, fmean, seed=1) != bootstrap_rows(rows, fmean, seed=2)


def test_rows_may_be_people_with_several_contributions() -> None:
    people = [(1, 0, 0), (1,), (1, 1, 1), (0,)]
    interval = bootstrap_rows(people, lambda rows: fmean(x for row in rows for x in row), seed=3)
    assert interval is not None
    assert interval.holds(5 / 8)


def test_too_little_gives_no_interval() -> None:
    assert bootstrap_multinomial([0, 0], _first_share, seed=1) is None
    assert bootstrap_rows([1.0], fmean, seed=1) is None
    assert bootstrap_arms([[1.0, 2.0], [1.0]], lambda arms: fmean(arms[0]), seed=1) is None
    assert bootstrap_rows([1, 2, 3], lambda _: None, seed=1) is None


def test_draws_in_which_the_figure_is_undefined_are_left_out_while_they_are_few() -> None:
    def nearly_always(rows: Sequence[int]) -> float | None:
        return None if set(rows) == {1} else fmean(rows)

    interval = bootstrap_rows([1, 2, 3], nearly_always, seed=5)
    assert interval is not None
    assert interval.low > 1


def test_one_category_leaves_nothing_to_chance() -> None:
    assert bootstrap_multinomial([7], _first_share, seed=1, draws=9) == Interval(1.0, 1.0)


def test_no_draws_negative_counts_and_impossible_levels_are_refused() -> None:
    with pytest.raises(NothingToDrawError, match="at least one draw") as refused:
        bootstrap_multinomial([1, 2], _first_share, seed=1, draws=0)
    assert refused.value.draws == 0
    with pytest.raises(NothingToDrawError):
        bootstrap_multinomial([1, -2], _first_share, seed=1)
    with pytest.raises(NothingToDrawError):
        bootstrap_rows([1, 2], fmean, seed=1, draws=0)
    with pytest.raises(LevelOutOfRangeError):
        bootstrap_rows([1, 2], fmean, seed=1, draws=3, level=1.0)
