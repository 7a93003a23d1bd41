"""Dates as people write them, in Dutch or English: ``3-11-2014``, ``nov 2014``, ``3 november 2014``, ``2014``."""

import re
from datetime import date, datetime, timedelta
from math import isfinite
from typing import Any

from counterpoise.formats.codec import FaultError
from counterpoise.record.moments import Moment, MomentError

__all__ = ["as_day", "as_moment"]

_MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb febr februari february",
            "mrt mar maart march",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "aug augustus august",
            "sep sept september",
            "okt oct oktober october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}

# Words that may stand before a date and say nothing about it.
_BESIDE = (
    "op on ma di wo do vr za zo mon tue wed thu fri sat sun"
    " maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
    " monday tuesday wednesday thursday friday saturday sunday"
)

# Nobody can say which months these are, and each reader would choose other ones.
_VAGUE = re.compile(
    r"\b(voorjaar|lente|zomer|najaar|herfst|winter|spring|summer|autumn|fall|begin|eind|einde|medio|half|halverwege|"
    r"early|mid|late|end|week|kwartaal|quarter|q[1-4]|rond|circa|ca|about|around|vanaf|sinds|since|tot|until)\b|[±~]"
)
_YEAR = re.compile(r"(?:19|20|21)\d\d")

_EARLIEST, _LATEST = date(1900, 1, 1), date(2199, 12, 31)
_SERIALS = range(15_000, 110_000)


def as_moment(value: Any, *, epoch: date) -> Moment:  # noqa: ANN401 - whatever a cell holds
    """Read a date as people write it.

    Parameters
    ----------
    value
        What the cell holds: a date, a number or text.
    epoch
        The day 0 of the workbook's own count of days.

    Returns
    -------
    Moment
        Known to the day, the month or the year, as it was written. Times of the day are left out: a cell does not say
        in which time zone they are.

    Raises
    ------
    FaultError
        ``no_such_day``, ``month_comes_second``, ``date_too_vague``, ``date_without_year`` or ``not_a_date_here``.
    """
    if isinstance(value, datetime):
        return _plausible(value.date(), value)
    if isinstance(value, date):
        return _plausible(value, value)
    if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
        return _from_number(value, epoch)
    if isinstance(value, str):
        return _from_text(value)
    raise FaultError("not_a_date_here", value=str(value))


def as_day(moment: Moment, *, first: bool) -> date:
    """Return the first or the last day that a moment may be: a plan for a month is due on the month's last day."""
    return moment.first if first else moment.last


def _plausible(day: date, value: object) -> Moment:
    if not _EARLIEST <= day <= _LATEST:
        raise FaultError("not_a_date_here", value=str(value))
    return Moment.on(day)


def _from_number(value: float, epoch: date) -> Moment:
    # A plain 2014 is a year; as a count of days it would be a day in 1905, of which no council keeps a list.
    if value == int(value) and 1900 <= value <= 2199:
        return Moment.in_year(int(value))
    if int(value) not in _SERIALS:
        raise FaultError("not_a_date_here", value=str(value))
    return Moment.on(epoch + timedelta(days=int(value)))


def _from_text(text: str) -> Moment:
    try:
        moment = Moment.parse(text.strip())
    except MomentError:
        moment = None
    if moment is not None:
        _plausible(moment.first, text)
        return Moment.on(moment.first) if moment.at is not None else moment
    plain = _plain(text)
    if found := re.fullmatch(r"(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?", plain):
        year, month, day = found.groups()
        return _made(text, year, month, day)
    if found := re.fullmatch(r"(?:(\d{1,2})[-/. ])?(\d{1,2})[-/. ](\d{4}|'?\d\d)", plain):
        day, month, year = found.groups()
        if day or len(year) == 4:
            return _made(text, year, month, day)
    if found := re.fullmatch(r"(?:(\d{1,2})(?:e|de|ste|st|nd|rd|th)?[- ])?([a-z]+)[- ](\d{4}|'\d\d|\d\d)", plain):
        day, name, year = found.groups()
        if name in _MONTHS:
            return _made(text, year, str(_MONTHS[name]), day)
    if (found := re.fullmatch(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})", plain)) and found[1] in _MONTHS:
        return _made(text, found[3], str(_MONTHS[found[1]]), found[2])
    if re.fullmatch(r"\d{4}", plain):
        return _made(text, plain, None, None)
    raise _fault(text, plain)


def _plain(text: str) -> str:
    """Return the text in small letters without weekdays, times of the day and the dots of abbreviations."""
    plain = " ".join(text.lower().split())
    plain = re.sub(r"(?<=\d)(?: |t| om | at )\d{1,2}[:.]\d\d(:\d\d)?( uur| h| u)?$", "", plain)
    plain = re.sub(r"([a-z])\.", r"\1", plain).replace(",", " ")
    words = [word for word in plain.split() if word not in _BESIDE.split()]
    return " ".join(words).strip(" .")


def _made(text: str, year: str, month: str | None, day: str | None) -> Moment:
    digits = year.strip("'")
    number = int(digits)
    # Only two figures stand for a year of this century or the last; "0014" is a slip, and nobody knows of what.
    if len(digits) == 2:
        number += 2000 if number < 70 else 1900
    if not 1900 <= number <= 2199:
        raise FaultError("not_a_date_here", value=text)
    if month is None:
        return Moment.in_year(number)
    if int(month) > 12 and day is not None and int(day) <= 12:
        raise FaultError("month_comes_second", value=text, month=int(month), meant=f"{int(month)}-{int(day)}-{number}")
    try:
        return Moment.in_month(number, int(month)) if day is None else Moment.on(date(number, int(month), int(day)))
    except ValueError as error:
        raise FaultError("no_such_day", value=text) from error


def _fault(text: str, plain: str) -> FaultError:
    if _VAGUE.search(plain):
        return FaultError("date_too_vague", value=text)
    named = any(word in _MONTHS for word in re.split(r"[-/ ]", plain))
    if (named or re.fullmatch(r"\d{1,2}[-/ ]\d{1,2}", plain)) and not _YEAR.search(plain):
        return FaultError("date_without_year", value=text)
    return FaultError("not_a_date_here", value=text)
