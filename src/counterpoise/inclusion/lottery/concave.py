"""Nash and Goldilocks: the best chances over the relaxation when everybody's chance counts at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import linalg

from counterpoise.inclusion.lottery.certificate import Certificate, Proof, WrongBoundError
from counterpoise.inclusion.lottery.programmes import INFINITE, Programme
from counterpoise.inclusion.lottery.relaxed import Relaxation

__all__ = ["certify_goldilocks", "certify_nash", "goldilocks_chances", "goldilocks_value", "nash_chances", "nash_value"]

Floats = NDArray[np.float64]
ENOUGH = 1e-4
SETTLED = 1e-10


def _best(relaxation: Relaxation, aim: Floats) -> tuple[Floats, Floats]:
    """Return the people per type that count most, and the prices of the rows."""
    types = len(aim)
    largest = float(np.abs(aim).max()) or 1.0
    programme = Programme(
        aim / largest,
        np.zeros(types),
        relaxation.instance.most.astype(np.float64),
        relaxation.rows,
        relaxation.low,
        relaxation.high,
    )
    answer = programme.solve()
    return answer.columns, answer.row_prices * largest


def nash_value(relaxation: Relaxation, chances: Floats) -> float:
    """Return the mean logarithm of everybody's chance; minus infinity where somebody has none."""
    number = relaxation.instance.number
    with np.errstate(divide="ignore"):
        return float(number @ np.log(chances)) / float(number.sum())


def nash_chances(relaxation: Relaxation) -> Floats:
    """Return the chances with the largest product over the relaxation, shape (T,).

    Notes
    -----
    A barrier method over people per type and the slack of each row. The second derivatives are diagonal, so that each
    step solves equations as small as there are quotas. People who can have no chance at all are left out.
    """
    instance = relaxation.instance
    inner = _inside(relaxation)
    problem = _problem(relaxation, inner)
    point, barrier = problem.start, 1.0
    while barrier > 1e-11:
        for _ in range(40):
            gain, curve = problem.slopes(point, barrier)
            step = _newton(problem.equations, gain, curve, problem.sums - problem.equations @ point)
            length = _length(point, step, problem)
            point = point + length * step
            if float(step @ (curve * step)) < SETTLED:
                break
        barrier *= 0.1
    people = inner.copy()
    people[problem.free] = point[: len(problem.number)]
    return np.clip(people, 0.0, instance.most) / instance.number


@dataclass(frozen=True, slots=True)
class _Problem:
    """The barrier's variables: people of the free types, then the slack of each row with room."""

    start: Floats
    floor: Floats
    roof: Floats
    equations: Floats
    sums: Floats
    number: Floats
    free: NDArray[np.bool_]

    def slopes(self, point: Floats, barrier: float) -> tuple[Floats, Floats]:
        """Return the first derivatives and, as positive numbers, the second."""
        count = len(self.number)
        below, above = point - self.floor, self.roof - point
        gain, curve = barrier / below - barrier / above, barrier / below**2 + barrier / above**2
        gain[:count] += self.number / point[:count]
        curve[:count] += self.number / point[:count] ** 2
        return gain, curve


def _problem(relaxation: Relaxation, inner: Floats) -> _Problem:
    instance, rows = relaxation.instance, relaxation.rows
    low, high = np.maximum(relaxation.low, -1e9), relaxation.high
    free = (inner > 1e-9) & (inner < instance.most - 1e-9)
    values = rows @ inner
    roomy = (values > low + 1e-9) & (values < high - 1e-9)
    equations = np.vstack(
        [
            np.hstack([rows[np.ix_(~roomy, free)], np.zeros((int((~roomy).sum()), int(roomy.sum())))]),
            np.hstack([rows[np.ix_(roomy, free)], -np.eye(int(roomy.sum()))]),
        ]
    )
    return _Problem(
        np.concatenate([inner[free], values[roomy]]),
        np.concatenate([np.zeros(int(free.sum())), low[roomy]]),
        np.concatenate([instance.most[free].astype(np.float64), high[roomy]]),
        equations,
        np.concatenate([(values - rows[:, ~free] @ inner[~free])[~roomy], (-rows[:, ~free] @ inner[~free])[roomy]]),
        instance.number[free].astype(np.float64),
        free,
    )


