"""Raking a table to known margins, and what weights cost in sample size."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


class MarginsDisagreeError(ValueError):
    """A table and margins that cannot hold together.

    Parameters
    ----------
    problem
        What is wrong, in a few words.
    where
        Which part: the table, the bounds, or a margin and what it should be.
    """

    code = "statistics.margins_disagree"

    def __init__(self, problem: str, where: str) -> None:
        self.problem = problem
        self.where = where
        super().__init__(f"The margins do not fit: {where}: {problem}.")


class WeightsUnusableError(ValueError):
    """Weights that are negative, no numbers, or all zero."""

    code = "statistics.weights_unusable"

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(f"Weights are numbers of zero or more, at least one above zero; these {count} are not.")


@dataclass(frozen=True, slots=True)
class Raked:
    """A table fitted to margins, with the truth about how well it fits.

    Parameters
    ----------
    table
        The fitted table, of the shape of the table given.
    weights
        Fitted divided by given, 1 where nothing was given: the weight of each case in the cell.
    converged
        True only where every margin is met within the tolerance.
    iterations
        Rounds over all margins.
    largest_error
        Largest distance of a fitted margin from its target, as a share of the total.
    """

    table: NDArray[np.float64]
    weights: NDArray[np.float64]
    converged: bool
    iterations: int
    largest_error: float


@dataclass(frozen=True, slots=True)
class Kish:
    """What weights cost.

    Parameters
    ----------
    deff
        n Σw² / (Σw)²: 1 for equal weights.
    n_eff
        (Σw)² / Σw²: the size of an unweighted sample of the same precision.
    """

    deff: float
    n_eff: float


def _targets(table: NDArray[np.float64], margins: Sequence[ArrayLike]) -> list[NDArray[np.float64]]:
    numbers = "needs numbers of zero or more, at least one above zero"
    if not np.isfinite(table).all() or (table < 0).any() or table.sum() <= 0:
        raise MarginsDisagreeError(numbers, "the table")
    if len(margins) != table.ndim:
        raise MarginsDisagreeError("needs one margin for each of its variables", "the table")
    targets = [np.asarray(margin, dtype=np.float64) for margin in margins]
    for axis, target in enumerate(targets):
        where = f"margin {axis + 1}"
        if target.shape != (table.shape[axis],):
            raise MarginsDisagreeError("needs one value for each category of the table", where)
        if not np.isfinite(target).all() or (target < 0).any() or target.sum() <= 0:
            raise MarginsDisagreeError(numbers, where)
        if not math.isclose(target.sum(), targets[0].sum(), rel_tol=1e-9):
            raise MarginsDisagreeError("has another sum than margin 1", where)
    return targets


def _along(values: NDArray[np.float64], axis: int, ndim: int) -> NDArray[np.float64]:
    return values.reshape([-1 if other == axis else 1 for other in range(ndim)])


def _margin(table: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
    return np.asarray(table.sum(axis=tuple(other for other in range(table.ndim) if other != axis)), dtype=np.float64)


def rake(
    table: ArrayLike,
    margins: Sequence[ArrayLike],
    *,
    bounds: tuple[float, float] | None = None,
    tolerance: float = 1e-10,
    rounds: int = 1000,
) -> Raked:
    """Fit a table to margins by iterative proportional fitting, and say honestly whether it worked.

    Parameters
    ----------
    table
        Counts of the participants, any number of variables (axes).
    margins
        Target counts per category, one list for each axis, all with the same sum.
    bounds
        Smallest and largest weight relative to the mean weight, for example (0.3, 3). Weights are cut after each round;
        then the margins may be out of reach and `converged` says so.
    tolerance
        Largest error of a margin, as a share of the total, that counts as met.
    rounds
        Most rounds over all margins.

    Returns
    -------
    Raked
        `converged` is False where margins are not met: empty cells, narrow bounds or too few rounds.

    Raises
    ------
    MarginsDisagreeError
        Lengths or sums do not fit, the bounds exclude the mean weight, or values are below zero.

    Notes
    -----
    W. E. Deming and F. F. Stephan, Annals of Mathematical Statistics 11 (1940) 427–444.
    """
    start = np.asarray(table, dtype=np.float64)
    targets = _targets(start, margins)
    total = float(targets[0].sum())
    if bounds is not None and not 0 <= bounds[0] <= 1 <= bounds[1]:
        raise MarginsDisagreeError("must lie on both sides of 1", f"bounds {bounds}")
    mean_weight = total / float(start.sum())
    fitted = start * mean_weight
    error, iterations = math.inf, 0
    while error > tolerance and iterations < rounds:
        iterations += 1
        for axis, target in enumerate(targets):
            now = _margin(fitted, axis)
            factor = np.divide(target, now, out=np.ones_like(now), where=now > 0)
            fitted = fitted * _along(factor, axis, fitted.ndim)
        if bounds is not None:
            fitted = np.clip(fitted, start * mean_weight * bounds[0], start * mean_weight * bounds[1])
        error = max(float(np.abs(_margin(fitted, axis) - target).max()) for axis, target in enumerate(targets)) / total
    weights = np.divide(fitted, start, out=np.ones_like(fitted), where=start > 0)
    return Raked(fitted, weights, error <= tolerance, iterations, error)


def kish(weights: Sequence[float]) -> Kish:
    """Return the design effect of unequal weights and the effective sample size.

    Parameters
    ----------
    weights
        One weight for each participant, zero or more.

    Raises
    ------
    WeightsUnusableError
        A weight is negative or no number, or all are zero.

    Notes
    -----
    L. Kish, Survey Sampling (1965), section 11.7.
    """
    if not all(0 <= w < math.inf for w in weights) or not math.fsum(weights):
        raise WeightsUnusableError(len(weights))
    squares = math.fsum(w * w for w in weights)
    n_eff = math.fsum(weights) ** 2 / squares
    return Kish(len(weights) / n_eff, n_eff)
