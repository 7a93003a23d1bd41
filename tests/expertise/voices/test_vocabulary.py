import math
import random
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.expertise.voices.vocabulary import (
    NoWordsError,
    WordOdds,
    counted,
    distance,
    distinctive,
    log_odds,
    uptake_lift,
)
from counterpoise.statistics.distances import jensen_shannon

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 50), min_size=1)


def slowly(
    first: dict[str, int], second: dict[str, int], background: dict[str, int], prior: float
) -> dict[str, tuple[float, float]]:
    """Compute the formula of Monroe, Colaresi and Quinn word by word, as it is printed."""
    vocabulary = set(first) | set(second)
    general = {word: background.get(word, 0) or 1 for word in vocabulary}
    n1, n2, all_ = sum(first.values()), sum(second.values()), sum(general.values())
    found = {}
    for word in vocabulary:
        a = prior * general[word] / all_
        y1, y2 = first.get(word, 0), second.get(word, 0)
        delta = math.log((y1 + a) / (n1 + prior - y1 - a)) - math.log((y2 + a) / (n2 + prior - y2 - a))
        found[word] = (delta, delta / math.sqrt(1 / (y1 + a) + 1 / (y2 + a)))
    return found


@given(COUNTS, COUNTS, st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 900)), st.floats(0.5, 5000))
def test_log_odds_follow_the_formula(
    first: dict[str, int], second: dict[str, int], background: dict[str, int], prior: float
) -> None:
    if len(set(first) | set(second)) == 1:
        return
    expected = slowly(first, second, background, prior)
    for row in log_odds(first, second, background=background, prior=prior):
        assert row.delta == pytest.approx(expected[row.word][0], abs=1e-9)
        assert row.z == pytest.approx(expected[row.word][1], abs=1e-9)


def test_log_odds_give_the_values_worked_out_by_hand() -> None:
    # a0 = 10, backgrounds 3 and 1 of 4: weights 7.5 and 2.5.
    rows = {
        row.word: row for row in log_odds({"a": 6, "b": 2}, {"a": 1, "b": 3}, background={"a": 3, "b": 1}, prior=10)
    }
    delta = math.log(13.5 / 4.5) - math.log(8.5 / 5.5)
    assert rows["a"].delta == pytest.approx(delta, abs=1e-12)
    assert rows["a"].z == pytest.approx(delta / math.sqrt(1 / 13.5 + 1 / 8.5), abs=1e-12)
    assert rows["b"].delta == pytest.approx(-delta, abs=1e-12)


@given(COUNTS, COUNTS)
def test_changing_the_sides_changes_only_the_sign(first: dict[str, int], second: dict[str, int]) -> None:
    one = {row.word: row.z for row in log_odds(first, second)}
    other = {row.word: row.z for row in log_odds(second, first)}
    assert all(one[word] == pytest.approx(-other[word], abs=1e-9) for word in one)


def test_one_word_in_all_is_distinctive_for_nobody() -> None:
    assert log_odds({"a": 3}, {"a": 9}) == (WordOdds("a", 3, 9, 0.0, 0.0, 1.0),)


def test_a_side_without_words_is_refused() -> None:
    with pytest.raises(NoWordsError):
        log_odds({}, {"a": 1})
    with pytest.raises(NoWordsError):
        distance([{"a": 1}, {}], [True, False], seed=1)


def test_distinctive_words_are_those_below_the_level_on_each_side() -> None:
    first, second = distinctive(log_odds({"meal": 90, "the": 900}, {"protein": 90, "the": 900}))
    assert [row.word for row in first] == ["meal"]
    assert [row.word for row in second] == ["protein"]


def speakers(seed: int, number: int = 24) -> list[Counter[str]]:
    rng = random.Random(seed)
    return [Counter(rng.choices("abcdefghijklmnop", k=12)) for _ in range(number)]


def test_the_distance_is_the_root_of_jensen_shannon() -> None:
    people = speakers(1)
    groups = [i < 10 for i in range(len(people))]
    found = distance(people, groups, seed=1, draws=99)
    both = list(zip(people, groups, strict=True))
    sides = [counted(list(p.elements()) for p, g in both if g is side) for side in (True, False)]
    vocabulary = sorted(sides[0] | sides[1])
    expected = jensen_shannon([sides[0][w] for w in vocabulary], [sides[1][w] for w in vocabulary])
    assert expected is not None
    assert found.value == pytest.approx(math.sqrt(expected), abs=1e-12)
    assert found.excess == pytest.approx(found.value - found.expected)
    assert found.speakers == (10, 14)


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_the_order_of_speakers_changes_nothing(rng: random.Random) -> None:
    people = [(person, i % 3 == 0) for i, person in enumerate(speakers(2, 12))]
    before = distance([p for p, _ in people], [g for _, g in people], seed=7, draws=49)
    rng.shuffle(people)
    assert distance([p for p, _ in people], [g for _, g in people], seed=7, draws=49) == before


def test_groups_with_other_words_lie_further_apart_than_chance() -> None:
    people = [Counter("aabbc") for _ in range(12)] + [Counter("xxyyc") for _ in range(12)]
    found = distance(people, [i < 12 for i in range(24)], seed=3)
    assert found.p == 1 / 1000
    assert found.excess > 0.3


def test_large_vocabularies_are_shuffled_the_same_way_as_small_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    people, groups = speakers(4), [i % 2 == 0 for i in range(24)]
    before = distance(people, groups, seed=5, draws=60)
    monkeypatch.setattr("counterpoise.expertise.voices.vocabulary._BLOCK", 200)
    after = distance(people, groups, seed=5, draws=60)
    assert after.p == before.p
    assert after.expected == pytest.approx(before.expected, abs=1e-12)


@pytest.mark.slow
def test_shuffled_speakers_are_found_different_as_seldom_as_promised() -> None:
    rng = np.random.default_rng(20260101)
    low = 0
    for run in range(1000):
        people = speakers(run, 16)
        groups = rng.permutation([True] * 8 + [False] * 8).tolist()
        low += distance(people, groups, seed=run, draws=999).p < 0.05
    assert 0.035 <= low / 1000 <= 0.065


def test_uptake_counts_the_words_of_the_side_beside_words_as_common() -> None:
    raised = [WordOdds(f"own{i}", 8, 0, 1.0, 4.0, 0.001) for i in range(12)]
    rest = [WordOdds(f"both{i}", 4, 4, 0.0, 0.0, 1.0) for i in range(40)]
    decision = {f"own{i}" for i in range(6)} | {f"both{i}" for i in range(10)}
    found = uptake_lift(raised, [*raised, *rest], decision, seed=1)
    assert (found.used, found.raised) == (6, 12)
    assert found.control == pytest.approx(0.25)
    assert found.lift == pytest.approx(2.0)
    assert found.lift_interval is not None
    assert found.lift_interval.low < 2 < found.lift_interval.high
    assert found.words == tuple(sorted(f"own{i}" for i in range(6)))


def test_with_few_words_there_is_a_count_and_no_ratio() -> None:
    raised = [WordOdds("own", 8, 0, 1.0, 4.0, 0.001)]
    found = uptake_lift(raised, raised, {"own"}, seed=1)
    assert (found.used, found.control, found.lift) == (1, None, None)
    assert uptake_lift([], [], [], seed=1).raised == 0
