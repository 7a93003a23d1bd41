import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, norm
from statsmodels.stats.multitest import multipletests

from counterpoise.statistics.distances import NegativeCountError
from counterpoise.statistics.intervals import wilson
from counterpoise.statistics.representation import UnknownGroupError, cell_tests, group_table

CAME = {"host church": 27, "other church": 21, "none": 14}
TOWN = {"host church": 960, "other church": 840, "none": 600}


def test_the_ratios_are_those_of_the_illustration() -> None:
    table = group_table(CAME, TOWN)
    assert [row.ratio for row in table.rows] == pytest.approx([1.089, 0.968, 0.903], abs=5e-4)
    assert table.tvd == pytest.approx(0.0355, abs=5e-5)
    assert table.rows[0].interval == wilson(27, 62)
    assert table.rows[0].difference == pytest.approx(27 / 62 - 0.4)
    assert table.not_reached == ()


def test_groups_with_nobody_are_named() -> None:
    table = group_table({"host church": 5}, TOWN | {"empty": 0})
    assert table.not_reached == ("other church", "none")
    assert not table.rows[1].reached
    assert table.rows[3].ratio is None


def test_missing_answers_are_a_row_of_their_own_and_no_part_of_the_shares() -> None:
    table = group_table(CAME, TOWN, missing=18)
    assert (table.known, table.missing, table.missing_share) == (62, 18, 0.225)
    assert table.missing_interval == wilson(18, 80)
    assert table.rows == group_table(CAME, TOWN).rows


def test_without_participants_shares_are_absent() -> None:
    table = group_table({}, TOWN)
    assert [row.share for row in table.rows] == [None] * 3
    assert (table.tvd, table.missing_share, table.rows[0].difference) == (None, None, None)
    assert group_table({}, {"empty": 0}).rows[0].population_share == 0


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 900)), min_size=2, max_size=7).filter(any))
def test_shares_sum_to_one_and_differences_to_zero(rows: list[tuple[int, int]]) -> None:
    names = [f"group {i}" for i in range(len(rows))]
    table = group_table(
        {name: came for name, (came, _) in zip(names, rows, strict=True)},
        {name: size for name, (_, size) in zip(names, rows, strict=True)},
    )
    if table.known:
        assert sum(row.share or 0 for row in table.rows) == pytest.approx(1)
        assert sum(row.difference or 0 for row in table.rows) == pytest.approx(0, abs=1e-9)


def test_small_groups_are_tested_exactly_and_large_ones_by_their_residual() -> None:
    came, town = {"a": 27, "b": 2, "c": 14}, {"a": 960, "b": 840, "c": 600, "d": 40}
    rows = {row.name: row for row in cell_tests(came, town)}
    assert rows["d"].exact
    assert rows["d"].p == pytest.approx(binomtest(0, 43, 40 / 2440).pvalue)
    assert not rows["b"].exact
    expected = 43 * 840 / 2440
    residual = (2 - expected) / (expected * (1 - 840 / 2440)) ** 0.5
    assert rows["b"].residual == pytest.approx(residual)
    assert rows["b"].p == pytest.approx(2 * norm.sf(-residual))
    for purpose, method in (("screen", "fdr_by"), ("confirm", "holm")):
        found = cell_tests(came, town, purpose="confirm" if purpose == "confirm" else "screen")
        theirs = multipletests([row.p for row in found], method=method)[1]
        assert [row.adjusted_p for row in found] == pytest.approx(theirs.tolist())


def test_one_group_leaves_no_room_for_chance_and_nobody_gives_no_tests() -> None:
    assert cell_tests({"a": 9}, {"a": 100})[0].residual == 0
    assert cell_tests({}, TOWN) == ()


def test_unknown_groups_and_negative_counts_are_refused() -> None:
    with pytest.raises(UnknownGroupError, match="'mosque'") as refused:
        group_table({"mosque": 3}, TOWN)
    assert refused.value.group == "mosque"
    assert group_table({"mosque": 0}, TOWN).known == 0
    for bad in ({"none": -1}, {"none": float("nan")}):
        with pytest.raises(NegativeCountError):
            group_table({}, bad)
    with pytest.raises(NegativeCountError):
        group_table({}, TOWN, missing=-1)
