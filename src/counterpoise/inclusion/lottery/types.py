"""Types: people whom neither the quotas nor the household rule tell apart. Lotteries are worked out over types."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterpoise.inclusion.lottery.pool import Pool
from counterpoise.inclusion.lottery.quotas import Quotas

__all__ = ["Instance", "averaged", "instance_of", "keeps_quotas"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Values = tuple[int, ...]
Kind = tuple[Values, ...]


@dataclass(frozen=True, slots=True)
class Instance:
    """A lottery's question in numbers: T types, C cells (one for each quota, one for each kind of household).

    Attributes
    ----------
    size
        The number of people on a panel, k.
    number
        People of each type, shape (T,).
    most
        The most of each type that a panel can have: its people, or its households; shape (T,).
    cells
        1 where a type counts for a cell; shape (C, T).
    low, high
        The fewest and the most people of each cell on a panel; shape (C,).
    members
        The people of each type, by their place in the pool.
    households
        For each type the number of its kind of household; types of one kind share their households.
    quotas
        How many of the cells are quotas; the others are kinds of households.
    """

    size: int
    number: Ints
    most: Ints
    cells: Floats
    low: Ints
    high: Ints
    members: tuple[tuple[int, ...], ...]
    households: tuple[int, ...]
    quotas: int

    @property
    def people(self) -> int:
        """The number of people in the pool, n."""
        return int(self.number.sum())

    @property
    def mean(self) -> float:
        """The chance that everybody would have without quotas, k/n."""
        return self.size / self.people


def instance_of(pool: Pool, quotas: Quotas, *, size: int) -> Instance:
    """Bring a pool and its quotas into numbers.

    Notes
    -----
    Without households a type is one combination of values. With households it is that combination and those of the
    others at the address, in any order. Households of one kind hold the same combinations, so that each type of the
    kind finds somebody in any of them: any panel that keeps the number of households can be filled with people of
    different households.
    """
    kinds = _kinds(pool)
    groups: dict[tuple[Values, Kind], list[int]] = defaultdict(list)
    for person, (values, kind) in enumerate(zip(pool.values, kinds, strict=True)):
        groups[values, kind].append(person)
    ordered = sorted(groups, key=repr)
    members = tuple(tuple(groups[key]) for key in ordered)
    number = np.array([len(found) for found in members], dtype=np.int64)
    homes = _homes(pool, members)
    combinations = [pool.values[found[0]] for found in members]
    cells = [
        [1.0 if values[at] == place else 0.0 for values in combinations]
        for at, feature in enumerate(quotas.features)
        for place in range(len(quotas.of(feature)))
    ]
    rows = [row for feature in quotas.features for row in quotas.of(feature)]
    low, high = [row.least for row in rows], [row.most for row in rows]
    numbers = {kind: at for at, kind in enumerate(dict.fromkeys(key[1] for key in ordered))}
    households = tuple(numbers[key[1]] for key in ordered)
    for home, types in Counter(households).items():
        if types > 1 and pool.households is not None:
            inside = [1.0 if other == home else 0.0 for other in households]
            cells.append(inside)
            low.append(0)
            high.append(homes[households.index(home)])
    return Instance(
        size, number, np.minimum(number, np.array(homes, dtype=np.int64)), np.array(cells, dtype=np.float64),
        np.array(low, dtype=np.int64), np.array(high, dtype=np.int64), members, households, len(rows),
    )  # fmt: skip


def _kinds(pool: Pool) -> list[Kind]:
    """Return for each person the combinations of values at their address, their own included, in a fixed order."""
    if pool.households is None:
        # Everybody of one combination is of one kind; only where people share an address do kinds matter.
        return [(values,) for values in pool.values]
    together: dict[int, list[tuple[int, ...]]] = defaultdict(list)
    for home, values in zip(pool.households, pool.values, strict=True):
        together[home].append(values)
    kinds = {home: tuple(sorted(found)) for home, found in together.items()}
    return [kinds[home] for home in pool.households]


def _homes(pool: Pool, members: tuple[tuple[int, ...], ...]) -> list[int]:
    if pool.households is None:
        return [len(found) for found in members]
    return [len({pool.households[person] for person in found}) for found in members]


def keeps_quotas(instance: Instance, panels: NDArray[np.integer[Any]]) -> NDArray[np.bool_]:
    """Say of each panel, given as people per type, whether it has the right size and keeps every quota and household.

    Parameters
    ----------
    panels
        Whole numbers of shape (panels, T).

    Returns
    -------
    array of bool
        Shape (panels,).
    """
    kept = np.zeros(len(panels), dtype=np.bool_)
    # In parts: as numbers with a fraction, all panels of a large pool at once would fill the memory.
    for start in range(0, len(panels), 1000):
        part = panels[start : start + 1000]
        counts = part @ instance.cells.T
        inside = ((counts >= instance.low - 0.5) & (counts <= instance.high + 0.5)).all(axis=1)
        possible = ((part >= 0) & (part <= instance.most)).all(axis=1)
        kept[start : start + 1000] = inside & possible & (part.sum(axis=1) == instance.size)
    return kept


def averaged(panels: NDArray[np.integer[Any]], weights: Floats) -> Floats:
    """Return how many people of each type panels have on average.

    Parameters
    ----------
    panels
        People per type, shape (panels, T).
    weights
        The weight of each panel, sum 1.
    """
    total = np.zeros(panels.shape[1])
    # In parts, for the same reason.
    for start in range(0, len(panels), 1000):
        total += weights[start : start + 1000] @ panels[start : start + 1000]
    return total
