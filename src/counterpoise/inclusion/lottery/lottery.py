"""A lottery: panels with the chance of each, what everybody's chance is, and how good that is proved to be."""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from counterpoise.inclusion.lottery.certificate import Certificate, certify_stages
from counterpoise.inclusion.lottery.pool import Pool
from counterpoise.inclusion.lottery.programmes import NoPanelError
from counterpoise.inclusion.lottery.realising import Progress, Realised, realise, silent
from counterpoise.inclusion.lottery.relaxed import Relaxation, leximin_stages
from counterpoise.inclusion.lottery.searching import PanelSearch
from counterpoise.inclusion.lottery.types import Instance

__all__ = ["Lottery", "Objective", "solve"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Objective(StrEnum):
    """What a lottery aims at."""

    LEXIMIN = "leximin"
    MAXIMIN = "maximin"
    NASH = "nash"
    GOLDILOCKS = "goldilocks"


@dataclass(frozen=True, slots=True)
class Lottery:
    """Panels with their chances.

    Attributes
    ----------
    objective
        What was aimed at.
    instance
        The question.
    panels
        People per type, shape (panels, T).
    weights
        The chance of each panel, sum 1.
    certificate
        How close it is to the best there can be.
    """

    objective: Objective
    instance: Instance
    panels: Ints
    weights: Floats
    certificate: Certificate

    @property
    def by_type(self) -> Floats:
        """The chance of each person of each type, shape (T,)."""
        chances: Floats = (self.weights @ self.panels) / self.instance.number
        return np.clip(chances, 0.0, 1.0)

    def by_person(self) -> Floats:
        """Return the chance of each person, in the order of the pool; shape (n,)."""
        chances = np.zeros(self.instance.people)
        for members, chance in zip(self.instance.members, self.by_type, strict=True):
            chances[list(members)] = chance
        return chances

    def chances(self, pool: Pool) -> dict[str, float]:
        """Return the chance of each person by id."""
        return dict(zip(pool.ids, self.by_person().tolist(), strict=True))


def solve(
    instance: Instance,
    *,
    objective: Objective = Objective.LEXIMIN,
    seed: int | str = 42,
    progress: Progress = silent,
) -> Lottery:
    """Find the lottery that an objective asks for, with its certificate.

    Parameters
    ----------
    instance
        The question.
    objective
        What to aim at.
    seed
        The seed of the random panels. It decides which of many equally good lotteries is found, never how good it is.
    progress
        Called with the step, how much is done and of how much.

    Raises
    ------
    NoPanelError
        If no panel keeps all quotas.
    """
    with threadpool_limits(1):
        return _leximin(instance, objective, seed, progress)


def _leximin(instance: Instance, objective: Objective, seed: int | str, progress: Progress) -> Lottery:
    cuts: list = []
    known: Ints | None = None
    search: PanelSearch | None = None
    while True:
        progress("aim", 0, 1)
        relaxation = Relaxation(instance, tuple(cuts))
        chances, stages = leximin_stages(relaxation)
        found = realise(
            instance,
            chances * instance.number,
            seed=f"{seed}/{len(cuts)}",
            panels=known,
            search=search,
            progress=progress,
        )
        if found.cut is None:
            break
        cuts.append(found.cut)
        known = found.panels
    progress("proof", 0, 1)
    reached = (found.weights @ found.panels) / instance.number
    certificate = certify_stages(relaxation, stages, reached, only=int(objective is Objective.MAXIMIN))
    return Lottery(objective, instance, found.panels, found.weights, certificate)
