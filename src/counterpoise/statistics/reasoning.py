"""The Deliberative Reason Index: whether people who weigh considerations alike also rank the options alike.

It measures coherence within a group, not agreement and not truth. Pairs in which neither the considerations nor the
preferences hang together carry next to no signal; the standard index counts them as perfectly coherent, the modified
one weighs them down. The raw value is kept: it runs from −3 to 1.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoise.statistics.seeds import generator

LOW_SIGNAL = 0.2
"""A pair whose two correlations both lie within this distance of zero has a low signal."""

_CHANCE_LEVEL = 1 - math.sqrt(2) / 2

Floats = NDArray[np.float64]


class UnevenRankingsError(ValueError):
    """People who did not all rate the same considerations and rank the same options."""

    code = "statistics.uneven_rankings"

    def __init__(self, people: int, other: int) -> None:
        self.people = people
        self.other = other
        super().__init__(
            "Everyone rates the same considerations and ranks the same options, at least two of each; "
            f"there are {people} lists of ratings and {other} of rankings."
        )


@dataclass(frozen=True, slots=True)
class ReasonIndex:
    """The index with what is needed to read it.

    Parameters
    ----------
    standard, modified
        The index without and with the correction for low-signal pairs; None where no pair can be compared.
    low_signal_share
        Share of the pairs whose two correlations are both at most 0.2 in size; None without pairs.
    pairs
        Number of pairs that can be compared.
    undefined_pairs
        Pairs left out because one of the two gave everything the same rating.
    """

    standard: float | None
    modified: float | None
    low_signal_share: float | None
    pairs: int
    undefined_pairs: int


@dataclass(frozen=True, slots=True)
class ShuffledIndex:
    """The modified index on rankings that were shuffled.

    Parameters
    ----------
    mean
        Mean over the draws.
    high
        The 95 % point over the draws.
    draws
        Number of draws.
    """

    mean: float
    high: float
    draws: int


def average_ranks(values: Sequence[float]) -> list[float]:
    """Return ranks from 1 upwards, equal values sharing the mean of their ranks.

    Parameters
    ----------
    values
        One figure for each thing that is ranked.
    """
    return [float(rank) for rank in _ranks(np.asarray([values], dtype=np.float64))[0]]


def _ranks(rows: Floats) -> Floats:
    # The mean rank of a value is half the number below it plus half the number up to it, plus one half.
    below = (rows[:, :, None] > rows[:, None, :]).sum(axis=2)
    upto = (rows[:, :, None] >= rows[:, None, :]).sum(axis=2)
    return np.asarray((below + upto + 1) / 2, dtype=np.float64)


def _scaled(rows: Floats) -> Floats:
    """Ranks per row, centred and of length one, so that products are Spearman correlations; constant rows give nan."""
    ranks = _ranks(rows)
    centred = ranks - ranks.mean(axis=1, keepdims=True)
    length = np.sqrt((centred**2).sum(axis=1, keepdims=True))
    return np.asarray(np.divide(centred, length, out=np.full_like(centred, np.nan), where=length > 0), dtype=np.float64)


def _correlations(scaled: Floats) -> Floats:
    upper = np.triu_indices(len(scaled), k=1)
    return np.asarray(np.clip((scaled @ scaled.T)[upper], -1.0, 1.0), dtype=np.float64)


def spearman_pairs(rows: Sequence[Sequence[float]]) -> list[float]:
    """Return Spearman's correlation of every pair of rows, in the order (0,1), (0,2) …; nan for constant rows.

    Parameters
    ----------
    rows
        One row for each person, all of one length.
    """
    return [float(value) for value in _correlations(_scaled(np.asarray(rows, dtype=np.float64)))]


def _index(agreement: Floats) -> float:
    return float(2 * (agreement.mean() - _CHANCE_LEVEL) / (1 - _CHANCE_LEVEL) - 1)


def _modified(r: Floats, q: Floats) -> Floats:
    size = np.maximum(np.abs(r), np.abs(q))
    weight = np.where(size <= LOW_SIGNAL, size / LOW_SIGNAL, 1.0)
    return np.asarray((1 - np.abs(r - q) / math.sqrt(2)) * weight, dtype=np.float64)


def _arrays(considerations: Sequence[Sequence[float]], preferences: Sequence[Sequence[float]]) -> tuple[Floats, Floats]:
    people, other = len(considerations), len(preferences)
    widths = {len(row) for row in considerations}, {len(row) for row in preferences}
    if people != other or any(len(width) > 1 or (width and min(width) < 2) for width in widths):
        raise UnevenRankingsError(people, other)
    if not people:
        return np.empty((0, 2)), np.empty((0, 2))
    first, second = np.asarray(considerations, dtype=np.float64), np.asarray(preferences, dtype=np.float64)
    # A fixed order of the people: sums and shuffles then do not depend on the order in which they came.
    order = np.lexsort(np.hstack([first, second]).T)
    return first[order], second[order]


def reason_index_of_pairs(r: Sequence[float], q: Sequence[float]) -> ReasonIndex:
    """Return the index from the two correlations of each pair of persons.

    Parameters
    ----------
    r
        Spearman correlation of the considerations, one for each pair; nan where undefined.
    q
        Spearman correlation of the preference rankings, in the same order.

    Raises
    ------
    UnevenRankingsError
        The lists differ in length.

    Notes
    -----
    With d = |r − q| / √2 and λ = 1 − √2/2 the index is 2 (mean(1 − d) − λ) / (1 − λ) − 1. S. Niemeyer and F. Veri
    (2022); correction for low signals: F. Veri, arXiv 2604.16963.
    """
    if len(r) != len(q):
        raise UnevenRankingsError(len(r), len(q))
    first, second = np.asarray(r, dtype=np.float64), np.asarray(q, dtype=np.float64)
    known = np.isfinite(first) & np.isfinite(second)
    first, second = first[known], second[known]
    undefined = int((~known).sum())
    if not first.size:
        return ReasonIndex(None, None, None, 0, undefined)
    low = np.maximum(np.abs(first), np.abs(second)) <= LOW_SIGNAL
    standard = _index(1 - np.abs(first - second) / math.sqrt(2))
    return ReasonIndex(standard, _index(_modified(first, second)), float(low.mean()), int(first.size), undefined)


def reason_index(considerations: Sequence[Sequence[float]], preferences: Sequence[Sequence[float]]) -> ReasonIndex:
    """Return the Deliberative Reason Index of a group.

    Parameters
    ----------
    considerations
        Ratings per person, shape (people, considerations), considerations in one fixed order; ties are fine.
    preferences
        Ranks per person, shape (people, options), the same people in the same order.

    Raises
    ------
    UnevenRankingsError
        The shapes do not fit.
    """
    first, second = _arrays(considerations, preferences)
    r, q = _correlations(_scaled(first)), _correlations(_scaled(second))
    return reason_index_of_pairs(r.tolist(), q.tolist())


def shuffled_index(
    considerations: Sequence[Sequence[float]],
    preferences: Sequence[Sequence[float]],
    *,
    seed: int | str,
    draws: int = 199,
) -> ShuffledIndex | None:
    """Return what the modified index gives when every person's ranking of the options is shuffled.

    Parameters
    ----------
    considerations, preferences
        As for `reason_index`.
    seed, draws
        Seed and number of shuffles.

    Returns
    -------
    ShuffledIndex or None
        None where no pair can be compared.

    Raises
    ------
    UnevenRankingsError
        The shapes do not fit.
    """
    first, second = _arrays(considerations, preferences)
    r, scaled = _correlations(_scaled(first)), _scaled(second)
    rng = generator(seed)
    values = []
    for _ in range(draws):
        q = _correlations(rng.permuted(scaled, axis=1))
        known = np.isfinite(r) & np.isfinite(q)
        if known.any():
            values.append(_index(_modified(r[known], q[known])))
    if not values:
        return None
    return ShuffledIndex(float(np.mean(values)), float(np.quantile(values, 0.95)), draws)
