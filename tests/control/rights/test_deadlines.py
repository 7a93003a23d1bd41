from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.control.rights.deadlines import PauseError, counted_back, deadline
from counterpoise.control.rights.holidays import Calendar, Jurisdiction, UnknownYearError, easter, holidays
from counterpoise.control.rights.terms import Starts, Term, TermError, Unit, term_of
from tests.builders import at
from tests.control.rights.worked import EN, NL, WORKED, Worked

DAY = timedelta(days=1)
days = st.dates(date(1985, 1, 1), date(2090, 1, 1))
calendars = st.sampled_from([NL, EN])
terms = st.one_of(
    st.builds(Term, st.integers(1, 60), st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS]), st.integers(0, 20)),
    st.builds(Term, st.integers(1, 14), st.sampled_from([Unit.WEEKS, Unit.MONTHS]), st.integers(0, 6)),
    st.builds(Term, st.integers(1, 3), st.just(Unit.YEARS)),
)
pauses = st.builds(lambda since, length: ((since, since + length * DAY),), days, st.integers(0, 40))


def test_there_are_at_least_sixty_cases_and_none_is_there_twice() -> None:
    assert len(WORKED) >= 60
    assert len(
        {(one.start, one.term, one.calendar, one.extended, one.pauses) for one in map(_hashable, WORKED)}
    ) == len(WORKED)


def _hashable(one: Worked) -> Worked:
    calendar = Calendar(one.calendar.jurisdiction, frozenset(one.calendar.also))
    return Worked(one.start, one.term, calendar, one.last, one.extended, one.pauses)


@pytest.mark.parametrize("one", WORKED, ids=lambda one: f"{one.start}-{one.term.length}-{one.term.unit}-{one.last}")
def test_each_term_ends_on_the_day_that_was_worked_out_by_hand(one: Worked) -> None:
    found = deadline(at(one.start), one.term, calendar=one.calendar, extended=one.extended, pauses=one.days())
    assert found.last_day == at(one.last), found.steps
    assert found.steps[-1].day == found.last_day


@pytest.mark.parametrize(
    ("event", "term", "calendar", "last"),
    [
        # Fourteen full days between 16 April and 1 May: 17 to 30 April. Nothing moves a term that is counted back.
        ("2026-05-01", Term(14, Unit.DAYS), NL, "2026-04-16"),
        # 9, 8 and 7 April, then 2 and 1: five working days. So it must be done on 31 March at the latest.
        ("2026-04-10", Term(5, Unit.WORKING_DAYS), NL, "2026-03-31"),
    ],
)
def test_a_term_that_is_counted_back_is_not_moved(event: str, term: Term, calendar: Calendar, last: str) -> None:
    assert counted_back(at(event), term, calendar=calendar) == at(last)


def test_people_are_warned_some_working_days_before_the_end() -> None:
    # 10, 9, 8, 7 April, and 2 April before Easter.
    found = deadline(at("2026-04-02"), Term(5, Unit.WORKING_DAYS), calendar=NL)
    assert (found.last_day, found.warn_on) == (at("2026-04-13"), at("2026-04-03"))


def test_a_warning_comes_on_a_working_day_even_where_the_term_ends_on_none() -> None:
    # Saturday 4 April 2026 is the end in England; 3 April is Good Friday, so people are warned on Thursday 2.
    found = deadline(at("2025-10-04"), Term(6, Unit.MONTHS), calendar=EN, warn_before=0)
    assert (found.last_day, found.warn_on) == (at("2026-04-04"), at("2026-04-02"))


def test_the_council_of_the_demonstration_is_warned_in_the_week_before() -> None:
    found = deadline(at("2015-02-02"), Term(1, Unit.MONTHS, starts=Starts.TOLD), calendar=NL)
    assert (found.last_day, found.warn_on) == (at("2015-03-02"), at("2015-02-23"))
    assert [found.warns(at(day)) for day in ("2015-02-22", "2015-02-23", "2015-03-02", "2015-03-03")] == [
        False,
        True,
        True,
        False,
    ]
    assert found.days_left(at("2015-02-28")) == 2
    assert not found.is_over(at("2015-03-02"))
    assert found.is_over(at("2015-03-03"))


