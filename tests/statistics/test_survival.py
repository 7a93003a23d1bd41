import math
import warnings
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from lifelines.utils import median_survival_times
from scipy.stats import CensoredData, ecdf

from counterpoise.statistics.survival import (
    EarliestAfterLatestError,
    TimeNotFiniteError,
    TimesWithoutMarksError,
    cumulative_incidence,
    kaplan_meier,
    kaplan_meier_range,
)

TREATED = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSED = [bool(x) for x in (1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0)]

CIVIC_LAGS, TOLD = [91, 119, 147, 239], [True, True, True, False]

entries = st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=40)


def test_the_published_curve_of_freireich_is_reproduced() -> None:
    curve = kaplan_meier(TREATED, RELAPSED)
    assert [round(step.survival, 4) for step in curve.steps] == [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    assert curve.median == 23
    assert (curve.n, curve.events) == (21, 9)


def test_the_lag_of_the_notices_is_that_of_the_illustration() -> None:
    civic = kaplan_meier(CIVIC_LAGS, TOLD)
    assert [(step.time, step.survival) for step in civic.steps] == [(91, 0.75), (119, 0.5), (147, 0.25)]
    assert civic.median == 119
    assert kaplan_meier(CIVIC_LAGS, TOLD, weights=[9, 40, 2400, 70]).median == 147
    assert kaplan_meier([0, 21], [True, True]).median == 0
    assert civic.at(90) == 1
    assert civic.at(91) == 0.75
    assert civic.at(1000) == 0.25


def test_the_age_of_the_frictions_has_no_median_yet() -> None:
    curve = kaplan_meier([750, 778, 288, 3], [False, False, False, True])
    assert curve.median is None
    assert curve.median_high is None


@settings(max_examples=25, deadline=None)
@given(entries)
def test_the_curve_its_interval_and_its_median_equal_lifelines(rows: list[tuple[int, bool]]) -> None:
    times, observed = [t for t, _ in rows], [o for _, o in rows]
    curve = kaplan_meier(times, observed)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # pandas and lifelines speak about their own inside
        theirs = KaplanMeierFitter().fit(times, observed)
    bounds = theirs.confidence_interval_
    for step in curve.steps:
        assert step.survival == pytest.approx(float(theirs.predict(step.time)), abs=1e-9)
        if step.interval is not None:
            low, high = bounds.loc[step.time]
            assert (step.interval.low, step.interval.high) == pytest.approx((low, high), abs=1e-6)
    if all(abs(step.survival - 0.5) > 1e-9 for step in curve.steps):  # at one half its rounding decides; ours is exact
        median = float(theirs.median_survival_time_)
        assert curve.median == (None if math.isinf(median) else median)


def test_the_interval_of_the_median_equals_lifelines() -> None:
    theirs = KaplanMeierFitter().fit(TREATED, RELAPSED)
    low, high = median_survival_times(theirs.confidence_interval_).iloc[0]
    curve = kaplan_meier(TREATED, RELAPSED)
    assert curve.median_low == low
    assert curve.median_high is None
    assert math.isinf(high)


@given(entries)
def test_the_curve_equals_scipy(rows: list[tuple[int, bool]]) -> None:
    curve = kaplan_meier([t for t, _ in rows], [o for _, o in rows])
    theirs = ecdf(CensoredData(uncensored=[t for t, o in rows if o], right=[t for t, o in rows if not o])).sf
    for time, _ in rows:
        assert curve.at(time) == pytest.approx(float(theirs.evaluate(time)), abs=1e-9)


@given(entries, st.randoms(use_true_random=False))
def test_the_curve_falls_holds_its_intervals_and_ignores_order(rows: list[tuple[int, bool]], chance: Random) -> None:
    again = list(rows)
    chance.shuffle(again)
    curve = kaplan_meier([t for t, _ in rows], [o for _, o in rows])
    assert curve == kaplan_meier([t for t, _ in again], [o for _, o in again])
    heights = [1.0, *(step.survival for step in curve.steps)]
    assert heights == sorted(heights, reverse=True)
    assert all(step.interval is None or step.interval.holds(step.survival) for step in curve.steps)


@given(entries)
def test_a_weight_of_two_equals_two_people(rows: list[tuple[int, bool]]) -> None:
    times, observed = [t for t, _ in rows], [o for _, o in rows]
    weighted = kaplan_meier(times, observed, weights=[2] * len(rows))
    doubled = kaplan_meier(times * 2, observed * 2)
    assert [step.survival for step in weighted.steps] == pytest.approx([step.survival for step in doubled.steps])
    assert weighted.median == doubled.median
    assert all(step.interval is None for step in weighted.steps)
    assert weighted.median_low is None


def test_nobody_and_nothing_yet_give_an_empty_curve() -> None:
    for curve in (kaplan_meier([], []), kaplan_meier([5, 9], [False, False])):
        assert curve.steps == ()
        assert curve.median is None
        assert curve.at(100) == 1


def test_a_group_told_before_the_decision_has_a_lag_below_zero() -> None:
    assert kaplan_meier([-14, -3, 10], [True, True, True]).median == -3


def test_a_month_instead_of_a_day_gives_a_range_for_the_median() -> None:
    found = kaplan_meier_range([0, 91, 119], [30, 91, 119], [True, True, True])
    assert list(found.median_range) == [91, 91]
    wide = kaplan_meier_range([0, 5], [30, 40], [True, False])
    assert list(wide.median_range) == [0, 30]
    assert list(kaplan_meier_range([1], [2], [False]).median_range) == [None, None]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 20)), min_size=1, max_size=20))
