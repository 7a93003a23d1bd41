import math
import warnings
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lifelines.statistics import multivariate_logrank_test
from scipy.stats import CensoredData, logrank

from counterpoise.statistics.logrank import TooFewArmsError, log_rank, permutation_log_rank
from counterpoise.statistics.survival import TimeNotFiniteError, TimesWithoutMarksError

TREATED = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSED = [bool(x) for x in (1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0)]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
FREIREICH = [(TREATED, RELAPSED), (PLACEBO, [True] * 21)]

arm = st.lists(st.tuples(st.integers(1, 12), st.booleans()), min_size=2, max_size=15)


def _split(rows: list[tuple[int, bool]]) -> tuple[list[int], list[bool]]:
    return [t for t, _ in rows], [o for _, o in rows]


def test_the_published_test_of_freireich_is_reproduced() -> None:
    found = log_rank(FREIREICH)
    assert found.chi2 == pytest.approx(16.79294, abs=5e-6)
    assert found.p == pytest.approx(4.168809e-05, rel=1e-6)
    assert found.observed == (9, 21)
    assert sum(found.expected) == pytest.approx(30)


@settings(max_examples=40, deadline=None)
@given(st.lists(arm, min_size=2, max_size=4))
def test_the_test_of_two_or_more_groups_equals_lifelines(arms: list[list[tuple[int, bool]]]) -> None:
    found = log_rank([_split(rows) for rows in arms])
    assume(found.degrees == len(arms) - 1)
    times = [t for rows in arms for t, _ in rows]
    marks = [o for rows in arms for _, o in rows]
    groups = [i for i, rows in enumerate(arms) for _ in rows]
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        theirs = multivariate_logrank_test(times, groups, marks)
    assert (found.chi2, found.p) == pytest.approx((theirs.test_statistic, theirs.p_value), abs=1e-6)


@given(arm, arm)
def test_the_test_of_two_groups_equals_scipy(first: list[tuple[int, bool]], second: list[tuple[int, bool]]) -> None:
    found = log_rank([_split(first), _split(second)])
    assume(found.degrees == 1)
    samples = [
        CensoredData(uncensored=[t for t, o in rows if o], right=[t for t, o in rows if not o])
        for rows in (first, second)
    ]
    theirs = logrank(*samples)
    assert (found.chi2, found.p) == pytest.approx((theirs.statistic**2, theirs.pvalue), abs=1e-6)


@given(arm, arm, st.randoms(use_true_random=False))
def test_neither_the_order_of_people_nor_that_of_groups_matters(
    first: list[tuple[int, bool]], second: list[tuple[int, bool]], chance: Random
) -> None:
    again = list(first)
    chance.shuffle(again)
    there = log_rank([_split(first), _split(second)])
    back = log_rank([_split(second), _split(again)])
    assert there.chi2 == pytest.approx(back.chi2, abs=1e-9)
    assert there.p == pytest.approx(back.p, abs=1e-9)


def test_without_events_nothing_tells_the_groups_apart() -> None:
    found = log_rank([([1, 2], [False, False]), ([3], [False])])
    assert (found.chi2, found.degrees, found.p) == (0.0, 0, 1.0)


def test_shuffling_finds_the_same_strong_difference_and_depends_on_the_seed_alone() -> None:
    found = permutation_log_rank(FREIREICH, seed=1, draws=99)
    assert found.p == 0.01
    assert found.chi2 == log_rank(FREIREICH).chi2
    turned = [(TREATED[::-1], RELAPSED[::-1]), FREIREICH[1]]
    assert permutation_log_rank(turned, seed=1, draws=99) == found


def test_shuffling_agrees_with_the_formula_where_there_is_no_difference() -> None:
    arms = [([1, 3, 5, 7, 9, 11], [True] * 6), ([2, 4, 6, 8, 10, 12], [True] * 6)]
    assert permutation_log_rank(arms, seed=3, draws=199).p == pytest.approx(log_rank(arms).p, abs=0.1)


def test_impossible_comparisons_are_refused() -> None:
    with pytest.raises(TooFewArmsError, match="two groups") as refused:
        log_rank([([1], [True])])
    assert refused.value.arms == 1
    with pytest.raises(TimesWithoutMarksError):
        log_rank([([1], [True]), ([1, 2], [True])])
    with pytest.raises(TimeNotFiniteError):
        log_rank([([1], [True]), ([math.inf], [True])])
