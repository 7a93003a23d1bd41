"""The last day of a term: weekends, holidays, extension and pause; and the day on which to warn before it ends.

How days are counted:

* the day of the event is not counted; the term ends at the end of its last day
* weeks end on the same day of the week; months and years on the same day of the month, or on the month's last day where
  it has no such day
* a Dutch term of law that ends on a weekend or holiday runs on to the next working day (article 1 of the Algemene
  termijnenwet), and one of three days or more holds at least two working days (article 2); neither is done for terms of
  more than 90 days, 12 weeks or 3 months, nor for years (article 4), nor for terms counted back from an event
* an English term is not moved
* an extension is counted from where the first term would have ended if nothing had moved it
* while a term is paused no day of it passes
"""

import itertools
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from counterpoise.control.rights.holidays import Calendar, Jurisdiction
from counterpoise.control.rights.terms import Term, Unit

__all__ = ["Deadline", "PauseError", "Reason", "counted_back", "deadline", "deadline_on"]

WARN_WORKING_DAYS = 5
"""How many working days before the last day people are warned, where nobody says otherwise."""

_DAY = timedelta(days=1)
_LEAST_DAYS = 3
_LEAST_WORKING_DAYS = 2


class PauseError(ValueError):
    """A pause ends before it begins, or two pauses overlap.

    Attributes
    ----------
    code
        ``rights.pause_backwards`` or ``rights.pauses_overlap``.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Reason:
    """One step by which a last day was found.

    Attributes
    ----------
    code
        ``counted``, ``agreed``, ``extended``, ``paused``, ``two_working_days`` or ``day_off``.
    day
        The last day after this step.
    """

    code: str
    day: date


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a term, and how it was found.

    Attributes
    ----------
    start
        The day of the event, which is not counted.
    last_day
        The last day; it ends at midnight in the zone of the body.
    warn_on
        The working day on which people are warned; never before the day after the event.
    steps
        How the last day was found.
    """

    start: date
    last_day: date
    warn_on: date
    steps: tuple[Reason, ...]

    def days_left(self, at: date) -> int:
        """Return the calendar days that are left; 0 on the last day, negative after it."""
        return (self.last_day - at).days

    def is_over(self, at: date) -> bool:
        """Say whether the term has ended by the beginning of a day."""
        return at > self.last_day

    def warns(self, at: date) -> bool:
        """Say whether people are to be warned on a day: the warning has come, the end has not."""
        return self.warn_on <= at <= self.last_day


def deadline(
    start: date,
    term: Term,
    *,
    calendar: Calendar,
    extended: bool = False,
    pauses: Iterable[tuple[date, date]] = (),
    warn_before: int = WARN_WORKING_DAYS,
) -> Deadline:
    """Return the last day of a term.

    Parameters
    ----------
    start
        The day of the event.
    term
        The term.
    calendar
        The days on which work is done.
    extended
        Whether it was extended, as far as the law allows.
    pauses
        From when until when it stood still: each from a day up to, but not including, another.
    warn_before
        How many working days before the last day people are warned.

    Raises
    ------
    PauseError
        If a pause ends before it begins, or two overlap.
    """
    still = _days_still(pauses)
    moved = calendar.jurisdiction is Jurisdiction.NL and term.moved_from_days_off
    last = _counted(start, term.length, term.unit, calendar)
    steps = [Reason("counted", last)]
    if extended and term.extension:
        last = _counted(start, term.length + term.extension, term.unit, calendar)
        steps.append(Reason("extended", last))
    paused = _after_pauses(start, last, term.unit, calendar, still)
    if paused != last:
        last = paused
        steps.append(Reason("paused", last))
    if moved and (last - start).days >= _LEAST_DAYS and term.unit is not Unit.WORKING_DAYS:
        longer = _with_working_days(start, last, calendar, still)
        if longer != last:
            last = longer
            steps.append(Reason("two_working_days", last))
    if moved and not calendar.works(last):
        last = calendar.next_working_day(last)
        steps.append(Reason("day_off", last))
    return Deadline(start, last, _warning(start, last, calendar, warn_before), tuple(steps))