def test_the_early_curve_never_lies_above_the_late_one(rows: list[tuple[int, int]]) -> None:
    early, late = [t for t, _ in rows], [t + wait for t, wait in rows]
    found = kaplan_meier_range(early, late, [True] * len(rows))
    for time in (*early, *late):
        assert found.early.at(time) <= found.late.at(time) + 1e-9


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from([None, "moved", "died"]), min_size=3, max_size=25))
def test_leaving_by_competing_causes_equals_lifelines(causes: list[str | None]) -> None:
    times = list(range(1, len(causes) + 1))  # without ties: lifelines would jitter them
    steps = cumulative_incidence(times, causes, "moved")
    if "moved" not in causes:
        assert steps == ()
        return
    codes = [0 if why is None else 1 if why == "moved" else 2 for why in causes]
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        theirs = AalenJohansenFitter(calculate_variance=False).fit(times, codes, event_of_interest=1)
    for step in steps:
        assert step.survival == pytest.approx(float(theirs.cumulative_density_.loc[step.time].iloc[0]), abs=1e-9)


def test_causes_that_fall_on_one_day_share_those_at_risk() -> None:
    steps = cumulative_incidence([1, 1, 2, 2], ["moved", "died", "moved", None], "moved")
    assert [(step.time, step.at_risk, step.survival) for step in steps] == [(1, 4, 0.25), (2, 2, 0.5)]


def test_impossible_times_are_refused() -> None:
    with pytest.raises(TimesWithoutMarksError, match="own mark") as refused:
        kaplan_meier([1, 2], [True])
    assert (refused.value.times, refused.value.marks) == (2, 1)
    with pytest.raises(TimesWithoutMarksError):
        kaplan_meier([1, 2], [True, True], weights=[1])
    with pytest.raises(TimesWithoutMarksError):
        kaplan_meier_range([1, 2], [1], [True])
    with pytest.raises(TimeNotFiniteError):
        kaplan_meier([math.nan], [True])
    with pytest.raises(TimeNotFiniteError):
        kaplan_meier([1], [True], weights=[-1])
    with pytest.raises(EarliestAfterLatestError, match="lies after") as backwards:
        kaplan_meier_range([3], [2], [True])
    assert (backwards.value.earliest, backwards.value.latest) == (3, 2)
