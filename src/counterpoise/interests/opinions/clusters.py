"""k-means from a given start, and how well clusters hold apart. No chance is involved."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["adjusted_rand", "distinct", "lloyd", "silhouette"]

Reals = NDArray[np.float64]
Labels = NDArray[np.int64]

CHUNK = 8192

SIMPLE = 200_000
"""Up to so many distances a round simply computes all of them."""


def distinct(points: Reals, k: int) -> Reals:
    """Return the first k rows that differ from all rows before them; fewer where there are no more."""
    seen: dict[bytes, int] = {}
    for row in range(len(points)):
        seen.setdefault(points[row].tobytes(), row)
        if len(seen) == k:
            break
    return points[list(seen.values())]


def _two_nearest(points: Reals, centres: Reals) -> tuple[Labels, Reals, Reals]:
    """Return for each point its nearest centre, the distance to it, and the distance to the second."""
    nearest = np.empty(len(points), dtype=np.int64)
    first, second = np.empty(len(points)), np.full(len(points), np.inf)
    squares = (centres**2).sum(axis=1)
    for begin in range(0, len(points), CHUNK):
        part = points[begin : begin + CHUNK]
        distance = squares - 2 * part @ centres.T
        rows = np.arange(len(part))
        label = distance.argmin(axis=1)
        own = (part**2).sum(axis=1)
        best = distance[rows, label]
        nearest[begin : begin + CHUNK] = label
        first[begin : begin + CHUNK] = np.sqrt(np.maximum(best + own, 0))
        if len(centres) > 1:
            distance[rows, label] = np.inf
            second[begin : begin + CHUNK] = np.sqrt(np.maximum(distance.min(axis=1) + own, 0))
    return nearest, first, second


def lloyd(
    points: Reals, start: Reals, *, weights: Reals | None = None, tolerance: float = 0.01, rounds: int = 100
) -> tuple[Reals, Labels]:
    """Return centres and for each point the number of its centre.

    Parameters
    ----------
    points
        Shape (n, d).
    start
        Shape (k, d): the centres to begin with. One that loses all its points stays where it is.
    weights
        Shape (n,): how much each point counts.
    tolerance
        It ends when no centre moves as far as this.
    rounds
        Most rounds.

    Notes
    -----
    S. P. Lloyd, IEEE Transactions on Information Theory 28 (1982) 129–137, with the bounds of G. Hamerly, SIAM
    International Conference on Data Mining (2010) 130–140, which skip points that cannot have changed centre.
    """
    heavy = np.ones(len(points)) if weights is None else weights
    centres = np.array(start, dtype=np.float64)
    k = len(centres)
    if len(points) * k <= SIMPLE:
        return _lloyd_plain(points, centres, heavy, tolerance, rounds)
    labels, upper, lower = _two_nearest(points, centres)
    for _ in range(rounds):
        mass = np.bincount(labels, weights=heavy, minlength=k)
        sums = np.stack([np.bincount(labels, weights=heavy * column, minlength=k) for column in points.T], axis=1)
        moved_to = np.where(mass[:, None] > 0, sums / np.maximum(mass, 1e-300)[:, None], centres)
        shift = np.linalg.norm(moved_to - centres, axis=1)
        centres = moved_to
        upper += shift[labels]
        lower -= shift.max()
        doubtful = np.flatnonzero(upper >= lower)
        labels[doubtful], upper[doubtful], lower[doubtful] = _two_nearest(points[doubtful], centres)
        if shift.max() < tolerance:
            break
    return centres, labels


def _lloyd_plain(points: Reals, centres: Reals, heavy: Reals, tolerance: float, rounds: int) -> tuple[Reals, Labels]:
    """Do the same for few points, where bounds cost more than they save."""
    k, twice = len(centres), 2 * points
    columns = [heavy * column for column in points.T]
    labels = ((centres**2).sum(axis=1) - twice @ centres.T).argmin(axis=1)
    for _ in range(rounds):
        mass = np.bincount(labels, weights=heavy, minlength=k)
        empty = mass == 0
        mass[empty] = 1
        moved = np.stack([np.bincount(labels, weights=column, minlength=k) / mass for column in columns], axis=1)
        moved[empty] = centres[empty]
        shift = ((moved - centres) ** 2).sum(axis=1).max()
        centres = moved
        labels = ((centres**2).sum(axis=1) - twice @ centres.T).argmin(axis=1)
        if shift < tolerance**2:
            break
    return centres, labels


def silhouette(distance: Reals, labels: Labels) -> float:
    """Return the mean silhouette of points: 1 where clusters hold far apart, about 0 where they run into each other.

    A point that is alone in its cluster counts 0.

    Parameters
    ----------
    distance
        Shape (n, n): the distances between all points.
    labels
        Shape (n,): the cluster of each point.

    Notes
    -----
    P. J. Rousseeuw, Journal of Computational and Applied Mathematics 20 (1987) 53–65.
    """
    used = np.flatnonzero(np.bincount(labels))
    if len(used) < 2:
        return 0.0
    inside = labels[:, None] == used
    sizes, labels = inside.sum(axis=0), inside.argmax(axis=1)
    sums = distance @ inside
    rows = np.arange(len(labels))
    own = sums[rows, labels] / np.maximum(sizes[labels] - 1, 1)
    other = sums / sizes
    other[rows, labels] = np.inf
    nearest = other.min(axis=1)
    widest = np.maximum(own, nearest)
    values = np.where((sizes[labels] > 1) & (widest > 0), (nearest - own) / np.where(widest > 0, widest, 1), 0.0)
    return float(values.mean())


def adjusted_rand(first: Labels, second: Labels) -> float | None:
    """Return how alike two divisions of the same things are: 1 the same, about 0 by chance; None for fewer than two.

    Two divisions that both put everything together, or everything apart, are the same.

    Notes
    -----
    L. Hubert and P. Arabie, Journal of Classification 2 (1985) 193–218.
    """
    n = len(first)
    if n < 2:
        return None
    _, rows = np.unique(first, return_inverse=True)
    _, columns = np.unique(second, return_inverse=True)
    table = np.zeros((rows.max() + 1, columns.max() + 1))
    np.add.at(table, (rows, columns), 1)

    def pairs(counts: Reals) -> float:
        return float((counts * (counts - 1)).sum() / 2)

    both, one, other = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    by_chance = one * other / pairs(np.asarray([n]))
    most = (one + other) / 2
    return 1.0 if most == by_chance else (both - by_chance) / (most - by_chance)
