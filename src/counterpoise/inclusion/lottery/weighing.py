"""Weigh panels so that their average is a target: exactly, by an interior point method, or nearly, by projection."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse

__all__ = ["Weighed", "corrected", "weigh"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


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


def weigh(
    panels: Ints, target: Floats, unit: Floats, *, tight: Floats, values: Floats, goal: float
) -> tuple[Weighed, Floats]:
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
    array
        The target as it was corrected for rounding.

    Notes
    -----
    A feasibility problem: weights of zero or more with given sums. Mehrotra's predictor and corrector with no aim but
    feasibility, from all weights alike; the normal equations are solved by Cholesky. Types whose number is the same in
    all panels, and types that follow from the others by the tight cells, are left out of the equations.
    """
    varying = panels.min(axis=0) != panels.max(axis=0)
    fixed = np.where(varying, target, panels[0])
    inside = np.flatnonzero(varying)
    target = corrected(fixed, tight, values, varying)
    if not len(inside):
        weights = np.full(len(panels), 1.0 / len(panels))
        return Weighed(weights, _shortfall(panels, weights, target, unit)), target
    keep = inside[independent_rows(tight[:, inside])]
    scale = 1.0 / np.sqrt(np.maximum(target[keep], 1e-9))
    rows = sparse.csr_matrix(np.vstack([(panels[:, keep] * scale).T, np.ones(len(panels))]))
    aim = np.append(target[keep] * scale, 1.0) * len(panels)
    weights = _feasible(rows, aim, panels, target, unit, goal) / len(panels)
    weights = np.maximum(weights, 0.0)
    weights /= weights.sum()
    return Weighed(weights, _shortfall(panels, weights, target, unit)), target


def _shortfall(panels: Ints, weights: Floats, target: Floats, unit: Floats) -> float:
    return float(((target - weights @ panels) / unit).max())


def _feasible(rows, aim, panels, target, unit, goal):  # noqa: ANN001, ANN202
    """Follow the path to weights with these sums; stop when they are reached or nothing is gained any more."""
    count = rows.shape[1]
    x, z, y = np.ones(count), np.ones(count), np.zeros(rows.shape[0])
    best, stuck = np.inf, 0
    turned = rows.T.tocsr()
    kept = x
    for _ in range(60):
        residual = aim - rows @ x
        dual = -(turned @ y) - z
        normal = (rows.multiply(x / z) @ turned).toarray()
        factor = _factor(normal)

        def direction(centre, factor=factor, residual=residual, dual=dual, x=x, z=z):  # noqa: ANN001, ANN202
            right = residual + rows @ ((x * dual - centre) / z)
            dy = linalg.cho_solve(factor, right, check_finite=False)
            dz = dual - turned @ dy
            dx = (centre - x * dz) / z
            # One step of refinement: what the Cholesky lost.
            extra = linalg.cho_solve(factor, residual - rows @ dx, check_finite=False)
            dz = dz - turned @ extra
            dy = dy + extra
            return (centre - x * dz) / z, dy, dz

        mu = float(x @ z) / count
        dx, _, dz = direction(-x * z)
        step, step_z = _step(x, dx), _step(z, dz)
        after = float((x + step * dx) @ (z + step_z * dz)) / count
        sigma = max(0.05, (after / mu) ** 3) if step < 1.0 else 0.3
        dx, dy, dz = direction(sigma * mu - x * z - dx * dz)
        step, step_z = min(1.0, 0.995 * _step(x, dx)), min(1.0, 0.995 * _step(z, dz))
        x, y, z = x + step * dx, y + step_z * dy, z + step_z * dz
        worst = float(np.abs((target - (x / x.sum()) @ panels) / unit).max())
        stuck = 0 if worst < 0.7 * best else stuck + 1
        if worst < best:
            best, kept = worst, x
        if best <= goal or stuck >= (2 if best < 1e-5 else 5):
            break
    return kept


def _factor(normal: Floats):  # noqa: ANN202
    for ridge in (0.0, 1e-13, 1e-11, 1e-9):
        try:
            return linalg.cho_factor(
                normal + ridge * np.trace(normal) / len(normal) * np.eye(len(normal)), check_finite=False
            )
        except linalg.LinAlgError:
            continue
    return linalg.cho_factor(normal + np.trace(normal) * 1e-6 * np.eye(len(normal)), check_finite=False)


def _step(values: Floats, change: Floats) -> float:
    falling = change < 0
    return float(min(1.0, (-values[falling] / change[falling]).min(initial=1.0)))
