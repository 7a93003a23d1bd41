"""One proportion (Wilson) and the difference of two (Newcombe), in closed form and without numpy.

A power audit computes these for thousands of figures, so each costs microseconds.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist


class LevelOutOfRangeError(ValueError):
    """A confidence level that is not strictly between 0 and 1."""

    code = "statistics.level_out_of_range"

    def __init__(self, level: float) -> None:
        self.level = level
        super().__init__(f"A confidence level lies between 0 and 1, for example 0.95; this one is {level}.")


class ImpossibleCountsError(ValueError):
    """A part that is negative or larger than its whole."""

    code = "statistics.impossible_counts"

    def __init__(self, successes: int, n: int) -> None:
        self.successes = successes
        self.n = n
        super().__init__(f"{successes} of {n} is not possible: the part lies between 0 and the whole.")


@dataclass(frozen=True, slots=True)
class Interval:
    """A range of values that the data do not rule out.

    Parameters
    ----------
    low, high
        The two ends, both included, in the unit of the figure the interval belongs to.
    """

    low: float
    high: float

    @property
    def width(self) -> float:
        """The distance between the two ends."""
        return self.high - self.low

    def holds(self, value: float) -> bool:
        """Say whether a value lies inside, ends included."""
        return self.low <= value <= self.high


@lru_cache(maxsize=32)
def normal_quantile(level: float) -> float:
    """Return the two-sided standard normal quantile of a confidence level.

    Parameters
    ----------
    level
        Confidence level, 0 < level < 1; 0.95 gives 1.96.

    Raises
    ------
    LevelOutOfRangeError
        The level is not strictly between 0 and 1.
    """
    if not 0.0 < level < 1.0:
        raise LevelOutOfRangeError(level)
    return NormalDist().inv_cdf(0.5 + level / 2.0)


def wilson(successes: int, n: int, level: float = 0.95) -> Interval:
    """Return Wilson's score interval of one proportion.

    Parameters
    ----------
    successes, n
        The part and the whole, 0 <= successes <= n. With n = 0 nothing is known: the interval is 0 to 1.
    level
        Confidence level.

    Raises
    ------
    ImpossibleCountsError
        The part is negative or larger than the whole.
    LevelOutOfRangeError
        The level is not strictly between 0 and 1.

    Notes
    -----
    E. B. Wilson, Journal of the American Statistical Association 22 (1927) 209–212.
    """
    if n < 0 or not 0 <= successes <= n:
        raise ImpossibleCountsError(successes, n)
    z2 = normal_quantile(level) ** 2
    if n == 0:
        return Interval(0.0, 1.0)
    p = successes / n
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = math.sqrt(z2 * (p * (1 - p) / n + z2 / (4 * n * n))) / (1 + z2 / n)
    # At 0 of n and n of n one end is exact; rounding must not push it past the edge.
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    high = 1.0 if successes == n else min(1.0, centre + half)
    return Interval(low, high)


def newcombe(successes_1: int, n_1: int, successes_2: int, n_2: int, level: float = 0.95) -> Interval:
    """Return Newcombe's hybrid score interval of the difference p1 − p2 of two independent proportions.

    Parameters
    ----------
    successes_1, n_1, successes_2, n_2
        Part and whole of the two arms. An empty arm says nothing: the interval is −1 to 1.
    level
        Confidence level.

    Raises
    ------
    ImpossibleCountsError, LevelOutOfRangeError
        As for `wilson`.

    Notes
    -----
    Method 10 of R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890.
    """
    first, second = wilson(successes_1, n_1, level), wilson(successes_2, n_2, level)
    if n_1 == 0 or n_2 == 0:
        return Interval(-1.0, 1.0)
    p1, p2 = successes_1 / n_1, successes_2 / n_2
    low = p1 - p2 - math.hypot(p1 - first.low, second.high - p2)
    high = p1 - p2 + math.hypot(first.high - p1, p2 - second.low)
    return Interval(max(-1.0, low), min(1.0, high))
