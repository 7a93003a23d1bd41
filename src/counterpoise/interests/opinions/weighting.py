"""Weights that make those who voted resemble a population, and what they cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoise.interests.opinions.votes import Votes, VotesUnusableError
from counterpoise.statistics.representation.raking import kish, rake

__all__ = ["Weighted", "population_weights"]


@dataclass(frozen=True, slots=True, eq=False)
class Weighted:
    """Weights of people.

    Attributes
    ----------
    weights
        Shape (n,), with mean 1.
    effective
        How many people without weights would tell as much.
    converged
        Whether every margin is met.
    """

    weights: NDArray[np.float64]
    effective: float
    converged: bool


def population_weights(
    votes: Votes,
    traits: Mapping[str, Sequence[str]],
    margins: Sequence[Mapping[str, float]],
    *,
    bounds: tuple[float, float] = (0.3, 3.0),
) -> Weighted:
    """Return a weight for each person so that shares in the margins are those of the population.

    Parameters
    ----------
    votes
        Whose votes they are.
    traits
        For each person a category of each margin.
    margins
        For each characteristic the population's count or share of each category.
    bounds
        Smallest and largest weight before they are brought to mean 1.

    Raises
    ------
    VotesUnusableError
        Somebody has no traits, or a category that is in no margin.
    MarginsDisagreeError
        The margins do not hold together.
    """
    names = [list(margin) for margin in margins]
    places = np.empty((votes.n, len(margins)), dtype=np.int64)
    for row, person in enumerate(votes.people):
        given = traits.get(person, ())
        if len(given) != len(margins) or any(one not in known for one, known in zip(given, names, strict=True)):
            problem = f"person {person} has no known category for each margin"
            raise VotesUnusableError(problem)
        places[row] = [known.index(one) for one, known in zip(given, names, strict=True)]
    table = np.zeros([len(margin) for margin in margins])
    np.add.at(table, tuple(places.T), 1)
    sums = [sum(margin.values()) for margin in margins]
    targets = [[value / total for value in margin.values()] for margin, total in zip(margins, sums, strict=True)]
    raked = rake(table, targets, bounds=bounds)
    weights = raked.weights[tuple(places.T)]
    weights = weights / weights.mean()
    return Weighted(weights, kish(weights.tolist()).n_eff, raked.converged)
