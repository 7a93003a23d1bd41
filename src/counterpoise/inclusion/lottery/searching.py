"""The complete search over panels: which panel counts most, and whether a target lies beyond all panels."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoise.inclusion.lottery.programmes import INFINITE, Programme
from counterpoise.inclusion.lottery.relaxed import Cut
from counterpoise.inclusion.lottery.types import Instance

__all__ = ["PanelSearch", "Reach", "reach"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
CLOSE = 1e-9


class PanelSearch:
    """Find the panel that counts most, for any weights; the rows stay, only the aim changes."""

    def __init__(self, instance: Instance) -> None:
        types = len(instance.number)
        self.programme = Programme(
            np.zeros(types),
            np.zeros(types),
            instance.most.astype(np.float64),
            np.vstack([np.ones((1, types)), instance.cells]),
            np.concatenate([[instance.size], instance.low]).astype(np.float64),
            np.concatenate([[instance.size], instance.high]).astype(np.float64),
            whole=np.ones(types, dtype=np.bool_),
        )

    def best(self, weights: Floats) -> tuple[Ints, float]:
        """Return a panel as people per type and what it counts, which no panel exceeds.

        Raises
        ------
        NoPanelError
            If no panel keeps the quotas.
        """
        largest = float(np.abs(weights).max(initial=0.0)) or 1.0
        self.programme.aim(weights / largest)
        answer = self.programme.solve()
        panel: Ints = np.rint(answer.columns).astype(np.int64)
        return panel, float(weights @ panel)


@dataclass(frozen=True, slots=True)
class Reach:
    """What came of trying to reach a target.

    Attributes
    ----------
    panels, weights
        The panels and their weights; the weights are empty where the target lies beyond all panels.
    cut
        Then what shows it.
    """

    panels: Ints
    weights: Floats
    cut: Cut | None


def reach(instance: Instance, panels: Ints, target: Floats, *, search: PanelSearch, most: int = 2000) -> Reach:
    """Reach a target by a lottery over panels, adding panels that help, or show that no lottery reaches it.

    Parameters
    ----------
    instance
        The question.
    panels
        The panels so far, shape (panels, T).
    target
        People per type on average.
    search
        Finds panels.
    most
        The most panels to add.

    Notes
    -----
    The linear programme of the smallest shortfall gives each type a price. The panel that counts most by these prices
    either helps, or counts less than the target does: then no lottery over panels reaches it, and the prices are a cut.
    """
    unit: Floats = np.asarray(instance.number * instance.mean, dtype=np.float64)
    if not len(panels):
        panels = search.best(np.ones(len(target)))[0][None, :]
    programme = _shortfall(panels, target, unit)
    for _ in range(most):
        answer = programme.solve()
        count = len(panels)
        if -answer.value <= CLOSE:
            return Reach(panels, _clean(answer.columns[1 : count + 1]), None)
        # The rows are in units of the mean chance; the prices of people are theirs divided by it.
        prices = np.maximum(-answer.row_prices[1:], 0.0) / unit
        panel, counts = search.best(prices)
        beyond = float(prices @ target) - counts
        if beyond > CLOSE:
            return Reach(panels, np.zeros(0), Cut(prices, counts))
        if (panels == panel).all(axis=1).any():
            # Rounding: the best panel is there already and the shortfall is what is left of it.
            return Reach(panels, _clean(answer.columns[1 : count + 1]), None)
        programme.add_column([0, *range(1, len(target) + 1)], [1.0, *(panel / unit)])
        panels = np.vstack([panels, panel])
    answer = programme.solve()
    return Reach(panels, _clean(answer.columns[1:]), None)


def _shortfall(panels: Ints, target: Floats, unit: Floats) -> Programme:
    """Return the programme of the smallest shortfall: it and the weights, with rows in units of the mean chance."""
    count, types = panels.shape
    cost = np.zeros(count + 1)
    cost[0] = -1.0
    matrix = np.zeros((types + 1, count + 1))
    matrix[0, 1:] = 1.0
    matrix[1:, 0] = 1.0
    matrix[1:, 1:] = (panels / unit).T
    return Programme(
        cost,
        np.zeros(count + 1),
        np.full(count + 1, INFINITE),
        matrix,
        np.concatenate([[1.0], target / unit]),
        np.concatenate([[1.0], np.full(types, INFINITE)]),
    )


def _clean(weights: Floats) -> Floats:
    kept = np.maximum(weights, 0.0)
    return np.asarray(kept / kept.sum(), dtype=np.float64)
