"""Distances between two distributions, diversity, inequality, concentration and turnover.

Everything takes counts or shares of zero or more and scales them itself. Where a figure is undefined (nothing was
counted) the answer is None, never 0: zero distance and no data are different things.
"""

import math
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass


class UnlikeLengthsError(ValueError):
    """Two distributions over a different number of categories."""

    code = "statistics.unlike_lengths"

    def __init__(self, first: int, second: int) -> None:
        self.first = first
        self.second = second
        super().__init__(f"Two distributions need the same categories; these have {first} and {second}.")


class NegativeCountError(ValueError):
    """A count or share below zero, or one that is no number."""

    code = "statistics.negative_count"

    def __init__(self, value: float) -> None:
        self.value = value
        super().__init__(f"Counts and shares are numbers of zero or more; this one is {value}.")


class UnknownOrderError(ValueError):
    """A Hill number of an order that is not offered."""

    code = "statistics.unknown_order"

    def __init__(self, q: int) -> None:
        self.q = q
        super().__init__(f"Hill numbers are offered for orders 0, 1 and 2; asked was {q}.")


@dataclass(frozen=True, slots=True)
class ChiSquare:
    """Pearson's comparison of counts with expected shares.

    Parameters
    ----------
    statistic
        Σ (observed − expected)² / expected.
    degrees
        Number of categories with an expected share, minus one.
    p
        Upper tail probability; rough where `smallest_expected` is below 5.
    smallest_expected
        The smallest expected count.
    """

    statistic: float
    degrees: int
    p: float
    smallest_expected: float


def shares(counts: Sequence[float]) -> list[float] | None:
    """Scale counts to a sum of one, or return None where they sum to zero.

    Parameters
    ----------
    counts
        Counts or amounts per category, each zero or more.

    Raises
    ------
    NegativeCountError
        A value is below zero, infinite or no number.
    """
    for value in counts:
        if not 0.0 <= value < math.inf:
            raise NegativeCountError(value)
    total = math.fsum(counts)
    return [value / total for value in counts] if total else None


def _both(first: Sequence[float], second: Sequence[float]) -> tuple[list[float], list[float]] | None:
    if len(first) != len(second):
        raise UnlikeLengthsError(len(first), len(second))
    p, q = shares(first), shares(second)
    return None if p is None or q is None else (p, q)


