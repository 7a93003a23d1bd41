from __future__ import annotations

from datetime import UTC, date, datetime
from enum import Enum

import pytest
from django.utils.translation import override

from counterpoise.control.rights.catalogue import catalogue
from counterpoise.record import DayRange, KnowledgeKind, Moment, Side, Tension
from counterpoise.record.contributions import Stance
from counterpoise.record.initiatives import PromisedLevel
from counterpoise.web.ui.templatetags.words import chapter, days, lacks, machine, percent, side, when
from counterpoise.web.ui.words import TOPICS, WORDS, promised, signed, topic, word


def test_every_word_of_a_kind_that_pages_show_has_a_text() -> None:
    kinds = {type(member) for member, _ in WORDS}
    told = {(type(member), member.value) for member, _ in WORDS}
    assert [(kind, member) for kind in kinds for member in kind if (kind, member.value) not in told] == []
    assert len(told) == len(WORDS)


@pytest.mark.parametrize(
    ("member", "text"),
    [
        (Side.CIVIC, "Citizens’ side"),
        (KnowledgeKind.CIVIC, "Local knowledge"),
        (Tension.CONTROL, "Who decides"),
        (Stance.OTHER, "says something else"),
        (PromisedLevel.NOT_TOLD, "We were not told"),
        (None, ""),
    ],
)
def test_words_that_look_alike_are_told_apart_by_their_kind(member: Enum | None, text: str) -> None:
    with override("en"):
        assert word(member) == text


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (Moment.parse("2014-11-03"), "3 November 2014"),
        (Moment.parse("2014-11"), "November 2014"),
        (Moment.parse("2014"), "2014"),
        (Moment.parse("2014-11-03T14:30:00+01:00"), "3 November 2014"),
        (date(2014, 11, 3), "3 November 2014"),
        (datetime(2014, 11, 2, 23, 30, tzinfo=UTC), "3 November 2014"),
        (None, "on a day that nobody wrote down"),
    ],
)
def test_a_moment_is_never_shown_more_exactly_than_it_is_known(moment: Moment | date | None, text: str) -> None:
    with override("en"):
        assert when(moment) == text


def test_a_month_is_named_in_the_language_of_the_reader() -> None:
    with override("nl"):
        assert when(Moment.parse("2015-05")) == "mei 2015"


def test_machines_read_the_same_precision() -> None:
    assert [machine(Moment.parse(each)) for each in ("2014-11-03", "2014-11", "2014")] == [
        "2014-11-03",
        "2014-11",
        "2014",
    ]
    assert machine(date(2014, 11, 3)) == "2014-11-03"
    assert machine(None) == ""


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (DayRange(0, 0), "same day"),
        (DayRange(1, 1), "1 day"),
        (DayRange(119, 119), "119 days"),
        (DayRange(3, 32), "3 to 32 days"),
        (DayRange(-1, -1), "1 day before"),
        (DayRange(-32, -3), "3 to 32 days before"),
        (DayRange(-3, 4), "3 days before to 4 days after"),
        (None, ""),
    ],
)
def test_days_are_a_range_where_the_dates_leave_it_open(span: DayRange | None, text: str) -> None:
    with override("en"):
        assert days(span) == text


def test_a_side_is_a_shape_and_a_word_and_lets_no_markup_in() -> None:
    with override("en"):
        assert side(Side.CIVIC) == '<span class="side civic">Citizens’ side</span>'
        assert (
            side(Side.ORGANIZATIONAL, "<b>Board</b>")
            == '<span class="side organization">&lt;b&gt;Board&lt;/b&gt;</span>'
        )
        assert "Side not written down" in side(None)


def test_places_on_a_strip_stay_on_it() -> None:
    assert [percent(each) for each in (0.345, -1.0, 2.0, None)] == ["34.5%", "0.0%", "100.0%", "0.0%"]


def test_names_of_pages_and_of_what_is_missing_are_words() -> None:
    with override("en"):
        assert chapter("power") == "Across the tensions"
        assert chapter("control") == "Who decides"
        assert lacks("decisions.reasons_are_missing") == "The reasons are missing."


def test_what_is_promised_is_said_beforehand_and_not_as_if_it_had_happened() -> None:
    for level in PromisedLevel:
        assert promised(level) != word(level)
    assert promised(PromisedLevel.DECIDED_TOGETHER) == "We decide together"
    assert promised(None) == ""
    with override("nl"):
        assert promised(PromisedLevel.DECIDED_TOGETHER) == "We beslissen samen"


def test_each_topic_that_a_legal_right_names_has_words_in_both_languages() -> None:
    named = {each for pack in catalogue().packs.values() for right in pack.rights for each in right.topics}
    assert named == set(TOPICS)
    with override("nl"):
        assert topic("spiritual_care") == "geestelijke verzorging"
        assert [each for each in named if "_" in topic(each)] == []
    with override("en"):
        assert topic("closing") == "closing"
        assert topic("a word of elsewhere") == "a word of elsewhere"


def test_a_number_around_nought_has_its_sign_and_nought_has_none() -> None:
    assert [signed(value) for value in (-3, -0.5, 0, 0.0, 0.5, 1, 2.0)] == ["−3", "−0.5", "0", "0", "+0.5", "+1", "+2"]
    with override("nl"):
        assert [signed(value) for value in (-0.5, 0, 1.5)] == ["−0,5", "0", "+1,5"]
