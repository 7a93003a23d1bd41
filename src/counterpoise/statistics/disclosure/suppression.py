"""Protect a table of two traits: hide small cells, and as few others as it takes to keep them hidden.

Someone who knows the totals can often work a hidden cell out. So further cells are hidden too, chosen by an integer
programme that keeps the number of people in hidden cells smallest while, for all that the published numbers say, every
small cell may still hold anything from nobody up to the threshold.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoise.statistics.disclosure.rules import COUNT_MINIMUM, rounded
from counterpoise.statistics.intervals import Interval

Cell = tuple[int, int]
Floats = NDArray[np.float64]


class NotATableError(ValueError):
    """Rows of different lengths, no rows, or counts below zero."""

    code = "statistics.not_a_table"

    def __init__(self, rows: int) -> None:
        self.rows = rows
        super().__init__(
            f"A table has rows of the same length with whole numbers of zero or more; this one of {rows} rows has not."
        )


class NotProtectableError(ValueError):
    """A table of too few people: no way of hiding cells protects them."""

    code = "statistics.not_protectable"

    def __init__(self, people: int, threshold: int) -> None:
        self.people = people
        self.threshold = threshold
        super().__init__(
            f"A table of {people} people cannot be published when fewer than {threshold} must stay hidden. "
            "Publish nothing, or join tables."
        )


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """A table that may be published.

    Parameters
    ----------
    cells
        Rounded counts, None where hidden; one tuple per row.
    row_totals, column_totals, total
        Rounded totals, None where hidden.
    primary
        Cells hidden because they are small, as (row, column). The row total has column −1 and the column total row −1.
    complementary
        Cells hidden to protect those, written the same way.
    """

    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None
    primary: frozenset[Cell]
    complementary: frozenset[Cell]


def _extended(table: Sequence[Sequence[int]]) -> NDArray[np.int64]:
    """Return the table with its totals as a last column and a last row."""
    widths = {len(row) for row in table}
    if len(widths) != 1 or 0 in widths or any(count < 0 for row in table for count in row):
        raise NotATableError(len(table))
    inner = np.asarray(table, dtype=np.int64)
    with_rows = np.column_stack([inner, inner.sum(axis=1)])
    return np.vstack([with_rows, with_rows.sum(axis=0)])


def _sums(rows: int, columns: int) -> Floats:
    """Return the sums that bind an extended table, shape (sums, cells): cells minus their total are zero."""
    sums = []
    for row in range(rows):
        equation = np.zeros((rows, columns))
        equation[row, :-1], equation[row, -1] = 1, -1
        sums.append(equation.ravel())
    for column in range(columns - 1):
        equation = np.zeros((rows, columns))
        equation[:-1, column], equation[-1, column] = 1, -1
        sums.append(equation.ravel())
    return np.array(sums)


def _indices(hidden: Collection[Cell], rows: int, columns: int) -> list[int]:
    """Flat positions of cells in the extended table; −1 stands for the totals."""
    return sorted((row % rows) * columns + column % columns for row, column in hidden)


def attacker_range(table: Sequence[Sequence[int]], hidden: Collection[Cell]) -> dict[Cell, Interval]:
    """Return what a reader of the unrounded published cells can work out about each hidden one.

    Parameters
    ----------
    table
        The true counts without totals.
    hidden
        Hidden cells as (row, column), with −1 for totals as in `ProtectedTable`.

    Returns
    -------
    dict
        For each hidden cell the smallest and largest count that fits everything published; the largest may be infinite.

    Raises
    ------
    NotATableError
        As for `protect_table`.

    Notes
    -----
    Linear programming. The sums of a two-way table form a network, so whole numbers reach the same ends.
    """
    from scipy.optimize import linprog

    full = _extended(table)
    rows, columns = full.shape
    places = _indices(hidden, rows, columns)
    sums = _sums(rows, columns)
    known = full.ravel().astype(np.float64)
    known[places] = 0
    equations, values = sums[:, places], -(sums @ known)
    found = {}
    for position, place in enumerate(places):
        goal = np.zeros(len(places))
        goal[position] = 1
        ends = []
        for sign in (1, -1):
            result = linprog(sign * goal, A_eq=equations, b_eq=values, bounds=(0, None), method="highs")
            # Unbounded is the only other outcome: the true counts themselves always fit.
            ends.append(float(result.fun) * sign if result.status == 0 else np.inf)
        row, column = divmod(place, columns)
        found[row if row < rows - 1 else -1, column if column < columns - 1 else -1] = Interval(ends[0], ends[1])
    return found


def _demands(flat: NDArray[np.int64], primary: Sequence[int], threshold: int) -> Iterator[tuple[int, int, int]]:
    """Yield for each small cell the moves that must stay possible: (place, direction, size)."""
    for place in primary:
        if flat[place] > 0:
            yield place, -1, int(flat[place])
        yield place, 1, threshold - int(flat[place])


def _choose(full: NDArray[np.int64], primary: Sequence[int], threshold: int) -> list[int]:
    """Choose the cells to hide, as few people in them as it takes.

    One 0/1 variable says whether a cell is hidden. For each demand a shift of the whole table that keeps all sums shows
    that the move is possible; only hidden cells may shift, none below zero (M. Fischetti and J. J. Salazar, Management
    Science 47 (2001) 1008–1027).
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import block_diag, csr_matrix, hstack, identity, kron, vstack

    flat = full.ravel()
    cells, demands = flat.size, list(_demands(flat, primary, threshold))
    sums = csr_matrix(_sums(*full.shape))
    # People in hidden cells, plus one for each cell so that empty ones are not free; totals are dear.
    cost = flat + 1.0
    grid = cost.reshape(full.shape)
    grid[-1, :] += flat[-1]
    grid[:, -1] += flat[-1]
    # The sums form a network: a move splits into cycles through its own cell that pass any other cell once, so no cell
    # need shift by more than the threshold. Shifts are measured in thresholds: that keeps the programme tight.
    most = np.minimum(flat / threshold, 1.0)
    low, high = np.zeros(cells), np.ones(cells)
    low[list(primary)] = 1
    count = len(demands)
    shifts_low, shifts_high = np.tile(-most, count), np.ones(count * cells)
    for index, (place, direction, size) in enumerate(demands):
        at = index * cells + place
        if direction > 0:
            shifts_low[at] = size / threshold
        else:
            shifts_high[at] = -size / threshold
    keep = hstack([csr_matrix((count * sums.shape[0], cells)), block_diag([sums] * count)])
    repeated = kron(np.ones((count, 1)), identity(cells))
    eye = identity(count * cells)
    down = kron(np.ones((count, 1)), csr_matrix(np.diag(most)))
    limits = vstack([hstack([-repeated, eye]), hstack([-down, -eye])])
    result = milp(
        np.concatenate([grid.ravel(), np.zeros(count * cells)]),
        integrality=np.concatenate([np.ones(cells), np.zeros(count * cells)]),
        bounds=Bounds(np.concatenate([low, shifts_low]), np.concatenate([high, shifts_high])),
        constraints=[LinearConstraint(keep, 0, 0), LinearConstraint(limits, -np.inf, 0)],
    )
    if result.x is None:
        # Hiding everything protects any table that is large enough: the safe answer should the solver ever give up.
        return list(range(cells))
    return [place for place in range(cells) if result.x[place] > 0.5]


