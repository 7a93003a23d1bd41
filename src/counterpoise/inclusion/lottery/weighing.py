"""Weigh panels so that their average is a target, by an interior point method."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse

__all__ = ["Weighed", "corrected", "weigh"]

Floats = NDArray[np.float64]
Ints = NDArray[np.integer[Any]]
ROUNDING = 2e-5
"""As far as a target may be moved, in units of k/n, to keep the equations that rounding made it miss."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Weights of panels, and how far their average falls short of the target.

    Attributes
    ----------
    weights
        Zero or more, sum 1; shape (panels,).
    shortfall
        The largest of (target − average) / unit over the types.
    """

    weights: Floats
    shortfall: float


def independent_rows(matrix: Floats) -> NDArray[np.bool_]:
    """Say which columns of a matrix of equations to leave out so that the others are independent of the equations.

    Parameters
    ----------
    matrix
        Equations that every panel keeps, shape (equations, T).

    Returns
    -------
    array of bool
        True for the columns that are kept; as many are left out as the equations have rank.
    """
    keep = np.ones(matrix.shape[1], dtype=bool)
    if matrix.shape[0]:
        upper, pivots = linalg.qr(matrix, mode="r", pivoting=True)
        diagonal = np.abs(np.diag(upper))
        rank = int((diagonal > 1e-9 * max(1.0, diagonal.max(initial=0.0))).sum())
        keep[pivots[:rank]] = False
    return keep


def corrected(target: Floats, matrix: Floats, values: Floats, changeable: NDArray[np.bool_]) -> Floats:
    """Move a target by as little as possible until it keeps equations that rounding made it miss.

    Parameters
    ----------
    target
        People per type; shape (T,).
    matrix, values
        The equations.
    changeable
        The types that may be moved.
    """
    moved = target.copy()
    scale = np.sqrt(np.maximum(target, 1e-12)) * changeable
    for _ in range(2):
        step, *_ = linalg.lstsq(matrix * scale, values - matrix @ moved, cond=1e-12)
        moved = moved + scale * step
    return moved


def weigh(panels: Ints, target: Floats, unit: Floats, *, tight: Floats, values: Floats, goal: float) -> Weighed:
    """Find weights of panels whose average is the target.

    Parameters
    ----------
    panels
        People per type, shape (panels, T), no two alike.
    target
        People per type on average, shape (T,).
    unit
        In what a shortfall is measured, shape (T,): people times k/n.
    tight, values
        Equations that every panel keeps, the size among them.
    goal
        The shortfall that suffices.

    Returns
    -------
    Weighed
        The weights; look at the shortfall.

    Notes
    -----
    A feasibility problem: weights of zero or more with given sums. Types whose number is the same in all panels, and
    types that follow from the others by the tight cells, are left out of the equations.
    """
    varying = panels.min(axis=0) != panels.max(axis=0)
    whole = sparse.csr_matrix(panels, dtype=np.float64)
    aimed = corrected(np.where(varying, target, panels[0]), tight, values, varying)
    inside = np.flatnonzero(varying)
    if len(inside):
        keep = inside[independent_rows(tight[:, inside])]
        scale = 1.0 / np.sqrt(np.maximum(aimed[keep], 1e-9))
        rows = sparse.vstack([sparse.diags_array(scale) @ whole[:, keep].T, np.ones((1, len(panels)))], format="csr")
        path = _Path(rows, np.append(aimed[keep] * scale, 1.0) * len(panels))
        weights = _followed(path, lambda weights: float(np.abs((aimed - whole.T @ weights) / unit).max()), goal)
    else:
        weights = np.full(len(panels), 1.0 / len(panels))
    # What rounding made of the target is no shortfall; a target that these panels cannot have is one.
    meant = aimed if float(np.abs((aimed - target) / unit).max()) < ROUNDING else target
    return Weighed(weights, float(((meant - whole.T @ weights) / unit).max()))


class _Path:
    """The way from all weights alike to weights with given sums: Mehrotra's predictor and corrector, no other aim."""

    def __init__(self, rows: sparse.csr_matrix, aim: Floats) -> None:
        self.rows, self.aim = rows, aim
        self.turned = rows.T.tocsr()
        self.x, self.z = np.ones(rows.shape[1]), np.ones(rows.shape[1])
        self.y = np.zeros(rows.shape[0])

    @property
    def weights(self) -> Floats:
        """The weights so far, with sum 1."""
        positive = np.maximum(self.x, 0.0)
        return np.asarray(positive / positive.sum(), dtype=np.float64)

    def forward(self) -> None:
        """Take one step."""
        x, z = self.x, self.z
        residual, dual = self.aim - self.rows @ x, -(self.turned @ self.y) - z
        factor = _factor((self.rows.multiply(x / z) @ self.turned).toarray())
        mu = float(x @ z) / len(x)
        dx, _, dz = self._direction(factor, residual, dual, -x * z)
        step, step_z = _step(x, dx), _step(z, dz)
        after = float((x + step * dx) @ (z + step_z * dz)) / len(x)
        sigma = max(0.05, (after / mu) ** 3) if step < 1.0 else 0.3
        dx, dy, dz = self._direction(factor, residual, dual, sigma * mu - x * z - dx * dz)
        step, step_z = min(1.0, 0.995 * _step(x, dx)), min(1.0, 0.995 * _step(z, dz))
        self.x, self.y, self.z = x + step * dx, self.y + step_z * dy, z + step_z * dz

    def _direction(
        self, factor: tuple[Floats, bool], residual: Floats, dual: Floats, centre: Floats
    ) -> tuple[Floats, Floats, Floats]:
        x, z = self.x, self.z
        dy = linalg.cho_solve(factor, residual + self.rows @ ((x * dual - centre) / z), check_finite=False)
        dz = dual - self.turned @ dy
        # One step of refinement brings back what the Cholesky lost.
        extra = linalg.cho_solve(factor, residual - self.rows @ ((centre - x * dz) / z), check_finite=False)
        dz -= self.turned @ extra
        return (centre - x * dz) / z, dy + extra, dz


def _followed(path: _Path, shortfall: Callable[[Floats], float], goal: float) -> Floats:
    """Follow a path until the shortfall is small enough, or nothing is gained any more; return the best weights."""
    best, stuck, kept = np.inf, 0, path.weights
    for _ in range(60):
        path.forward()
        worst = shortfall(path.weights)
        stuck = 0 if worst < 0.7 * best else stuck + 1
        if worst < best:
            best, kept = worst, path.weights
        if best <= goal or stuck >= (2 if best < 1e-5 else 5):
            break
    return kept


def _factor(normal: Floats) -> tuple[Floats, bool]:
    """Return the Cholesky factor; dependent rows get a ridge, as small as will do."""
    trace = float(np.trace(normal)) / len(normal)
    for ridge in (0.0, 1e-13, 1e-11, 1e-9):
        try:
            lower, below = linalg.cho_factor(normal + ridge * trace * np.eye(len(normal)), check_finite=False)
        except linalg.LinAlgError:
            continue
        return lower, bool(below)
    lower, below = linalg.cho_factor(normal + 1e-6 * trace * np.eye(len(normal)), check_finite=False)
    return lower, bool(below)


def _step(values: Floats, change: Floats) -> float:
    """Return how far values can change and stay above zero, at most 1."""
    falling = change < 0
    return float(min(1.0, (-values[falling] / change[falling]).min(initial=1.0)))
