"""Contributions as weighted words, and their factors: non-negative factorization by coordinates.

Written for one thread and short texts: a contribution is a sparse row, and a sweep over all of them is a handful of
products.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from counterpoise.statistics.seeds import generator

__all__ = ["Factors", "Weighted", "factors", "weighted"]

Matrix = NDArray[np.float32]

SWEEPS = 30
_TINY = np.float32(1e-12)
_FEW_ROWS = 10


@dataclass(frozen=True, slots=True)
class Weighted:
    """Contributions as rows of weighted words.

    Attributes
    ----------
    vocabulary
        The words, in the order of their letters, one for each column.
    rows
        Sparse, one row of length 1 for each contribution, or of zeros where it has no word of the vocabulary.
    """

    vocabulary: tuple[str, ...]
    rows: csr_matrix


@dataclass(frozen=True, slots=True)
class Factors:
    """A factorization: rows ≈ shares times parts.

    Attributes
    ----------
    shares
        Shape (contributions, themes): how much of each theme is in each contribution.
    parts
        Shape (themes, words): how much of each word is in each theme; each row has length 1.
    loss
        Sum of the squared differences that are left.
    """

    shares: Matrix
    parts: Matrix
    loss: float


def weighted(texts: Sequence[Sequence[str]], *, fewest: int = 2, most: int = 5_000) -> Weighted:
    """Return texts that were cut into words as rows of TF-IDF weights.

    Parameters
    ----------
    texts
        The words of each contribution, stop words left out.
    fewest
        A word counts if it is in so many contributions.
    most
        So many words are kept, the most common ones.

    Notes
    -----
    Weight (1 + ln count) (1 + ln((1 + n) / (1 + contributions with the word))), rows scaled to length 1; G. Salton and
    C. Buckley, Information Processing and Management 24 (1988) 513-523, with smoothed frequencies.
    """
    spread: Counter[str] = Counter()
    for text in texts:
        spread.update(set(text))
    common = sorted((word for word, count in spread.items() if count >= fewest), key=lambda word: (-spread[word], word))
    vocabulary = tuple(sorted(common[:most]))
    place = {word: i for i, word in enumerate(vocabulary)}
    rarity = np.array([1 + np.log((1 + len(texts)) / (1 + spread[word])) for word in vocabulary])
    columns: list[int] = []
    counts: list[int] = []
    ends = [0]
    for text in texts:
        own = Counter(place[word] for word in text if word in place)
        for column in sorted(own):
            columns.append(column)
            counts.append(own[column])
        ends.append(len(columns))
    at = np.array(columns, dtype=np.int32)
    values = (1 + np.log(np.array(counts, dtype=np.float64))) * rarity[at] if columns else np.zeros(0)
    row = np.repeat(np.arange(len(texts)), np.diff(ends))
    length = np.sqrt(np.bincount(row, values**2, len(texts)))
    matrix = csr_matrix(
        ((values / length[row]).astype(np.float32), at, np.array(ends, dtype=np.int64)),
        shape=(len(texts), len(vocabulary)),
    )
    return Weighted(vocabulary, matrix)


def factors(rows: csr_matrix, number: int, *, seed: int | str, sweeps: int = SWEEPS) -> Factors:
    """Return non-negative factors of weighted contributions.

    Parameters
    ----------
    rows
        From `weighted`, in an order that does not depend on how they arrived, for the draws depend on it.
    number
        Number of themes.
    seed
        The seed of the first guess: the means of ten contributions each, with a little noise.
    sweeps
        How often all themes are brought nearer.

    Notes
    -----
    Hierarchical alternating least squares: A. Cichocki and A.-H. Phan, IEICE Transactions E92-A (2009) 708-721.
    """
    n, m = rows.shape
    columns = csr_matrix(rows.T)
    rng = generator(seed)
    level = float(np.sqrt(rows.sum() / (n * m * number))) if rows.nnz else 0.0
    parts = (rng.random((number, m)) * level).astype(np.float32)
    for theme in range(number):
        picked = rng.choice(n, min(_FEW_ROWS, n), replace=False)
        parts[theme] += np.asarray(rows[np.sort(picked)].mean(axis=0), dtype=np.float32).ravel()
    shares = np.full((number, n), max(level, 1e-6), dtype=np.float32)
    toward, within = parts, parts @ parts.T
    for _ in range(sweeps):
        _nearer(shares, np.ascontiguousarray((rows @ parts.T).T), parts @ parts.T)
        toward, within = np.ascontiguousarray((columns @ shares.T).T), shares @ shares.T
        _nearer(parts, toward, within)
    # The shares stay as they are after the last of these products, so the loss needs none of its own.
    cross = float(np.sum(toward * parts, dtype=np.float64))
    inner = float(np.sum(within * (parts @ parts.T), dtype=np.float64))
    loss = float(np.dot(rows.data, rows.data)) - 2 * cross + inner
    length = np.linalg.norm(parts, axis=1)
    shares *= length[:, None]
    parts /= length[:, None]
    return Factors(np.ascontiguousarray(shares.T), parts, max(0.0, loss))


def _nearer(own: Matrix, toward: Matrix, weights: Matrix) -> None:
    """Bring one side of the factors nearer, one theme after another."""
    scale = np.maximum(np.diag(weights), _TINY)[:, None]
    # Each theme is what the others leave of it: divided beforehand, one product and one difference are left per theme.
    goal, others = toward / scale, weights / scale
    np.fill_diagonal(others, 0.0)
    for theme in range(len(own)):
        left = others[theme] @ own
        np.subtract(goal[theme], left, out=left)
        np.maximum(left, _TINY, out=own[theme])