def tvd(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Return the total variation distance ½ Σ |p − q| of two distributions, 0 (same) to 1 (nothing in common).

    The index of dissimilarity of Duncan and Duncan (1955). None where one of the two is empty.

    Parameters
    ----------
    first, second
        Counts or shares per category, in the same order of categories.

    Raises
    ------
    UnlikeLengthsError, NegativeCountError
        The categories differ in number, or a value is below zero.
    """
    both = _both(first, second)
    return None if both is None else min(1.0, math.fsum(abs(p - q) for p, q in zip(*both, strict=True)) / 2)


def entropy(counts: Sequence[float]) -> float | None:
    """Return Shannon's entropy −Σ p ln p in nats, or None where nothing was counted.

    Parameters
    ----------
    counts
        Counts or shares per kind.
    """
    p = shares(counts)
    return None if p is None else max(0.0, -math.fsum(x * math.log(x) for x in p if x > 0))


def effective_number(counts: Sequence[float]) -> float | None:
    """Return exp(entropy): how many equal parts would be as diverse. None where nothing was counted.

    Parameters
    ----------
    counts
        Counts or shares per kind.
    """
    return hill(counts, 1)


def hill(counts: Sequence[float], q: int) -> float | None:
    """Return the Hill number of order q: 0 counts the kinds present, 1 is exp(entropy), 2 is 1 / Σ p².

    Parameters
    ----------
    counts
        Counts or shares per kind.
    q
        Order 0, 1 or 2.

    Returns
    -------
    float or None
        Between 1 and the number of kinds; None where nothing was counted.

    Raises
    ------
    UnknownOrderError, NegativeCountError
        The order is not offered, or a value is below zero.

    Notes
    -----
    M. O. Hill, Ecology 54 (1973) 427–432.
    """
    if q not in {0, 1, 2}:
        raise UnknownOrderError(q)
    p = shares(counts)
    if p is None:
        return None
    if q == 0:
        return float(sum(x > 0 for x in p))
    if q == 1:
        return math.exp(-math.fsum(x * math.log(x) for x in p if x > 0))
    return 1 / math.fsum(x * x for x in p)


def jensen_shannon(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Return the Jensen–Shannon divergence in bits, 0 (same) to 1 (nothing in common); its root is a distance.

    None where one of the two is empty.

    Parameters
    ----------
    first, second
        Counts or shares per category, in the same order of categories.

    Raises
    ------
    UnlikeLengthsError, NegativeCountError
        As for `tvd`.

    Notes
    -----
    J. Lin, IEEE Transactions on Information Theory 37 (1991) 145–151.
    """
    both = _both(first, second)
    if both is None:
        return None
    parts = []
    for p, q in zip(*both, strict=True):
        middle = (p + q) / 2
        # A share too small to halve is no share: the guard keeps the logarithm away from 0.
        parts += [x / 2 * math.log2(x / middle) for x in (p, q) if x > 0 and middle > 0]
    return min(1.0, max(0.0, math.fsum(parts)))


def gini(values: Sequence[float], *, small_sample: bool = False) -> float | None:
    """Return the Gini coefficient Σ (2i − n − 1) x_(i) / (n Σ x) of inequality, 0 (all equal) up to (n − 1)/n.

    Parameters
    ----------
    values
        Amount per person (words, seconds, turns), those with nothing included as 0.
    small_sample
        Multiply by n/(n − 1), so that one speaker among n gives 1.

    Returns
    -------
    float or None
        None where nothing was counted, or with `small_sample` fewer than two persons.

    Raises
    ------
    NegativeCountError
        A value is below zero.

    Notes
    -----
    C. Gini (1912); the correction after Deltas (2003).
    """
    scaled = shares(values)
    n = len(values)
    if scaled is None or (small_sample and n < 2):
        return None
    raw = math.fsum((2 * i - n - 1) * x for i, x in enumerate(sorted(scaled), start=1)) / n
    # Rounding may fall a hair below zero when all are equal.
    return max(0.0, raw * n / (n - 1)) if small_sample else max(0.0, raw)


def concentration(counts: Sequence[float]) -> float | None:
    """Return (Σ p² − 1/k) / (1 − 1/k): 0 when k compartments share evenly, 1 when one of them does all.

    Parameters
    ----------
    counts
        Answers per compartment, those without any included as 0; k is their number.

    Returns
    -------
    float or None
        None with fewer than two compartments or nothing counted.

    Raises
    ------
    NegativeCountError
        A value is below zero.

    Notes
    -----
    The normalised index of Herfindahl and Hirschman.
    """
    p = shares(counts)
    k = len(counts)
    if p is None or k < 2:
        return None
    return min(1.0, max(0.0, (math.fsum(x * x for x in p) - 1 / k) / (1 - 1 / k)))


def jaccard(before: Collection[Hashable], after: Collection[Hashable]) -> float | None:
    """Return the share of members of either set that are in both, or None where both sets are empty.

    Parameters
    ----------
    before, after
        The members of the two sets; what occurs twice counts once.
    """
    first, second = set(before), set(after)
    return len(first & second) / len(first | second) if first | second else None


def turnover(before: Collection[Hashable], after: Collection[Hashable]) -> float | None:
    """Return (joined + left) / (size before + size after), or None where both sets are empty.

    Parameters
    ----------
    before, after
        The members before and after; who occurs twice counts once.
    """
    first, second = set(before), set(after)
    both = len(first) + len(second)
    return len(first ^ second) / both if both else None


def chi_square(observed: Sequence[int], expected: Sequence[float]) -> ChiSquare | None:
    """Compare counts with expected shares or counts by Pearson's chi-square.

    Parameters
    ----------
    observed
        Counts per category.
    expected
        Expected counts or shares, scaled to the total of `observed`.

    Returns
    -------
    ChiSquare or None
        None with nothing counted or fewer than two categories that are expected at all. A case in a category of
        expected share 0 gives an infinite statistic and p = 0.

    Raises
    ------
    UnlikeLengthsError, NegativeCountError
        As for `tvd`.

    Notes
    -----
    K. Pearson, Philosophical Magazine 50 (1900) 157–175.
    """
    both = _both(observed, expected)
    if both is None:
        return None
    n = sum(observed)
    pairs = [(o, e * n) for o, e in zip(observed, both[1], strict=True) if e > 0]
    degrees = len(pairs) - 1
    if degrees < 1:
        return None
    from scipy.special import chdtrc

    smallest = min(e for _, e in pairs)
    if sum(o for o, _ in pairs) < n:
        return ChiSquare(math.inf, degrees, 0.0, smallest)
    statistic = math.fsum((o - e) ** 2 / e for o, e in pairs)
    return ChiSquare(statistic, degrees, float(chdtrc(degrees, statistic)), smallest)
