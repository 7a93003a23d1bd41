import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.statistics.representation import MarginsDisagreeError, WeightsUnusableError, kish, rake

TABLE = [[40, 30, 20, 10], [35, 50, 100, 75], [30, 80, 70, 120], [20, 30, 40, 50]]
ROWS, COLUMNS = [150, 300, 400, 150], [200, 300, 400, 100]


def test_the_published_table_is_reproduced() -> None:
    found = rake(TABLE, [ROWS, COLUMNS])
    assert found.converged
    assert found.table[0].tolist() == pytest.approx([64.56, 46.23, 35.38, 3.82], abs=5e-3)
    assert found.table.sum(axis=1).tolist() == pytest.approx(ROWS)
    assert found.table.sum(axis=0).tolist() == pytest.approx(COLUMNS)
    assert found.largest_error <= 1e-10


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.integers(1, 50), min_size=3, max_size=3), min_size=2, max_size=4))
def test_raking_keeps_the_odds_ratios_of_the_table(rows: list[list[int]]) -> None:
    table = np.asarray(rows, dtype=float)
    total = float(len(rows) * 3)
    found = rake(table, [[total / len(rows)] * len(rows), [total / 3] * 3])
    assert found.converged
    before = table[0, 0] * table[1, 1] / (table[0, 1] * table[1, 0])
    after = found.table[0, 0] * found.table[1, 1] / (found.table[0, 1] * found.table[1, 0])
    assert after == pytest.approx(before, rel=1e-6)
    assert np.allclose(found.weights * table, found.table)


def test_three_variables_can_be_raked() -> None:
    table = np.arange(1.0, 13.0).reshape(2, 3, 2)
    found = rake(table, [[40, 60], [30, 30, 40], [45, 55]])
    assert found.converged
    assert found.table.sum(axis=(0, 1)).tolist() == pytest.approx([45, 55])


def test_an_empty_cell_that_would_have_to_be_filled_is_no_convergence() -> None:
    found = rake([[10, 10], [0, 0]], [[50, 50], [50, 50]], rounds=50)
    assert not found.converged
    assert found.largest_error > 0.1
    assert found.iterations == 50
    assert found.weights[1].tolist() == [1, 1]


def test_too_few_rounds_and_too_narrow_bounds_are_no_convergence() -> None:
    assert not rake(TABLE, [ROWS, COLUMNS], rounds=1).converged
    narrow = rake(TABLE, [ROWS, COLUMNS], bounds=(0.8, 1.2), rounds=60)
    assert not narrow.converged
    mean = sum(ROWS) / float(np.sum(TABLE))
    assert narrow.weights.min() >= 0.8 * mean - 1e-12
    assert narrow.weights.max() <= 1.2 * mean + 1e-12


def test_wide_bounds_change_nothing() -> None:
    free, bound = rake(TABLE, [ROWS, COLUMNS]), rake(TABLE, [ROWS, COLUMNS], bounds=(0.1, 10))
    assert bound.converged
    assert np.allclose(free.table, bound.table)


@pytest.mark.parametrize(
    ("table", "margins", "where"),
    [
        ([[0, 0]], [[1], [1, 0]], "the table"),
        ([[1, -1]], [[1], [1, 0]], "the table"),
        ([[1, 2]], [[1]], "the table"),
        ([[1, 2]], [[1], [1]], "margin 2"),
        ([[1, 2]], [[1], [2, -1]], "margin 2"),
        ([[1, 2]], [[2], [1, 2]], "margin 2"),
    ],
)
def test_margins_that_cannot_hold_are_refused(table: list[list[float]], margins: list[list[float]], where: str) -> None:
    with pytest.raises(MarginsDisagreeError, match=where) as refused:
        rake(table, margins)
    assert refused.value.where == where


def test_bounds_that_exclude_the_mean_weight_are_refused() -> None:
    with pytest.raises(MarginsDisagreeError, match="both sides of 1"):
        rake(TABLE, [ROWS, COLUMNS], bounds=(1.1, 2))


def test_the_cost_of_weights_is_that_of_kish() -> None:
    found = kish([1, 1, 1, 1, 2, 2, 4])
    assert found.deff == pytest.approx(1.361111, abs=5e-7)
    assert found.n_eff == pytest.approx(5.142857, abs=5e-7)


@given(st.lists(st.floats(0.01, 50), min_size=1, max_size=30))
def test_weights_never_help(weights: list[float]) -> None:
    found = kish(weights)
    assert found.deff >= 1 - 1e-9
    assert found.n_eff * found.deff == pytest.approx(len(weights))


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1], [1, float("inf")], [float("nan")]])
def test_weights_that_are_none_are_refused(weights: list[float]) -> None:
    with pytest.raises(WeightsUnusableError, match="zero or more"):
        kish(weights)
