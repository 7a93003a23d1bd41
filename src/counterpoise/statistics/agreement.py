"""How far two readers, or two sides, give the same answer."""

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from counterpoise.statistics.intervals import Interval, UnevenPairsError, normal_quantile

Label = TypeVar("Label", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement beyond chance between two readers.

    Parameters
    ----------
    kappa
        Cohen's kappa, at most 1; None where both readers used one and the same label throughout, or read nothing.
    interval
        Large-sample interval, cut at −1 and 1; None where kappa is None.
    observed, expected
        Share of equal labels, and the share that the readers' own habits would give by chance; None without items.
    n
        Number of items that both have read.
    """

    kappa: float | None
    interval: Interval | None
    observed: float | None
    expected: float | None
    n: int


def percent_agreement(first: Sequence[Label], second: Sequence[Label]) -> float | None:
    """Return the share of items with the same label, or None where there are none.

    Parameters
    ----------
    first, second
        Labels by the two readers in the same order of items.

    Raises
    ------
    UnevenPairsError
        The readers' lists differ in length.
    """
    if len(first) != len(second):
        raise UnevenPairsError(len(first), len(second))
    return sum(a == b for a, b in zip(first, second, strict=True)) / len(first) if first else None


def cohen_kappa(first: Sequence[Label], second: Sequence[Label], level: float = 0.95) -> Kappa:
    """Return Cohen's kappa of two readers of the same items.

    Parameters
    ----------
    first, second
        Labels by the two readers in the same order of items.
    level
        Confidence level.

    Raises
    ------
    UnevenPairsError
        The readers' lists differ in length.
    LevelOutOfRangeError
        The level is not strictly between 0 and 1.

    Notes
    -----
    J. Cohen (1960); variance of J. L. Fleiss, J. Cohen and B. S. Everitt, Psychological Bulletin 72 (1969) 323–327.
    """
    z = normal_quantile(level)
    observed = percent_agreement(first, second)
    n = len(first)
    if observed is None:
        return Kappa(None, None, None, None, 0)
    rows, columns = Counter(first), Counter(second)
    expected = sum(count * columns[label] for label, count in rows.items()) / n**2
    if len(rows) == 1 and rows == columns:
        return Kappa(None, None, observed, expected, n)
    kappa = (observed - expected) / (1 - expected)
    spread = -((kappa - expected * (1 - kappa)) ** 2)
    for (a, b), count in Counter(zip(first, second, strict=True)).items():
        habit = (rows[b] + columns[a]) / n
        part = (1 - (rows[a] + columns[a]) / n * (1 - kappa)) ** 2 if a == b else (1 - kappa) ** 2 * habit**2
        spread += count / n * part
    reach = z * math.sqrt(max(0.0, spread) / n) / (1 - expected)
    return Kappa(kappa, Interval(max(-1.0, kappa - reach), min(1.0, kappa + reach)), observed, expected, n)


def modes(answers: Iterable[Label]) -> tuple[Label, ...]:
    """Return the most frequent answers, all of them where several tie, in an order that does not depend on the input's.

    Parameters
    ----------
    answers
        The answers of one side; none gives an empty tuple.
    """
    counts = Counter(answers)
    most = max(counts.values(), default=0)
    return tuple(sorted((label for label, count in counts.items() if count == most), key=repr))


def mode(answers: Iterable[Label]) -> Label | None:
    """Return the one most frequent answer, or None where there is none or several tie.

    Parameters
    ----------
    answers
        The answers of one side.
    """
    found = modes(answers)
    return found[0] if len(found) == 1 else None
