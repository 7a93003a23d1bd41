"""A lottery: panels with the chance of each, what everybody's chance is, and how good that is proved to be."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from counterpoise.inclusion.lottery.certificate import Certificate, certify_stages
from counterpoise.inclusion.lottery.concave import (
    certify_goldilocks,
    certify_nash,
    goldilocks_chances,
    nash_chances,
)
from counterpoise.inclusion.lottery.pool import Pool
from counterpoise.inclusion.lottery.realising import Progress, realise, silent
from counterpoise.inclusion.lottery.relaxed import Cut, Relaxation, leximin_stages
from counterpoise.inclusion.lottery.searching import PanelSearch
from counterpoise.inclusion.lottery.types import Instance, averaged

__all__ = ["Lottery", "Objective", "solve"]

Floats = NDArray[np.float64]
Ints = NDArray[np.integer[Any]]


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
        chances: Floats = averaged(self.panels, self.weights) / self.instance.number
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


@dataclass(frozen=True, slots=True)
class _Aim:
    """The chances to realise, and how a lottery that came near them is certified."""

    chances: Floats
    certify: Callable[[Floats], Certificate]


def solve(
    instance: Instance,
    *,
    objective: Objective = Objective.LEXIMIN,
    gamma: float = 1.0,
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
    gamma
        For Goldilocks: how much the smallest chance counts beside the largest.
    seed
        The seed of the random panels. It decides which of many equally good lotteries is found, never how good it is.
    progress
        Called with the step, how much is done and of how much.

    Raises
    ------
    NoPanelError
        If no panel keeps all quotas.
    SolverError
        If the solver fails.
    """
    with threadpool_limits(1):
        cuts: list[Cut] = []
        known: Ints | None = None
        search: PanelSearch | None = None
        while True:
            progress("aim", 0, 1)
            aim = _aim(Relaxation(instance, tuple(cuts)), objective, gamma)
            found = realise(
                instance,
                aim.chances * instance.number,
                seed=f"{seed}/{len(cuts)}",
                panels=known,
                search=search,
                progress=progress,
            )
            if found.cut is None:
                break
            cuts.append(found.cut)
            known = found.panels
            search = search or PanelSearch(instance)
        progress("proof", 0, 1)
        certificate = aim.certify(averaged(found.panels, found.weights) / instance.number)
        return Lottery(objective, instance, found.panels, found.weights, certificate)


def _aim(relaxation: Relaxation, objective: Objective, gamma: float) -> _Aim:
    if objective is Objective.NASH:
        return _Aim(nash_chances(relaxation), lambda reached: certify_nash(relaxation, reached))
    if objective is Objective.GOLDILOCKS:
        chances, pull = goldilocks_chances(relaxation, gamma=gamma)
        return _Aim(chances, lambda reached: certify_goldilocks(relaxation, reached, pull, gamma=gamma))
    chances, stages = leximin_stages(relaxation)
    # Leximin's smallest chance is the largest there can be, so leximin answers maximin as well.
    only = int(objective is Objective.MAXIMIN)
    return _Aim(chances, lambda reached: certify_stages(relaxation, stages, reached, only=only))
