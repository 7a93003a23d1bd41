import csv
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.expertise.voices.coverage import Cover, TooFewCategoriesError, coverage, uncovered_share
from tests.expertise.voices.test_themes import TOPICS, contributions

CATEGORIES = {name: [" ".join(TOPICS[name])] for name in ("meals", "parking")}


def test_what_no_category_holds_comes_first() -> None:
    texts, topics = contributions(1)
    found = coverage(texts, CATEGORIES, "en", seed=1)
    absent = topics.count("nurses")
    assert {topics[i] for i in found.order[:absent]} == {"nurses"}
    held = [i for i, cover in enumerate(found.cover) if cover is Cover.COVERED]
    assert held
    assert all(found.nearest[i] == topics[i] for i in held)


def test_the_counts_and_thresholds_belong_together() -> None:
    found = coverage(contributions(2)[0], CATEGORIES, "en", seed=1)
    assert found.low < found.high
    assert found.uncovered == sum(value < found.low for value in found.similarity)
    assert found.cover.count(Cover.COVERED) == sum(value > found.high for value in found.similarity)
    assert uncovered_share(found, range(90))[0] == found.uncovered


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_contributions_changes_nothing(rng: random.Random) -> None:
    texts = contributions(3, 60)[0]
    before = coverage(texts, CATEGORIES, "en", seed=1)
    shuffled = list(enumerate(texts))
    rng.shuffle(shuffled)
    after = coverage([text for _, text in shuffled], CATEGORIES, "en", seed=1)
    assert [after.cover[at] for at, (i, _) in sorted(enumerate(shuffled), key=lambda e: e[1][0])] == list(before.cover)


def test_a_category_that_nobody_speaks_of_is_named() -> None:
    found = coverage(contributions(4)[0], {**CATEGORIES, "billing": ["invoices"]}, "en", seed=1)
    assert found.silent == ("billing",)


def test_contributions_without_words_have_a_place_too() -> None:
    found = coverage([*contributions(5)[0], "!!!", ""], CATEGORIES, "en", seed=1)
    assert len(found.cover) == len(found.nearest) == 92


def test_fewer_than_two_categories_are_refused() -> None:
    with pytest.raises(TooFewCategoriesError):
        coverage(["soup"], {"meals": ["soup"], "!": [""]}, "en", seed=1)


def area(scores: list[float], is_removed: list[bool]) -> float:
    """Return the share of pairs in which the comment of the removed category ranks as less covered."""
    order = sorted(range(len(scores)), key=lambda i: scores[i])
    removed = sum(is_removed)
    above = won = 0
    for i in reversed(order):
        if is_removed[i]:
            won += above
        else:
            above += 1
    return won / (removed * (len(scores) - removed))


@pytest.mark.shared
@pytest.mark.slow
def test_comments_of_a_category_that_was_taken_out_rank_as_uncovered(shared_data: Path) -> None:
    path = shared_data / "voices" / "nhs_phase1" / "datasets_phase_1_text_data.csv"
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = {row["feedback"].strip().lower(): row for row in csv.DictReader(file)}
    kept = [row for row in rows.values() if len(row["feedback"].split()) >= 3]
    kept = [row for row in kept if row["label"] not in {"Couldn't be improved", "Miscellaneous"}]
    random.Random(0).shuffle(kept)
    examples, others = kept[: len(kept) // 2], kept[len(kept) // 2 :]
    areas = []
    for label in sorted({row["label"] for row in kept}):
        categories: dict[str, list[str]] = {}
        for row in examples:
            if row["label"] != label:
                categories.setdefault(row["label"], []).append(row["feedback"])
        found = coverage([row["feedback"] for row in others], categories, "en", seed=1)
        areas.append(area(list(found.similarity), [row["label"] == label for row in others]))
    assert sum(areas) / len(areas) > 0.72
