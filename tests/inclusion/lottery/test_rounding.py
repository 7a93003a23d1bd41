"""A thousand equal panels keep the quotas, and nobody loses more of their chance than whole panels take."""

import numpy as np
import pytest

from counterpoise.inclusion.lottery import rounding
from counterpoise.inclusion.lottery.crossing import Marks
from counterpoise.inclusion.lottery.lottery import Lottery, solve
from counterpoise.inclusion.lottery.pool import Pool
from counterpoise.inclusion.lottery.quotas import Quota, Quotas
from counterpoise.inclusion.lottery.rounding import uniform
from counterpoise.inclusion.lottery.types import instance_of, keeps_quotas


def exact(seed: int) -> Lottery:
    """Return the lottery of a pool where every value has to come exactly as often as it is asked for."""
    chance = np.random.Generator(np.random.PCG64(seed))
    columns, rows = [], []
    for number, count in enumerate((2, 3, 4)):
        shares = chance.dirichlet(np.full(count, 6.0))
        columns.append(chance.choice(count, size=120, p=shares))
        wanted = np.bincount(chance.choice(count, size=12, p=np.full(count, 1 / count)), minlength=count)
        there = np.bincount(columns[-1], minlength=count)
        wanted = np.minimum(wanted, there)
        wanted[int(there.argmax())] += 12 - int(wanted.sum())
        rows += [Quota(f"f{number}", f"v{at}", int(most), int(most)) for at, most in enumerate(wanted)]
    pool = Pool(
        tuple(f"p{at}" for at in range(120)), tuple(map(tuple, np.array(columns).T.tolist())), ("f0", "f1", "f2")
    )
    return solve(instance_of(pool, Quotas(tuple(rows)), size=12))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_with_exact_quotas_nobody_with_the_smallest_chance_loses_a_whole_panel(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = exact(seed)
    # No whole panels are exchanged: two people for two others have to do it, as no single person fits another's place.
    monkeypatch.setattr(rounding, "ROUNDS", 0)
    panels = uniform(found, seed=1)
    assert keeps_quotas(found.instance, panels).all()
    owed = np.floor(found.by_type * 1000 + 1e-6)
    times = panels.sum(axis=0) // found.instance.number
    lowest = found.by_type < found.by_type.min() * 1.001
    assert (times >= owed)[lowest].all()


def test_two_people_make_room_for_two_who_are_together_the_same() -> None:
    values = [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2)]
    pool = Pool(tuple("abcde"), tuple(values), ("f", "g"))
    quotas = Quotas(tuple(Quota(*name, 0, 2) for name in (("f", "0"), ("f", "1"), ("g", "0"), ("g", "1"), ("g", "2"))))
    instance = instance_of(pool, quotas, size=2)
    chance = np.random.Generator(np.random.PCG64(1))
    worth = np.vstack([np.ones(5), np.zeros(5)])
    found = Marks(instance, chance).crossings(np.array([[1, 0, 0, 1, 0]]), 1, worth=worth, chance=chance)
    assert found is not None
    assert (found.panel, found.out, set(found.into)) == (0, (0, 3), {1, 2})
    # Who is not in the pool cannot come: (0, 2) would be needed beside (1, 0).
    assert Marks(instance, chance).crossings(np.array([[1, 0, 0, 0, 1]]), 2, worth=worth, chance=chance) is None
    # Nor does anybody come for whom there is no place, or who is worth less than who leaves.
    assert Marks(instance, chance).crossings(np.array([[1, 0, 0, 1, 0]]), 1, worth=worth - 1, chance=chance) is None


@pytest.mark.parametrize(("level", "long"), [(20.0, True), (99.0, True), (101.0, False), (1000.0, False)])
def test_only_who_lacks_more_than_a_hundredth_of_their_chance_is_searched_for_long(level: float, long: bool) -> None:
    instance = exact(1).instance
    short, levels = np.zeros(len(instance.number), dtype=np.int64), np.full(len(instance.number), 500.0)
    assert not rounding._matters(short, instance, levels)
    short[2], levels[2] = 1, level
    assert rounding._matters(short, instance, levels) == long
