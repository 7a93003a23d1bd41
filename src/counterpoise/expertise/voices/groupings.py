"""How far two ways to group the same things coincide."""

import math
from collections import Counter
from collections.abc import Hashable, Sequence

__all__ = ["UnevenGroupingsError", "adjusted_rand", "mutual_information"]


class UnevenGroupingsError(ValueError):
    """Two groupings of a different number of things."""

    code = "voices.uneven_groupings"

    def __init__(self, first: int, second: int) -> None:
        self.first = first
        self.second = second
        super().__init__(f"Two groupings of the same things are needed; these have {first} and {second}.")


def _tables(
    first: Sequence[Hashable], second: Sequence[Hashable]
) -> tuple[Counter[Hashable], Counter[Hashable], Counter[tuple[Hashable, Hashable]]]:
    if len(first) != len(second):
        raise UnevenGroupingsError(len(first), len(second))
    return Counter(first), Counter(second), Counter(zip(first, second, strict=True))


def adjusted_rand(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """Return the share of pairs that two groupings treat alike, corrected for chance: 1 is the same, 0 is chance.

    Raises
    ------
    UnevenGroupingsError
        The groupings differ in length.

    Notes
    -----
    L. Hubert and P. Arabie, Journal of Classification 2 (1985) 193-218. Two groupings that both leave everything in
    one group, or both everything alone, are the same: 1.
    """
    rows, columns, cells = _tables(first, second)
    pairs = math.comb(len(first), 2)
    together = sum(math.comb(count, 2) for count in cells.values())
    one = sum(math.comb(count, 2) for count in rows.values())
    two = sum(math.comb(count, 2) for count in columns.values())
    expected = one * two / pairs if pairs else 0.0
    most = (one + two) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)


def mutual_information(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """Return the normalised mutual information of two groupings: 0 (nothing in common) to 1 (the same).

    Raises
    ------
    UnevenGroupingsError
        The groupings differ in length.

    Notes
    -----
    Mutual information divided by the mean of both entropies. Not corrected for chance: many small groups raise it.
    """
    rows, columns, cells = _tables(first, second)
    n = len(first)
    one = -math.fsum(count / n * math.log(count / n) for count in rows.values())
    two = -math.fsum(count / n * math.log(count / n) for count in columns.values())
    shared = math.fsum(
        count / n * math.log(count * n / (rows[row] * columns[column])) for (row, column), count in cells.items()
    )
    return 1.0 if one + two == 0 else min(1.0, max(0.0, 2 * shared / (one + two)))
