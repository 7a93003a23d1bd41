"""Lotteries give what the slow and sure way gives: every panel written down, one linear programme per stage."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.inclusion.lottery.certificate import certify_stages
from counterpoise.inclusion.lottery.lottery import Objective, solve
from counterpoise.inclusion.lottery.pool import Pool
from counterpoise.inclusion.lottery.programmes import NoPanelError
from counterpoise.inclusion.lottery.quotas import Quotas
from counterpoise.inclusion.lottery.relaxed import Relaxation, leximin_stages
from counterpoise.inclusion.lottery.types import instance_of, keeps_quotas
from tests.inclusion.lottery.oracle import all_panels, leximin_of, pool_of, quotas_of


@st.composite
def questions(draw: st.DrawFn, *, homes: bool = False) -> tuple[Pool, Quotas, int]:
    """Make a small pool and quotas that some panels keep."""
    shape = draw(st.lists(st.integers(2, 3), min_size=1, max_size=3))
    people = draw(st.integers(5, 10))
    values = [tuple(draw(st.integers(0, count - 1)) for count in shape) for _ in range(people)]
    size = draw(st.integers(1, 4))
    features = []
    for count in shape:
        rows = []
        for _ in range(count):
            least = draw(st.integers(0, 1))
            rows.append((least, draw(st.integers(max(least, 1), size))))
        features.append(rows)
    households = tuple(draw(st.integers(0, people - 2)) for _ in range(people)) if homes else None
    return pool_of(values, homes=households), quotas_of(*features), size


def compare(pool: Pool, quotas: Quotas, size: int) -> None:
    """Hold the leximin lottery against the slow and sure way."""
    instance = instance_of(pool, quotas, size=size)
    panels = all_panels(pool, quotas, size)
    if not len(panels):
        with pytest.raises(NoPanelError):
            solve(instance)
        return
    found = solve(instance)
    assert keeps_quotas(instance, found.panels).all()
    assert found.weights.sum() == pytest.approx(1.0)
    chances = found.by_person()
    assert chances.sum() == pytest.approx(size)
    assert chances == pytest.approx(leximin_of(panels), abs=1e-6)
    assert found.certificate.certified


@settings(max_examples=30, deadline=None)
@given(questions())
def test_leximin_is_what_the_slow_and_sure_way_gives(question: tuple[Pool, Quotas, int]) -> None:
    compare(*question)


@settings(max_examples=30, deadline=None)
@given(questions(homes=True))
def test_with_households_as_well(question: tuple[Pool, Quotas, int]) -> None:
    compare(*question)


@settings(max_examples=25, deadline=None)
@given(questions(), st.randoms(use_true_random=False))
def test_the_order_of_the_pool_does_not_matter(question: tuple[Pool, Quotas, int], random: object) -> None:
    pool, quotas, size = question
    order = list(range(len(pool)))
    random.shuffle(order)  # type: ignore[attr-defined]  # hypothesis gives a random.Random and types it as object
    turned = Pool(tuple(pool.ids[at] for at in order), tuple(pool.values[at] for at in order), pool.features)
    try:
        one = solve(instance_of(pool, quotas, size=size)).chances(pool)
    except NoPanelError:
        return
    other = solve(instance_of(turned, quotas, size=size)).chances(turned)
    assert {name: one[name] for name in turned.ids} == pytest.approx(other, abs=1e-7)


def test_chances_that_no_panels_can_give_are_cut_off() -> None:
    # Each pair of the three kinds excludes the others: on average half of each would do, but a panel has whole people.
    values = [(0, 0, 1), (0, 1, 0), (1, 0, 0), (1, 1, 1)]
    pool = pool_of([*values, *values])
    quotas = quotas_of([(1, 1), (1, 1)], [(1, 1), (1, 1)], [(1, 1), (1, 1)])
    panels = all_panels(pool, quotas, 2)
    if len(panels):
        compare(pool, quotas, 2)
    else:
        with pytest.raises(NoPanelError):
            solve(instance_of(pool, quotas, size=2))


@settings(max_examples=30, deadline=None)
@given(questions())
def test_maximin_has_the_same_smallest_chance_and_nash_no_smaller_product(question: tuple[Pool, Quotas, int]) -> None:
    pool, quotas, size = question
    instance = instance_of(pool, quotas, size=size)
    try:
        leximin = solve(instance).by_person()
    except NoPanelError:
        return
    assert solve(instance, objective=Objective.MAXIMIN).by_person().min() == pytest.approx(leximin.min(), abs=1e-7)
    nash = solve(instance, objective=Objective.NASH)
    if leximin.min() > 1e-9:
        assert nash.certificate.certified
        assert np.log(nash.by_person()).sum() >= np.log(leximin).sum() - 1e-6
        goldilocks = solve(instance, objective=Objective.GOLDILOCKS)
        assert goldilocks.certificate.certified


def test_two_runs_on_one_seed_are_the_same() -> None:
    chance = np.random.Generator(np.random.PCG64(3))
    pool = pool_of([tuple(row) for row in chance.integers(0, 3, (80, 3)).tolist()])
    quotas = quotas_of(*[[(3, 5), (3, 5), (3, 5)]] * 3)
    instance = instance_of(pool, quotas, size=12)
    one, other = solve(instance, seed=7), solve(instance, seed=7)
    assert np.array_equal(one.panels, other.panels)
    assert np.array_equal(one.weights, other.weights)
    assert not np.array_equal(one.weights, solve(instance, seed=8).weights)


def test_a_certificate_notices_a_lottery_that_is_not_the_best() -> None:
    pool = pool_of([(0,), (0,), (1,), (1,), (1,)])
    instance = instance_of(pool, quotas_of([(0, 2), (0, 2)]), size=2)
    relaxation = Relaxation(instance)
    chances, stages = leximin_stages(relaxation)
    assert certify_stages(relaxation, stages, chances).certified
    worse = chances - np.array([0.01, -0.02 / 3])
    assert not certify_stages(relaxation, stages, worse).certified


def test_a_certificate_can_be_checked_with_sums_alone() -> None:
    chance = np.random.Generator(np.random.PCG64(4))
    pool = pool_of([tuple(row) for row in chance.integers(0, 3, (60, 2)).tolist()])
    quotas = quotas_of([(1, 3), (3, 5), (2, 5)], [(4, 5), (2, 3), (2, 4)])
    instance = instance_of(pool, quotas, size=10)
    found = solve(instance)
    told = found.certificate.as_json()
    assert told["kind"] == "stages"
    rows = [[1.0] * len(instance.number), *instance.cells.tolist()]
    low, high = [10, *instance.low.tolist()], [10, *instance.high.tolist()]
    chances, settled = found.by_type.tolist(), dict[int, float]()
    for stage in told["stages"]:
        weights = {int(at): value for at, value in stage["weights"].items()}
        prices = {int(at): value for at, value in stage["prices"].items()}
        free = [at for at in range(len(chances)) if at not in settled]
        assert sum(weights.get(at, 0.0) * int(instance.number[at]) for at in free) == pytest.approx(1.0)
        bound = sum(price * (high[row] if price > 0 else low[row]) for row, price in prices.items())
        for at in range(len(chances)):
            left = weights.get(at, 0.0) - sum(price * rows[row][at] for row, price in prices.items())
            bound += max(left, 0.0) * int(instance.most[at])
        bound -= sum(weights.get(at, 0.0) * int(instance.number[at]) * level for at, level in settled.items())
        level = min(chances[at] for at in free)
        assert stage["level"] == pytest.approx(level)
        assert level - 1e-9 <= bound <= level + told["gap"] * instance.mean + 1e-9
        settled |= dict.fromkeys(stage["fixed"], level)
    assert len(settled) == len(chances)
