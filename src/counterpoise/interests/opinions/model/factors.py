"""Leanings of people and statements: log-odds of yes = g + b_i + a_j + u_i · v_j, with normal priors.

Fitted by Newton steps for all people at once, then for all statements at once, from a spectral start. Eight sweeps are
enough; more of them make predictions worse where votes are few.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.linalg import LinearOperator

from counterpoise.interests.opinions.components import SMALL, leading
from counterpoise.interests.opinions.model.answers import Answers, Floats, Reals, logit, sigmoid

__all__ = ["Factors", "factors", "spectral"]

START_SPREAD = (0.8, 0.7, 0.6, 0.5)
PERSON_SD, STATEMENT_SD, LEANING_SD = 0.7, 1.5, 1.0
PEOPLE_SD = {0: 1.0, 1: 1.0, 2: 0.7, 4: 0.5}
LONGEST_STEP = 2.0
SWEEPS, VARIATIONAL_SWEEPS, LEARNED_FROM = 8, 10, 3


@dataclass(frozen=True, slots=True, eq=False)
class Factors:
    """A fitted model.

    Attributes
    ----------
    overall
        g, the log-odds over all answers.
    people
        Shape (n, 1 + d): b_i, then u_i.
    statements
        Shape (m, 1 + d): a_j, then v_j.
    people_covariance
        Shape (n, 1 + d, 1 + d): how unsure the place of each person is; None where it was not asked for.
    """

    overall: float
    people: Reals
    statements: Reals
    people_covariance: Reals | None = None

    def probability(self, rows: NDArray[np.integer], columns: NDArray[np.integer]) -> Reals:
        """Return the probability of yes for these people and statements, pairwise."""
        return np.asarray(sigmoid(_scores(self.overall, self.people, self.statements, rows, columns)), dtype=np.float64)


def _scores(
    overall: float, people: Floats, statements: Floats, rows: NDArray[np.integer], columns: NDArray[np.integer]
) -> Floats:
    # Column by column, so that nothing of the size votes × dimensions is made.
    scores = people[:, 0][rows] + statements[:, 0][columns] + np.asarray(overall, dtype=people.dtype)
    for axis in range(1, people.shape[1]):
        scores += people[:, axis][rows] * statements[:, axis][columns]
    return np.asarray(scores)


def spectral(answers: Answers, count: int = 4) -> Reals:
    """Return the statements' leanings to begin with, shape (m, count): main directions of yes minus the mean."""
    centred = answers.sparse(answers.yes - answers.share.astype(answers.yes.dtype)[answers.columns])
    trace = float(np.square(centred.data, dtype=np.float64).sum())
    if answers.m <= SMALL:
        vectors, _ = leading(np.asarray((centred.T @ centred).toarray(), dtype=np.float64), trace=trace, count=count)
    else:
        turned = centred.T
        shape = (answers.m, answers.m)
        precision = answers.yes.dtype
        step = LinearOperator(
            shape, matvec=lambda v: turned @ (centred @ v.ravel().astype(precision)), dtype=np.float64
        )
        vectors, _ = leading(step, trace=trace, count=count, tolerance=1e-2)
    size = np.sqrt((vectors**2).mean(axis=0))
    return np.asarray(vectors / np.where(size > 0, size, 1) * np.asarray(START_SPREAD[:count]), dtype=np.float64)


@dataclass(slots=True, eq=False)
class _Half:
    """People, or statements: what is known of them and how strongly they are held to zero."""

    theta: Floats
    variance: Reals  # of the prior, by dimension
    covariance: Floats | None = None  # of the posterior, by one


