"""Which of two moments came first, when some are known only to the month."""

from datetime import date

from counterpoise.record import DayRange, Moment, days_between

__all__ = ["has_come", "passed", "surely_before"]


def surely_before(first: Moment | None, second: Moment | None) -> bool:
    """Say whether one moment certainly lies before another.

    Two moments on the same day are in no order, unless both are known to the minute. What nobody dated, or what the
    precision leaves open, is not certain: neither side gets the benefit of a made-up day.
    """
    if first is None or second is None:
        return False
    if first.at is not None and second.at is not None:
        return first.at < second.at
    return first.last < second.first


def has_come(moment: Moment | None, *, at: date) -> bool:
    """Say whether a moment lies at or before a day; one that nobody knows does not."""
    return moment is not None and moment.first <= at


def passed(since: Moment, *, at: date) -> DayRange:
    """Return the days from a moment to a day; where a month goes on beyond that day, its rest has not passed yet."""
    whole = days_between(since, at)
    return DayRange(min(max(whole.low, 0), whole.high), whole.high)
