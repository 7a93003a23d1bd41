import math
from types import SimpleNamespace

import numpy as np
import pytest

from counterpoise.statistics.disclosure import (
    NotATableError,
    NotProtectableError,
    attacker_range,
    protect_table,
    rounded,
)

SLACK = 1e-6


def _random_tables(count: int) -> list[list[list[int]]]:
    rng = np.random.default_rng(20)
    found: list[list[list[int]]] = []
    while len(found) < count:
        shape = rng.integers(2, 5, size=2)
        table = rng.poisson(rng.choice([2, 6, 15]), shape).tolist()
        if sum(map(sum, table)) >= 5:
            found.append(table)
    return found


def test_a_reader_cannot_narrow_a_small_cell_of_random_tables() -> None:
    for table in _random_tables(150):
        found = protect_table(table)
        ranges = attacker_range(table, found.primary | found.complementary)
        for cell in found.primary:
            assert ranges[cell].low <= SLACK, (table, cell)
            assert ranges[cell].high >= 5 - SLACK, (table, cell)


def test_hiding_the_small_cell_alone_gives_it_away() -> None:
    table = [[3, 20], [30, 40]]
    ends = attacker_range(table, {(0, 0)})[0, 0]
    assert (ends.low, ends.high) == pytest.approx((3, 3))
    found = protect_table(table)
    assert found.primary == {(0, 0)}
    assert len(found.complementary) == 3


def test_the_reader_knows_no_upper_end_once_all_totals_are_hidden() -> None:
    hidden = {(0, 0), (0, -1), (-1, 0), (-1, -1)}
    ends = attacker_range([[3, 20], [30, 40]], hidden)
    assert ends[0, 0].low == pytest.approx(0)
    assert ends[0, 0].high == math.inf
    assert set(ends) == hidden


def test_a_table_without_small_cells_is_only_rounded() -> None:
    table = [[12, 23], [34, 41]]
    found = protect_table(table)
    assert found.cells == ((10, 25), (35, 40))
    assert (found.row_totals, found.column_totals, found.total) == ((35, 75), (45, 65), 110)
    assert found.primary == found.complementary == frozenset()


def test_what_remains_is_rounded_and_what_is_hidden_is_absent() -> None:
    table = [[3, 20, 9], [30, 40, 12], [8, 14, 25]]
    found = protect_table(table)
    hidden = found.primary | found.complementary
    for i, row in enumerate(table):
        for j, count in enumerate(row):
            assert found.cells[i][j] == (None if (i, j) in hidden else rounded(count))
    assert found.total == 160
    assert len(hidden) == 4


def test_empty_cells_are_hidden_like_small_ones() -> None:
    found = protect_table([[0, 20, 9], [30, 40, 12], [8, 14, 25]])
    assert (0, 0) in found.primary
    assert found.cells[0][0] is None


def test_small_totals_are_hidden_too() -> None:
    found = protect_table([[1, 2], [30, 40]])
    assert (0, -1) in found.primary
    assert found.row_totals[0] is None


def test_no_cheaper_choice_of_cells_protects() -> None:
    table = [[3, 20, 9], [30, 40, 12], [8, 14, 25]]
    found = protect_table(table)
    cost = sum(table[i][j] for i, j in found.complementary)
    # Any rectangle through the small cell protects it; the cheapest is found by trying them all.
    others = [(i, j) for i in (1, 2) for j in (1, 2)]
    assert cost == min(table[0][j] + table[i][0] + table[i][j] for i, j in others)


def test_a_solver_that_gives_up_leaves_everything_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scipy.optimize.milp", lambda *_args, **_more: SimpleNamespace(x=None))
    found = protect_table([[3, 20], [30, 40]])
    assert found.cells == ((None, None), (None, None))
    assert found.total is None


def test_too_few_people_cannot_be_protected() -> None:
    with pytest.raises(NotProtectableError, match="table of 4 people") as refused:
        protect_table([[1, 2], [1, 0]])
    assert (refused.value.people, refused.value.threshold) == (4, 5)


@pytest.mark.parametrize("table", [[], [[]], [[1, 2], [3]], [[1, -2], [3, 4]]])
def test_what_is_no_table_is_refused(table: list[list[int]]) -> None:
    with pytest.raises(NotATableError, match="rows of the same length"):
        protect_table(table)
