"""The slow and sure way: write every panel down, then solve one linear programme per stage over all of them."""

from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from counterpoise.inclusion.lottery.pool import Pool
from counterpoise.inclusion.lottery.quotas import Quota, Quotas

Floats = NDArray[np.float64]


def pool_of(values: list[tuple[int, ...]], *, homes: tuple[int, ...] | None = None) -> Pool:
    """Make a pool of people with these values."""
    features = tuple(f"f{number}" for number in range(len(values[0])))
    return Pool(tuple(f"p{at}" for at in range(len(values))), tuple(values), features, homes)


def quotas_of(*features: list[tuple[int, int]]) -> Quotas:
    """Make quotas of (least, most) for each value of each feature."""
    return Quotas(
        tuple(
            Quota(f"f{number}", f"v{at}", least, most)
            for number, rows in enumerate(features)
            for at, (least, most) in enumerate(rows)
        )
    )


def all_panels(pool: Pool, quotas: Quotas, size: int) -> Floats:
    """Return every panel that keeps the quotas and households, as zeros and ones of shape (panels, people)."""
    found = []
    for chosen in combinations(range(len(pool)), size):
        if pool.households is not None and len({pool.households[at] for at in chosen}) < size:
            continue
        kept = all(
            row.least <= sum(pool.values[at][number] == place for at in chosen) <= row.most
            for number, feature in enumerate(quotas.features)
            for place, row in enumerate(quotas.of(feature))
        )
        if kept:
            found.append([float(at in chosen) for at in range(len(pool))])
    return np.array(found).reshape(-1, len(pool))


def leximin_of(panels: Floats) -> Floats:
    """Return everybody's leximin chance: at each stage one programme each finds who cannot be above the level."""
    people = panels.shape[1]
    fixed: dict[int, float] = {}
    while len(fixed) < people:
        free = [at for at in range(people) if at not in fixed]
        level = _largest(panels, fixed, free, np.inf)[0]
        # Whoever cannot be raised above the level while the others keep it is settled.
        for at in free:
            if _alone(panels, fixed, free, level, at) < level + 1e-7:
                fixed[at] = level
    return np.array([fixed[at] for at in range(people)])


def _largest(panels: Floats, fixed: dict[int, float], free: list[int], _: float) -> tuple[float, Floats]:
    count = len(panels)
    below = [np.append(-panels[:, at], 1.0) for at in free]
    below += [np.append(-panels[:, at], 0.0) for at in fixed]
    limits = [0.0] * len(free) + [-(level - 1e-9) for level in fixed.values()]
    result = linprog(
        np.append(np.zeros(count), -1.0), A_ub=np.array(below), b_ub=limits,
        A_eq=np.append(np.ones(count), 0.0)[None, :], b_eq=[1.0], bounds=(0, None),
    )  # fmt: skip
    assert result.status == 0
    return float(-result.fun), result.x[:-1]


def _alone(panels: Floats, fixed: dict[int, float], free: list[int], level: float, one: int) -> float:
    floors = {**fixed, **dict.fromkeys(free, level)}
    result = linprog(
        -panels[:, one], A_ub=-panels.T[list(floors)], b_ub=[-(floor - 1e-9) for floor in floors.values()],
        A_eq=np.ones((1, len(panels))), b_eq=[1.0], bounds=(0, None),
    )  # fmt: skip
    assert result.status == 0
    return float(-result.fun)
