"""A uniform lottery: a thousand panels, each as likely as the others, in which everybody keeps the chance they had."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from counterpoise.inclusion.lottery.crossing import Marks
from counterpoise.inclusion.lottery.lottery import Lottery
from counterpoise.inclusion.lottery.realising import Progress, silent
from counterpoise.inclusion.lottery.types import Instance
from counterpoise.statistics.seeds import generator

__all__ = ["PANELS", "uniform"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
PANELS = 1000
PATIENCE = 2000
"""After so many swaps that brought nothing it is left as it is."""
LITTLE, SOON = 0.01, 25
"""Where nobody lacks more than this share of their chance, it is left as it is after so many swaps already."""
ROUNDS = 6
"""So many times types that lack somebody are given more weight."""
LOOKED_AT = 64
"""In so many panels at a time a swap is looked for."""


@dataclass(slots=True)
class _Work:
    """Panels under way: people per type and per cell, how often each type is called for, and how often it is there."""

    instance: Instance
    panels: Ints
    counts: Floats
    floor: Ints
    total: Ints


def uniform(lottery: Lottery, *, seed: int | str, panels: int = PANELS, progress: Progress = silent) -> Ints:
    """Round a lottery to panels of which each is as likely as the others.

    Parameters
    ----------
    lottery
        The lottery.
    seed
        The seed of the rounding.
    panels
        How many panels; a thousand are chosen from by three ten-sided dice.
    progress
        Called with the step, how much is done and of how much.

    Returns
    -------
    array of int
        People per type, shape (panels, T); a panel can be there more than once.

    Notes
    -----
    First each panel as often as its chance says, with the fractions rounded by one systematic draw. Then panels are
    exchanged for others of the lottery, and people swapped inside panels, quotas kept, until every type comes as often
    as its people are owed in whole numbers: the chance times the number of panels, rounded down. The last are not
    searched for long where nobody lacks more than a hundredth of their chance.
    """
    chance = generator(f"{seed}/rounding")
    # With nine decimals: in these, the linear algebra of all machines agrees, and ties are ties everywhere.
    by_type = np.round(lottery.by_type, 9)
    owed = np.round(lottery.weights, 9) * panels
    order = chance.permutation(len(owed))
    edges = np.floor(np.cumsum(owed[order]) + chance.random() + 1e-9)
    times = np.zeros(len(owed), dtype=np.int64)
    times[order] = np.diff(edges, prepend=0.0).astype(np.int64)
    times[order[-1]] += panels - int(times.sum())
    chosen = np.repeat(lottery.panels.astype(np.int64), np.maximum(times, 0), axis=0)[:panels]
    instance = lottery.instance
    expected = by_type * panels
    floor = instance.number * np.floor(expected + 1e-6).astype(np.int64)
    work = _Work(instance, chosen, chosen @ instance.cells.T, floor, chosen.sum(axis=0))
    aim = by_type * instance.number * panels
    _exchange(work, lottery.panels, aim, chance)
    _mend(work, aim, chance, progress)
    return work.panels


def _exchange(work: _Work, support: NDArray[np.integer[Any]], aim: Floats, chance: np.random.Generator) -> None:
    """Exchange whole panels for others of the lottery, as long as that brings all types nearer to their aim.

    Notes
    -----
    Descent on the sum of squared distances; each type weighs by what the distance means to one of its people.
    """
    weight = 1.0 / np.maximum(aim**2 / work.instance.number, 1e-9)
    others = sparse.csr_matrix(support, dtype=np.float64)
    lengths = others.multiply(others) @ weight
    since, rounds = 0, 0
    while rounds < ROUNDS:
        since += 1
        if since > PATIENCE // 4:
            # Nothing helps any more: types that still lack somebody weigh more from here on.
            short = work.total < work.floor
            if not short.any():
                break
            weight = np.where(short, 3.0 * weight, weight)
            lengths = others.multiply(others) @ weight
            since, rounds = 0, rounds + 1
        at = int(chance.integers(len(work.panels)))
        old = work.panels[at]
        away = work.total - aim - old
        # The distance after an exchange, but for what is the same for all.
        after = 2.0 * (others @ (weight * away)) + lengths
        best = int(after.argmin())
        now = 2.0 * float(old @ (weight * away)) + float(old**2 @ weight)
        if after[best] < now - 1e-9 * abs(now):
            new = support[best].astype(np.int64)
            work.total += new - old
            work.panels[at] = new
            work.counts[at] = work.instance.cells @ new
            since = 0


def _mend(work: _Work, aim: Floats, chance: np.random.Generator, progress: Progress) -> None:
    """Swap people of types that come too often for people of types that come too seldom, as long as it helps."""
    start = int(np.maximum(work.floor - work.total, 0).sum())
    level = aim / work.instance.number
    marks = Marks(work.instance, chance)
    # Lacking one of twenty weighs more than lacking one of two hundred.
    weight = 1.0 / np.maximum(level, 1.0) ** 2
    best, kept, since = np.inf, work.panels.copy(), 0
    short = np.maximum(work.floor - work.total, 0)
    while since < (PATIENCE if _matters(short, work.instance, level) else SOON):
        since += 1
        short = np.maximum(work.floor - work.total, 0)
        lacking = float(short @ weight)
        if lacking < best - 1e-12:
            best, kept, since = lacking, work.panels.copy(), 0
            progress("rounding", start - int(short.sum()), start)
        if not lacking:
            break
        waiting = np.flatnonzero(short)
        lowest = waiting[level[waiting] <= level[waiting].min() * 1.01]
        into = int(chance.choice(lowest if chance.random() < 0.7 else waiting))
        if not _swap(work, into, level, chance):
            _cross(work, into, weight, marks, chance)
    work.panels = kept


def _matters(short: Ints, instance: Instance, level: Floats) -> bool:
    """Say whether somebody of a type lacks more of their chance than is little."""
    lost = np.ceil(short / instance.number) / np.maximum(level, 1.0)
    return bool(lost.max() > LITTLE)


def _swap(work: _Work, into: int, level: Floats, chance: np.random.Generator) -> bool:
    """Bring one person of a type onto some panel in the place of another, so that the panel keeps its quotas.

    The other is of a type that can spare somebody. Where there is none, it is of a type that then lacks somebody in its
    turn, never one whose people come less often: the lack wanders to somebody to spare, or to where it hurts less.
    Returns whether there was anybody.
    """
    instance, cells = work.instance, work.instance.cells
    some = chance.permutation(len(work.panels))[:LOOKED_AT]
    counts = work.counts[some] + cells[:, into]
    must = (counts > instance.high + 0.5).astype(np.float64)
    must_not = (counts < instance.low + 0.5).astype(np.float64)
    able = (must @ cells > must.sum(axis=1)[:, None] - 0.5) & (must_not @ cells < 0.5) & (work.panels[some] > 0)
    able &= (work.panels[some, into] < instance.most[into])[:, None]
    able[:, into] = False
    spare = work.total - work.floor
    over = work.total - level * instance.number
    worth = np.where(spare > 0, 2.0 + over / (1.0 + np.abs(over)), 0.0)
    fit = (spare > 0) | ((spare == 0) & (level > 0.99 * level[into]))
    score = np.where(able & fit, worth + 0.5 * chance.random(able.shape), -1.0)
    row, out = np.unravel_index(int(score.argmax()), score.shape)
    if score[row, out] < 0:
        return False
    panel = some[row]
    work.panels[panel, out] -= 1
    work.panels[panel, into] += 1
    work.counts[panel] += cells[:, into] - cells[:, out]
    work.total[out] -= 1
    work.total[into] += 1
    return True


def _cross(work: _Work, into: int, weight: Floats, marks: Marks, chance: np.random.Generator) -> None:
    """Bring one person of a type onto some panel by a crossing, if what is lacking weighs less or the same after it."""
    cells, instance = work.instance.cells, work.instance
    some = chance.permutation(len(work.panels))[:LOOKED_AT]
    spare = work.total - work.floor
    over = spare / (1.0 + np.abs(spare))
    # A person to spare costs next to nothing; the more a type has to spare, the less.
    little = 1e-3 * weight.min()
    come = np.where(spare < 0, weight, -little * over)
    leave = np.where(spare > 0, little * (over - 1.0), -weight)
    worth = np.vstack([come, leave])
    found = marks.crossings(work.panels[some], into, worth=worth, chance=chance)
    if found is None:
        return
    panel = some[found.panel]
    change = np.zeros(len(spare), dtype=np.int64)
    np.add.at(change, list(found.into), 1)
    np.add.at(change, list(found.out), -1)
    counts = work.counts[panel] + cells @ change
    if (counts < instance.low - 0.5).any() or (counts > instance.high + 0.5).any():
        return
    work.panels[panel] += change
    work.counts[panel] = counts
    work.total += change
