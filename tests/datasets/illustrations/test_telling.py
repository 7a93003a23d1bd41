from datetime import date, timedelta

import pytest

from counterpoise.datasets.illustrations.telling import clock_at, told


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2013, 3, 30), 1),
        (date(2013, 3, 31), 2),
        (date(2013, 10, 26), 2),
        (date(2013, 10, 27), 1),
        (date(2015, 6, 30), 2),
        (date(2015, 10, 25), 1),
    ],
)
def test_summer_time_runs_from_the_last_sunday_of_march_to_the_last_of_october(day: date, hours: int) -> None:
    assert clock_at(day, "12:00").utcoffset() == timedelta(hours=hours)


def test_what_is_known_to_the_month_is_written_down_on_its_last_day() -> None:
    assert told("2013-09", of="meals")["recorded_at"].date() == date(2013, 9, 30)


def test_a_row_without_the_papers_words_is_assumed() -> None:
    assert told("2013-09-02", of=None)["source"] == "assumed"
    assert told("2013-09-02", of=None, quote="complaints about the meals")["source"] == "paper"


def test_it_can_be_written_down_later() -> None:
    row = told("2013-09-02", of=None, written="2013-09-20", clock="09:30")
    assert row["recorded_at"].isoformat() == "2013-09-20T09:30:00+02:00"
