"""The relaxation: chances that keep all quotas on average, whether or not panels of whole people can give them.

Nothing that panels can give is better than the best of the relaxation. So it is the aim, and the bound.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from counterpoise.inclusion.lottery.programmes import INFINITE, Answer, NoPanelError, Programme, SolverError
from counterpoise.inclusion.lottery.types import Instance

__all__ = ["Cut", "Relaxation", "Stage", "leximin_stages"]

Floats = NDArray[np.float64]
LEAST_PRICE = 0.01
"""A step settles who has at least this share of its largest price."""


@dataclass(frozen=True, slots=True)
class Cut:
    """No panel has more than ``most`` of the people counted by ``weights``: found by a complete search over panels."""

    weights: Floats
    most: float


@dataclass(frozen=True, slots=True)
class Relaxation:
    """All people per type that keep the cells on average, and the cuts found so far.

    Attributes
    ----------
    instance
        The question.
    cuts
        What is known beyond it.
    """

    instance: Instance
    cuts: tuple[Cut, ...] = ()

    @property
    def rows(self) -> Floats:
        """The size, the cells and the cuts as rows over people per type; shape (1 + C + cuts, T)."""
        ones = np.ones((1, len(self.instance.number)))
        return np.vstack([ones, self.instance.cells, *(cut.weights[None, :] for cut in self.cuts)])

    @property
    def low(self) -> Floats:
        """The least of each row."""
        return np.concatenate([[self.instance.size], self.instance.low, [-INFINITE] * len(self.cuts)])

    @property
    def high(self) -> Floats:
        """The most of each row."""
        return np.concatenate([[self.instance.size], self.instance.high, [cut.most for cut in self.cuts]])

    def bound(self, aim: Floats, prices: Floats) -> float:
        """Return what ``aim · people`` cannot exceed, as any prices of the rows show.

        Notes
        -----
        Weak duality: whatever the prices, sums of rows at their bounds and what is left over for each type at its most
        add up to a bound. The prices need not be right for the bound to hold; wrong ones only make it weaker.
        """
        low, high = self.low, self.high
        prices = np.where((prices < 0) & ~np.isfinite(np.where(np.abs(low) >= INFINITE, np.inf, low)), 0.0, prices)
        limits = np.where(prices > 0, high, np.where(prices < 0, low, 0.0))
        left = aim - self.rows.T @ prices
        return float(prices @ limits + self.instance.most @ np.maximum(left, 0.0))


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: the least chance of the types still free cannot be raised above its level.

    Attributes
    ----------
    level
        The chance.
    fixed
        The types that have this chance in every best answer.
    weights
        For each type how much its people count in the proof; over the free types the weights times people sum to 1.
    prices
        The prices of size, cells and cuts.
    """

    level: float
    fixed: tuple[int, ...]
    weights: Floats
    prices: Floats


@dataclass(slots=True)
class _Work:
    """What the stages change as they go."""

    programme: Programme
    free: NDArray[np.bool_]
    floors: Floats
    stages: list[Stage] = field(default_factory=list)


def leximin_stages(relaxation: Relaxation, *, most_stages: int = 0) -> tuple[Floats, list[Stage]]:
    """Return the leximin chances over the relaxation: the smallest as large as can be, then the next, and so on.

    Parameters
    ----------
    relaxation
        What panels keep on average.
    most_stages
        Stop after so many stages; 0 for all.

    Returns
    -------
    array
        The chance of each type, shape (T,).
    list of Stage
        The stages, the smallest level first, each with its proof.

    Notes
    -----
    B. Flanigan, P. Gölz, A. Gupta, B. Hennig, A. D. Procaccia, Fair algorithms for selecting citizens' assemblies,
    Nature 596 (2021). A stage fixes the types whose row has a price: by complementary slackness they sit at the level
    in every best answer.
    """
    instance = relaxation.instance
    types = len(instance.number)
    scale: Floats = np.asarray(instance.number * instance.mean, dtype=np.float64)
    work = _Work(_programme(relaxation, scale), np.ones(types, dtype=bool), np.zeros(types))
    while work.free.any() and (not most_stages or len(work.stages) < most_stages):
        _one_stage(relaxation, work, scale)
    chances = work.floors * instance.mean
    if work.free.any():
        answer = work.programme.solve()
        chances = np.where(work.free, answer.columns[:types] * instance.mean, chances)
    return np.minimum(chances, instance.most / instance.number), work.stages


def _programme(relaxation: Relaxation, scale: Floats) -> Programme:
    """Return the first stage: variables are chances in units of k/n, and the level last."""
    instance = relaxation.instance
    types = len(instance.number)
    rows = np.hstack([relaxation.rows * scale, np.zeros((1 + len(instance.low) + len(relaxation.cuts), 1))])
    # Sparse: one row for each type over all types would fill the memory where there are thousands.
    above = sparse.hstack([sparse.eye_array(types), sparse.csr_array(-np.ones((types, 1)))])
    cost = np.zeros(types + 1)
    cost[-1] = 1.0
    return Programme(
        cost,
        np.zeros(types + 1),
        np.append(instance.most / scale, INFINITE),
        sparse.csr_array(sparse.vstack([sparse.csr_array(rows), above])),
        np.concatenate([relaxation.low, np.zeros(types)]),
        np.concatenate([relaxation.high, np.full(types, INFINITE)]),
    )


def _one_stage(relaxation: Relaxation, work: _Work, scale: Floats) -> None:
    instance = relaxation.instance
    types, first = len(instance.number), len(relaxation.low)
    answer = _solved(work, instance, scale)
    level = answer.columns[types]
    prices = np.maximum(-answer.row_prices[first:], 0.0) * work.free
    # Who counts little in the proof is held to little by it: they stay free, for a step in which they count.
    fixed = np.flatnonzero(work.free & (prices > LEAST_PRICE * prices.max()))
    total = float(prices[work.free].sum())
    if total <= 0:
        raise SolverError("a stage without prices")
    # In people instead of units of k/n; a type fixed before has the price of its floor.
    weights = (
        np.where(work.free, prices / total, np.maximum(-answer.column_prices[:types], 0.0) / total) / instance.number
    )
    cells = answer.row_prices[:first] * instance.mean / total
    work.stages.append(Stage(level * instance.mean, tuple(int(at) for at in fixed), weights, cells))
    for at in fixed.tolist():
        work.free[at] = False
        work.floors[at] = level
        work.programme.bound_row(first + at, -INFINITE, INFINITE)
        work.programme.bound_variable(at, level * (1 - 1e-10), instance.most[at] / scale[at])


def _solved(work: _Work, instance: Instance, scale: Floats) -> Answer:
    """Solve; where rounding has made the floors impossible together, lower them a little and solve again."""
    for slack in (0.0, 1e-9, 1e-8, 1e-7):
        if slack:
            for at in np.flatnonzero(~work.free):
                work.programme.bound_variable(int(at), work.floors[at] * (1 - slack), instance.most[at] / scale[at])
        answer = work.programme.try_solve()
        if answer is not None:
            return answer
    raise NoPanelError
