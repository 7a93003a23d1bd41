"""Turn chances that are aimed at into a lottery over panels of whole people."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from counterpoise.inclusion.lottery.columns import random_panels, tight_face
from counterpoise.inclusion.lottery.relaxed import Cut
from counterpoise.inclusion.lottery.searching import PanelSearch, reach
from counterpoise.inclusion.lottery.types import Instance, keeps_quotas
from counterpoise.inclusion.lottery.weighing import Weighed, weigh
from counterpoise.statistics.seeds import generator

__all__ = ["BrokenPanelError", "Progress", "Realised", "realise", "silent"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
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
    extra: dict[str, float] = field(default_factory=dict)


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
    known = np.zeros((0, len(target)), dtype=np.int64) if panels is None else panels
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
    start = np.unique(np.vstack([known, best[0]]), axis=0) if best is not None else known
    reached = reach(instance, start[-2000:], target, search=search or PanelSearch(instance))
    if reached.cut is not None:
        return Realised(reached.panels, reached.weights, cut=reached.cut)
    return _checked(instance, target, *_used(reached.panels, reached.weights))


def _used(panels: Ints, weights: Floats) -> tuple[Ints, Floats]:
    used = weights > 1e-14
    return panels[used], weights[used] / weights[used].sum()


def _checked(instance: Instance, target: Floats, panels: Ints, weights: Floats) -> Realised:
    if not keeps_quotas(instance, panels).all():
        raise BrokenPanelError
    unit = instance.number * instance.mean
    return Realised(panels, weights, float(((target - weights @ panels) / unit).max()))


def _around(
    instance: Instance, target: Floats, known: Ints, *, seed: int | str, wide: bool, progress: Progress
) -> tuple[Ints, Weighed | None]:
    """Draw panels around the target until a weighing reaches it, or more of them do not help."""
    types = len(target)
    face = tight_face(instance, target, wide=wide)
    tight = np.vstack([np.ones((1, types)), face.cells[face.tight]])
    values = np.concatenate([[instance.size], face.low[face.tight]])
    unit = instance.number * instance.mean
    wanted = int((6.0 if types < 300 else 4.4) * types) + 20
    batch = 250 if types < 2000 else 500
    panels = known[_on_face(known, tight, values)] if len(known) else known
    best: tuple[Ints, Weighed] | None = None
    batches, since = 0, 0
    for drawn in random_panels(instance, target, face, batch=batch, chance=generator(seed)):
        before = len(panels)
        panels = np.unique(np.vstack([panels, drawn]), axis=0) if len(drawn) else panels
        batches += 1
        since = since + 1 if len(panels) - before < batch // 10 else 0
        progress("panels", min(len(panels), wanted), wanted)
        exhausted = since >= 3
        if len(panels) < wanted and not exhausted:
            continue
        if not len(panels):
            break
        progress("weights", 0, 1)
        weighed, _ = weigh(panels, target, unit, tight=tight, values=values, goal=GOAL)
        if best is None or weighed.shortfall < best[1].shortfall:
            best = (panels, weighed)
        if best[1].shortfall <= GOOD or exhausted or batches * batch > 12 * wanted:
            break
        wanted = int(wanted + 0.8 * types)
    return (panels, None) if best is None else best


def _on_face(panels: Ints, tight: Floats, values: Floats) -> NDArray[np.bool_]:
    kept: NDArray[np.bool_] = (np.abs(panels @ tight.T - values) < 0.5).all(axis=1)
    return kept
