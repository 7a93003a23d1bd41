"""Dates are read as people write them, in both languages; what can mean several things is named, never guessed."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.formats.codec import FaultError
from counterpoise.formats.spreadsheets.dates import as_day, as_moment
from counterpoise.record import Moment

EPOCH = date(1899, 12, 30)
DAY = Moment.on(date(2014, 11, 3))
MONTH = Moment.in_month(2014, 11)
YEAR = Moment.in_year(2014)


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("3-11-2014", DAY),
        ("03/11/2014", DAY),
        ("3.11.2014", DAY),
        ("3 11 2014", DAY),
        ("3-11-14", DAY),
        ("3-11-'14", DAY),
        (" 3 november 2014 ", DAY),
        ("3 nov. 2014", DAY),
        ("3 NOV 2014", DAY),
        ("3-nov-2014", DAY),
        ("3-nov-14", DAY),
        ("3e november 2014", DAY),
        ("3rd November 2014", DAY),
        ("maandag 3 november 2014", DAY),
        ("ma. 3 nov. 2014", DAY),
        ("Monday, 3 November 2014", DAY),
        ("November 3, 2014", DAY),
        ("3-11-2014 14:30", DAY),
        ("3 november 2014 14.30 uur", DAY),
        ("2014-11-03", DAY),
        ("2014/11/3", DAY),
        ("2014-11-03T14:30", DAY),
        (datetime(2014, 11, 3, 14, 30), DAY),  # noqa: DTZ001 - as a workbook holds it
        (date(2014, 11, 3), DAY),
        (41946, DAY),
        (41946.6, DAY),
        ("nov 2014", MONTH),
        ("nov. 2014", MONTH),
        ("november 2014", MONTH),
        ("11-2014", MONTH),
        ("11/2014", MONTH),
        ("2014-11", MONTH),
        ("mrt 2014", Moment.in_month(2014, 3)),
        ("march 2014", Moment.in_month(2014, 3)),
        ("okt 2014", Moment.in_month(2014, 10)),
        ("mei 2014", Moment.in_month(2014, 5)),
        ("2014", YEAR),
        (2014, YEAR),
        (2014.0, YEAR),
        ("3-11-98", Moment.on(date(1998, 11, 3))),
    ],
)
def test_a_date_as_people_write_it(value: object, meant: Moment) -> None:
    assert as_moment(value, epoch=EPOCH) == meant


def test_of_an_exact_time_the_day_is_kept() -> None:
    assert as_moment("2014-11-03T14:30:00+01:00", epoch=EPOCH) == DAY


def test_a_workbook_that_counts_from_1904() -> None:
    assert as_moment(40484, epoch=date(1904, 1, 1)) == DAY


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("najaar 2014", "date_too_vague"),
        ("begin 2014", "date_too_vague"),
        ("Q4 2014", "date_too_vague"),
        ("week 45 2014", "date_too_vague"),
        ("± nov 2014", "date_too_vague"),
        ("summer 2014", "date_too_vague"),
        ("3 november", "date_without_year"),
        ("3-11", "date_without_year"),
        ("31-2-2014", "no_such_day"),
        ("2014-02-31", "no_such_day"),
        ("13-2014", "no_such_day"),
        ("0-0-2014", "no_such_day"),
        ("1-1-0000", "not_a_date_here"),
        ("3-11-0014", "not_a_date_here"),
        ("nov 0014", "not_a_date_here"),
        ("31-13-2014", "no_such_day"),
        ("11/23/2014", "month_comes_second"),
        ("in overleg", "not_a_date_here"),
        ("3 novembre 2014", "not_a_date_here"),
        ("novembre 3 2014", "not_a_date_here"),
        ("1400", "not_a_date_here"),
        ("3-11-3014", "not_a_date_here"),
        (12, "not_a_date_here"),
        (10.0**12, "not_a_date_here"),
        (True, "not_a_date_here"),
        (datetime(1800, 1, 1), "not_a_date_here"),  # noqa: DTZ001 - as a workbook holds it
        ("3-11-2014 of 4-11-2014", "not_a_date_here"),
        ("1-2-3", "not_a_date_here"),
    ],
)
def test_what_is_no_date_is_named(value: object, code: str) -> None:
    with pytest.raises(FaultError) as fault:
        as_moment(value, epoch=EPOCH)
    assert fault.value.code == code


def test_the_other_order_is_offered_where_the_month_came_first() -> None:
    with pytest.raises(FaultError) as fault:
        as_moment("11/23/2014", epoch=EPOCH)
    assert fault.value.given == {"value": "11/23/2014", "month": 23, "meant": "23-11-2014"}


def test_a_plan_for_a_month_is_due_on_its_last_day_and_a_period_begins_on_the_first() -> None:
    assert as_day(MONTH, first=False) == date(2014, 11, 30)
    assert as_day(MONTH, first=True) == date(2014, 11, 1)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from("-/. "))
def test_any_day_is_read_day_first(day: date, sign: str) -> None:
    assert as_moment(f"{day.day}{sign}{day.month}{sign}{day.year}", epoch=EPOCH) == Moment.on(day)
    assert as_moment(day.isoformat(), epoch=EPOCH) == Moment.on(day)


@given(st.one_of(st.text(max_size=40), st.integers(), st.floats(), st.booleans(), st.none()))
def test_anything_is_a_date_or_is_named(value: object) -> None:
    try:
        moment = as_moment(value, epoch=EPOCH)
    except FaultError:
        return
    assert moment.first <= moment.last
