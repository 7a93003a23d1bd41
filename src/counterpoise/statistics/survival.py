"""Times until something happens, when for some it has not happened yet (right censoring).

Written in plain Python for the short lists of one initiative. Times may be negative: a group that was told before the
decision has a lag below zero. The median is the first time at which half or fewer are left; a median that is not
reached is None and never a number.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from counterpoise.statistics.intervals import Interval, normal_quantile

# Products such as 3/4 · 2/3 should equal one half; floating point may leave a hair above it.
_SLACK = 1e-12


class TimesWithoutMarksError(ValueError):
    """Lists of times, marks or weights that differ in length."""

    code = "statistics.times_without_marks"

    def __init__(self, times: int, marks: int) -> None:
        self.times = times
        self.marks = marks
        super().__init__(f"Every time needs its own mark; there are {times} times and {marks} marks.")


class TimeNotFiniteError(ValueError):
    """A time that is infinite or no number, or a weight below zero."""

    code = "statistics.time_not_finite"

    def __init__(self, value: float) -> None:
        self.value = value
        super().__init__(f"Times are numbers and weights are zero or more; this one is {value}.")


class EarliestAfterLatestError(ValueError):
    """An uncertain time whose earliest end lies after its latest."""

    code = "statistics.earliest_after_latest"

    def __init__(self, earliest: float, latest: float) -> None:
        self.earliest = earliest
        self.latest = latest
        super().__init__(f"The earliest time {earliest} lies after the latest time {latest}.")


@dataclass(frozen=True, slots=True)
class Step:
    """One drop of the curve.

    Parameters
    ----------
    time
        When, in the unit of the times given.
    at_risk
        Number (or weight) for whom it had not happened just before.
    events
        Number (or weight) for whom it happened now.
    survival
        Share for whom it has not happened after this time.
    interval
        Log-log interval of `survival`; None with weights, and where nobody is left.
    """

    time: float
    at_risk: float
    events: float
    survival: float
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Survival:
    """A Kaplan–Meier curve.

    Parameters
    ----------
    steps
        The drops in order of time; empty where nothing happened.
    n, events
        Number of times, and of those that were observed to end.
    median
        First time with survival of one half or less, or None: not reached.
    median_low, median_high
        Ends of the interval of the median, None where an end is not reached (or with weights).
    """

    steps: tuple[Step, ...]
    n: int
    events: int
    median: float | None
    median_low: float | None
    median_high: float | None

    def at(self, time: float) -> float:
        """Return the share for whom it has not happened by a time, that time included."""
        left = 1.0
        for step in self.steps:
            if step.time > time:
                break
            left = step.survival
        return left


@dataclass(frozen=True, slots=True)
class SurvivalRange:
    """The two curves that bound what is possible when times are known only as a range.

    Parameters
    ----------
    early, late
        The curve with every time at its earliest and at its latest end.
    """

    early: Survival
    late: Survival

    @property
    def median_range(self) -> tuple[float | None, float | None]:
        """Median of the early and of the late curve; None where it is not reached."""
        return self.early.median, self.late.median


def _sorted(
    times: Sequence[float], observed: Sequence[bool], weights: Sequence[float] | None
) -> list[tuple[float, bool, float]]:
    marks = [1.0] * len(times) if weights is None else list(weights)
    for other in (observed, marks):
        if len(other) != len(times):
            raise TimesWithoutMarksError(len(times), len(other))
    for value in (*times, *marks):
        if not math.isfinite(value):
            raise TimeNotFiniteError(value)
    if min(marks, default=0.0) < 0:
        raise TimeNotFiniteError(min(marks))
    return sorted(zip(times, map(bool, observed), marks, strict=True))


def _log_log(survival: float, greenwood: float, z: float) -> Interval | None:
    """Interval that stays inside 0 and 1: symmetric on the scale log(−log S)."""
    if survival <= 0.0 or survival >= 1.0:
        return None
    reach = z * math.sqrt(greenwood) / math.log(survival)
    low, high = survival ** math.exp(-reach), survival ** math.exp(reach)
    return Interval(min(low, high), max(low, high))


def _drops(entries: Sequence[tuple[float, bool, float]], z: float | None) -> list[Step]:
    """Walk through sorted entries and return a step for each time at which something happened; no z, no intervals."""
    at_risk = math.fsum(weight for _, _, weight in entries)
    steps: list[Step] = []
    survival, greenwood, i = 1.0, 0.0, 0
    while i < len(entries):
        now, events, leaving = entries[i][0], 0.0, 0.0
        while i < len(entries) and entries[i][0] == now:
            leaving += entries[i][2]
            events += entries[i][2] * entries[i][1]
            i += 1
        if events > 0:
            left = max(0.0, at_risk - events)
            survival *= left / at_risk
            greenwood += events / (at_risk * left) if left else math.inf
            interval = _log_log(survival, greenwood, z) if z is not None else None
            steps.append(Step(now, at_risk, events, survival, interval))
        at_risk -= leaving
    return steps


def _first_below(values: Sequence[tuple[float, float]]) -> float | None:
    return next((time for time, value in values if value <= 0.5 + _SLACK), None)


def kaplan_meier(
    times: Sequence[float],
    observed: Sequence[bool],
    *,
    weights: Sequence[float] | None = None,
    level: float = 0.95,
) -> Survival:
    """Return the Kaplan–Meier curve of right-censored times.

    Parameters
    ----------
    times
        Time to the event, or to the last moment at which it had not happened. Any unit, may be negative.
    observed
        True where the event happened at that time, False where it was still to come (censored).
    weights
        Size of each entry (persons in a group). Weighted curves carry no intervals: the members of a group are told
        together and are no independent cases.
    level
        Confidence level of the log-log intervals.

    Raises
    ------
    TimesWithoutMarksError
        The lists differ in length.
    TimeNotFiniteError
        A time is infinite or no number, or a weight is below zero.
    LevelOutOfRangeError
        The level is not strictly between 0 and 1.

    Notes
    -----
    E. L. Kaplan and P. Meier (1958); variance of Greenwood; the interval of the median after R. Brookmeyer and
    J. Crowley, Biometrics 38 (1982) 29–41, on the log-log scale.
    """
    z = normal_quantile(level)
    entries = _sorted(times, observed, weights)
    steps = _drops(entries, None if weights is not None else z)
    known = [(step.time, step.interval) for step in steps if step.interval is not None]
    return Survival(
        steps=tuple(steps),
        n=len(entries),
        events=sum(happened for _, happened, _ in entries),
        median=_first_below([(step.time, step.survival) for step in steps]),
        median_low=_first_below([(time, interval.low) for time, interval in known]),
        median_high=_first_below([(time, interval.high) for time, interval in known]),
    )


def kaplan_meier_range(
    earliest: Sequence[float],
    latest: Sequence[float],
    observed: Sequence[bool],
    *,
    weights: Sequence[float] | None = None,
    level: float = 0.95,
) -> SurvivalRange:
    """Return the curves at both ends of times that are known only as a range (a month instead of a day).

    Parameters
    ----------
    earliest, latest
        Ends of each time, equal where the day is known.
    observed, weights, level
        As for `kaplan_meier`.

    Raises
    ------
    EarliestAfterLatestError
        A range runs backwards.
    TimesWithoutMarksError, TimeNotFiniteError, LevelOutOfRangeError
        As for `kaplan_meier`.
    """
    if len(earliest) != len(latest):
        raise TimesWithoutMarksError(len(earliest), len(latest))
    for first, last in zip(earliest, latest, strict=True):
        if first > last:
            raise EarliestAfterLatestError(first, last)
    early = kaplan_meier(earliest, observed, weights=weights, level=level)
    if list(earliest) == list(latest):
        return SurvivalRange(early, early)
    return SurvivalRange(early, kaplan_meier(latest, observed, weights=weights, level=level))


def cumulative_incidence(times: Sequence[float], causes: Sequence[str | None], cause: str) -> tuple[Step, ...]:
    """Return the share that has ended by one cause while other causes compete (end of mandate, illness, death).

    Parameters
    ----------
    times
        Time to leaving, or to the last moment at which the person was still there.
    causes
        Why a person left, or None for those who are still there (censored).
    cause
        The cause to follow.

    Returns
    -------
    tuple of Step
        One step for each time at which this cause occurred; `survival` holds the cumulative share, `interval` is None.

    Raises
    ------
    TimesWithoutMarksError, TimeNotFiniteError
        As for `kaplan_meier`.

    Notes
    -----
    O. O. Aalen and S. Johansen, Scandinavian Journal of Statistics 5 (1978) 141–150.
    """
    _sorted(times, [why is not None for why in causes], None)
    steps, share, left = [], 0.0, 1.0
    for now in sorted({t for t, why in zip(times, causes, strict=True) if why is not None}):
        at_risk = sum(t >= now for t in times)
        ended = [why for t, why in zip(times, causes, strict=True) if t == now and why is not None]
        own = ended.count(cause)
        share += left * own / at_risk
        left *= 1 - len(ended) / at_risk
        if own:
            steps.append(Step(now, float(at_risk), float(own), share, None))
    return tuple(steps)
