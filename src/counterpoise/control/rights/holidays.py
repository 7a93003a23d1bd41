"""Days on which offices are closed by law, computed for the Netherlands and for England.

The Netherlands: article 3 of the general act on terms (Algemene termijnenwet). Good Friday is put on a par there; days
that a decree puts on a par for some years are given as `also`, for nobody can compute them. England: the Banking and
Financial Dealings Act 1971 with its substitute days, the two days of common law, and the days that were proclaimed.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

__all__ = ["Calendar", "Jurisdiction", "UnknownYearError", "easter", "holidays"]

FIRST_YEAR = 1980
"""The rules for both countries are written down from here on."""

_DAY = timedelta(days=1)
_MONDAY, _FRIDAY, _SATURDAY, _SUNDAY = 0, 4, 5, 6


class Jurisdiction(StrEnum):
    """Whose days count."""

    NL = "nl"
    EN = "en"


class UnknownYearError(ValueError):
    """Nobody wrote down the holidays of this year here.

    Attributes
    ----------
    code
        Always ``"rights.unknown_year"``.
    year
        The year.
    """

    code = "rights.unknown_year"

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(f"holidays are known from {FIRST_YEAR}, and {year} lies before it")


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar.

    Source: the anonymous computus as published by Meeus, Jones and Butcher; it holds for every year from 1583.
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    last = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * last) // 451
    month, day = divmod(h + last - 7 * m + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=512)
def holidays(year: int, jurisdiction: Jurisdiction) -> frozenset[date]:
    """Return the days of a year on which offices are closed by law, those on a weekend included.

    Raises
    ------
    UnknownYearError
        If the year lies before 1980.
    """
    if year < FIRST_YEAR:
        raise UnknownYearError(year)
    return frozenset(_dutch(year) if jurisdiction is Jurisdiction.NL else _english(year))


def _dutch(year: int) -> Iterator[date]:
    sunday = easter(year)
    yield date(year, 1, 1)
    yield sunday - 2 * _DAY
    yield sunday
    yield sunday + _DAY
    yield _monarch(year)
    yield date(year, 5, 5)
    yield sunday + 39 * _DAY
    yield sunday + 49 * _DAY
    yield sunday + 50 * _DAY
    yield date(year, 12, 25)
    yield date(year, 12, 26)


def _monarch(year: int) -> date:
    # 30 April under two queens, 27 April from 2014 on; on a Sunday it is kept the day before.
    day = date(year, 4, 27) if year >= 2014 else date(year, 4, 30)
    return day - _DAY if day.weekday() == _SUNDAY else day


_MOVED = {
    # The bank holidays that were put on another day, and to which.
    date(1995, 5, 1): date(1995, 5, 8),
    date(2002, 5, 27): date(2002, 6, 4),
    date(2012, 5, 28): date(2012, 6, 4),
    date(2020, 5, 4): date(2020, 5, 8),
    date(2022, 5, 30): date(2022, 6, 2),
}
_PROCLAIMED = frozenset({
    date(1981, 7, 29), date(1999, 12, 31), date(2002, 6, 3), date(2011, 4, 29), date(2012, 6, 5), date(2022, 6, 3),
    date(2022, 9, 19), date(2023, 5, 8),
})  # fmt: skip


def _english(year: int) -> Iterator[date]:
    sunday = easter(year)
    yield sunday - 2 * _DAY
    yield sunday + _DAY
    for day in (_first_monday(year, 5), _last_monday(year, 5), _last_monday(year, 8)):
        yield _MOVED.get(day, day)
    yield from (day for day in _PROCLAIMED if day.year == year)
    yield from _with_substitutes(date(year, 1, 1))
    yield from _with_substitutes(date(year, 12, 25), date(year, 12, 26))


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + ((_MONDAY - first.weekday()) % 7) * _DAY


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - last.weekday() * _DAY


def _with_substitutes(*days: date) -> Iterator[date]:
    """Return the days, and for each that falls on a weekend the next weekday that is none of them."""
    taken = set(days)
    yield from days
    for day in days:
        if day.weekday() < _SATURDAY:
            continue
        substitute = day
        while substitute.weekday() >= _SATURDAY or substitute in taken:
            substitute += _DAY
        taken.add(substitute)
        yield substitute


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which work is done in a jurisdiction.

    Attributes
    ----------
    jurisdiction
        Whose days count.
    also
        Further days without work: those that a decree puts on a par with holidays.
    """

    jurisdiction: Jurisdiction = Jurisdiction.NL
    also: Collection[date] = field(default=frozenset())

    def works(self, day: date) -> bool:
        """Say whether a day is neither on a weekend nor a holiday."""
        if day.weekday() >= _SATURDAY or day in self.also:
            return False
        return day not in holidays(day.year, self.jurisdiction)

    def next_working_day(self, day: date) -> date:
        """Return the day itself where work is done on it, else the first later day on which it is."""
        while not self.works(day):
            day += _DAY
        return day
