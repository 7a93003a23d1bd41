"""Yes or no, person by person: what the models of this package are fitted to."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from counterpoise.interests.opinions.votes import AGREE, PASS, Votes

__all__ = ["Answers", "agreeing", "logit", "passing", "sigmoid"]

Floats = NDArray[np.floating]
Reals = NDArray[np.float64]

SINGLE_FROM = 400_000
"""From so many answers on single precision is used; losses are then equal to four digits."""


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Sparse yes-or-no answers.

    Attributes
    ----------
    n, m
        How many people and statements.
    starts
        Shape (n + 1,): the answers of person i are at ``starts[i]`` up to ``starts[i + 1]``.
    columns
        Shape (v,): the statement of each answer.
    yes
        Shape (v,): 1 or 0, in the precision that is used throughout.
    """

    n: int
    m: int
    starts: NDArray[np.int32]
    columns: NDArray[np.int32]
    yes: Floats

    @property
    def counts(self) -> NDArray[np.int32]:
        """Shape (n,): how many answers each person gave."""
        return np.diff(self.starts)

    @property
    def rows(self) -> NDArray[np.int32]:
        """Shape (v,): the person of each answer."""
        return np.repeat(np.arange(self.n, dtype=np.int32), self.counts)

    @property
    def share(self) -> Reals:
        """Shape (m,): share of yes on each statement, with one more of both."""
        yes = np.bincount(self.columns, weights=self.yes, minlength=self.m)
        return np.asarray((yes + 1) / (np.bincount(self.columns, minlength=self.m) + 2), dtype=np.float64)

    @property
    def overall(self) -> float:
        """Log-odds of yes over all answers, with one more of both."""
        yes, all_answers = float(self.yes.sum(dtype=np.float64)), len(self.yes)
        return float(np.log((yes + 1) / (all_answers - yes + 1)))

    def sparse(self, values: Floats) -> csr_array:
        """Return one value for each answer as a sparse matrix of n by m."""
        return csr_array((values, self.columns, self.starts), shape=(self.n, self.m))


def agreeing(votes: Votes) -> Answers:
    """Return agreed (1) or disagreed (0); passes are left out."""
    firm = votes.where(votes.ballot != PASS)
    return _answers(firm, firm.ballot == AGREE)


def passing(votes: Votes) -> Answers:
    """Return passed (1) or answered (0)."""
    return _answers(votes, votes.ballot == PASS)


def _answers(votes: Votes, yes: NDArray[np.bool_]) -> Answers:
    precision = np.float32 if votes.size >= SINGLE_FROM else np.float64
    return Answers(votes.n, votes.m, votes.starts.astype(np.int32), votes.statement, yes.astype(precision))


def sigmoid(values: Floats) -> Floats:
    """Return 1 / (1 + exp(-x)); values beyond ±30 are cut off before."""
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -30, 30))), dtype=values.dtype)


def logit(share: Reals) -> Reals:
    """Return log(p / (1 - p))."""
    return np.asarray(np.log(share) - np.log1p(-share), dtype=np.float64)
