import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.statistics.intervals import Interval, LevelOutOfRangeError
from counterpoise.statistics.representation import ImpossibleResponseError, contrast, contrast_interval

TOWN = [960, 840, 600]


@st.composite
def populations(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    sizes = draw(st.lists(st.integers(2, 300), min_size=1, max_size=6))
    return sizes, [draw(st.integers(0, size)) for size in sizes]


def test_four_strata_of_a_thousand_give_the_published_values() -> None:
    found = contrast([1000] * 4, [700, 600, 500, 400])
    assert found.spread == pytest.approx(0.111817, abs=5e-7)
    assert found.r == pytest.approx(0.776365, abs=5e-7)
    assert found.cv == pytest.approx(0.203304, abs=5e-7)
    assert found.partials == pytest.approx((0.075, 0.025, -0.025, -0.075))


def test_the_churches_are_those_of_the_illustration() -> None:
    found = contrast(TOWN, [27, 21, 14])
    assert found.mean == pytest.approx(0.02583, abs=5e-6)
    assert found.spread == pytest.approx(0.001977, abs=5e-7)
    assert found.r == pytest.approx(0.9960, abs=5e-5)
    assert found.cv == pytest.approx(0.0765, abs=5e-5)
    away = contrast(TOWN, [27, 2, 14])
    assert away.r == pytest.approx(0.9769, abs=5e-5)
    assert away.cv == pytest.approx(0.645, abs=5e-4)


def test_the_interval_of_r_is_that_of_the_illustration() -> None:
    interval = contrast_interval(TOWN, [27, 21, 14], seed=42, draws=4999)
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx((0.981, 0.998), abs=1.5e-3)


def test_at_a_take_up_of_a_few_percent_r_cannot_fall_far() -> None:
    # 62 of 2,400 all from one group of 62: the worst that can happen.
    assert contrast([62, 2338], [62, 0]).r == pytest.approx(0.68, abs=5e-3)


@given(populations())
def test_the_contrast_follows_its_definition_over_people(population: tuple[list[int], list[int]]) -> None:
    sizes, came = population
    found = contrast(sizes, came)
    people = [c / n for n, c in zip(sizes, came, strict=True) for _ in range(n)]
    mean = math.fsum(people) / len(people)
    spread = math.sqrt(math.fsum((p - mean) ** 2 for p in people) / (len(people) - 1))
    assert (found.mean, found.spread) == pytest.approx((mean, spread), abs=1e-9)
    assert found.r <= 1
    assert found.r <= found.r_adjusted <= 1
    assert 0 <= found.factor <= 1
    between = math.fsum(partial**2 for partial in found.partials) * len(people) / (len(people) - 1)
    assert between == pytest.approx(found.spread**2, abs=1e-9)


@given(populations())
def test_the_bias_is_that_of_the_formula_over_people(population: tuple[list[int], list[int]]) -> None:
    sizes, came = population
    found = contrast(sizes, came)
    # The gradient of each person times the covariance of the fitted take-up: with cells both are diagonal.
    total = 0.0
    for n, c in zip(sizes, came, strict=True):
        information = n * (c / n) * (1 - c / n)
        gradient = (c / n) * (1 - c / n)
        total += n * gradient**2 / information if information else 0.0
    assert found.bias == pytest.approx(total / sum(sizes), abs=1e-12)
    if found.spread**2 > found.bias:
        assert found.r_adjusted == pytest.approx(1 - 2 * math.sqrt(found.spread**2 - found.bias), abs=1e-9)
    else:
        assert (found.factor, found.r_adjusted) == (0, 1)


def test_nobody_takes_part_so_there_is_no_coefficient() -> None:
    found = contrast([10, 20], [0, 0])
    assert (found.r, found.cv, found.cv_adjusted) == (1, None, None)
    assert contrast_interval([10, 20], [0, 0], seed=1) is None


@settings(max_examples=15, deadline=None)
@given(populations().filter(lambda population: any(population[1])), st.sampled_from(["r", "cv"]))
def test_intervals_are_bounded_and_repeatable(population: tuple[list[int], list[int]], of: str) -> None:
    kind = "r" if of == "r" else "cv"
    found = contrast_interval(*population, of="cv" if kind == "cv" else "r", seed=5, draws=49)
    assert found == contrast_interval(*population, of="cv" if kind == "cv" else "r", seed=5, draws=49)
    assert found is not None
    assert (found.high <= 1) if kind == "r" else (found.low >= 0)


def test_when_all_take_part_nothing_is_left_to_chance() -> None:
    assert contrast_interval([3, 4], [3, 4], of="cv", seed=1, draws=9) == Interval(0.0, 0.0)


@pytest.mark.parametrize(
    ("sizes", "came"), [([], []), ([3], [1, 2]), ([3], [4]), ([3], [-1]), ([0, 3], [0, 1]), ([1], [1])]
)
def test_impossible_groups_are_refused(sizes: list[int], came: list[int]) -> None:
    with pytest.raises(ImpossibleResponseError, match="not possible"):
        contrast(sizes, came)


def test_impossible_levels_are_refused() -> None:
    with pytest.raises(LevelOutOfRangeError):
        contrast_interval([3, 4], [1, 2], seed=1, level=1.0)
