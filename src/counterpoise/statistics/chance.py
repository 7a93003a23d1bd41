"""What a distance or an inequality would be by chance alone, with the margins held fixed.

Distances, concentration and inequality are never below zero, so small numbers push them up even where nothing is
uneven. Each figure therefore gets two companions from the same margins: the value that chance gives on average, and the
value that chance stays below 95 times in 100. All draws are seeded.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoise.statistics.seeds import generator

Counts = NDArray[np.int64]
Values = NDArray[np.float64]

DRAWS = 1999
"""Draws per figure: the 95 % point is then known to about a third of a percentage point of its rank."""


class ImpossibleMarginsError(ValueError):
    """Margins from which nothing can be drawn."""

    code = "statistics.impossible_margins"

    def __init__(self, total: int, drawn: int) -> None:
        self.total = total
        self.drawn = drawn
        super().__init__(f"Drawing {drawn} of {total} is not possible: margins are whole numbers of zero or more.")


@dataclass(frozen=True, slots=True)
class Chance:
    """What chance alone gives.

    Parameters
    ----------
    expected
        Mean over the draws.
    high
        The 95 % point: chance stays at or below it 95 times in 100.
    draws
        Number of draws.
    """

    expected: float
    high: float
    draws: int

    def explains(self, value: float) -> bool:
        """Say whether a figure is no more uneven than chance: at or below the 95 % point."""
        return value <= self.high


def _summary(values: Values) -> Chance:
    # "higher" keeps the point a value that occurred: these figures move in jumps when numbers are small.
    high = float(np.quantile(values, 0.95, method="higher"))
    return Chance(float(values.mean()), high, int(values.size))


def _distance(drawn: Counts, reference: Values) -> Values:
    total = drawn.sum(axis=1, keepdims=True)
    return np.asarray(np.abs(drawn / total - reference).sum(axis=1) / 2, dtype=np.float64)


def _concentration(drawn: Counts) -> Values:
    k = drawn.shape[1]
    squares = ((drawn / drawn.sum(axis=1, keepdims=True)) ** 2).sum(axis=1)
    return np.asarray((squares - 1 / k) / (1 - 1 / k), dtype=np.float64)


def _gini(drawn: Counts) -> Values:
    n = drawn.shape[1]
    ranks = 2 * np.arange(1, n + 1) - n - 1
    return np.asarray((np.sort(drawn, axis=1) * ranks).sum(axis=1) / (n * drawn.sum(axis=1)), dtype=np.float64)


def _checked(margins: Sequence[int], drawn: int, *, with_replacement: bool) -> Counts:
    array = np.asarray(margins, dtype=np.int64)
    total = int(array.sum())
    fits = with_replacement or drawn <= total
    if array.size == 0 or int(array.min()) < 0 or total < 1 or drawn < 1 or not fits:
        raise ImpossibleMarginsError(total, drawn)
    return array


def _without_replacement(margins: Counts, drawn: int, seed: int | str, draws: int) -> Counts:
    # numpy's multivariate hypergeometric by "marginals" works for totals of any size.
    return generator(seed).multivariate_hypergeometric(margins, drawn, size=draws, method="marginals")


def chance_of_selection(submitted: Sequence[int], used: int, *, seed: int | str, draws: int = DRAWS) -> Chance:
    """Return what chance gives for the distance between what was submitted and what was used of it.

    Parameters
    ----------
    submitted
        Contributions per kind, shape (k,).
    used
        How many of them were used.
    seed, draws
        Seed and number of draws.

    Raises
    ------
    ImpossibleMarginsError
        More was used than submitted, or nothing was.

    Notes
    -----
    Multivariate hypergeometric: `used` of the submitted ones picked blindly, each at most once.
    """
    margins = _checked(submitted, used, with_replacement=False)
    drawn = _without_replacement(margins, used, seed, draws)
    return _summary(_distance(drawn, margins / margins.sum()))


def chance_of_tvd(expected: Sequence[int], n: int, *, seed: int | str, draws: int = DRAWS) -> Chance:
    """Return what chance gives for the distance of n cases from a fixed distribution.

    Parameters
    ----------
    expected
        The reference counts per category, such as a population or matters per department.
    n
        Number of cases that are compared with it.
    seed, draws
        Seed and number of draws.

    Raises
    ------
    ImpossibleMarginsError
        A margin is below zero, or nothing is expected or drawn.

    Notes
    -----
    Multinomial: each case falls into a category with its expected share, independently.
    """
    margins = _checked(expected, n, with_replacement=True)
    reference = margins / margins.sum()
    return _summary(_distance(generator(seed).multinomial(n, reference, size=draws), reference))


def chance_of_contrast(sizes: Sequence[int], participants: int, *, seed: int | str, draws: int = DRAWS) -> Chance:
    """Return what chance gives for the coefficient of variation of the take-up of groups.

    Parameters
    ----------
    sizes
        People per group in the population; groups of nobody are left out.
    participants
        How many take part.
    seed, draws
        Seed and number of draws.

    Raises
    ------
    ImpossibleMarginsError
        More take part than there are people, or nobody does.

    Notes
    -----
    Multivariate hypergeometric: the participants are a blind pick of the population. The figure is that of
    `representation.contrast`.
    """
    margins = _checked([size for size in sizes if size], participants, with_replacement=False)
    drawn = _without_replacement(margins, participants, seed, draws)
    total = int(margins.sum())
    if total < 2:
        return Chance(0.0, 0.0, draws)
    mean = participants / total
    spread = (margins * (drawn / margins - mean) ** 2).sum(axis=1) / (total - 1)
    return _summary(np.asarray(np.sqrt(spread) / mean, dtype=np.float64))


def chance_of_concentration(expected: Sequence[int], n: int, *, seed: int | str, draws: int = DRAWS) -> Chance:
    """Return what chance gives for the concentration of n answers in compartments.

    Parameters
    ----------
    expected
        Expected answers per compartment (equal numbers where nothing is known), at least two compartments.
    n
        Number of answers.
    seed, draws
        Seed and number of draws.

    Raises
    ------
    ImpossibleMarginsError
        Fewer than two compartments, a margin below zero, or nothing expected or drawn.

    Notes
    -----
    Multinomial, as for `chance_of_tvd`.
    """
    margins = _checked(expected, n, with_replacement=True)
    if margins.size < 2:
        raise ImpossibleMarginsError(int(margins.sum()), n)
    return _summary(_concentration(generator(seed).multinomial(n, margins / margins.sum(), size=draws)))


def chance_of_gini(units: int, persons: int, *, seed: int | str, draws: int = DRAWS) -> Chance:
    """Return what chance gives for the Gini coefficient when units fall to persons blindly.

    Parameters
    ----------
    units
        What is shared out one by one: turns at speaking rather than words, because words come in turns.
    persons
        Number of persons.
    seed, draws
        Seed and number of draws.

    Raises
    ------
    ImpossibleMarginsError
        No units or no persons.

    Notes
    -----
    Multinomial with equal shares; the raw coefficient, without the factor n/(n − 1).
    """
    if persons < 1 or units < 1:
        raise ImpossibleMarginsError(persons, units)
    return _summary(_gini(generator(seed).multinomial(units, np.full(persons, 1 / persons), size=draws)))


def chance_of(
    statistic: Callable[[Counts], Values], margins: Sequence[int], n: int, *, seed: int | str, draws: int = DRAWS
) -> Chance:
    """Return what chance gives for any other figure of n cases drawn from fixed shares.

    Parameters
    ----------
    statistic
        Takes all draws at once, shape (draws, k), and returns shape (draws,).
    margins
        Reference counts per category, shape (k,).
    n, seed, draws
        As for `chance_of_tvd`.

    Raises
    ------
    ImpossibleMarginsError
        As for `chance_of_tvd`.

    Notes
    -----
    Multinomial, as for `chance_of_tvd`.
    """
    array = _checked(margins, n, with_replacement=True)
    drawn = generator(seed).multinomial(n, array / array.sum(), size=draws)
    return _summary(np.asarray(statistic(drawn), dtype=np.float64))