def deadline_on(
    start: date,
    last_day: date,
    *,
    calendar: Calendar,
    pauses: Iterable[tuple[date, date]] = (),
    warn_before: int = WARN_WORKING_DAYS,
) -> Deadline:
    """Return the term that ends on a day that people named; no day off moves it, and a pause after that does.

    Parameters
    ----------
    start
        The day of the event.
    last_day
        The last day that was named.
    calendar, pauses, warn_before
        As for `deadline`; a pause lasts days, not working days.

    Raises
    ------
    PauseError
        If a pause ends before it begins, or two overlap.
    """
    steps = [Reason("agreed", last_day)]
    last = _after_pauses(start, last_day, Unit.DAYS, calendar, _days_still(pauses))
    if last != last_day:
        steps.append(Reason("paused", last))
    return Deadline(start, last, _warning(start, last, calendar, warn_before), tuple(steps))


def counted_back(event: date, term: Term, *, calendar: Calendar) -> date:
    """Return the last day on which something can be done that must be done a term before an event.

    Between that day and the event lie as many full days as the term says. Nothing moves it: a term that is counted back
    is not shortened or lengthened by days off.
    """
    if term.unit is Unit.WORKING_DAYS:
        day, left = event, term.length
        while left:
            day -= _DAY
            left -= calendar.works(day)
        return day - _DAY
    return _shifted(event, -term.length, term.unit) - _DAY


def _counted(start: date, length: int, unit: Unit, calendar: Calendar) -> date:
    if unit is not Unit.WORKING_DAYS:
        return _shifted(start, length, unit)
    day = start
    while length:
        day += _DAY
        length -= calendar.works(day)
    return day


def _shifted(day: date, length: int, unit: Unit) -> date:
    if unit is Unit.DAYS or unit is Unit.WORKING_DAYS:
        return day + length * _DAY
    if unit is Unit.WEEKS:
        return day + 7 * length * _DAY
    months = day.year * 12 + day.month - 1 + length * (12 if unit is Unit.YEARS else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _days_still(pauses: Iterable[tuple[date, date]]) -> tuple[tuple[date, date], ...]:
    ordered = tuple(sorted(pauses))
    if any(until < since for since, until in ordered):
        raise PauseError("rights.pause_backwards")
    if any(until > since for (_, until), (since, _) in itertools.pairwise(ordered)):
        raise PauseError("rights.pauses_overlap")
    return ordered


def _after_pauses(
    start: date, last: date, unit: Unit, calendar: Calendar, still: tuple[tuple[date, date], ...]
) -> date:
    # Pauses in order: each moves the end by as many days (or working days) of it as lie before the end.
    for since, until in still:
        first = max(since, start + _DAY)
        if first > last:
            break
        days = (first + number * _DAY for number in range(max(0, (until - first).days)))
        if unit is Unit.WORKING_DAYS:
            lost = sum(calendar.works(day) for day in days)
            last = _working_days_on(last, lost, calendar)
        else:
            last += max(0, (until - first).days) * _DAY
    return last


def _working_days_on(day: date, number: int, calendar: Calendar) -> date:
    while number:
        day += _DAY
        number -= calendar.works(day)
    return day


def _with_working_days(start: date, last: date, calendar: Calendar, still: tuple[tuple[date, date], ...]) -> date:
    day, found = start, 0
    while day < last and found < _LEAST_WORKING_DAYS:
        day += _DAY
        found += calendar.works(day) and not any(since <= day < until for since, until in still)
    while found < _LEAST_WORKING_DAYS:
        last += _DAY
        found += calendar.works(last) and not any(since <= last < until for since, until in still)
    return last


def _warning(start: date, last: date, calendar: Calendar, before: int) -> date:
    day, left = last, before
    while left and day > start + _DAY:
        day -= _DAY
        left -= calendar.works(day)
    # A warning on a day off would be read after the weekend, so it comes on the working day before it.
    while not calendar.works(day) and day > start + _DAY:
        day -= _DAY
    return day