def _newton(equations: Floats, gain: Floats, curve: Floats, missing: Floats) -> Floats:
    """Return the step that gains most by the slopes, and makes good what rounding took from the equations."""
    # In units in which every variable curves alike, and each equation of length one, for the sake of rounding.
    root = 1.0 / np.sqrt(curve)
    rows = equations * root
    length = np.maximum(np.sqrt((rows**2).sum(axis=1)), 1e-300)
    rows = rows / length[:, None]
    prices, *_ = linalg.lstsq(rows @ rows.T, rows @ (gain * root) - missing / length, cond=1e-13)
    return np.asarray(root * (gain * root - rows.T @ prices), dtype=np.float64)


def _length(point: Floats, step: Floats, problem: _Problem) -> float:
    down, up = step < 0, step > 0
    room = min(
        ((problem.floor - point)[down] / step[down]).min(initial=np.inf),
        ((problem.roof - point)[up] / step[up]).min(initial=np.inf),
    )
    return float(min(1.0, 0.99 * room))


def _inside(relaxation: Relaxation) -> Floats:
    """Return people per type that lie strictly within every bound that can be kept strictly."""
    types, most = len(relaxation.instance.number), relaxation.instance.most
    points = [point for row in relaxation.rows[1:] for point in (_best(relaxation, row)[0], _best(relaxation, -row)[0])]
    for sign in (1.0, -1.0):
        waiting = np.ones(types, dtype=bool)
        # Points that each move all types not yet moved: a few of them move every type that can be.
        while waiting.any():
            best, _ = _best(relaxation, sign * waiting)
            points.append(best)
            moved = waiting & ((best > 1e-9) if sign > 0 else (best < most - 1e-9))
            if not moved.any():
                break
            waiting &= ~moved
    return np.asarray(np.mean(points, axis=0), dtype=np.float64)


def certify_nash(relaxation: Relaxation, chances: Floats) -> Certificate:
    """Certify chances for Nash: their product is within the gap of the largest.

    Notes
    -----
    The mean logarithm is concave: it nowhere exceeds its tangent, and weak duality bounds the tangent. The gap is that
    of the geometric mean, as a share of it.
    """
    instance = relaxation.instance
    value = nash_value(relaxation, chances)
    if not np.isfinite(value):
        return Certificate("none", 1.0, ENOUGH, (), relaxation.cuts)
    slope = instance.number / (chances * instance.number) / instance.people
    _, prices = _best(relaxation, slope)
    bound = value + relaxation.bound(slope, prices) - float(slope @ (chances * instance.number))
    if bound < value - 1e-9:
        raise WrongBoundError(bound, value)
    proof = Proof(value, max(bound, value), value, (), slope, prices)
    return Certificate("value", float(np.expm1(max(bound - value, 0.0))), ENOUGH, (proof,), relaxation.cuts)


@dataclass(frozen=True, slots=True)
class Pull:
    """What holds Goldilocks in its place.

    Attributes
    ----------
    down, up
        How much each type holds the largest chance up, and the smallest chance down; shape (T,).
    prices
        The prices of the size, the cells and the cuts.
    """

    down: Floats
    up: Floats
    prices: Floats


def goldilocks_value(relaxation: Relaxation, chances: Floats, *, gamma: float) -> float:
    """Return (n/k) · the largest chance + γ · (k/n) / the smallest; infinity where somebody has none."""
    mean = relaxation.instance.mean
    low = float(chances.min())
    return float(chances.max()) / mean + (gamma * mean / low if low > 0 else np.inf)


