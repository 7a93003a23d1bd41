from hypothesis import given
from hypothesis import strategies as st

from counterpoise.decisions.timing import has_come, passed
from counterpoise.record import DayRange, Moment, surely_before
from tests.builders import at, moment

MOMENTS = st.sampled_from(["2014", "2014-03", "2014-03-09", "2014-04-01", "2015", "2014-03-09T10:00:00+01:00"]).map(
    Moment.parse
)


def test_two_moments_of_one_day_are_in_no_order_unless_both_are_known_to_the_minute() -> None:
    early, late = moment("2014-03-09T10:00:00+01:00"), moment("2014-03-09T11:00:00+01:00")
    assert surely_before(early, late)
    assert not surely_before(late, early)
    assert not surely_before(early, moment("2014-03-09"))
    assert not surely_before(moment("2014-03-09"), moment("2014-03-09"))


def test_what_nobody_dated_is_before_nothing_and_after_nothing() -> None:
    assert not surely_before(None, moment("2014"))
    assert not surely_before(moment("2014"), None)


def test_a_month_lies_before_a_day_only_where_all_of_it_does() -> None:
    assert surely_before(moment("2014-03"), moment("2014-04-01"))
    assert not surely_before(moment("2014-03"), moment("2014-03-31"))


@given(MOMENTS, MOMENTS)
def test_nothing_lies_before_itself_and_no_two_lie_before_each_other(one: Moment, other: Moment) -> None:
    assert not surely_before(one, one)
    assert not (surely_before(one, other) and surely_before(other, one))


def test_a_moment_has_come_from_its_first_possible_day_on() -> None:
    assert has_come(moment("2014-03"), at=at("2014-03-01"))
    assert not has_come(moment("2014-03"), at=at("2014-02-28"))
    assert not has_come(None, at=at())


def test_the_rest_of_a_month_that_still_runs_has_not_passed() -> None:
    assert passed(moment("2014-03-09"), at=at("2014-03-11")) == DayRange(2, 2)
    assert passed(moment("2014-03"), at=at("2014-03-11")) == DayRange(0, 10)
    assert passed(moment("2014-03"), at=at("2014-04-10")) == DayRange(10, 40)
