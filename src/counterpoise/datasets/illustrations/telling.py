"""How the rows of the illustrations are told: when, by whom, and whether the paper says so or it was assumed."""

from datetime import date, datetime, time, timedelta, timezone
from typing import TypedDict

from counterpoise.record import Level, Moment

__all__ = ["CARE_PATH", "LINDEHOF", "MEALS", "Told", "clock_at", "told"]

MEALS = "meals"
"""The initiative of the first illustration: the meals of the nursing home De Wending."""

LINDEHOF = "lindehof-together"
"""The initiative of the other three illustrations: citizens and the care facility Lindehof."""

CARE_PATH = "care-path"
"""One resident's care: the level of one person."""


class Told(TypedDict):
    """What every row of the illustrations says of itself."""

    initiative: str | None
    level: Level
    happened_at: Moment | None
    recorded_at: datetime
    recorded_by: str | None
    space: str | None
    source: str
    quote: str


def clock_at(day: date, clock: str) -> datetime:
    """Return a time of a day in the Netherlands, with the offset of that day.

    Parameters
    ----------
    day
        The day.
    clock
        The time, such as ``"17:00"``.

    Notes
    -----
    Summer time from the last Sunday of March to the last Sunday of October, as in the years of the illustrations.
    """
    summer = _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10)
    return datetime.combine(day, time.fromisoformat(clock), timezone(timedelta(hours=2 if summer else 1)))


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def told(
    day: str,
    *,
    of: str | None,
    by: str | None = None,
    quote: str = "",
    written: str = "",
    clock: str = "17:00",
    space: str | None = None,
    level: Level = Level.COLLECTIVE,
) -> Told:
    """Return the fields that say when a row happened, when and by whom it was written down, and who says so.

    Parameters
    ----------
    day
        When it happened: a day, or a month where nobody knows the day.
    of
        The initiative or care path; None for what serves all.
    by
        The person who wrote it down.
    quote
        The paper's own words for it. Without them the row is assumed for the demo.
    written
        The day on which it was written down; the last day on which it can have happened if empty.
    clock
        The time at which it was written down.
    space
        The room in which it may be read.
    level
        Whether it is about one person's care or about services for many.
    """
    happened = Moment.parse(day)
    return Told(
        initiative=of,
        level=level,
        happened_at=happened,
        recorded_at=clock_at(date.fromisoformat(written) if written else happened.last, clock),
        recorded_by=by,
        space=space,
        source="paper" if quote else "assumed",
        quote=quote,
    )
