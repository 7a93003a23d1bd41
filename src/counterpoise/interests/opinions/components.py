"""The two main directions in which people differ, from sparse votes and without ever making the whole matrix.

A vote that somebody did not give is thought of as the mean of its statement, as Polis does. Minus that mean the matrix
holds x - mean where somebody voted and exactly zero elsewhere, so it is as sparse as the votes.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh
from scipy.sparse.linalg import LinearOperator, eigsh

from counterpoise.interests.opinions.threads import one_thread
from counterpoise.interests.opinions.votes import Votes

__all__ = ["Components", "components", "leading", "means", "points"]

Reals = NDArray[np.float64]

SMALL = 64
"""Up to so many statements the whole covariance is made, which is then quicker than Lanczos steps."""


@dataclass(frozen=True, slots=True, eq=False)
class Components:
    """Directions, and the places of people and statements along them.

    Attributes
    ----------
    weights
        Shape (m, 2): each statement's weight, columns of length 1; zeros where votes do not differ.
    explained
        Shape (2,): each direction's share of all variance.
    people
        Shape (n, 2): the projection of each person, scaled up for people with few votes.
    statements
        Shape (m, 2): where somebody would be who only agreed with that statement.
    means
        Shape (m,): mean vote of each statement.
    """

    weights: Reals
    explained: Reals
    people: Reals
    statements: Reals
    means: Reals

    @property
    def extremity(self) -> Reals:
        """Shape (m,): how far from the middle a statement lies."""
        return np.asarray(np.linalg.norm(self.statements, axis=1), dtype=np.float64)


def means(votes: Votes) -> Reals:
    """Return the mean vote of each statement, passes as zero; 0 where nobody voted."""
    agree, disagree, passed = votes.counts()
    return np.asarray((agree - disagree) / np.maximum(agree + disagree + passed, 1), dtype=np.float64)


def _signed(vectors: Reals) -> Reals:
    """Return directions of which the heavy end is positive, so that a map is never a mirror image of itself."""
    lean = (vectors**3).sum(axis=0)
    largest = vectors[np.abs(vectors).argmax(axis=0), np.arange(vectors.shape[1])]
    sign = np.where(np.abs(lean) > 1e-9, np.sign(lean), np.sign(largest))
    return np.asarray(vectors * np.where(sign == 0, 1.0, sign), dtype=np.float64)


def leading(
    matrix: Reals | LinearOperator, *, trace: float, count: int = 2, tolerance: float = 1e-7
) -> tuple[Reals, Reals]:
    """Return the first eigenvectors (m, count) and eigenvalues (count,) of a covariance that is symmetric.

    Parameters
    ----------
    matrix
        Shape (m, m): a matrix, or an operator that multiplies by it.
    trace
        Its trace. Directions that hold less than a 10⁻¹² part of it become zeros.
    count
        How many.
    tolerance
        How exactly, where it is done by Lanczos steps.

    Notes
    -----
    C. Lanczos, Journal of Research of the National Bureau of Standards 45 (1950) 255–282; it starts from ones.
    """
    m = matrix.shape[0]
    vectors, values = np.zeros((m, count)), np.zeros(count)
    found = min(count, m)
    if trace <= 0:
        return vectors, values
    if (isinstance(matrix, np.ndarray) and m <= SMALL) or m <= count + 1:
        dense = matrix if isinstance(matrix, np.ndarray) else matrix @ np.eye(m)
        top, directions = eigh(dense, subset_by_index=[m - found, m - 1])
    else:
        top, directions = eigsh(
            matrix, k=found, v0=np.ones(m), tol=tolerance, which="LA", ncv=min(m, max(12, 2 * found + 4))
        )
    order = np.argsort(-top, kind="stable")
    real = top[order] > 1e-12 * trace
    vectors[:, :found] = _signed(np.asarray(directions)[:, order]) * real
    values[:found] = top[order] * real
    return vectors, values


def components(votes: Votes) -> Components:
    """Return the two main directions of the votes.

    Notes
    -----
    Principal components of the votes with missing ones replaced by the statement's mean, as published for Polis
    (C. Small et al., Recerca 26 (2021) no. 2).
    """
    with one_thread():
        middle = means(votes)
        centred = votes.sparse(votes.ballot - middle[votes.statement])
        trace = float(centred.data @ centred.data)
        if votes.m <= SMALL:
            weights, values = leading(np.asarray((centred.T @ centred).toarray()), trace=trace)
        else:
            turned = centred.T  # a view: nothing is copied
            shape = (votes.m, votes.m)
            step = LinearOperator(shape, matvec=lambda v: turned @ (centred @ v.ravel()), dtype=np.float64)
            weights, values = leading(step, trace=trace)
        scale = np.sqrt(votes.m / np.maximum(votes.per_person, 1))
        people = np.asarray((centred @ weights) * scale[:, None], dtype=np.float64)
    explained = values / trace if trace > 0 else values
    return Components(weights, explained, people, points(weights, middle), middle)


def points(weights: Reals, middle: Reals) -> Reals:
    """Return where somebody would be who agreed with one statement and voted on no other, for each statement."""
    return np.asarray(np.sqrt(len(middle)) * (1.0 - middle)[:, None] * weights, dtype=np.float64)
