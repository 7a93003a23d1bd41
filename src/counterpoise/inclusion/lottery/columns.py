"""Random panels around a target: many at once, each of whole people, each keeping all quotas.

Enough such panels surround the target, so that a lottery over them gives it exactly.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoise.inclusion.lottery.types import Instance, keeps_quotas

__all__ = ["Face", "random_panels", "tight_face"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Short = NDArray[np.float32]
TEMPERATURE = 0.2
MOST_SWAPS = 400


@dataclass(frozen=True, slots=True)
class Face:
    """What panels must keep so that their average can be the target.

    Attributes
    ----------
    cells, low, high
        The cells and the fewest and the most people of each.
    least, most
        The fewest and the most people of each type.
    tight
        The cells that the target fills to their bound: all panels must.
    """

    cells: Floats
    low: Floats
    high: Floats
    least: Ints
    most: Ints
    tight: NDArray[np.bool_]


def tight_face(instance: Instance, target: Floats, *, wide: bool = False) -> Face:
    """Return the face on which panels with this average lie.

    Parameters
    ----------
    instance
        The question.
    target
        People per type, on average; shape (T,).
    wide
        Let types stray further than to the whole numbers on both sides of the target.

    Notes
    -----
    If the target fills a cell to its bound, every panel in a lottery with that average does.
    """
    counts = instance.cells @ target
    low, high = instance.low.astype(np.float64), instance.high.astype(np.float64)
    at_low, at_high = np.abs(counts - low) < 1e-6, np.abs(counts - high) < 1e-6
    least = np.floor(target + 1e-6).astype(np.int64)
    most = np.minimum(instance.most, np.ceil(target - 1e-6).astype(np.int64))
    if wide:
        never, always = target < 1e-6, target > instance.most - 1e-6
        least = np.where(always, instance.most, 0)
        most = np.where(never, 0, instance.most)
    return Face(
        instance.cells,
        np.where(at_high, high, low),
        np.where(at_low, low, high),
        least,
        np.maximum(most, least),
        at_low | at_high,
    )


def random_panels(
    instance: Instance, target: Floats, face: Face, *, batch: int, chance: np.random.Generator
) -> Iterator[Ints]:
    """Yield batches of panels whose average stays near the target.

    Each batch aims at what the ones before it left short. Panels that no swaps could mend are left out, so a batch can
    be smaller than asked, or empty.

    Parameters
    ----------
    instance, target, face
        The question, people per type on average, and the face on which to stay.
    batch
        How many panels to start with at a time.
    chance
        Where chance comes from.

    Yields
    ------
    array
        Panels as people per type, shape (at most batch, T).
    """
    total = np.zeros(len(target))
    drawn = 0
    while True:
        aim = target + (target * drawn - total) / batch
        aim = np.clip(aim, face.least, face.most)
        aim = _to_size(aim, face, instance.size)
        panels = _repaired(_systematic(instance, aim, face, batch, chance), aim, face, chance)
        panels = panels[keeps_quotas(instance, panels)]
        total += panels.sum(axis=0)
        drawn += len(panels)
        yield panels


def _to_size(aim: Floats, face: Face, size: int) -> Floats:
    """Move an aim inside its bounds until it adds up to the size of a panel."""
    for _ in range(20):
        short = size - aim.sum()
        if abs(short) < 1e-9:
            break
        room = face.most - aim if short > 0 else aim - face.least
        if room.sum() <= 0:
            break
        aim = aim + short * room / room.sum()
        aim = np.clip(aim, face.least, face.most)
    return aim


def _systematic(instance: Instance, aim: Floats, face: Face, batch: int, chance: np.random.Generator) -> Ints:
    """Draw panels by systematic sampling along random orders of the types, in which those alike lie together."""
    types, cells = len(aim), instance.quotas
    whole = np.floor(aim + 1e-9)
    rest = np.clip(aim - whole, 0.0, 1.0)
    panels = np.tile(whole.astype(np.int64), (batch, 1))
    rank = chance.random((batch, cells)).argsort(axis=1).argsort(axis=1).astype(np.float32)
    chosen = instance.cells[:cells].T.astype(np.float32)
    # Each panel orders the types by a few cells in turn, each weighed far above the next.
    weights = np.where(rank < 4, (cells + 1.0) ** (3 - rank), 0.0).astype(np.float32)
    keys = weights @ chosen.T + chance.random((batch, types), dtype=np.float32) * 0.5
    order = np.argsort(keys, axis=1)
    edges = np.cumsum(rest[order], axis=1) + chance.random((batch, 1))
    steps = np.diff(np.floor(edges + 1e-9), axis=1, prepend=np.floor(edges[:, :1] - rest[order][:, :1] + 1e-9))
    np.put_along_axis(panels, order, np.take_along_axis(panels, order, axis=1) + steps.astype(np.int64), axis=1)
    clipped: Ints = np.clip(panels, face.least, face.most)
    return clipped


def _repaired(panels: Ints, aim: Floats, face: Face, chance: np.random.Generator) -> Ints:
    """Swap people of one type for people of another, in all panels at once, until the quotas are kept."""
    panels = _right_size(panels, aim, face, chance)
    cells = face.cells.astype(np.float32)
    work = _Repair(
        panels, panels.astype(np.float32) @ cells.T, cells, face.low.astype(np.float32), face.high.astype(np.float32),
        face, np.log(np.maximum(aim, 1e-12)).astype(np.float32),
    )  # fmt: skip
    done: list[Ints] = []
    for _ in range(MOST_SWAPS):
        good = ((work.counts >= work.low - 0.5) & (work.counts <= work.high + 0.5)).all(axis=1)
        if good.any():
            done.append(work.panels[good])
            work.panels, work.counts = work.panels[~good], work.counts[~good]
        if not len(work.panels):
            break
        rows = np.arange(len(work.panels))
        out = _leaving(work, chance)
        work.panels[rows, out] -= 1
        work.counts -= cells.T[out]
        into = _coming(work, out, chance)
        work.panels[rows, into] += 1
        work.counts += cells.T[into]
    return np.vstack(done) if done else panels[:0]


@dataclass(slots=True)
class _Repair:
    """Panels under repair, with what the swaps look at; all in short numbers, for there are many."""

    panels: Ints
    counts: Short
    cells: Short
    low: Short
    high: Short
    face: Face
    wish: Short


def _noise(shape: tuple[int, ...], chance: np.random.Generator) -> Short:
    # Gumbel: the largest of log-weights with this added is a draw by the weights.
    uniform = chance.random(shape, dtype=np.float32)
    noise: Short = -np.log(-np.log(np.clip(uniform, 1e-9, 1 - 1e-7)))
    return noise


def _leaving(work: _Repair, chance: np.random.Generator) -> Ints:
    """Choose for each panel the type of which one person leaves: who counts where there are too many."""
    panels, counts, cells, low, high, face = work.panels, work.counts, work.cells, work.low, work.high, work.face
    cost = (counts <= low + 0.5).astype(np.float32) - (counts > high + 0.5).astype(np.float32)
    able = panels - face.least
    score = -(cost @ cells) / TEMPERATURE + np.log(np.maximum(able, 1e-9)).astype(np.float32)
    score += _noise(score.shape, chance)
    score[able <= 0] = -np.inf
    return np.asarray(score.argmax(axis=1), dtype=np.int64)


def _coming(work: _Repair, out: Ints, chance: np.random.Generator) -> Ints:
    """Choose for each panel the type of which one person comes: who counts where there are too few."""
    panels, counts, cells, low, high, face = work.panels, work.counts, work.cells, work.low, work.high, work.face
    cost = (counts >= high - 0.5).astype(np.float32) - (counts < low - 0.5).astype(np.float32)
    score = -(cost @ cells) / TEMPERATURE + work.wish + _noise(panels.shape, chance)
    score[np.arange(len(panels)), out] -= 3.0
    score[panels >= face.most] = -np.inf
    return np.asarray(score.argmax(axis=1), dtype=np.int64)


def _right_size(panels: Ints, aim: Floats, face: Face, chance: np.random.Generator) -> Ints:
    """Add or take out people until every panel has the same number as the aim."""
    size = round(float(aim.sum()))
    while True:
        short = size - panels.sum(axis=1)
        rows = np.flatnonzero(short)
        if not len(rows):
            return panels
        adding = short[rows] > 0
        room = np.where(adding[:, None], face.most - panels[rows], panels[rows] - face.least)
        score = np.log(np.maximum(room * np.maximum(aim, 1e-6), 1e-12)) + _noise(room.shape, chance)
        score[room <= 0] = -np.inf
        able = (room > 0).any(axis=1)
        if not able.all():
            keep = np.ones(len(panels), dtype=bool)
            keep[rows[~able]] = False
            return _right_size(panels[keep], aim, face, chance)
        panels[rows, score.argmax(axis=1)] += np.where(adding, 1, -1)
