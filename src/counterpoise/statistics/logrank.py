"""The log-rank test: whether groups leave, or hear, at the same pace; with a version for few events."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoise.statistics.seeds import generator
from counterpoise.statistics.survival import TimeNotFiniteError, TimesWithoutMarksError

Arm = tuple[Sequence[float], Sequence[bool]]


class TooFewArmsError(ValueError):
    """A comparison of fewer than two groups."""

    code = "statistics.too_few_arms"

    def __init__(self, arms: int) -> None:
        self.arms = arms
        super().__init__(f"A comparison needs at least two groups; there is {arms}.")


@dataclass(frozen=True, slots=True)
class LogRank:
    """Result of a log-rank test.

    Parameters
    ----------
    chi2
        The statistic; 0 where no event tells the groups apart.
    degrees
        Number of groups that were ever at risk together, minus one.
    p
        Probability of a statistic this large or larger if the pace is the same.
    observed, expected
        Events per group, and those expected at a common pace.
    """

    chi2: float
    degrees: int
    p: float
    observed: tuple[int, ...]
    expected: tuple[float, ...]


def _stack(arms: Sequence[Arm]) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.intp]]:
    if len(arms) < 2:
        raise TooFewArmsError(len(arms))
    for times, marks in arms:
        if len(times) != len(marks):
            raise TimesWithoutMarksError(len(times), len(marks))
    times_all = np.concatenate([np.asarray(times, dtype=np.float64) for times, _ in arms])
    marks_all = np.concatenate([np.asarray(marks, dtype=np.bool_) for _, marks in arms])
    if not np.isfinite(times_all).all():
        raise TimeNotFiniteError(float(times_all[~np.isfinite(times_all)][0]))
    return times_all, marks_all, np.repeat(np.arange(len(arms)), [len(times) for times, _ in arms])


def _statistic(
    times: NDArray[np.float64], marks: NDArray[np.bool_], group: NDArray[np.intp], k: int
) -> tuple[float, int, NDArray[np.float64], NDArray[np.float64]]:
    """Chi-square, its degrees of freedom, observed and expected events per group."""
    moments = np.unique(times[marks])
    member = group[:, None] == np.arange(k)
    at_risk = (times[None, :] >= moments[:, None]).astype(np.float64) @ member
    events = ((times[None, :] == moments[:, None]) & marks[None, :]).astype(np.float64) @ member
    n, d = at_risk.sum(axis=1), events.sum(axis=1)
    expected_each = at_risk * (d / n)[:, None]
    # With one person left the hypergeometric variance is 0; dividing by n − 1 = 0 must not make it nan.
    factor = d * (n - d) / np.where(n > 1, n - 1, 1.0) / n**2
    links = at_risk.T @ (factor[:, None] * at_risk)
    np.fill_diagonal(links, 0.0)
    difference = events.sum(axis=0) - expected_each.sum(axis=0)
    # The covariance is the Laplacian of a graph that links groups which were at risk together. Its rank is read off the
    # graph, not off rounded numbers: groups that never met cannot be compared and cost a degree of freedom each.
    together = np.linalg.matrix_power(((links > 0) + np.eye(k)).astype(np.float64), k) > 0
    parts = len(np.unique(together, axis=0))
    scale = max(float(links.sum()), 1e-300)
    filled = np.diag(links.sum(axis=1)) - links + scale * together / together.sum(axis=1)
    chi2 = float(difference @ np.linalg.solve(filled, difference)) if parts < k else 0.0
    return chi2, k - parts, events.sum(axis=0), expected_each.sum(axis=0)


def log_rank(arms: Sequence[Arm]) -> LogRank:
    """Test whether two or more groups have the same curve.

    Parameters
    ----------
    arms
        For each group its times and its marks (True: happened, False: censored), as in `kaplan_meier`.

    Raises
    ------
    TooFewArmsError
        Fewer than two groups.
    TimesWithoutMarksError, TimeNotFiniteError
        Times and marks differ in number, or a time is no number.

    Notes
    -----
    N. Mantel (1966); R. Peto and J. Peto, Journal of the Royal Statistical Society A 135 (1972) 185–207. Ties by the
    hypergeometric variance.
    """
    from scipy.special import chdtrc

    times, marks, group = _stack(arms)
    chi2, degrees, observed, expected = _statistic(times, marks, group, len(arms))
    p = float(chdtrc(degrees, chi2)) if degrees else 1.0
    return LogRank(chi2, degrees, p, tuple(map(int, observed)), tuple(map(float, expected)))


def permutation_log_rank(arms: Sequence[Arm], *, seed: int | str, draws: int = 999) -> LogRank:
    """Test as `log_rank` does, with a p-value from shuffling who belongs to which group: for few events.

    Parameters
    ----------
    arms
        As for `log_rank`.
    seed
        Seed of the shuffles; see `seeds.seed_for`.
    draws
        Number of shuffles; the smallest possible p is 1 / (draws + 1).

    Raises
    ------
    TooFewArmsError, TimesWithoutMarksError, TimeNotFiniteError
        As for `log_rank`.

    Notes
    -----
    Censoring must not depend on the group. The observed split counts as one of the shuffles (Phipson and Smyth 2010).
    """
    plain = log_rank(arms)
    times, marks, group = _stack(arms)
    # Sorted inside each group, so that the order of the people changes nothing.
    order = np.lexsort((marks, times, group))
    times, marks, group = times[order], marks[order], group[order]
    rng = generator(seed)
    shuffled = [_statistic(times, marks, rng.permutation(group), len(arms))[0] for _ in range(draws)]
    extreme = 1 + sum(value >= plain.chi2 * (1 - 1e-9) for value in shuffled)
    return LogRank(plain.chi2, plain.degrees, extreme / (draws + 1), plain.observed, plain.expected)
