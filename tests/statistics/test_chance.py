from statistics import fmean

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from counterpoise.statistics.chance import (
    Chance,
    ImpossibleMarginsError,
    chance_of,
    chance_of_concentration,
    chance_of_contrast,
    chance_of_gini,
    chance_of_selection,
    chance_of_tvd,
)
from counterpoise.statistics.distances import concentration, gini, tvd
from counterpoise.statistics.representation import contrast

SUBMITTED = (18, 6, 9, 2, 4)
TOWN = (960, 840, 600)


def test_the_knowledge_mix_is_further_off_than_chance_gives() -> None:
    chance = chance_of_selection(SUBMITTED, 12, seed=42)
    assert chance.expected == pytest.approx(0.180, abs=0.004)
    assert chance.high < 0.365
    assert not chance.explains(0.365)


def test_the_take_up_of_the_churches_is_no_more_uneven_than_chance_gives() -> None:
    chance = chance_of_contrast(TOWN, 62, seed=42)
    # The exact mean is .1574: a blind pick without putting anyone back.
    assert chance.expected == pytest.approx(0.158, abs=0.003)
    assert chance.explains(0.0765)
    assert not chance.explains(0.645)


def test_the_answers_are_more_concentrated_than_chance_gives() -> None:
    assert not chance_of_concentration((3, 5, 4, 5, 4, 4), 18, seed=1).explains(0.548)
    assert not chance_of_tvd((3, 5, 4, 5, 4, 4), 18, seed=1).explains(0.658)


def test_two_even_groups_and_one_case_are_worked_out_by_hand() -> None:
    assert chance_of_tvd([1, 1], 1, seed=1) == Chance(0.5, 0.5, 1999)
    assert chance_of_concentration([1, 1], 1, seed=1) == Chance(1.0, 1.0, 1999)
    assert chance_of_gini(1, 2, seed=1) == Chance(0.5, 0.5, 1999)
    assert chance_of_gini(9, 1, seed=1).expected == 0
    assert chance_of_contrast([1, 0], 1, seed=1).expected == 0
    assert chance_of_selection([3, 4], 7, seed=1).high == 0


def test_the_draws_use_the_same_figures_as_the_audit() -> None:
    rng = np.random.default_rng(5)
    picks = rng.multivariate_hypergeometric(TOWN, 62, size=600)
    contrasts = [contrast(TOWN, pick.tolist()).cv for pick in picks]
    assert chance_of_contrast(TOWN, 62, seed=1).expected == pytest.approx(
        fmean(cv for cv in contrasts if cv is not None), abs=0.015
    )
    falls = rng.multinomial(18, np.full(6, 1 / 6), size=600).tolist()
    for figure, chance in (
        ([concentration(fall) for fall in falls], chance_of_concentration([1] * 6, 18, seed=1)),
        ([tvd(fall, [1] * 6) for fall in falls], chance_of_tvd([1] * 6, 18, seed=1)),
        ([gini(fall) for fall in falls], chance_of_gini(18, 6, seed=1)),
    ):
        assert chance.expected == pytest.approx(fmean(x for x in figure if x is not None), abs=0.02)


def test_any_other_figure_can_be_drawn() -> None:
    def largest(drawn: NDArray[np.int64]) -> NDArray[np.float64]:
        return np.asarray(drawn.max(axis=1), dtype=np.float64)

    chance = chance_of(largest, [1, 1], 3, seed=1, draws=2000)
    assert chance.expected == pytest.approx(2.25, abs=0.05)
    assert (chance.high, chance.draws) == (3, 2000)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(1, 30), min_size=2, max_size=6), st.integers(1, 30), st.integers())
def test_chance_is_bounded_and_the_same_for_the_same_seed(margins: list[int], n: int, seed: int) -> None:
    for draw in (chance_of_tvd, chance_of_concentration):
        chance = draw(margins, n, seed=seed, draws=99)
        assert chance == draw(margins, n, seed=seed, draws=99)
        assert 0 <= chance.expected <= 1
        assert 0 <= chance.high <= 1


def test_chance_grows_smaller_as_cases_grow_more() -> None:
    expected = [chance_of_tvd([1, 1, 1], n, seed=2).expected for n in (5, 20, 80, 320)]
    assert expected == sorted(expected, reverse=True)


@pytest.mark.parametrize(("margins", "n"), [([], 3), ([3, -1], 1), ([0, 0], 1), ([3, 4], 0)])
def test_impossible_margins_are_refused(margins: list[int], n: int) -> None:
    with pytest.raises(ImpossibleMarginsError, match="not possible"):
        chance_of_tvd(margins, n, seed=1)


def test_more_used_than_submitted_and_too_few_parts_are_refused() -> None:
    with pytest.raises(ImpossibleMarginsError) as refused:
        chance_of_selection([3, 4], 8, seed=1)
    assert (refused.value.total, refused.value.drawn) == (7, 8)
    with pytest.raises(ImpossibleMarginsError):
        chance_of_concentration([4], 2, seed=1)
    for units, persons in ((0, 3), (3, 0)):
        with pytest.raises(ImpossibleMarginsError):
            chance_of_gini(units, persons, seed=1)
