"""Percentile intervals by resampling, seeded and independent of the order in which records arrive.

Not for distances, concentration or inequality of shares: resampling pushes those upwards. `chance` gives them the value
that chance alone would give.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from counterpoise.statistics.intervals.proportions import Interval, normal_quantile
from counterpoise.statistics.seeds import generator

T = TypeVar("T")


class NothingToDrawError(ValueError):
    """Fewer than one draw, or counts that are negative."""

    code = "statistics.nothing_to_draw"

    def __init__(self, draws: int) -> None:
        self.draws = draws
        super().__init__(f"Resampling needs at least one draw and counts of zero or more; draws is {draws}.")


def _percentiles(values: NDArray[np.float64], level: float) -> Interval | None:
    """Percentile interval of the finite values; None where fewer than half of the draws gave a number."""
    normal_quantile(level)  # refuses an impossible level
    finite = values[np.isfinite(values)]
    if 2 * finite.size < values.size:
        return None
    low, high = np.quantile(finite, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), float(high))


def bootstrap_multinomial(
    counts: Sequence[int],
    statistic: Callable[[NDArray[np.int64]], NDArray[np.float64]],
    *,
    seed: int | str,
    draws: int = 999,
    level: float = 0.95,
) -> Interval | None:
    """Return a percentile interval of a statistic of counts by drawing the counts anew.

    Parameters
    ----------
    counts
        Cases per category, shape (k,). The order of categories matters to the draws: keep it fixed.
    statistic
        Takes all draws at once, shape (draws, k), and returns shape (draws,); nan where it is undefined.
    seed
        A number, or text such as the one `seeds.seed_for` makes.
    draws
        Number of draws.
    level
        Confidence level.

    Returns
    -------
    Interval or None
        None where there are no cases or the statistic is undefined in more than half of the draws.

    Raises
    ------
    NothingToDrawError
        Fewer than one draw, or a count below zero.

    Notes
    -----
    B. Efron, Annals of Statistics 7 (1979) 1–26; drawing the counts equals drawing the cases.
    """
    if draws < 1 or min(counts, default=0) < 0:
        raise NothingToDrawError(draws)
    n = sum(counts)
    if n == 0:
        return None
    shares = np.asarray(counts, dtype=np.float64) / n
    drawn = generator(seed).multinomial(n, shares, size=draws).astype(np.int64)
    return _percentiles(np.asarray(statistic(drawn), dtype=np.float64), level)


def bootstrap_rows(
    rows: Sequence[T],
    statistic: Callable[[Sequence[T]], float | None],
    *,
    seed: int | str,
    draws: int = 999,
    level: float = 0.95,
) -> Interval | None:
    """Return a percentile interval of a statistic by resampling whole rows (persons, meetings).

    Parameters
    ----------
    rows
        One entry per unit that is drawn: a number, a tuple or a list of plain values. Contributions of one person
        belong in one row. Rows are sorted by their `repr` first, so their order does not matter.
    statistic
        Takes a list of rows and returns a number, or None where it is undefined.
    seed, draws, level
        As for `bootstrap_multinomial`.

    Returns
    -------
    Interval or None
        None with fewer than two rows, or where the statistic is undefined in more than half of the draws.
    """
    return bootstrap_arms([rows], lambda arms: statistic(arms[0]), seed=seed, draws=draws, level=level)


def bootstrap_arms(
    arms: Sequence[Sequence[T]],
    statistic: Callable[[Sequence[Sequence[T]]], float | None],
    *,
    seed: int | str,
    draws: int = 999,
    level: float = 0.95,
) -> Interval | None:
    """Resample inside each of several groups, for a difference between sides.

    Parameters
    ----------
    arms
        The groups, each a list of rows as in `bootstrap_rows`; sizes stay as they are.
    statistic
        Takes the list of resampled groups and returns a number or None.
    seed, draws, level
        As for `bootstrap_multinomial`.

    Returns
    -------
    Interval or None
        None where a group has fewer than two rows.

    Raises
    ------
    NothingToDrawError
        Fewer than one draw.
    """
    if draws < 1:
        raise NothingToDrawError(draws)
    if any(len(arm) < 2 for arm in arms):
        return None
    ordered = [sorted(arm, key=repr) for arm in arms]
    rng = generator(seed)
    values = np.empty(draws)
    for draw in range(draws):
        picked = [[arm[i] for i in rng.integers(0, len(arm), len(arm)).tolist()] for arm in ordered]
        value = statistic(picked)
        values[draw] = np.nan if value is None else value
    return _percentiles(values, level)


def bootstrap_difference(
    first: Sequence[float], second: Sequence[float], *, seed: int | str, draws: int = 999, level: float = 0.95
) -> Interval | None:
    """Return a percentile interval of mean(first) − mean(second), each group drawn anew at its own size.

    Parameters
    ----------
    first, second
        Values of two independent groups, in one unit. Their order does not matter.
    seed, draws, level
        As for `bootstrap_multinomial`.

    Returns
    -------
    Interval or None
        None where a group has fewer than two values.

    Raises
    ------
    NothingToDrawError
        Fewer than one draw.

    Notes
    -----
    The same as `bootstrap_arms` for a difference of means, with all draws made at once.
    """
    if draws < 1:
        raise NothingToDrawError(draws)
    if min(len(first), len(second)) < 2:
        return None
    rng = generator(seed)
    means = []
    for values in (first, second):
        ordered = np.sort(np.asarray(values, dtype=np.float64))
        means.append(ordered[rng.integers(0, ordered.size, (draws, ordered.size))].mean(axis=1))
    return _percentiles(means[0] - means[1], level)