def goldilocks_chances(relaxation: Relaxation, *, gamma: float) -> tuple[Floats, Pull]:
    """Return the chances for which neither the largest is too large nor the smallest too small.

    Parameters
    ----------
    relaxation
        What panels keep on average.
    gamma
        How much the smallest chance counts beside the largest: 1, 2 or 3.

    Returns
    -------
    array
        The chance of each type.
    Pull
        The proof.

    Notes
    -----
    C. Baharav and B. Flanigan, Fair, manipulation-robust, and transparent sortition (2024). 1/min is convex, so each
    smallest chance tried adds a tangent from below; linear programmes over the tangents come ever closer.
    """
    instance = relaxation.instance
    types, mean = len(instance.number), instance.mean
    scale = instance.number * mean
    count = len(relaxation.low)
    eye, one, none = np.eye(types), np.ones((types, 1)), np.zeros((types, 1))
    # Variables in units of k/n: the chances, the largest, the smallest, and one over the smallest.
    matrix = np.vstack(
        [
            np.hstack([relaxation.rows * scale, np.zeros((count, 3))]),
            np.hstack([eye, -one, none, none]),
            np.hstack([eye, none, -one, none]),
        ]
    )
    programme = Programme(
        np.concatenate([np.zeros(types), [-1.0, 0.0, -gamma]]),
        np.zeros(types + 3),
        np.concatenate([instance.most / scale, [INFINITE, INFINITE, INFINITE]]),
        matrix,
        np.concatenate([relaxation.low, np.full(types, -INFINITE), np.zeros(types)]),
        np.concatenate([relaxation.high, np.zeros(types), np.full(types, INFINITE)]),
    )
    tried = 1.0
    answer = programme.solve()
    for _ in range(60):
        # 1/m >= 2/t - m/t² for every t that was tried.
        programme.add_row(2.0 / tried, INFINITE, [types + 1, types + 2], [1.0 / tried**2, 1.0])
        answer = programme.solve()
        low, over = float(answer.columns[types + 1]), float(answer.columns[types + 2])
        if low > 0 and 1.0 / low - over < 1e-9:
            break
        tried = max(low, tried / 4)
    largest = np.maximum(answer.row_prices[count : count + types], 0.0)
    smallest = np.maximum(-answer.row_prices[count + types : count + 2 * types], 0.0)
    return answer.columns[:types] * mean, Pull(largest, smallest, answer.row_prices[:count])


def certify_goldilocks(relaxation: Relaxation, chances: Floats, pull: Pull, *, gamma: float) -> Certificate:
    """Certify chances for Goldilocks: what they come to is within the gap of the least there can be.

    Notes
    -----
    With weights a over the types that sum to 1 the largest chance is at least a · chances; with weights b the smallest
    is at most b · chances; and 1/m is at least its tangent at any t. That makes a linear bound, which weak duality
    bounds in turn. The weight of the smallest decides the best t.
    """
    instance, mean = relaxation.instance, relaxation.instance.mean
    value = goldilocks_value(relaxation, chances, gamma=gamma)
    if not np.isfinite(value):
        return Certificate("none", 1.0, ENOUGH, (), relaxation.cuts)
    largest, smallest, prices = pull.down, pull.up, pull.prices
    share = max(float(largest.sum()), 1.0)
    # The largest counts once in the aim, so its weights may sum to no more than 1.
    largest, smallest, prices = largest / share, smallest / share, prices / share
    slope = float(smallest.sum())
    aim = (smallest - largest) / (instance.number * mean)
    # γ/m >= 2 sqrt(γ · slope) - slope · m, the tangent with this slope.
    bound = 2.0 * float(np.sqrt(gamma * slope)) - relaxation.bound(aim, prices)
    if bound > value * (1 + 1e-9):
        raise WrongBoundError(bound, value)
    step = Proof(value, min(bound, value), value, (), aim, prices)
    return Certificate("value", max(value - bound, 0.0) / value, ENOUGH, (step,), relaxation.cuts)
