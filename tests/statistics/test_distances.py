import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import jensenshannon
from scipy.stats import chisquare
from scipy.stats import entropy as scipy_entropy

from counterpoise.statistics.distances import (
    NegativeCountError,
    UnknownOrderError,
    UnlikeLengthsError,
    chi_square,
    concentration,
    effective_number,
    entropy,
    gini,
    hill,
    jaccard,
    jensen_shannon,
    shares,
    turnover,
    tvd,
)

SUBMITTED, CITED = (18, 6, 9, 2, 4), (2, 1, 5, 1, 3)
ATTENDING, TOWN = (27, 21, 14), (960, 840, 600)
WORDS = (1450, 980, 720, 310, 220, 150, 120, 90, 60, 40, 0, 0)
ANSWERS, MATTERS = (14, 2, 1, 0, 0, 1), (3, 5, 4, 5, 4, 4)

counts = st.lists(st.integers(0, 50), min_size=2, max_size=9).filter(any)


@st.composite
def two(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    first = draw(counts)
    second = draw(st.lists(st.integers(0, 50), min_size=len(first), max_size=len(first)).filter(any))
    return first, second


def test_the_knowledge_mix_is_that_of_the_illustration() -> None:
    assert tvd(SUBMITTED, CITED) == pytest.approx(0.3654, abs=5e-5)
    first, second = hill(SUBMITTED, 1), hill(CITED, 1)
    assert first is not None
    assert second is not None
    assert (first, second) == pytest.approx((3.932, 4.154), abs=5e-4)
    assert second / first == pytest.approx(1.057, abs=5e-4)
    assert (hill(SUBMITTED, 2), hill(CITED, 2)) == pytest.approx((3.299, 3.600), abs=5e-4)


def test_who_came_is_that_of_the_illustration() -> None:
    assert tvd(ATTENDING, TOWN) == pytest.approx(0.0355, abs=5e-5)
    assert tvd((27, 2, 14), TOWN) == pytest.approx(0.3035, abs=5e-5)
    found = chi_square(ATTENDING, TOWN)
    assert found is not None
    assert (found.statistic, found.p, found.degrees) == pytest.approx((0.363, 0.834, 2), abs=5e-4)


def test_the_floor_is_that_of_the_illustration() -> None:
    assert gini(WORDS) == pytest.approx(0.628, abs=5e-4)
    assert gini(WORDS, small_sample=True) == pytest.approx(0.685, abs=5e-4)
    assert effective_number(WORDS) == pytest.approx(5.90, abs=5e-3)


def test_the_compartments_are_those_of_the_illustration() -> None:
    spread = shares(ANSWERS)
    assert spread is not None
    assert sum(p * p for p in spread) == pytest.approx(0.6235, abs=5e-5)
    assert concentration(ANSWERS) == pytest.approx(0.548, abs=5e-4)
    assert tvd(ANSWERS, MATTERS) == pytest.approx(0.658, abs=5e-4)


def test_the_change_of_a_network_is_that_of_the_illustration() -> None:
    assert turnover("ABCD", "ACE") == pytest.approx(3 / 7)
    assert jaccard("ABCD", "ACE") == pytest.approx(0.4)


@given(two())
def test_distances_equal_scipy_or_their_definition(pair: tuple[list[int], list[int]]) -> None:
    first, second = pair
    p, q = [x / sum(first) for x in first], [x / sum(second) for x in second]
    assert tvd(first, second) == pytest.approx(max(0, sum(max(a - b, 0) for a, b in zip(p, q, strict=True))), abs=1e-9)
    assert jensen_shannon(first, second) == pytest.approx(float(jensenshannon(p, q, base=2)) ** 2, abs=1e-9)


@given(two())
def test_distances_are_symmetric_bounded_and_zero_only_for_the_same_shares(pair: tuple[list[int], list[int]]) -> None:
    first, second = pair
    for distance in (tvd, jensen_shannon):
        there = distance(first, second)
        assert there is not None
        assert there == pytest.approx(distance(second, first), abs=1e-12)
        assert 0 <= there <= 1
        assert distance(first, [3 * x for x in first]) == pytest.approx(0, abs=1e-12)


@given(counts)
def test_diversity_equals_scipy_and_runs_from_one_to_the_kinds_present(values: list[int]) -> None:
    assert entropy(values) == pytest.approx(float(scipy_entropy(values)), abs=1e-9)
    numbers = [hill(values, q) for q in (0, 1, 2)]
    most, middle, least = (number for number in numbers if number is not None)
    slack = 1e-9
    assert 1 - slack <= least <= middle + slack
    assert middle <= most + slack


@given(counts, st.randoms(use_true_random=False))
def test_inequality_is_bounded_and_does_not_care_who_is_who(values: list[int], chance: Random) -> None:
    again = list(values)
    chance.shuffle(again)
    raw, corrected = gini(values), gini(values, small_sample=True)
    assert raw is not None
    assert corrected is not None
    assert gini(again) == raw
    assert 0 <= raw <= 1 - 1 / len(values) + 1e-12
    pairs = sum(abs(a - b) for a in values for b in values)
    assert raw == pytest.approx(pairs / (2 * len(values) * sum(values)), abs=1e-9)
    assert corrected == pytest.approx(raw * len(values) / (len(values) - 1), abs=1e-12)


@given(counts)
def test_concentration_runs_from_even_to_one_compartment(values: list[int]) -> None:
    found = concentration(values)
    assert found is not None
    assert 0 <= found <= 1
    assert concentration([1] * len(values)) == pytest.approx(0, abs=1e-12)
    assert concentration([0] * (len(values) - 1) + [5]) == 1


@given(two())
def test_chi_square_equals_scipy(pair: tuple[list[int], list[int]]) -> None:
    observed, expected = pair[0], [x + 1 for x in pair[1]]
    found = chi_square(observed, expected)
    assert found is not None
    theirs = chisquare(observed, [x * sum(observed) / sum(expected) for x in expected])
    assert (found.statistic, found.p) == pytest.approx((theirs.statistic, theirs.pvalue), abs=1e-6)
    assert found.smallest_expected == pytest.approx(min(expected) * sum(observed) / sum(expected))


def test_a_case_where_none_was_expected_is_infinitely_far() -> None:
    found = chi_square([3, 3, 1], [1, 1, 0])
    assert found is not None
    assert (found.statistic, found.p, found.degrees) == (math.inf, 0.0, 1)


def test_where_nothing_was_counted_the_answer_is_absent_and_not_zero() -> None:
    empty = [0, 0]
    assert tvd(empty, [1, 2]) is tvd([1, 2], empty) is jensen_shannon(empty, [1, 2]) is None
    assert entropy(empty) is hill(empty, 0) is hill(empty, 1) is effective_number(empty) is None
    assert gini(empty) is concentration(empty) is None
    assert shares([]) is None
    assert gini([4], small_sample=True) is concentration([4]) is None
    assert chi_square(empty, [1, 2]) is chi_square([1, 0], [1, 0]) is None
    assert jaccard([], []) is turnover([], []) is None


def test_one_speaker_of_one_is_no_inequality() -> None:
    assert gini([4]) == 0


def test_impossible_distributions_are_refused() -> None:
    with pytest.raises(UnlikeLengthsError, match="same categories") as unlike:
        tvd([1, 2], [1, 2, 3])
    assert (unlike.value.first, unlike.value.second) == (2, 3)
    for value in (-1, math.inf, math.nan):
        with pytest.raises(NegativeCountError, match="zero or more"):
            gini([1, value])
    with pytest.raises(UnknownOrderError, match="0, 1 and 2") as order:
        hill([1, 2], 3)
    assert order.value.q == 3
