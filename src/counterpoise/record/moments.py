"""When something happened, as exactly as people know it: a minute, a day, a month or a year.

A month-only date is never turned into a made-up day. It is kept as the range of days that it may mean, and every lag
that is computed
from it is a range as well.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache, total_ordering

__all__ = ["DayRange", "Moment", "MomentError", "Precision", "days_between", "surely_before"]


class Precision(StrEnum):
    """How exactly a moment is known. A moment that is not known at all is ``None``, not a `Moment`."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


_LENGTHS = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}


class MomentError(ValueError):
    """A text is not a moment.

    Attributes
    ----------
    code
        Always ``"not_a_moment"``.
    text
        What was given.
    """

    code = "not_a_moment"

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"{text!r} is not a date: write 2014-11-03, 2014-11, 2014 or 2014-11-03T14:30:00+01:00")


@total_ordering
@dataclass(frozen=True, slots=True)
class Moment:
    """A moment with its precision; ordered by its first possible day, and on the same days by its time, if known.

    Attributes
    ----------
    first
        The first calendar day that it may have been, in the time zone of the place.
    last
        The last calendar day that it may have been.
    at
        The exact time with its offset, where it is known to the minute.
    """

    first: date
    last: date
    at: datetime | None = None

    @classmethod
    def on(cls, day: date) -> "Moment":
        """Return the moment that is known to the day.

        Parameters
        ----------
        day
            The day.
        """
        return cls(day, day)

    @classmethod
    def in_month(cls, year: int, month: int) -> "Moment":
        """Return the moment that is known to the month.

        Parameters
        ----------
        year, month
            The month, from 1 to 12.
        """
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @classmethod
    def in_year(cls, year: int) -> "Moment":
        """Return the moment that is known to the year.

        Parameters
        ----------
        year
            The year.
        """
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def exactly(cls, at: datetime) -> "Moment":
        """Return the exact moment; its day is the day that `at` shows in its own time zone.

        Parameters
        ----------
        at
            The time, with its time zone.

        Raises
        ------
        MomentError
            If `at` has no time zone.
        """
        if at.tzinfo is None:
            raise MomentError(at.isoformat())
        return cls(at.date(), at.date(), at)

    @classmethod
    def parse(cls, text: str) -> "Moment":
        """Read the form that `str` writes.

        Parameters
        ----------
        text
            Such as 2014-11-03, 2014-11, 2014 or 2014-11-03T14:30:00+01:00.

        Raises
        ------
        MomentError
            If the text is not a year, a month, a day or a time with its offset.
        """
        return _parse(text)

    def __lt__(self, other: "Moment") -> bool:
        return self._place < other._place

    @property
    def _place(self) -> tuple[date, date, float]:
        # A day whose time nobody knows comes before the times of that day, so that the order is always the same.
        return self.first, self.last, self.at.timestamp() if self.at is not None else float("-inf")

    @property
    def precision(self) -> Precision:
        """How exactly the moment is known."""
        if self.at is not None:
            return Precision.MINUTE
        if self.first == self.last:
            return Precision.DAY
        return Precision.MONTH if self.first.month == self.last.month else Precision.YEAR

    def __str__(self) -> str:
        """Write the shortest ISO 8601 form that keeps the precision."""
        if self.at is not None:
            return self.at.isoformat()
        return self.first.isoformat()[: _LENGTHS[self.precision]]


@lru_cache(maxsize=65536)
def _parse(text: str) -> Moment:
    # Cached: large registers repeat the same few thousand days hundreds of thousands of times.
    try:
        if len(text) == 10 and text[4] == text[7] == "-":
            return Moment.on(date.fromisoformat(text))
        if len(text) == 7 and text[4] == "-" and (text[:4] + text[5:]).isdecimal():
            return Moment.in_month(int(text[:4]), int(text[5:]))
        if len(text) == 4 and text.isdecimal() and text.isascii():
            return Moment.in_year(int(text))
        if len(text) > 15 and text[10] == "T":
            return Moment.exactly(datetime.fromisoformat(text))
    except ValueError as error:
        raise MomentError(text) from error
    raise MomentError(text)


@dataclass(frozen=True, slots=True)
class DayRange:
    """A number of calendar days that may only be known as a range.

    Attributes
    ----------
    low
        The smallest number of days it can have been; negative where the second moment came first.
    high
        The largest number of days it can have been.
    """

    low: int
    high: int

    @property
    def middle(self) -> float:
        """The midpoint in days: the figure to print beside the range."""
        return (self.low + self.high) / 2

    @property
    def exact(self) -> bool:
        """Whether both moments were known to the day."""
        return self.low == self.high


def days_between(start: Moment | date, end: Moment | date) -> DayRange:
    """Count calendar days from `start` to `end`, as the range that their precision allows.

    Parameters
    ----------
    start, end
        Moments, or plain days.

    Returns
    -------
    DayRange
        In days; negative where `end` lies before `start`. Of two exact times the days are those of the place of
        `start`: what came after it is never a day before it because it was written down in another time zone.
    """
    if not isinstance(end, Moment):
        # Until a plain day: asked so often that no moment is made for it.
        first, last = (start.first, start.last) if isinstance(start, Moment) else (start, start)
        return DayRange((end - last).days, (end - first).days)
    a, b = start if isinstance(start, Moment) else Moment.on(start), end
    if a.at is not None and b.at is not None and a.at.utcoffset() != b.at.utcoffset():
        b = Moment.exactly(b.at.astimezone(a.at.tzinfo))
    return DayRange((b.first - a.last).days, (b.last - a.first).days)


def surely_before(first: Moment | None, second: Moment | None) -> bool:
    """Say whether one moment certainly lies before another.

    Two moments on the same day are in no order, unless both are known to the minute. What nobody dated, or what the
    precision leaves open, is not certain: neither side gets the benefit of a made-up day.

    Parameters
    ----------
    first, second
        The moments; None where nobody knows.
    """
    if first is None or second is None:
        return False
    if first.at is not None and second.at is not None:
        return first.at < second.at
    return first.last < second.first