@given(days, terms, calendars, st.booleans(), pauses)
def test_a_deadline_lies_after_its_event_and_the_warning_between_both(
    start: date, term: Term, calendar: Calendar, extended: bool, pauses: tuple[tuple[date, date], ...]
) -> None:
    found = deadline(start, term, calendar=calendar, extended=extended, pauses=pauses)
    assert start < found.warn_on <= found.last_day
    plain = deadline(start, term, calendar=calendar, extended=extended)
    assert found.last_day >= plain.last_day
    assert (
        deadline(start, term, calendar=calendar, extended=True).last_day
        >= deadline(start, term, calendar=calendar).last_day
    )
    if calendar is NL and term.moved_from_days_off:
        assert calendar.works(found.last_day)


@given(days, st.integers(1, 60), calendars)
def test_working_days_are_as_many_as_the_term_says(start: date, number: int, calendar: Calendar) -> None:
    last = deadline(start, Term(number, Unit.WORKING_DAYS), calendar=calendar).last_day
    assert sum(calendar.works(start + each * DAY) for each in range(1, (last - start).days + 1)) == number


@given(days, terms, calendars)
def test_a_later_event_never_gives_an_earlier_end(start: date, term: Term, calendar: Calendar) -> None:
    found = deadline(start, term, calendar=calendar).last_day
    assert deadline(start + DAY, term, calendar=calendar).last_day >= found


def test_pauses_that_cannot_be_are_refused() -> None:
    with pytest.raises(PauseError, match="pause_backwards"):
        deadline(at(), Term(1, Unit.WEEKS), calendar=NL, pauses=[(at(), at() - DAY)])
    with pytest.raises(PauseError, match="pauses_overlap"):
        deadline(at(), Term(1, Unit.WEEKS), calendar=NL, pauses=[(at(), at() + 3 * DAY), (at() + DAY, at() + 2 * DAY)])


@pytest.mark.parametrize(
    ("year", "day"),
    # As printed in almanacs: the earliest and latest that Easter can be, leap years, and the demonstration.
    [
        (1818, "1818-03-22"), (1943, "1943-04-25"), (1961, "1961-04-02"), (2000, "2000-04-23"), (2008, "2008-03-23"),
        (2011, "2011-04-24"), (2013, "2013-03-31"), (2014, "2014-04-20"), (2015, "2015-04-05"), (2024, "2024-03-31"),
        (2025, "2025-04-20"), (2026, "2026-04-05"), (2038, "2038-04-25"),
    ],
)  # fmt: skip
def test_easter_is_as_the_almanacs_print_it(year: int, day: str) -> None:
    assert easter(year) == at(day)


@given(st.integers(1980, 2200))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@given(st.integers(1980, 2200))
def test_england_has_eight_working_days_off_or_those_that_were_proclaimed(year: int) -> None:
    weekdays = {day for day in holidays(year, Jurisdiction.EN) if day.weekday() < 5}
    more = {1981: 1, 1999: 1, 2002: 1, 2011: 1, 2012: 1, 2022: 2, 2023: 1}
    assert len(weekdays) == 8 + more.get(year, 0)


@pytest.mark.parametrize(
    ("year", "day"), [(1989, "1989-04-29"), (2013, "2013-04-30"), (2014, "2014-04-26"), (2025, "2025-04-26")]
)
def test_the_birthday_of_the_monarch_is_never_kept_on_a_sunday(year: int, day: str) -> None:
    april = {each for each in holidays(year, Jurisdiction.NL) if each.month == 4 and each.day >= 26}
    assert april - {easter(year), easter(year) + DAY} == {at(day)}


def test_years_before_the_rules_were_written_down_are_refused() -> None:
    with pytest.raises(UnknownYearError, match="1979"):
        holidays(1979, Jurisdiction.NL)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "not_one_length"),
        ({"weeks": 1, "days": 2}, "not_one_length"),
        ({"weeks": 0}, "not_a_length"),
        ({"weeks": True}, "not_a_length"),
        ({"weeks": 1, "extension_weeks": -1}, "not_a_length"),
        ({"weeks": 1, "extension_days": 1}, "unknown_field"),
        ({"weeks": 1, "starts": "sometime"}, "unknown_start"),
        ({"years": 99}, "not_a_length"),
    ],
)
def test_what_is_no_term_is_refused(given: dict[str, object], code: str) -> None:
    with pytest.raises(TermError) as caught:
        term_of(given)
    assert caught.value.code == code
