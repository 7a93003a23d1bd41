"""Shares of many small groups, drawn towards their common mean as far as their size leaves doubt."""

import math
from collections.abc import Sequence

from counterpoise.statistics.intervals import ImpossibleCountsError, UnevenPairsError


def pooled_shares(successes: Sequence[int], totals: Sequence[int]) -> tuple[float, ...] | None:
    """Return a share for each group that borrows strength from the others (partial pooling).

    Meant for intersections of two or more traits, which are never shown raw.

    Parameters
    ----------
    successes, totals
        Part and whole of each group; an empty group gets the common mean.

    Returns
    -------
    tuple of float or None
        Estimates in the order given, each between the group's own share and the common mean. None without any cases.

    Raises
    ------
    UnevenPairsError
        The lists differ in length.
    ImpossibleCountsError
        A part is negative or larger than its whole.

    Notes
    -----
    Beta-binomial model with the moment estimator of J. C. Kleinman, Journal of the American Statistical Association 68
    (1973) 46–54: estimate (x + s m) / (n + s), with m the common mean and s = 1/γ − 1 from the correlation γ inside
    groups. Where the groups differ no more than chance, all get the common mean.
    """
    if len(successes) != len(totals):
        raise UnevenPairsError(len(successes), len(totals))
    for part, whole in zip(successes, totals, strict=True):
        if not 0 <= part <= whole:
            raise ImpossibleCountsError(part, whole)
    n = sum(totals)
    if n == 0:
        return None
    mean = sum(successes) / n
    filled = [(part, whole) for part, whole in zip(successes, totals, strict=True) if whole]
    between = math.fsum(whole * (part / whole - mean) ** 2 for part, whole in filled)
    noise = mean * (1 - mean)
    room = noise * (n - sum(whole**2 for _, whole in filled) / n - (len(filled) - 1))
    gamma = (between - noise * (len(filled) - 1)) / room if room > 0 else 0.0
    if gamma <= 0:
        return tuple(mean for _ in totals)
    strength = max(0.0, 1 / gamma - 1)
    return tuple(
        (part + strength * mean) / (whole + strength) if whole + strength else mean
        for part, whole in zip(successes, totals, strict=True)
    )
