"""Latent classes for prediction: a few kinds of people, each with its own share of yes on each statement."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.special import logsumexp

from counterpoise.interests.opinions.model.answers import Answers, Floats, Reals
from counterpoise.statistics.seeds import generator

__all__ = ["Classes", "classes"]

STARTS, KEPT, TRIAL, MORE = 6, 2, 15, 15
HELD = 3.0
"""How many answers' worth each class is held to the share of all."""


@dataclass(frozen=True, slots=True, eq=False)
class Classes:
    """A fitted model.

    Attributes
    ----------
    membership
        Shape (n, k): the probability that a person is of each class.
    share
        Shape (k, m): each class's share of yes.
    """

    membership: Reals
    share: Reals

    def probability(self, rows: NDArray[np.integer], columns: NDArray[np.integer]) -> Reals:
        """Return the probability of yes for these people and statements, pairwise."""
        chance = np.zeros(len(rows))
        for number in range(self.membership.shape[1]):
            chance += self.membership[:, number][rows] * self.share[number][columns]
        return chance


def classes(answers: Answers, k: int, *, start: Reals, seed: int | str) -> Classes:
    """Fit k latent classes from several starts, and return the best.

    Parameters
    ----------
    answers
        What was answered.
    k
        How many classes.
    start
        Shape (m, d): the statements' main directions, from which the starts are drawn.
    seed
        The seed of the starts.

    Notes
    -----
    Latent class analysis by EM: L. A. Goodman, Biometrika 61 (1974) 215–231. All starts go through one product of
    matrices together; after 15 rounds the two best go on.
    """
    precision = answers.yes.dtype
    ones = answers.sparse(np.ones(len(answers.yes), precision))
    yes = answers.sparse(answers.yes)
    draw = generator(f"classes:{seed}")
    places = np.asarray(ones @ start.astype(precision) - 2 * (yes @ start.astype(precision)), dtype=np.float64)
    places /= np.maximum(places.std(axis=0), 1e-12)
    scores = places @ draw.normal(size=(start.shape[1], STARTS * k)) * 1.5
    member = _normal(scores.reshape(answers.n, STARTS, k)).astype(precision)
    fit = np.zeros(STARTS)
    for _ in range(TRIAL):
        member, fit, _ = _round(yes, ones, member, answers)
    kept = np.argsort(-fit, kind="stable")[:KEPT]
    member = np.ascontiguousarray(member[:, kept])
    share: Floats = np.empty(0)
    for _ in range(MORE):
        member, fit, share = _round(yes, ones, member, answers)
    best = int(fit.argmax())
    return Classes(member[:, best].astype(np.float64), share[:, best].T.astype(np.float64))


def _normal(scores: Floats) -> Floats:
    chances = np.exp(scores - scores.max(axis=2, keepdims=True))
    return np.asarray(chances / chances.sum(axis=2, keepdims=True))


def _round(yes: csr_array, ones: csr_array, member: Floats, answers: Answers) -> tuple[Floats, Reals, Floats]:
    """Take one round of EM in all starts at once; return memberships, how well each start fits, and shares of yes."""
    n, starts, k = member.shape
    flat = member.reshape(n, starts * k)
    middle = answers.share.astype(member.dtype)[:, None]
    share = (yes.T @ flat + HELD * middle) / (ones.T @ flat + HELD)
    share = np.clip(share, 1e-4, 1 - 1e-4)
    size = np.log((member.sum(axis=0) + 1) / (n + k))
    log_no = np.log1p(-share)
    scores = (yes @ (np.log(share) - log_no) + ones @ log_no).reshape(n, starts, k) + size
    prior = HELD * (middle * np.log(share) + (1 - middle) * log_no).reshape(-1, starts, k).sum(axis=(0, 2))
    fit = logsumexp(scores, axis=2).sum(axis=0, dtype=np.float64) + prior
    return _normal(scores), np.asarray(fit), share.reshape(-1, starts, k)