def _newton(half: _Half, other: _Half, weights: csr_array, errors: csr_array, *, variational: bool) -> None:
    """Take one Newton step for each of one half, the other half being fixed."""
    size = half.theta.shape[1]
    z = other.theta.copy()
    z[:, 0] = 1
    first, second = np.triu_indices(size)
    precision = (1 / half.variance).astype(half.theta.dtype)
    gradient = errors @ z - half.theta * precision
    packed = weights @ (z[:, first] * z[:, second])
    if variational and other.covariance is not None:
        # The other half is known with an error: E[zz'] = zz' + Cov, only in its leanings.
        unsure = other.covariance.copy()
        unsure[:, 0, :] = unsure[:, :, 0] = 0
        spread = weights @ np.ascontiguousarray(unsure[:, first, second])
        gradient -= np.einsum("ipq,iq->ip", _full(spread, first, second, size), half.theta)
        packed = packed + spread
    hessian = _full(packed, first, second, size)
    hessian[:, np.arange(size), np.arange(size)] += precision
    step = np.linalg.solve(hessian, gradient[:, :, None])[:, :, 0]
    length = np.linalg.norm(step, axis=1, keepdims=True)
    half.theta = half.theta + step * np.minimum(1, LONGEST_STEP / np.maximum(length, 1e-12))
    if variational:
        half.covariance = np.linalg.inv(hessian)


def _full(packed: Floats, first: NDArray[np.intp], second: NDArray[np.intp], size: int) -> Floats:
    full = np.empty((len(packed), size, size), dtype=packed.dtype)
    full[:, first, second] = packed
    full[:, second, first] = packed
    return full


def _learn(half: _Half, frozen: int) -> None:
    """Set the prior's variances to what is found, but for the first `frozen` dimensions."""
    assert half.covariance is not None  # noqa: S101 - told to the type checker: only variational halves learn
    diagonal = np.diagonal(half.covariance, axis1=1, axis2=2)
    found = (half.theta.astype(np.float64) ** 2).mean(axis=0) + diagonal.mean(axis=0, dtype=np.float64)
    half.variance[frozen:] = np.clip(found, 0.01, 4)[frozen:]


def factors(
    answers: Answers,
    dimensions: int,
    *,
    start: Reals | None = None,
    sweeps: int | None = None,
    variational: bool = False,
    learn: bool = True,
) -> Factors:
    """Fit a model of leanings.

    Parameters
    ----------
    answers
        What was answered.
    dimensions
        d: how many leanings; 0 for none.
    start
        Shape (m, at least d): from `spectral`, which is computed if not given.
    sweeps
        How often all people and all statements take a step; 8, or 10 where `variational`.
    variational
        Whether the uncertainty of each half is taken into account in the other; also gives covariances.
    learn
        Whether the variances of the priors are learned, where `variational`.

    Notes
    -----
    Biased matrix factorisation with a logistic link, solved by alternating block Newton steps; the variational form
    keeps a normal posterior for each person and statement (after Y. J. Lim and Y. W. Teh, KDD Cup (2007)).
    """
    precision = answers.yes.dtype
    lean = spectral(answers) if start is None else start
    statements = _Half(np.zeros((answers.m, 1 + dimensions), precision), np.full(1 + dimensions, LEANING_SD**2))
    people = _Half(
        np.zeros((answers.n, 1 + dimensions), precision), np.full(1 + dimensions, PEOPLE_SD[dimensions] ** 2)
    )
    people.variance[0], statements.variance[0] = PERSON_SD**2, STATEMENT_SD**2
    overall = answers.overall
    statements.theta[:, 0] = 0.9 * (logit(answers.share) - overall)
    statements.theta[:, 1:] = lean[:, :dimensions]
    rows = answers.rows
    for sweep in range(sweeps or (VARIATIONAL_SWEEPS if variational else SWEEPS)):
        for half, other in ((people, statements), (statements, people)):
            chance = sigmoid(_scores(overall, people.theta, statements.theta, rows, answers.columns))
            weights, errors = answers.sparse(chance * (1 - chance)), answers.sparse(answers.yes - chance)
            if half is statements:
                weights, errors = weights.T, errors.T
            _newton(half, other, weights, errors, variational=variational)
        if variational and learn and sweep + 1 >= LEARNED_FROM:
            _learn(people, 0)
            _learn(statements, 0)
    covariance = None if people.covariance is None else people.covariance.astype(np.float64)
    return Factors(overall, people.theta.astype(np.float64), statements.theta.astype(np.float64), covariance)
