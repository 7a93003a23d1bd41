"""The greedy rule of practice, only to compare with: it fills the most urgent quota next and so favours some people."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterpoise.inclusion.lottery.types import Instance
from counterpoise.statistics.seeds import generator

__all__ = ["legacy_panels", "legacy_upper_bound"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def legacy_panels(instance: Instance, *, draws: int, seed: int | str, most_tries: int = 200) -> Ints:
    """Draw panels by the greedy rule.

    Parameters
    ----------
    instance
        The question.
    draws
        How many panels.
    seed
        The seed.
    most_tries
        How often the panels still lacking are tried again. A panel that gets stuck is begun anew.

    Returns
    -------
    array of int
        People per type, shape (panels, T); fewer than asked where the rule gets stuck too often.

    Notes
    -----
    Flanigan et al., Nature 596 (2021), supplementary information. The next person is drawn from the value whose quota
    is most urgent, with the largest (people still needed) / (people still there); once all least numbers are met, from
    everybody left. Whoever belongs to a value that is full leaves the pool.
    """
    chance = generator(f"{seed}/legacy")
    found: list[Ints] = []
    lacking = draws
    for _ in range(most_tries):
        panels = _attempt(instance, lacking, chance)
        found.append(panels)
        lacking -= len(panels)
        if lacking <= 0:
            break
    return np.vstack(found)[:draws]


def _attempt(instance: Instance, batch: int, chance: np.random.Generator) -> Ints:
    types = len(instance.number)
    cells, low, high = instance.cells, instance.low, instance.high
    panels = np.zeros((batch, types), dtype=np.int64)
    alive = np.arange(batch)
    for _ in range(instance.size):
        now = panels[alive]
        counts = now @ cells.T
        # Nobody of a value that is full, and of a type no more than it has households.
        open_types = ((counts >= high) @ cells) < 0.5
        there = np.where(open_types & (now < instance.most), instance.number - now, 0)
        need = np.maximum(low - counts, 0)
        pool = there @ cells.T
        dead = ((need > pool) | (there.sum(axis=1) == 0)[:, None]).any(axis=1)
        urgency = np.where(need > 0, need / np.maximum(pool, 1e-9), 0.0) + chance.random(need.shape) * 1e-9
        cell = urgency.argmax(axis=1)
        some = need.sum(axis=1) > 0
        weights = np.where(some[:, None], there * cells[cell], there).astype(np.float64)
        edges = np.cumsum(weights, axis=1)
        pick = (edges < (chance.random(len(alive)) * edges[:, -1])[:, None]).sum(axis=1)
        panels[alive[~dead], np.minimum(pick[~dead], types - 1)] += 1
        alive = alive[~dead]
        if not len(alive):
            break
    done = panels[alive]
    counts = done @ cells.T
    kept = np.flatnonzero(((counts < low) | (counts > high)).sum(axis=1) == 0)
    return np.asarray(done[kept], dtype=np.int64)


def legacy_upper_bound(hits: int, draws: int) -> float:
    """Return the 99 % upper bound of a chance of which so many hits were seen.

    Parameters
    ----------
    hits, draws
        How often somebody was drawn, and in how many draws.

    Notes
    -----
    The upper end of the Jeffreys interval, a quantile of the beta distribution with h + 1/2 and n − h + 1/2.
    """
    from scipy.stats import beta

    bound: Any = beta.ppf(0.99, hits + 0.5, draws - hits + 0.5)
    return float(bound)
