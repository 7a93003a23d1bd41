import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.expertise.voices.factorization import factors, weighted
from counterpoise.expertise.voices.groupings import adjusted_rand
from counterpoise.expertise.voices.themes import (
    REST,
    ImpossibleNumberError,
    TooFewContributionsError,
    content,
    themes,
)

TOPICS = {
    "meals": ["soup", "dinner", "potatoes", "tray", "cook", "taste", "cold", "plate"],
    "parking": ["parking", "car", "space", "fees", "bus", "station", "walk", "entrance"],
    "nurses": ["nurse", "kind", "listened", "ward", "evening", "friendly", "bell", "wash"],
}


def contributions(seed: int, number: int = 90) -> tuple[list[str], list[str]]:
    """Return made-up contributions on three topics, and the topic of each."""
    rng = random.Random(seed)
    topics = [rng.choice(sorted(TOPICS)) for _ in range(number)]
    return [" ".join(rng.sample(TOPICS[topic], 5)) for topic in topics], topics


def test_weights_are_those_of_the_formula() -> None:
    found = weighted([["a", "a", "b"], ["a", "c"], ["b", "a"]])
    assert found.vocabulary == ("a", "b")
    a, b = (1 + np.log(2)) * (1 + np.log(4 / 4)), 1 + np.log(4 / 3)
    assert found.rows[0].toarray()[0] == pytest.approx(np.array([a, b]) / np.hypot(a, b), abs=1e-6)
    assert found.rows[1].toarray()[0] == pytest.approx([1.0, 0.0])


def test_the_most_common_words_are_kept() -> None:
    assert weighted([["a", "b"], ["a", "b"], ["a"]], most=1).vocabulary == ("a",)


def test_factors_explain_more_with_every_sweep() -> None:
    texts, _ = contributions(1)
    rows = weighted([text.split() for text in texts]).rows
    losses = [factors(rows, 3, seed=1, sweeps=sweeps).loss for sweeps in (1, 5, 30)]
    # Single precision: the last digits may move.
    assert losses[0] > losses[1] > losses[2] - 1e-3
    found = factors(rows, 3, seed=1)
    assert found.loss == pytest.approx(float(((rows.toarray() - found.shares @ found.parts) ** 2).sum()), rel=1e-3)
    assert (found.shares >= 0).all()
    assert np.linalg.norm(found.parts, axis=1) == pytest.approx(np.ones(3), abs=1e-4)


def test_topics_are_found_again() -> None:
    texts, topics = contributions(2)
    found = themes(texts, "en", seed=1, number=3)
    assert adjusted_rand(found.assignment, topics) > 0.9
    assert found.stability > 0.9
    assert {"soup", "car", "nurse"} <= {word for theme in found.themes for word in theme.words}
    assert [theme.size for theme in found.themes] == sorted((theme.size for theme in found.themes), reverse=True)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(alphabet="abc de", max_size=12), max_size=15), st.integers(0, 99))
def test_no_contribution_is_dropped(more: list[str], seed: int) -> None:
    texts = [*contributions(seed, 30)[0], *more]
    found = themes(texts, "en", seed=seed, number=3, runs=2)
    assert len(found.assignment) == len(texts)
    assert sorted(i for theme in found.themes for i in theme.members) == list(range(len(texts)))
    assert all(found.assignment[i] == theme.id for theme in found.themes for i in theme.members)
    assert all(set(theme.quotes) <= set(theme.members) for theme in found.themes)


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_contributions_changes_nothing(rng: random.Random) -> None:
    texts, _ = contributions(3, 40)
    before = dict(zip(texts, themes(texts, "en", seed=5, number=3, runs=2).assignment, strict=True))
    shuffled = texts.copy()
    rng.shuffle(shuffled)
    found = themes(shuffled, "en", seed=5, number=3, runs=2)
    assert dict(zip(shuffled, found.assignment, strict=True)) == before


def test_the_same_seed_gives_the_same_themes() -> None:
    texts, _ = contributions(4)
    assert themes(texts, "en", seed=1) == themes(texts, "en", seed=1)


def test_words_that_nobody_shares_keep_their_place_apart() -> None:
    texts = [*contributions(5, 40)[0], "xylophone", "!!!"]
    found = themes(texts, "en", seed=1, number=3)
    assert found.assignment[-2:] == (REST, REST)
    assert found.themes[-1].id == REST
    assert found.themes[-1].words == ()


def test_progress_is_told_for_every_seed() -> None:
    steps: list[tuple[int, int]] = []
    themes(contributions(6)[0], "en", seed=1, runs=3, progress=lambda done, of: steps.append((done, of)))
    assert steps == [(1, 3), (2, 3), (3, 3)]


def test_too_few_contributions_and_impossible_numbers_are_refused() -> None:
    with pytest.raises(TooFewContributionsError):
        themes(["one word", "another word"], "en", seed=1)
    for number in (1, 31):
        with pytest.raises(ImpossibleNumberError):
            themes(contributions(7, 60)[0], "en", seed=1, number=number)


def test_stop_words_carry_no_theme() -> None:
    assert content("The nurse was never there for us", "en") == ["nurse", "never"]
    assert content("De zuster was er nooit voor ons", "nl") == ["zuster", "nooit"]
