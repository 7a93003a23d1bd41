"""Medians of waiting times whose ends may be known only as a range, as readings hold them."""

from collections.abc import Sequence
from dataclasses import dataclass

from counterpoise.record import DayRange
from counterpoise.statistics.survival import SurvivalRange, kaplan_meier_range

__all__ = ["Median", "Wait", "median_wait"]


@dataclass(frozen=True, slots=True)
class Wait:
    """One waiting time.

    Attributes
    ----------
    days
        Until it happened, or how long it has not.
    over
        Whether it happened.
    weight
        How much it counts.
    """

    days: DayRange
    over: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Median:
    """A median of waiting times.

    Attributes
    ----------
    value
        In days, the midpoint of what the dates allow; None where it is not reached.
    range
        The smallest and largest it can be, where the dates leave it open.
    interval
        Its 95 % interval; None where an end is not reached, with weights, and where the dates leave it open.
    curves
        The curves at both ends of what the dates allow.
    """

    value: float | None
    range: tuple[float, float] | None
    interval: tuple[float, float] | None
    curves: SurvivalRange


def median_wait(waits: Sequence[Wait], *, weighted: bool = False) -> Median:
    """Return the median by Kaplan-Meier: the first time at which half or fewer are still waiting.

    Parameters
    ----------
    waits
        The waiting times; those that last still count as lasting.
    weighted
        Whether the weights count.
    """
    curves = kaplan_meier_range(
        [wait.days.low for wait in waits],
        [wait.days.high for wait in waits],
        [wait.over for wait in waits],
        weights=[wait.weight for wait in waits] if weighted else None,
    )
    low, high = curves.median_range
    if low is None or high is None:
        return Median(None, None, None, curves)
    if low != high:
        return Median((low + high) / 2, (low, high), None, curves)
    ends = (curves.early.median_low, curves.early.median_high)
    interval = (ends[0], ends[1]) if ends[0] is not None and ends[1] is not None else None
    return Median(low, None, interval, curves)
