"""A moment is kept as exactly as it is known, and no more exactly."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.record import DayRange, Moment, MomentError, Precision, days_between


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2014-11-03", Precision.DAY, date(2014, 11, 3), date(2014, 11, 3)),
        ("2014-02", Precision.MONTH, date(2014, 2, 1), date(2014, 2, 28)),
        ("2014", Precision.YEAR, date(2014, 1, 1), date(2014, 12, 31)),
        ("2014-11-03T23:30:00+01:00", Precision.MINUTE, date(2014, 11, 3), date(2014, 11, 3)),
    ],
)
def test_a_moment_is_the_range_of_days_that_it_may_be(text: str, precision: Precision, first: date, last: date) -> None:
    moment = Moment.parse(text)
    assert (moment.precision, moment.first, moment.last) == (precision, first, last)
    assert str(moment) == text


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2014-13", "2014-02-30", "3-11-2014", "2014-11-03 14:30", "2014-11-03T14:30:00", "20141103", "²⁰¹⁴"],
)
def test_what_is_no_moment_is_refused_with_the_forms_that_are(text: str) -> None:
    with pytest.raises(MomentError, match="write 2014-11-03"):
        Moment.parse(text)


def test_an_exact_moment_needs_a_time_zone() -> None:
    with pytest.raises(MomentError):
        Moment.exactly(datetime(2014, 11, 3, 14, 30))  # noqa: DTZ001 - that is what is refused
    assert Moment.exactly(datetime(2014, 11, 3, 14, 30, tzinfo=UTC)).first == date(2014, 11, 3)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["on", "in_month", "in_year"]))
def test_every_moment_comes_back_from_its_own_text(day: date, form: str) -> None:
    made = {
        "on": Moment.on(day),
        "in_month": Moment.in_month(day.year, day.month),
        "in_year": Moment.in_year(day.year),
    }[form]
    assert Moment.parse(str(made)) == made
    assert made.first <= day <= made.last


def test_moments_are_ordered_by_their_first_day() -> None:
    assert sorted([Moment.parse("2014-11-03"), Moment.parse("2014-11"), Moment.parse("2013-12")]) == [
        Moment.parse("2013-12"),
        Moment.parse("2014-11"),
        Moment.parse("2014-11-03"),
    ]


def test_a_day_and_a_time_on_it_can_be_ordered() -> None:
    day, morning, evening = (
        Moment.parse(text) for text in ("2014-11-03", "2014-11-03T09:00:00+01:00", "2014-11-03T20:00:00+01:00")
    )
    assert sorted([evening, day, morning]) == [day, morning, evening]
    assert max(day, evening) == evening
    assert day <= morning


def test_a_lag_between_two_days_is_exact() -> None:
    lag = days_between(Moment.parse("2014-11-03"), date(2015, 3, 2))
    assert lag == DayRange(119, 119)
    assert lag.exact
    assert lag.middle == 119


def test_a_lag_to_a_month_is_a_range_and_never_a_made_up_day() -> None:
    lag = days_between(Moment.parse("2014-11-03"), Moment.parse("2014-11"))
    assert lag == DayRange(-2, 27)
    assert not lag.exact
    assert lag.middle == 12.5


@given(st.dates(date(2000, 1, 1), date(2020, 1, 1)), st.dates(date(2000, 1, 1), date(2020, 1, 1)))
def test_the_range_of_a_lag_holds_every_lag_that_it_may_have_been(a: date, b: date) -> None:
    lag = days_between(Moment.in_month(a.year, a.month), Moment.in_month(b.year, b.month))
    assert lag.low <= (b - a).days <= lag.high


def test_what_came_after_is_never_a_day_before_because_of_another_time_zone() -> None:
    decided = Moment.parse("2014-11-04T00:30:00+01:00")
    told = Moment.parse("2014-11-03T23:45:00+00:00")
    assert days_between(decided, told) == DayRange(0, 0)
    assert days_between(told, decided) == DayRange(0, 0)
    assert days_between(decided, Moment.parse("2014-11-03T22:00:00+00:00")) == DayRange(-1, -1)
