import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import fisher_exact
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.proportion import confint_proportions_2indep

from counterpoise.statistics.intervals import (
    LevelOutOfRangeError,
    NegativeCellError,
    PooledOddsRatio,
    conditional_odds_ratio,
    fisher_exact_p,
    mantel_haenszel,
    odds_ratio,
)

Table = tuple[int, int, int, int]
cells = st.integers(0, 40)
tables = st.tuples(cells, cells, cells, cells)
filled = st.tuples(*[st.integers(1, 40)] * 4)

UPTAKE: Table = (3, 21, 9, 6)
STAYING: Table = (4, 8, 20, 8)


def test_the_odds_of_uptake_are_those_of_the_illustration() -> None:
    found = odds_ratio(*UPTAKE)
    assert found.crude == pytest.approx(0.0952, abs=5e-5)
    assert found.adjusted == pytest.approx(0.1114, abs=5e-5)
    assert (found.interval.low, found.interval.high) == pytest.approx((0.0247, 0.5028), abs=5e-5)


def test_the_exact_odds_of_uptake_are_those_of_the_illustration() -> None:
    found = conditional_odds_ratio(*UPTAKE)
    assert found.estimate == pytest.approx(0.1028, abs=5e-5)
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx((0.0134, 0.573), abs=5e-4)


def test_the_odds_of_staying_are_those_of_the_illustration() -> None:
    assert conditional_odds_ratio(*STAYING).estimate == pytest.approx(0.209, abs=5e-4)
    interval = odds_ratio(*STAYING).interval
    assert (interval.low, interval.high) == pytest.approx((0.054, 0.885), abs=5e-4)


@given(tables)
def test_the_adjusted_odds_ratio_equals_statsmodels(table: Table) -> None:
    a, b, c, d = table
    assume(a + b and c + d)
    found = odds_ratio(*table)
    theirs = confint_proportions_2indep(a, a + b, c, c + d, method="logit-adjusted", compare="odds-ratio")
    assert (found.interval.low, found.interval.high) == pytest.approx(theirs, rel=1e-9)
    assert found.interval.holds(found.adjusted)


@given(tables)
def test_swapping_the_arms_turns_the_odds_ratio_upside_down(table: Table) -> None:
    a, b, c, d = table
    there, back = odds_ratio(a, b, c, d), odds_ratio(c, d, a, b)
    assert there.adjusted * back.adjusted == pytest.approx(1)
    assert there.interval.low * back.interval.high == pytest.approx(1)


def test_an_odds_ratio_that_divides_by_zero_is_absent_and_not_infinite() -> None:
    assert odds_ratio(3, 0, 1, 2).crude is None
    assert odds_ratio(0, 3, 1, 2).crude == 0


def test_the_exact_odds_ratio_is_absent_where_a_row_or_column_is_empty() -> None:
    for table in ((0, 0, 1, 2), (1, 2, 0, 0), (0, 2, 0, 1), (2, 0, 1, 0)):
        assert conditional_odds_ratio(*table).estimate is None
        assert conditional_odds_ratio(*table).interval is None


def test_the_exact_odds_ratio_is_infinite_where_one_cell_is_empty() -> None:
    found = conditional_odds_ratio(3, 0, 2, 4)
    assert found.estimate == math.inf
    assert found.interval is not None
    assert found.interval.high == math.inf


@given(st.lists(filled, min_size=1, max_size=5))
def test_the_pooled_odds_ratio_equals_statsmodels(strata: list[Table]) -> None:
    found = mantel_haenszel(strata)
    theirs = StratifiedTable([[[a, b], [c, d]] for a, b, c, d in strata])
    assert found.estimate == pytest.approx(theirs.oddsratio_pooled, rel=1e-9)
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx(theirs.oddsratio_pooled_confint(), rel=1e-9)
    assert found.strata == len(strata)


@given(st.lists(tables, max_size=6))
def test_the_order_of_strata_changes_nothing(strata: list[Table]) -> None:
    assert mantel_haenszel(strata) == mantel_haenszel(sorted(strata, reverse=True))


def test_strata_with_an_empty_row_add_nothing() -> None:
    assert mantel_haenszel([UPTAKE, (0, 0, 3, 4)]) == mantel_haenszel([UPTAKE])
    assert mantel_haenszel([]) == PooledOddsRatio(None, None, 0)
    assert mantel_haenszel([(3, 0, 2, 4)]) == PooledOddsRatio(None, None, 1)
    assert mantel_haenszel([(0, 3, 2, 4)]) == PooledOddsRatio(0.0, None, 1)


def test_the_exact_test_of_the_presence_gap_is_that_of_the_illustration() -> None:
    assert fisher_exact_p(0, 3, 7, 0) == pytest.approx(0.0083, abs=5e-5)


@given(tables)
def test_fishers_test_equals_scipy(table: Table) -> None:
    a, b, c, d = table
    expected = fisher_exact([[a, b], [c, d]]).pvalue
    assert fisher_exact_p(*table) == pytest.approx(expected, abs=1e-9)


def test_counts_below_zero_and_impossible_levels_are_refused() -> None:
    for refuse in (odds_ratio, conditional_odds_ratio, fisher_exact_p, lambda *t: mantel_haenszel([t])):
        with pytest.raises(NegativeCellError, match="below zero") as refused:
            refuse(1, -1, 2, 3)
        assert refused.value.table == (1, -1, 2, 3)
    with pytest.raises(LevelOutOfRangeError):
        conditional_odds_ratio(1, 2, 3, 4, 2.0)
