"""How unevenly groups take part: the spread of their take-up, as a coefficient of variation and as an R-indicator.

The coefficient of variation is the headline. The R-indicator says little when few take part: at a take-up of 2.6 % it
cannot fall below 0.68, whoever stays away.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from counterpoise.statistics.intervals import Interval, normal_quantile
from counterpoise.statistics.seeds import generator


class ImpossibleResponseError(ValueError):
    """Groups whose participants are negative, more than there are people, or missing."""

    code = "statistics.impossible_response"

    def __init__(self, size: int, participants: int) -> None:
        self.size = size
        self.participants = participants
        super().__init__(
            f"{participants} participants from a group of {size} is not possible; every group needs a size of at least "
            "one and its own number of participants."
        )


@dataclass(frozen=True, slots=True)
class Contrast:
    """The spread of take-up over groups.

    Parameters
    ----------
    mean
        Take-up ρ̄ of the whole population, 0 to 1.
    spread
        Standard deviation S of the take-up over people.
    cv
        S / ρ̄; None where nobody takes part.
    r
        1 − 2 S, at most 1.
    bias
        What chance adds to S² on average: Σ ρ_h (1 − ρ_h) / N, summed over groups.
    factor
        1 − bias / S², or 0 where the bias exceeds S² (then chance explains the spread).
    r_adjusted, cv_adjusted
        R and the coefficient of variation with S² times `factor`.
    partials
        For each group √(N_h / N) · (ρ_h − ρ̄): above 0 it takes part more than the mean, below 0 less.
    """

    mean: float
    spread: float
    cv: float | None
    r: float
    bias: float
    factor: float
    r_adjusted: float
    cv_adjusted: float | None
    partials: tuple[float, ...]


def _checked(sizes: Sequence[int], participants: Sequence[int]) -> None:
    if len(sizes) != len(participants) or not sizes:
        raise ImpossibleResponseError(len(sizes), len(participants))
    for size, came in zip(sizes, participants, strict=True):
        if size < 1 or not 0 <= came <= size:
            raise ImpossibleResponseError(size, came)
    if sum(sizes) < 2:
        raise ImpossibleResponseError(sum(sizes), sum(participants))


def contrast(sizes: Sequence[int], participants: Sequence[int]) -> Contrast:
    """Return how unevenly groups of a known population take part.

    Parameters
    ----------
    sizes
        People per group; groups of nobody are left out beforehand.
    participants
        Participants per group, in the same order.

    Raises
    ------
    ImpossibleResponseError
        A group is empty or has more participants than people, or the lists differ in length.

    Notes
    -----
    S² = Σ N_h (ρ_h − ρ̄)² / (N − 1). B. Schouten, F. Cobben and J. Bethlehem, Survey Methodology 35 (2009) 101–113; bias
    of S² for the whole population as the frame after N. Shlomo, C. Skinner and B. Schouten, Journal of Statistical
    Planning and Inference 142 (2012) 201–211, in the form of the RISQ code: a factor that does not fall below 0.
    """
    _checked(sizes, participants)
    total = sum(sizes)
    mean = sum(participants) / total
    rates = [came / size for size, came in zip(sizes, participants, strict=True)]
    square = math.fsum(size * (rate - mean) ** 2 for size, rate in zip(sizes, rates, strict=True)) / (total - 1)
    bias = math.fsum(rate * (1 - rate) for rate in rates) / total
    factor = 1 - bias / square if square > bias else 0.0
    spread, adjusted = math.sqrt(square), math.sqrt(square * factor)
    return Contrast(
        mean=mean,
        spread=spread,
        cv=spread / mean if mean else None,
        r=1 - 2 * spread,
        bias=bias,
        factor=factor,
        r_adjusted=1 - 2 * adjusted,
        cv_adjusted=adjusted / mean if mean else None,
        partials=tuple(math.sqrt(size / total) * (rate - mean) for size, rate in zip(sizes, rates, strict=True)),
    )


def contrast_interval(
    sizes: Sequence[int],
    participants: Sequence[int],
    *,
    of: Literal["r", "cv"] = "r",
    seed: int | str,
    draws: int = 999,
    level: float = 0.95,
) -> Interval | None:
    """Return a percentile interval of R (or CV) by drawing the people of the population anew.

    Parameters
    ----------
    sizes, participants
        As for `contrast`.
    of
        Which figure. For CV the interval lies too high when groups are even; show the chance value beside it instead.
    seed, draws, level
        Seed, number of draws and confidence level.

    Returns
    -------
    Interval or None
        None where nobody takes part.

    Raises
    ------
    ImpossibleResponseError
        As for `contrast`.
    LevelOutOfRangeError
        The level is not strictly between 0 and 1.

    Notes
    -----
    In each draw every group keeps its size and sends a binomial number of participants at its own rate.
    """
    _checked(sizes, participants)
    normal_quantile(level)  # refuses an impossible level
    if not sum(participants):
        return None
    people = np.asarray(sizes, dtype=np.int64)
    rates = np.asarray(participants, dtype=np.float64) / people
    came = generator(seed).binomial(people, rates, size=(draws, len(people)))
    mean = came.sum(axis=1) / people.sum()
    spread = np.sqrt((people * (came / people - mean[:, None]) ** 2).sum(axis=1) / (people.sum() - 1))
    values: NDArray[np.float64] = 1 - 2 * spread if of == "r" else spread[mean > 0] / mean[mean > 0]
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), float(high))
