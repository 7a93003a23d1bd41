"""How many in a group agree with a statement, and how sure one can be when nobody is wholly in one group."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from counterpoise.interests.opinions.threads import one_thread
from counterpoise.interests.opinions.votes import AGREE, DISAGREE, PASS, Votes

__all__ = ["FEWEST", "Agreement", "agreement", "band"]

Reals = NDArray[np.float64]

FEWEST = 5.0
"""With fewer effective votes in a group nothing is said of it."""

LEAST_INFORMATION = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Agreement:
    """The share of each group that agrees, of those who agree or disagree.

    Attributes
    ----------
    low, mid, high
        Shape (k, m): bounds of the 95 % credible interval and the mean; nan where too few voted.
    effective
        Shape (k, m): how many votes of people surely in the group would tell as much.
    votes
        Shape (k, m): votes to agree or disagree, each counted by how surely the person is in the group.
    passes
        Shape (k, m): passes, counted in the same way.
    """

    low: Reals
    mid: Reals
    high: Reals
    effective: Reals
    votes: Reals
    passes: Reals

    @property
    def k(self) -> int:
        """How many groups there are."""
        return len(self.low)

    def least(self) -> tuple[Reals, Reals, Reals]:
        """Return low, mid and high of the group that agrees least, each of shape (m,); nan where one is unknown.

        The lowest low of all groups: with that certainty even the least agreeing group agrees so much.
        """
        unknown = np.isnan(self.low).any(axis=0)
        group = np.where(np.isnan(self.low), np.inf, self.low).argmin(axis=0)
        rows = np.arange(self.low.shape[1])
        chosen = [np.where(unknown, np.nan, table[group, rows]) for table in (self.low, self.mid, self.high)]
        return chosen[0], chosen[1], chosen[2]


def band(agree: Reals, total: Reals, *, level: float = 0.95) -> tuple[Reals, Reals, Reals]:
    """Return low, mean and high of the share behind counts, which need not be whole.

    Notes
    -----
    Jeffreys' prior, Beta(1/2, 1/2): L. D. Brown, T. T. Cai and A. DasGupta, Statistical Science 16 (2001) 101–133.
    """
    first, second = np.maximum(agree, 0) + 0.5, np.maximum(total - agree, 0) + 0.5
    tail = (1 - level) / 2
    low, high = betaincinv(first, second, tail), betaincinv(first, second, 1 - tail)
    return np.asarray(low), np.asarray(first / (first + second)), np.asarray(high)


def agreement(votes: Votes, membership: Reals, *, weights: Reals | None = None, level: float = 0.95) -> Agreement:
    """Return the agreement of each group with each statement.

    Parameters
    ----------
    votes
        The votes; passes are counted apart.
    membership
        Shape (n, k): the probability that a person is in a group. Rows may add up to less than 1.
    weights
        Shape (n,): what each person counts for, such as raking weights; the effective votes become fewer.
    level
        How much of the posterior lies between low and high.

    Notes
    -----
    A person of whom one does not know the group tells less than a person of whom one does. The missing information
    of the EM algorithm (T. A. Louis, Journal of the Royal Statistical Society B 44 (1982) 226–233) says how much
    less: of S votes a part 1 - lost/S is left, with V = R(1 - R) and lost = Σ V (y - θ)² / (θ(1 - θ)). That part is
    taken twice, because the groups themselves were estimated from the same votes; simulations bear this out.
    Weights shrink the counts to Kish's effective size.
    """
    if weights is None and np.isin(membership, (0.0, 1.0)).all() and (membership.sum(axis=1) <= 1).all():
        labels = np.where(membership.any(axis=1), membership.argmax(axis=1), -1)
        agree, disagree, passes = votes.counts_by(labels, membership.shape[1]).astype(np.float64)
        total = effective = agree + disagree
    else:
        agree, total, passes, effective = _soft(votes, membership, weights)
    low, mid, high = band(effective * agree / np.maximum(total, 1e-12), effective, level=level)
    unknown = effective < FEWEST
    low, mid, high = (np.where(unknown, np.nan, table) for table in (low, mid, high))
    return Agreement(low, mid, high, effective, total, passes)


def _soft(votes: Votes, membership: Reals, weights: Reals | None) -> tuple[Reals, Reals, Reals, Reals]:
    """Return agreeing, all, passed and effective votes, where people are in groups only with a probability."""
    heavy = np.ones(votes.n) if weights is None else weights
    with one_thread():
        parts = {
            answer: votes.sparse((votes.ballot == answer).astype(np.float64)) for answer in (AGREE, DISAGREE, PASS)
        }

        def totals(values: Reals, answer: int) -> Reals:
            return np.asarray((parts[answer].T @ values).T, dtype=np.float64)

        counted = membership * heavy[:, None]
        agree, disagree, passes = (totals(counted, answer) for answer in (AGREE, DISAGREE, PASS))
        total = agree + disagree
        spread = counted * (1 - membership)
        share = (agree + 0.5) / (total + 1)
        misfit = totals(spread, AGREE) * (1 - share) ** 2 + totals(spread, DISAGREE) * share**2
        squares = total
        if weights is not None:
            twice = counted * heavy[:, None]
            squares = totals(twice, AGREE) + totals(twice, DISAGREE)
    some = np.maximum(total, 1e-12)
    known = np.clip(1 - misfit / (share * (1 - share)) / some, LEAST_INFORMATION, 1.0)
    effective = known**2 * total * np.where(squares > 0, total / np.maximum(squares, 1e-12), 1.0)
    return agree, total, passes, effective
