"""Exchange two people of a panel for two others who together are the same in every quota.

Where quotas are exact, no single person can be swapped for one of another type. Two people can: what the wanted type
has comes from both of them, and the rest is somebody else. A woman of 20 and a man of 60 make room for a woman of 60
and a man of 20.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoise.inclusion.lottery.types import Instance

__all__ = ["Crossing", "Marks"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Words = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Crossing:
    """Who leaves and who comes, as types.

    Attributes
    ----------
    panel
        The place of the panel among those that were looked at.
    out
        The two types of which one person each leaves; they can be the same.
    into
        The two types of which one person each comes.
    """

    panel: int
    out: tuple[int, int]
    into: tuple[int, int]


class Marks:
    """A mark for each type, so that two types are together like two others just when their marks have the same sum.

    Parameters
    ----------
    instance
        The question.
    chance
        Where the marks come from.

    Notes
    -----
    A random number of 64 bits for each quota; a type's mark is the sum over its quotas. Sums of marks agree where the
    quotas do, and elsewhere once in 2^64 times; whoever uses a crossing counts the quotas anew.
    """

    def __init__(self, instance: Instance, chance: np.random.Generator) -> None:
        cells = instance.cells[: instance.quotas].astype(np.uint64)
        numbers = chance.integers(0, 2**64, size=instance.quotas, dtype=np.uint64)
        self.instance = instance
        self.of: Words = numbers @ cells
        self.order: Ints = np.argsort(self.of, kind="stable").astype(np.int64)
        self.sorted: Words = self.of[self.order]

    def crossings(self, panels: Ints, into: int, *, worth: Floats, chance: np.random.Generator) -> Crossing | None:
        """Return the crossing that brings a person of one type onto one of these panels and is worth most.

        Parameters
        ----------
        panels
            People per type, shape (panels, T).
        into
            The type that is wanted.
        worth
            For each type what one person more of it is worth, shape (2, T): first who comes, then who leaves (mostly
            below zero).
        chance
            Decides among equals.

        Returns
        -------
        Crossing or None
            None where there is none, or none that is worth more than nothing.
        """
        rows, types = np.nonzero(panels)
        there = panels[rows, types]
        starts = np.searchsorted(rows, np.arange(len(panels) + 1))
        first, second = _pairs(starts)
        one, other = types[first], types[second]
        lacks = (one == other) & (there[first] < 2)
        wanted = self.of[one] + self.of[other] - self.of[into]
        at = np.minimum(np.searchsorted(self.sorted, wanted), len(self.sorted) - 1)
        fit = (self.sorted[at] == wanted) & ~lacks & (one != into) & (other != into)
        first, second, at = first[fit], second[fit], at[fit]
        one, other, rest = types[first], types[second], self.order[at]
        rows = rows[first]
        most = self.instance.most
        room = panels[rows, rest] + (rest == into) < most[rest]
        room &= panels[rows, into] < most[into]
        score = worth[0][into] + worth[0][rest] + worth[1][one] + worth[1][other]
        score = np.where(room, score, -np.inf) + 1e-9 * chance.random(len(score))
        if not len(score) or score.max() <= 0:
            return None
        best = int(score.argmax())
        return Crossing(int(rows[best]), (int(one[best]), int(other[best])), (into, int(rest[best])))


def _pairs(starts: Ints) -> tuple[Ints, Ints]:
    """Return every pair of places within each stretch between two starts, each pair once, a place with itself too."""
    firsts, seconds = [], []
    for start, end in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
        one, other = np.triu_indices(end - start)
        firsts.append(one + start)
        seconds.append(other + start)
    return np.concatenate(firsts).astype(np.int64), np.concatenate(seconds).astype(np.int64)
