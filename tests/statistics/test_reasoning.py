import math
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import rankdata, spearmanr

from counterpoise.statistics.reasoning import (
    ReasonIndex,
    UnevenRankingsError,
    average_ranks,
    reason_index,
    reason_index_of_pairs,
    shuffled_index,
    spearman_pairs,
)


def _rows(text: str) -> list[list[int]]:
    return [[int(digit) for digit in word] for word in text.split()]


CONSIDERATIONS = _rows("54123 45213 12543 53124")
PREFERENCES = _rows("1234 1324 4321 2134")

ratings = st.lists(st.lists(st.integers(1, 7), min_size=5, max_size=5), min_size=2, max_size=8)


def test_the_index_is_that_of_the_illustration() -> None:
    assert spearman_pairs(CONSIDERATIONS) == pytest.approx([0.8, -1, 0.9, -0.8, 0.6, -0.9])
    assert spearman_pairs(PREFERENCES) == pytest.approx([0.8, -1, 0.8, -0.8, 0.4, -0.8])
    found = reason_index(CONSIDERATIONS, PREFERENCES)
    assert found.standard == pytest.approx(0.8667, abs=5e-5)
    assert found.modified == found.standard
    assert (found.low_signal_share, found.pairs, found.undefined_pairs) == (0.0, 6, 0)


@pytest.mark.parametrize(
    ("r", "q", "standard", "modified"), [(0, 0, 1.0, -1.83), (1, 0, -1.0, -1.0), (1, -1, -3.0, -3.0), (1, 1, 1.0, 1.0)]
)
def test_the_ends_of_the_scale_are_kept_and_not_clamped(r: float, q: float, standard: float, modified: float) -> None:
    found = reason_index_of_pairs([r], [q])
    assert found.standard == pytest.approx(standard)
    assert found.modified == pytest.approx(modified, abs=5e-3)


def test_a_pair_at_the_edge_of_low_signal_counts_in_full() -> None:
    edge = reason_index_of_pairs([0.2], [0.2])
    assert edge.modified == pytest.approx(edge.standard)
    assert edge.low_signal_share == 1
    half = reason_index_of_pairs([0.1], [0.1])
    assert half.modified == pytest.approx(2 * (0.5 - (1 - math.sqrt(0.5))) / math.sqrt(0.5) - 1)


@given(ratings)
def test_correlations_and_ranks_equal_scipy(rows: list[list[int]]) -> None:
    assert average_ranks(rows[0]) == rankdata(rows[0]).tolist()
    pairs = [(a, b) for i, a in enumerate(rows) for b in rows[i + 1 :]]
    for found, (a, b) in zip(spearman_pairs(rows), pairs, strict=True):
        if len(set(a)) == 1 or len(set(b)) == 1:
            assert math.isnan(found)
        else:
            assert found == pytest.approx(float(spearmanr(a, b).statistic), abs=1e-9)


@given(ratings, st.randoms(use_true_random=False))
def test_the_index_is_bounded_and_does_not_depend_on_the_order_of_people(rows: list[list[int]], chance: Random) -> None:
    preferences = [row[::-1][:4] for row in rows]
    people = list(zip(rows, preferences, strict=True))
    chance.shuffle(people)
    found = reason_index(rows, preferences)
    assert found == reason_index([a for a, _ in people], [b for _, b in people])
    assert found.pairs + found.undefined_pairs == len(rows) * (len(rows) - 1) // 2
    if found.standard is not None:
        assert found.modified is not None
        assert -3 - 1e-9 <= found.modified <= found.standard + 1e-9 <= 1 + 2e-9


def test_people_whose_options_follow_their_considerations_reach_the_top() -> None:
    rows = np.random.default_rng(3).permuted(np.tile(np.arange(1, 8), (12, 1)), axis=1).tolist()
    assert reason_index(rows, rows).standard == pytest.approx(1)
    shuffled = shuffled_index(rows, rows, seed=42)
    assert shuffled is not None
    assert shuffled.mean < 0.5
    assert shuffled.mean <= shuffled.high < 1


@settings(max_examples=10, deadline=None)
@given(st.integers(), st.randoms(use_true_random=False))
def test_the_shuffled_value_depends_on_the_seed_and_not_on_the_order(seed: int, chance: Random) -> None:
    people = list(zip(CONSIDERATIONS, PREFERENCES, strict=True))
    chance.shuffle(people)
    found = shuffled_index(CONSIDERATIONS, PREFERENCES, seed=seed, draws=19)
    assert found == shuffled_index([a for a, _ in people], [b for _, b in people], seed=seed, draws=19)


def test_someone_who_rates_everything_alike_is_left_out_and_counted() -> None:
    found = reason_index([*CONSIDERATIONS, [3] * 5], [*PREFERENCES, [1, 2, 3, 4]])
    assert (found.pairs, found.undefined_pairs) == (6, 4)
    assert found.standard == pytest.approx(0.8667, abs=5e-5)
    assert reason_index([[3, 3], [1, 2]], [[1, 2], [1, 2]]) == ReasonIndex(None, None, None, 0, 1)
    assert shuffled_index([[3, 3], [1, 2]], [[1, 2], [1, 2]], seed=1) is None


def test_nobody_and_one_person_have_no_index() -> None:
    assert reason_index([], []) == ReasonIndex(None, None, None, 0, 0)
    assert reason_index([[1, 2]], [[1, 2]]).standard is None
    assert shuffled_index([], [], seed=1) is None


@pytest.mark.parametrize(
    ("considerations", "preferences"),
    [([[1, 2]], []), ([[1, 2], [1, 2, 3]], [[1, 2], [1, 2]]), ([[1], [2]], [[1, 2], [2, 1]])],
)
def test_rankings_that_do_not_fit_are_refused(considerations: list[list[int]], preferences: list[list[int]]) -> None:
    with pytest.raises(UnevenRankingsError, match="same considerations") as refused:
        reason_index(considerations, preferences)
    assert (refused.value.people, refused.value.other) == (len(considerations), len(preferences))
    with pytest.raises(UnevenRankingsError):
        reason_index_of_pairs([1.0], [])
