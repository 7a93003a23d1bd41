from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.control.rights.catalogue import catalogue
from counterpoise.control.rights.deadlines import deadline
from counterpoise.formats.calendar import CalendarDay, NeedsCalendarError, to_calendar
from tests.control.rights.worked import NL

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
DAY = CalendarDay(
    uid="nullity-supplier@counterpoise",
    day=date(2026, 4, 7),
    title="Last day to declare the decision void",
    text="In writing, to the organization. This is not legal advice; ask, somebody.",
    warn_on=date(2026, 3, 30),
    url="https://council.example/rights/",
)


def read(text: str) -> list[dict[str, object]]:
    """Read a calendar back with the library that others read it with."""
    icalendar = pytest.importorskip("icalendar")
    found = icalendar.Calendar.from_ical(text)
    return [
        {
            "uid": str(event["uid"]),
            "day": event.decoded("dtstart"),
            "end": event.decoded("dtend"),
            "title": str(event["summary"]),
            "alarms": [alarm.decoded("trigger") for alarm in event.walk("VALARM")],
        }
        for event in found.walk("VEVENT")
    ]


def test_a_last_day_is_a_whole_day_with_its_warning() -> None:
    pytest.importorskip("icalendar")
    text = to_calendar([DAY], name="Council", written_at=NOW)
    assert read(text) == [
        {
            "uid": DAY.uid,
            "day": date(2026, 4, 7),
            "end": date(2026, 4, 8),
            "title": DAY.title,
            "alarms": [timedelta(days=-8)],
        }
    ]
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert "TRANSP:TRANSPARENT" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_the_order_changes_nothing_and_no_warning_comes_on_the_day_itself() -> None:
    pytest.importorskip("icalendar")
    other = replace(DAY, uid="other", day=date(2026, 5, 1), warn_on=date(2026, 5, 1), text="", url="")
    assert to_calendar([DAY, other], name="x", written_at=NOW) == to_calendar([other, DAY], name="x", written_at=NOW)
    assert [one["alarms"] for one in read(to_calendar([other], name="x", written_at=NOW))] == [[]]


@given(title=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=80))
def test_no_title_breaks_out_of_its_line(title: str) -> None:
    pytest.importorskip("icalendar")
    (found,) = read(to_calendar([replace(DAY, title=title)], name="x", written_at=NOW))
    assert found["uid"] == DAY.uid


def test_a_term_of_the_catalogue_becomes_a_day_with_a_warning() -> None:
    pytest.importorskip("icalendar")
    (right,) = (row for row in catalogue().pack("nl-wmcz-2018").rights if row.id == "nullity")
    assert right.reply_term is not None
    found = deadline(date(2026, 3, 3), right.reply_term, calendar=NL)
    day = CalendarDay(uid="a", day=found.last_day, title=right.subject["nl"], warn_on=found.warn_on)
    assert read(to_calendar([day], name="x", written_at=NOW, lang="nl"))[0]["alarms"] == [timedelta(days=-11)]


def test_without_the_library_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterpoise.formats.calendar.find_spec", {}.get)
    with pytest.raises(NeedsCalendarError, match="counterpoise"):
        to_calendar([DAY], name="x", written_at=NOW)
