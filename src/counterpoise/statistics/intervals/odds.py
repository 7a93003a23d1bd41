"""Odds ratios of two-by-two tables: logit with half a case added, exact, and pooled over strata.

A table is read as two rows, `a` and `b` (first arm: with and without), `c` and `d` (second arm: with and without).
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from counterpoise.statistics.intervals.proportions import Interval, normal_quantile


class NegativeCellError(ValueError):
    """A two-by-two table with a count below zero."""

    code = "statistics.negative_cell"

    def __init__(self, table: tuple[int, int, int, int]) -> None:
        self.table = table
        super().__init__(f"A count cannot be below zero; this table has {table}.")


@dataclass(frozen=True, slots=True)
class OddsRatio:
    """An odds ratio with and without half a case added to every cell.

    Parameters
    ----------
    crude
        ad / bc, or None where bc is 0.
    adjusted
        The ratio with 0.5 added to each cell: always a number.
    interval
        Logit interval around `adjusted`.
    """

    crude: float | None
    adjusted: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class ExactOddsRatio:
    """The conditional maximum-likelihood odds ratio with its exact interval.

    Parameters
    ----------
    estimate
        The estimate; infinite where one cell is empty, None where a whole row or column is.
    interval
        Exact conditional interval; its upper end may be infinite. None where the estimate is None.
    """

    estimate: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class PooledOddsRatio:
    """An odds ratio within strata, after Mantel and Haenszel.

    Parameters
    ----------
    estimate
        The pooled ratio, or None where no stratum holds information.
    interval
        Interval with the variance of Robins, Breslow and Greenland; None where the estimate is None or 0.
    strata
        Number of strata that add information (both rows and both columns filled).
    """

    estimate: float | None
    interval: Interval | None
    strata: int


def _checked(table: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    if min(table) < 0:
        raise NegativeCellError(table)
    return table


def odds_ratio(a: int, b: int, c: int, d: int, level: float = 0.95) -> OddsRatio:
    """Return the odds ratio (a/b) / (c/d), crude and with 0.5 added to each cell.

    Parameters
    ----------
    a, b
        First arm: with and without the outcome.
    c, d
        Second arm: with and without the outcome.
    level
        Confidence level of the logit interval around the adjusted ratio.

    Raises
    ------
    NegativeCellError
        A count is below zero.
    LevelOutOfRangeError
        The level is not strictly between 0 and 1.

    Notes
    -----
    J. B. S. Haldane (1956) and F. J. Anscombe (1956): half a case in each cell; the logit interval is
    exp(log OR ± z √Σ 1/cell).
    """
    _checked((a, b, c, d))
    crude = a * d / (b * c) if b * c else None
    cells = tuple(cell + 0.5 for cell in (a, b, c, d))
    adjusted = cells[0] * cells[3] / (cells[1] * cells[2])
    reach = normal_quantile(level) * math.sqrt(sum(1 / cell for cell in cells))
    return OddsRatio(crude, adjusted, Interval(adjusted * math.exp(-reach), adjusted * math.exp(reach)))


def conditional_odds_ratio(a: int, b: int, c: int, d: int, level: float = 0.95) -> ExactOddsRatio:
    """Return the conditional maximum-likelihood odds ratio with its exact interval.

    Parameters and errors are those of `odds_ratio`. Computed by `scipy.stats.contingency.odds_ratio`; milliseconds, so
    meant for one figure on a page, not for a sweep.

    Notes
    -----
    J. Cornfield (1956); R. A. Fisher's noncentral hypergeometric distribution given both margins.
    """
    _checked((a, b, c, d))
    normal_quantile(level)  # refuses an impossible level with our own words
    if 0 in {a + b, c + d, a + c, b + d}:
        return ExactOddsRatio(None, None)
    from scipy.stats.contingency import odds_ratio as exact

    result = exact([[a, b], [c, d]])
    ends = result.confidence_interval(level)
    return ExactOddsRatio(float(result.statistic), Interval(float(ends.low), float(ends.high)))


def mantel_haenszel(tables: Iterable[tuple[int, int, int, int]], level: float = 0.95) -> PooledOddsRatio:
    """Pool the odds ratio over strata, so that a difference between strata is not read as one between arms.

    Parameters
    ----------
    tables
        One table (a, b, c, d) for each stratum, read as in `odds_ratio`; empty ones add nothing.
    level
        Confidence level.

    Raises
    ------
    NegativeCellError, LevelOutOfRangeError
        As for `odds_ratio`.

    Notes
    -----
    N. Mantel and W. Haenszel (1959); variance of J. Robins, N. Breslow and S. Greenland, Biometrics 42 (1986) 311–323.
    """
    z = normal_quantile(level)
    up = down = up_part = mixed = down_part = 0.0
    strata = 0
    # Sorted, so that sums of floating-point numbers do not depend on the order of the strata.
    for a, b, c, d in sorted(map(_checked, tables)):
        n = a + b + c + d
        if 0 in {a + b, c + d, a + c, b + d}:
            continue
        strata += 1
        r, s, p, q = a * d / n, b * c / n, (a + d) / n, (b + c) / n
        up, down = up + r, down + s
        up_part += p * r
        mixed += p * s + q * r
        down_part += q * s
    if down == 0.0:
        return PooledOddsRatio(None, None, strata)
    estimate = up / down
    if up == 0.0:
        return PooledOddsRatio(estimate, None, strata)
    variance = up_part / (2 * up * up) + mixed / (2 * up * down) + down_part / (2 * down * down)
    reach = z * math.sqrt(variance)
    return PooledOddsRatio(estimate, Interval(estimate * math.exp(-reach), estimate * math.exp(reach)), strata)


def fisher_exact_p(a: int, b: int, c: int, d: int) -> float:
    """Return the two-sided p-value of Fisher's exact test of a two-by-two table.

    Tables as likely as the observed one, or less likely, count as extreme. With an empty row or column the answer is 1.

    Parameters
    ----------
    a, b
        First arm: with and without the outcome.
    c, d
        Second arm: with and without the outcome.

    Raises
    ------
    NegativeCellError
        A count is below zero.

    Notes
    -----
    R. A. Fisher, Statistical Methods for Research Workers (1934), section 21.02. For the researcher; pages for people
    show no p-values.
    """
    _checked((a, b, c, d))
    row, column, n = a + b, a + c, a + b + c + d
    cells = range(max(0, row + column - n), min(row, column) + 1)
    logs = [
        -(
            math.lgamma(x + 1)
            + math.lgamma(row - x + 1)
            + math.lgamma(column - x + 1)
            + math.lgamma(n - row - column + x + 1)
        )
        for x in cells
    ]
    observed = logs[a - cells.start]
    top = max(logs)
    weights = [math.exp(value - top) for value in logs]
    # Equal probabilities differ by rounding: the same relative slack of 1e-7 that R and scipy grant.
    extreme = sum(w for w, value in zip(weights, logs, strict=True) if value <= observed + 1e-7)
    return min(1.0, extreme / sum(weights))