def protect_table(table: Sequence[Sequence[int]], *, threshold: int = COUNT_MINIMUM, base: int = 5) -> ProtectedTable:
    """Return a table of persons by two traits that may be published.

    Parameters
    ----------
    table
        Counts per row and column, without totals.
    threshold
        Cells and totals below it are hidden, empty ones too: that nobody is there can be as telling.
    base
        What remains is rounded to multiples of this.

    Raises
    ------
    NotATableError
        Rows of different lengths, none at all, or counts below zero.
    NotProtectableError
        Fewer people than the threshold.

    Notes
    -----
    After hiding, every small cell may be anything from 0 to `threshold` as far as the unrounded published cells say;
    rounding leaves more doubt, never less. Publications over time are watched by `releases`.
    """
    full = _extended(table)
    rows, columns = full.shape
    people = int(full[-1, -1])
    if people < threshold:
        raise NotProtectableError(people, threshold)
    flat = full.ravel()
    primary = [place for place in range(flat.size) if flat[place] < threshold]
    hidden = _choose(full, primary, threshold) if primary else []

    def name(place: int) -> Cell:
        row, column = divmod(place, columns)
        return row if row < rows - 1 else -1, column if column < columns - 1 else -1

    shown = [
        [
            None if row * columns + column in hidden else rounded(int(full[row, column]), base)
            for column in range(columns)
        ]
        for row in range(rows)
    ]
    small = frozenset(map(name, primary))
    return ProtectedTable(
        cells=tuple(tuple(line[:-1]) for line in shown[:-1]),
        row_totals=tuple(line[-1] for line in shown[:-1]),
        column_totals=tuple(shown[-1][:-1]),
        total=shown[-1][-1],
        primary=small,
        complementary=frozenset(map(name, hidden)) - small,
    )
