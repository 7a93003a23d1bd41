"""Turn chances that are aimed at into a lottery over panels of whole people."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterpoise.inclusion.lottery.columns import random_panels, tight_face
from counterpoise.inclusion.lottery.relaxed import Cut
from counterpoise.inclusion.lottery.searching import PanelSearch, reach
from counterpoise.inclusion.lottery.types import Instance, averaged, keeps_quotas
from counterpoise.inclusion.lottery.weighing import Weighed, weigh
from counterpoise.statistics.seeds import generator

__all__ = ["BrokenPanelError", "Progress", "Realised", "realise", "silent"]

Floats = NDArray[np.float64]
Ints = NDArray[np.integer[Any]]
Progress = Callable[[str, int, int], None]
GOAL = 1e-9
GOOD = 1e-7
SEARCHED = 400
"""Up to so many types a target that random panels miss is searched for completely."""


class BrokenPanelError(RuntimeError):
    """A panel breaks a quota: nothing is drawn from such a lottery."""

    code = "lottery.broken_panel"

    def __init__(self) -> None:
        super().__init__("A panel breaks a quota. Nothing is drawn. Please report it.")


def silent(step: str, done: int, total: int) -> None:
    """Show no progress."""
    del step, done, total


@dataclass(slots=True)
class Realised:
    """A lottery over panels, or what shows that the target cannot be had.

    Attributes
    ----------
    panels
        People per type, shape (panels, T), no two alike.
    weights
        The chance of each panel; empty where a cut shows that the target cannot be had.
    shortfall
        By how much the smallest chance falls short of its aim, in units of k/n.
    cut
        What shows that the target cannot be had.
    """

    panels: Ints
    weights: Floats
    shortfall: float = 0.0
    cut: Cut | None = None


def realise(
    instance: Instance,
    target: Floats,
    *,
    seed: int | str,
    panels: Ints | None = None,
    search: PanelSearch | None = None,
    progress: Progress = silent,
) -> Realised:
    """Find a lottery over panels in which each type has this many people on average.

    Parameters
    ----------
    instance
        The question.
    target
        People per type, shape (T,).
    seed
        The seed of the random panels.
    panels
        Panels that are known already.
    search
        The complete search, where one is at hand.
    progress
        Called with the step, how much is done and of how much.

    Notes
    -----
    Random panels on the target's face, some four for each type, contain it between them almost surely (after J. G.
    Wendel, A problem in geometric probability, 1962); an interior point method weighs them. Where that fails in a small
    pool, a complete search adds the panels that are lacking or shows that there are none.
    """
    known = np.zeros((0, len(target)), dtype=np.int16) if panels is None else panels
    best: tuple[Ints, Weighed] | None = None
    for wide in (False, True):
        found, weighed = _around(instance, target, known, seed=f"{seed}/{wide}", wide=wide, progress=progress)
        if weighed is not None and (best is None or weighed.shortfall < best[1].shortfall):
            best = (found, weighed)
        if best is not None and best[1].shortfall <= GOOD:
            break
        known = found if weighed is None else known
        if len(target) > SEARCHED and best is not None:
            break
    if best is not None and (best[1].shortfall <= GOOD or len(target) > SEARCHED):
        return _checked(instance, target, *_used(best[0], best[1].weights))
    start = best[0] if best is not None else known
    reached = reach(instance, start[-2000:].astype(np.int64), target, search=search or PanelSearch(instance))
    if reached.cut is not None:
        return Realised(reached.panels, reached.weights, cut=reached.cut)
    return _checked(instance, target, *_used(reached.panels, reached.weights))


def _used(panels: Ints, weights: Floats) -> tuple[Ints, Floats]:
    used = weights > 1e-14
    return panels[used], weights[used] / weights[used].sum()


def _checked(instance: Instance, target: Floats, panels: Ints, weights: Floats) -> Realised:
    if not keeps_quotas(instance, panels).all():
        raise BrokenPanelError
    unit: Floats = np.asarray(instance.number * instance.mean, dtype=np.float64)
    return Realised(panels, weights, float(((target - averaged(panels, weights)) / unit).max()))


def _around(
    instance: Instance, target: Floats, known: Ints, *, seed: int | str, wide: bool, progress: Progress
) -> tuple[Ints, Weighed | None]:
    """Draw panels around the target until a weighing reaches it, or more of them do not help."""
    types = len(target)
    face = tight_face(instance, target, wide=wide)
    tight = np.vstack([np.ones((1, types)), face.cells[face.tight]])
    values = np.concatenate([[instance.size], face.low[face.tight]])
    unit: Floats = np.asarray(instance.number * instance.mean, dtype=np.float64)
    wanted = int((6.0 if types < 300 else 4.4) * types) + 20
    batch = 250 if types < 2000 else 500
    pile = _Pile(types)
    pile.add(known[_on_face(known, tight, values)])
    best: tuple[Ints, Weighed] | None = None
    batches, since = 0, 0
    for drawn in random_panels(instance, target, face, batch=batch, chance=generator(seed)):
        since = since + 1 if pile.add(drawn) < batch // 10 else 0
        batches += 1
        progress("panels", min(pile.count, wanted), wanted)
        exhausted = since >= 3
        if pile.count < wanted and not exhausted:
            continue
        if not pile.count:
            break
        progress("weights", 0, 1)
        panels = pile.all()
        weighed = weigh(panels, target, unit, tight=tight, values=values, goal=GOAL)
        if best is None or weighed.shortfall < best[1].shortfall:
            best = (panels, weighed)
        if best[1].shortfall <= GOOD or exhausted or batches * batch > 12 * wanted:
            break
        wanted = int(wanted + 0.8 * types)
    return (pile.all(), None) if best is None else best


class _Pile:
    """Panels, no two alike, kept small: most of a panel's types have nobody on it."""

    def __init__(self, types: int) -> None:
        self.parts: list[Ints] = [np.zeros((0, types), dtype=np.int16)]
        self.seen: set[bytes] = set()
        self.count = 0

    def add(self, panels: Ints) -> int:
        """Add what is new among these panels and return how many those were."""
        fresh = []
        for at, row in enumerate(np.ascontiguousarray(panels, dtype=np.int16)):
            mark = hashlib.blake2b(row.tobytes(), digest_size=16).digest()
            if mark not in self.seen:
                self.seen.add(mark)
                fresh.append(at)
        self.parts.append(panels[fresh].astype(np.int16))
        self.count += len(fresh)
        return len(fresh)

    def all(self) -> Ints:
        """Return all panels, in the order in which they came."""
        self.parts = [np.vstack(self.parts)]
        return self.parts[0]


def _on_face(panels: Ints, tight: Floats, values: Floats) -> NDArray[np.bool_]:
    return np.asarray((np.abs(panels @ tight.T - values) < 0.5).all(axis=1), dtype=np.bool_)
