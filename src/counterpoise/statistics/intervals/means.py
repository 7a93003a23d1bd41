"""Differences between two lists of answers: means, signs and who scores higher."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, variance

from counterpoise.statistics.intervals.proportions import Interval, normal_quantile


class UnevenPairsError(ValueError):
    """Two lists that should be pairs and differ in length."""

    code = "statistics.uneven_pairs"

    def __init__(self, first: int, second: int) -> None:
        self.first = first
        self.second = second
        super().__init__(f"Pairs need two lists of the same length; these have {first} and {second} values.")


@dataclass(frozen=True, slots=True)
class MeanDifference:
    """A difference of means with its interval.

    Parameters
    ----------
    difference
        Mean of the first list minus mean of the second (for pairs: of second minus first), or None where one is empty.
    interval
        Interval of Student's t; None with fewer than two values in a list or no spread at all.
    degrees
        Degrees of freedom of the interval, or None.
    """

    difference: float | None
    interval: Interval | None
    degrees: float | None


@dataclass(frozen=True, slots=True)
class SignTest:
    """How many changes go up and down, and how likely a split this uneven is by chance.

    Parameters
    ----------
    up, down, ties
        Counts of positive, negative and zero values.
    p
        Two-sided exact binomial p-value without the ties; 1 where nothing changed.
    """

    up: int
    down: int
    ties: int
    p: float


def _t_interval(difference: float, error: float, degrees: float, level: float) -> MeanDifference:
    from scipy.special import stdtrit

    reach = float(stdtrit(degrees, 0.5 + level / 2)) * error
    return MeanDifference(difference, Interval(difference - reach, difference + reach), degrees)


def welch(first: Sequence[float], second: Sequence[float], level: float = 0.95) -> MeanDifference:
    """Return mean(first) − mean(second) with Welch's interval, which lets both sides differ in spread.

    Parameters
    ----------
    first, second
        Values of two independent groups, in one unit.
    level
        Confidence level.

    Raises
    ------
    LevelOutOfRangeError
        The level is not strictly between 0 and 1.

    Notes
    -----
    B. L. Welch, Biometrika 34 (1947) 28–35; degrees of freedom after Satterthwaite.
    """
    normal_quantile(level)  # refuses an impossible level
    if not first or not second:
        return MeanDifference(None, None, None)
    difference = fmean(first) - fmean(second)
    if min(len(first), len(second)) < 2:
        return MeanDifference(difference, None, None)
    part_1, part_2 = variance(first) / len(first), variance(second) / len(second)
    if part_1 + part_2 == 0.0:
        return MeanDifference(difference, None, None)
    # Shares of the variance, not its squares, so that tiny values do not run out of floating point.
    share_1, share_2 = part_1 / (part_1 + part_2), part_2 / (part_1 + part_2)
    degrees = 1 / (share_1**2 / (len(first) - 1) + share_2**2 / (len(second) - 1))
    return _t_interval(difference, math.sqrt(part_1 + part_2), degrees, level)


def paired_t(first: Sequence[float], second: Sequence[float], level: float = 0.95) -> MeanDifference:
    """Return the mean of second − first over pairs (now and wanted, before and after) with its t interval.

    Parameters
    ----------
    first, second
        Values of the same people in the same order.
    level
        Confidence level.

    Raises
    ------
    UnevenPairsError
        The lists differ in length.
    LevelOutOfRangeError
        The level is not strictly between 0 and 1.

    Notes
    -----
    Student, Biometrika 6 (1908) 1–25.
    """
    normal_quantile(level)  # refuses an impossible level
    if len(first) != len(second):
        raise UnevenPairsError(len(first), len(second))
    changes = [after - before for before, after in zip(first, second, strict=True)]
    if not changes:
        return MeanDifference(None, None, None)
    difference = fmean(changes)
    spread = variance(changes) if len(changes) > 1 else 0.0
    if spread == 0.0:
        return MeanDifference(difference, None, None)
    return _t_interval(difference, math.sqrt(spread / len(changes)), len(changes) - 1, level)


def sign_test(values: Iterable[float]) -> SignTest:
    """Count how many values lie above and below zero and test the split against a fair coin.

    Parameters
    ----------
    values
        Changes; zeros are ties and leave the test.

    Notes
    -----
    J. Arbuthnot (1710); exact two-sided binomial probability.
    """
    listed = list(values)
    up, down = sum(v > 0 for v in listed), sum(v < 0 for v in listed)
    n, few = up + down, min(up, down)
    tail = sum(math.comb(n, k) for k in range(few + 1))
    return SignTest(up, down, len(listed) - n, min(1.0, 2 * tail / 2**n))


def probability_of_superiority(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Return the chance that a value of the first list exceeds one of the second; ties count half.

    Parameters
    ----------
    first, second
        Values of two groups. Cost is (n + m) log m.

    Returns
    -------
    float or None
        Between 0 and 1, or None where a list is empty.

    Notes
    -----
    Mann and Whitney's U divided by n·m (1947); also the area under the curve.
    """
    if not first or not second:
        return None
    ordered = sorted(second)
    halves = sum(bisect_left(ordered, value) + bisect_right(ordered, value) for value in first)
    return halves / (2 * len(first) * len(second))
