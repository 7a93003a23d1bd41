"""Corrections of p-values when many questions are asked at once.

Holm confirms (no false alarm at all, with 95 % certainty); Benjamini–Hochberg and Benjamini–Yekutieli screen (few false
alarms among those raised), the latter whatever way the questions hang together.
"""

from collections.abc import Callable, Sequence


class NotAProbabilityError(ValueError):
    """A p-value outside 0 to 1."""

    code = "statistics.not_a_probability"

    def __init__(self, value: float) -> None:
        self.value = value
        super().__init__(f"A p-value lies between 0 and 1; this one is {value}.")


def _checked(p_values: Sequence[float]) -> list[int]:
    """Return the indices of the p-values from small to large."""
    for p in p_values:
        if not 0.0 <= p <= 1.0:
            raise NotAProbabilityError(p)
    return sorted(range(len(p_values)), key=p_values.__getitem__)


def _step_up(p_values: Sequence[float], factor: Callable[[int, int], float]) -> list[float]:
    order = _checked(p_values)
    m = len(order)
    adjusted = [1.0] * m
    smallest = 1.0
    for rank in range(m, 0, -1):
        index = order[rank - 1]
        smallest = min(smallest, p_values[index] * factor(m, rank))
        adjusted[index] = smallest
    return adjusted


def holm(p_values: Sequence[float]) -> list[float]:
    """Return Holm's adjusted p-values in the order given.

    Parameters
    ----------
    p_values
        Each between 0 and 1.

    Raises
    ------
    NotAProbabilityError
        A value lies outside 0 to 1.

    Notes
    -----
    S. Holm, Scandinavian Journal of Statistics 6 (1979) 65–70.
    """
    order = _checked(p_values)
    adjusted = [1.0] * len(order)
    largest = 0.0
    for rank, index in enumerate(order):
        largest = max(largest, min(1.0, p_values[index] * (len(order) - rank)))
        adjusted[index] = largest
    return adjusted


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Return adjusted p-values that hold the false discovery rate under independence, in the order given.

    Parameters
    ----------
    p_values
        Each between 0 and 1.

    Raises
    ------
    NotAProbabilityError
        A value lies outside 0 to 1.

    Notes
    -----
    Y. Benjamini and Y. Hochberg, Journal of the Royal Statistical Society B 57 (1995) 289–300.
    """
    return _step_up(p_values, lambda m, rank: m / rank)


def benjamini_yekutieli(p_values: Sequence[float]) -> list[float]:
    """Return adjusted p-values that hold the false discovery rate under any dependence, in the order given.

    Parameters
    ----------
    p_values
        Each between 0 and 1.

    Raises
    ------
    NotAProbabilityError
        A value lies outside 0 to 1.

    Notes
    -----
    Y. Benjamini and D. Yekutieli, Annals of Statistics 29 (2001) 1165–1188.
    """
    harmonic = sum(1 / k for k in range(1, len(p_values) + 1))
    return _step_up(p_values, lambda m, rank: harmonic * m / rank)
