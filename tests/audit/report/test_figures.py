from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.audit.report.figures import count, day, days, moment, number, percent, points, span
from counterpoise.audit.report.filling import figure, filled
from counterpoise.audit.report.forms import Unit
from counterpoise.record import Moment


@pytest.mark.parametrize(
    ("value", "en", "nl"),
    [
        (1234.5, "1,234.5", "1.234,5"),
        (-2.25, "−2.25", "−2,25"),
        (0, "0", "0"),
        (-0.001, "0", "0"),
        (0.125, "0.13", "0,13"),
        (3.0, "3", "3"),
        (100, "100", "100"),
    ],
)
def test_a_number_is_written_as_its_readers_write_it(value: float, en: str, nl: str) -> None:
    assert number(value, lang="en") == en
    assert number(value, lang="nl") == nl


@pytest.mark.parametrize(
    ("share", "told"),
    [(0, "0%"), (1, "100%"), (0.125, "13%"), (0.135, "14%"), (0.001, "under 1%"), (0.9999, "over 99%")],
)
def test_a_share_that_is_not_quite_nothing_or_all_does_not_become_it(share: float, told: str) -> None:
    assert percent(share, lang="en") == told


def test_days_and_dates_are_words() -> None:
    assert days(1, lang="en") == "1 day"
    assert days(14.5, lang="nl") == "14,5 dagen"
    assert day(date(2014, 11, 3), lang="nl") == "3 november 2014"
    assert day(date(2014, 11, 3), lang="en") == "3 November 2014"


def test_a_moment_is_told_no_more_exactly_than_it_is_known() -> None:
    assert moment(Moment.in_month(2013, 9), lang="en") == "September 2013"
    assert moment(Moment.in_year(2013), lang="nl") == "2013"
    assert moment(Moment.exactly(datetime(2013, 9, 2, 10, tzinfo=UTC)), lang="nl") == "2 september 2013"


def test_a_range_of_one_is_one() -> None:
    assert span("3 days", "3 days", lang="en") == "3 days"
    assert span("1", "3", lang="nl") == "1 tot 3"


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (0.365, Unit.IN_100, "37 in 100"),
        (-0.27, Unit.POINTS, "−27 points"),
        (0.111, Unit.TIMES, "0.11 times"),
        (0, Unit.DAYS, "same day"),
        (-1, Unit.STEPS, "−1 step"),
        (-3, Unit.STEPS, "−3 steps"),
        (696.5, Unit.COUNT, "696.5"),
        (0.0765, Unit.NUMBER, "0.077"),
        (0.996, Unit.NUMBER, "0.996"),
        (0.628, Unit.NUMBER, "0.63"),
        (0.4, Unit.PERCENT, "40%"),
    ],
)
def test_each_unit_has_its_own_words(value: float, unit: Unit, told: str) -> None:
    assert figure(value, unit, lang="en") == told


def test_a_line_with_a_gap_that_cannot_be_filled_is_left_out() -> None:
    assert filled("{a} of {b}", {"a": "1", "b": "2"}) == "1 of 2"
    assert filled("{a} of {b}", {"a": "1"}) == ""


@given(st.floats(-1e6, 1e6), st.sampled_from(["en", "nl"]))
def test_both_languages_write_the_same_number(value: float, lang: str) -> None:
    told = number(value, lang=lang).replace("−", "-")
    plain = told.replace(".", "").replace(",", ".") if lang == "nl" else told.replace(",", "")
    assert float(plain) == pytest.approx(value, abs=0.0051)
    assert count(value, lang=lang).count("−") <= 1
    assert points(value / 1e6, lang=lang)
