"""The plain mean of several models, which predicts better than each of them, and a head of its own for passes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from counterpoise.interests.opinions.model.answers import Reals, agreeing, passing
from counterpoise.interests.opinions.model.classes import classes
from counterpoise.interests.opinions.model.factors import Factors, factors, spectral
from counterpoise.interests.opinions.threads import one_thread
from counterpoise.interests.opinions.votes import Votes

__all__ = ["Ensemble", "Member", "ensemble", "pass_head"]

LARGE = 2_000_000
"""From so many votes on two members do as well as five, in a third of the time."""

KINDS = 6


class Member(Protocol):
    """One model of the ensemble."""

    def probability(self, rows: NDArray[np.integer], columns: NDArray[np.integer]) -> Reals:
        """Return the probability of yes for these people and statements, pairwise."""


@dataclass(frozen=True, slots=True, eq=False)
class Ensemble:
    """Several models and their mean.

    Attributes
    ----------
    members
        The models.
    places
        The variational one, with the uncertainty of each person's place.
    """

    members: Sequence[Member]
    places: Factors

    def probability(self, rows: NDArray[np.integer], columns: NDArray[np.integer]) -> Reals:
        """Return the probability that these people agree with these statements, pairwise, if they answer."""
        return np.asarray(np.mean([member.probability(rows, columns) for member in self.members], axis=0))


def ensemble(votes: Votes, *, seed: int | str) -> Ensemble:
    """Fit the ensemble to who agreed and who disagreed.

    Parameters
    ----------
    votes
        The votes.
    seed
        The seed of the classes' starts.
    """
    answers = agreeing(votes)
    with one_thread():
        start = spectral(answers)
        kinds = classes(answers, KINDS, start=start, seed=seed)
        if votes.size >= LARGE:
            places = factors(answers, 4, start=start, variational=True, learn=False, sweeps=6)
            return Ensemble((places, kinds), places)
        places = factors(answers, 4, start=start, variational=True)
        points = [factors(answers, dimensions, start=start) for dimensions in (1, 2, 4)]
    return Ensemble((*points, places, kinds), places)


def pass_head(votes: Votes) -> Factors:
    """Fit who passes on what: how readily a person passes, how often a statement is passed, and one leaning."""
    with one_thread():
        return factors(passing(votes), 1, variational=True)
