"""Last days of terms as a calendar that people's own programs can follow (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.util import find_spec
from typing import Any

__all__ = ["CalendarDay", "NeedsCalendarError", "to_calendar"]


class NeedsCalendarError(RuntimeError):
    """The library that writes calendars is not installed.

    Attributes
    ----------
    code
        Always ``"needs_icalendar"``.
    """

    code = "needs_icalendar"

    def __init__(self) -> None:
        super().__init__("install it with: pip install 'counterpoise[web]'")


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """One day on which something ends.

    Attributes
    ----------
    uid
        Its name, the same each time it is written, so that a program changes it and does not add it again.
    day
        The day.
    title
        What ends on it. It is read by whoever sees the screen: it names nobody.
    text
        What can be done until then, and that it is not legal advice.
    warn_on
        The day on which people are warned; empty for no warning.
    url
        Where it stands on the site; may be empty.
    """

    uid: str
    day: date
    title: str
    text: str = ""
    warn_on: date | None = None
    url: str = ""


def to_calendar(
    days: Iterable[CalendarDay], *, name: str, written_at: datetime, lang: str = "en", nothing: str = ""
) -> str:
    """Write days as a calendar.

    Parameters
    ----------
    days
        The days; the same ones in any order give the same text.
    name
        The calendar's name.
    written_at
        When it is written, with its zone.
    lang
        The language of the words.
    nothing
        What stands in a calendar without days: one with nothing in it is no calendar (RFC 5545, section 3.6).

    Returns
    -------
    str
        Lines that end in CRLF, folded at 75 octets. Each day is a whole day, and takes nobody's time.

    Raises
    ------
    NeedsCalendarError
        If icalendar is not installed.
    """
    if find_spec("icalendar") is None:
        raise NeedsCalendarError
    from icalendar import Calendar, Event, Journal

    calendar = Calendar()
    calendar.add("prodid", "-//counterpoise//terms//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for one in sorted(days, key=lambda each: (each.day, each.uid)):
        event = Event()
        event.add("uid", one.uid)
        event.add("dtstamp", written_at)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", one.title, parameters={"language": lang})
        event.add("transp", "TRANSPARENT")
        if one.text:
            event.add("description", one.text, parameters={"language": lang})
        if one.url:
            event.add("url", one.url)
        if one.warn_on is not None and one.warn_on < one.day:
            event.add_component(_warning(one.title, one.warn_on - one.day))
        calendar.add_component(event)
    if nothing and not calendar.subcomponents:
        # A note on no day: it says so where somebody looks, and fills nobody's day.
        note = Journal()
        note.add("uid", "nothing@counterpoise")
        note.add("dtstamp", written_at)
        note.add("summary", nothing, parameters={"language": lang})
        calendar.add_component(note)
    return bytes(calendar.to_ical()).decode("utf-8")


def _warning(title: str, before: timedelta) -> Any:  # noqa: ANN401 - the package comes only where it is installed
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", before)
    return alarm
