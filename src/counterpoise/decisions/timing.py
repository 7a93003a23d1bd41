"""What has passed by a day, when some moments are known only to the month."""

from datetime import date

from counterpoise.record import DayRange, Moment, days_between

__all__ = ["has_come", "passed"]


def has_come(moment: Moment | None, *, at: date) -> bool:
    """Say whether a moment lies at or before a day; one that nobody knows does not."""
    return moment is not None and moment.first <= at


def passed(since: Moment, *, at: date) -> DayRange:
    """Return the days from a moment to a day; where a month goes on beyond that day, its rest has not passed yet."""
    whole = days_between(since, at)
    return DayRange(min(max(whole.low, 0), whole.high), whole.high)
