import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.statistics.intervals import ImpossibleCountsError, UnevenPairsError
from counterpoise.statistics.representation import pooled_shares


@st.composite
def groups(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    totals = draw(st.lists(st.integers(0, 40), min_size=1, max_size=12).filter(any))
    return [draw(st.integers(0, n)) for n in totals], totals


@given(groups())
def test_each_estimate_lies_between_its_own_share_and_the_common_one(found: tuple[list[int], list[int]]) -> None:
    successes, totals = found
    estimates = pooled_shares(successes, totals)
    assert estimates is not None
    mean = sum(successes) / sum(totals)
    for estimate, part, whole in zip(estimates, successes, totals, strict=True):
        own = part / whole if whole else mean
        assert min(own, mean) - 1e-9 <= estimate <= max(own, mean) + 1e-9


def test_groups_that_differ_no_more_than_chance_all_get_the_common_share() -> None:
    assert pooled_shares([5, 5, 5], [10, 10, 10]) == (0.5, 0.5, 0.5)
    assert pooled_shares([3, 0], [10, 0]) == (0.3, 0.3)


def test_groups_that_are_all_or_nothing_keep_their_own_share_and_an_empty_one_gets_the_mean() -> None:
    assert pooled_shares([10, 0, 0], [10, 10, 0]) == (1.0, 0.0, 0.5)


def test_pooling_comes_closer_to_the_truth_than_raw_shares() -> None:
    rng = np.random.default_rng(9)
    truth = rng.beta(6, 6, 300)
    totals = rng.integers(3, 15, 300)
    came = rng.binomial(totals, truth)
    pooled = pooled_shares(came.tolist(), totals.tolist())
    assert pooled is not None
    raw_error = np.mean((came / totals - truth) ** 2)
    assert np.mean((np.asarray(pooled) - truth) ** 2) < 0.6 * raw_error


def test_nobody_gives_nothing_and_impossible_groups_are_refused() -> None:
    assert pooled_shares([0, 0], [0, 0]) is None
    with pytest.raises(UnevenPairsError):
        pooled_shares([1], [2, 3])
    with pytest.raises(ImpossibleCountsError):
        pooled_shares([3], [2])
