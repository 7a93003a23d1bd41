from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.audit.report.charts import GroupBar, Lag, Share, day_bars, group_bars, interval_rows
from counterpoise.record import Side
from tests.audit.report.charts.drawings import holds_together, parsed, uses

UPTAKE = (
    Share(label="Citizens", numerator=3, denominator=24, interval=(0.043, 0.310), side=Side.CIVIC),
    Share(label="Organization", numerator=9, denominator=15, interval=(0.357, 0.802), side=Side.ORGANIZATIONAL),
)


def test_a_share_is_a_dot_at_its_place_with_its_interval_and_the_table_has_the_same_numbers() -> None:
    chart = interval_rows(UPTAKE, lang="en", caption="Contributions that were used")
    holds_together(chart)
    assert uses(chart.rows[0].svg, "civic-fill") == [12.5]
    assert uses(chart.rows[1].svg, "organization-fill") == [60]
    assert 'x1="4.3%" x2="31%"' in chart.rows[0].svg
    assert chart.table.rows == (
        ("Citizens", "3 of 24", "13%", "4% to 31%"),
        ("Organization", "9 of 15", "60%", "36% to 80%"),
    )
    assert chart.reads_out == "Citizens: 3 of 24; Organization: 9 of 15."


def test_a_side_is_a_shape_and_a_word_before_it_is_a_hue() -> None:
    chart = interval_rows(UPTAKE, lang="en", caption="x")
    assert '<span class="side civic">Citizens</span>' in chart.markup
    assert 'href="#circle"' in chart.rows[0].svg
    assert 'href="#square"' in chart.rows[1].svg


def test_the_same_chart_in_dutch() -> None:
    chart = interval_rows(UPTAKE, lang="nl", caption="x")
    assert chart.table.rows[0] == ("Citizens", "3 van 24", "13%", "4% tot 31%")


def test_fewer_than_ten_are_counted_one_by_one_and_get_no_share() -> None:
    chart = interval_rows(
        [Share(label="Questions", numerator=1, denominator=6, interval=(0.03, 0.56), side=Side.CIVIC)],
        lang="en",
        caption="x",
    )
    holds_together(chart)
    assert len(uses(chart.svg, "civic-fill")) == 1
    assert len(uses(chart.svg, "hollow")) == 5
    assert chart.table.rows == (("Questions", "1 of 6", "–", "–"),)
    assert "%<" not in chart.svg


@pytest.mark.parametrize(("numerator", "denominator"), [(1, 20), (4, 20), (0, 4), (3, 4)])
def test_fewer_than_five_people_are_a_dashed_box_and_never_a_number(numerator: int, denominator: int) -> None:
    share = Share(label="Other church", numerator=numerator, denominator=denominator, interval=(0, 0.5))
    bar = GroupBar(label="Other church", numerator=numerator, denominator=denominator)
    for chart in (
        interval_rows([share], lang="en", caption="x", people=True),
        group_bars([bar], lang="en", caption="x", people=True),
    ):
        holds_together(chart)
        assert 'class="fewer"' in chart.svg
        assert not uses(chart.svg)
        assert chart.table.rows[0][1] == "fewer than 5"
        assert f"{numerator} of {denominator}" not in chart.markup + chart.reads_out


def test_nobody_at_all_of_a_group_is_written_as_zero() -> None:
    chart = group_bars([GroupBar(label="Other church", numerator=0, denominator=62)], lang="en", caption="x")
    assert chart.table.rows == (("Other church", "0 of 62", "0%"),)


def test_the_part_that_was_to_be_expected_is_an_upright_line_and_a_column() -> None:
    chart = group_bars(
        [GroupBar(label="Care", numerator=2, denominator=18, expected=0.2)], lang="en", caption="Answers"
    )
    holds_together(chart)
    assert 'class="ink-line" x1="20%" x2="20%"' in chart.svg
    assert 'width="11.1%"' in chart.svg
    assert chart.table.head == ("Group", "Counts", "Share", "expected")
    assert chart.table.rows == (("Care", "2 of 18", "11%", "20%"),)


LAGS = (
    Lag(label="Managers", days=0, side=Side.ORGANIZATIONAL, confirmed=True),
    Lag(label="Client council", days=91, side=Side.CIVIC, confirmed=True),
    Lag(label="Town", days=147, side=Side.CIVIC, confirmed=False),
    Lag(label="Caregivers outside", waiting=239, side=Side.CIVIC),
)


def test_days_are_bars_and_what_never_happened_is_hatched() -> None:
    chart = day_bars(LAGS, lang="en", caption="Told after")
    holds_together(chart)
    assert [row[1] for row in chart.table.rows] == [
        "same day",
        "91 days",
        "147 days",
        "never told, 239 days and counting",
    ]
    assert uses(chart.rows[1].svg) == [37.9]
    assert "url(#hatch)" in chart.rows[3].svg
    assert not uses(chart.rows[3].svg)
    assert "hatch" not in chart.rows[2].svg
    assert uses(chart.rows[2].svg, "civic-hollow") == [61.3]
    axis = parsed(chart.axis)[0]
    assert [text.text for text in axis] == ["0", "60", "120", "180", "240"]


def test_telling_before_a_decision_lies_left_of_the_decision() -> None:
    chart = day_bars([Lag(label="A", days=-10), Lag(label="B", days=10)], lang="en", caption="x")
    holds_together(chart)
    assert uses(chart.rows[0].svg) == [0]
    assert uses(chart.rows[1].svg)[0] > uses(chart.rows[0].svg)[0]
    assert chart.table.rows[0][1] == "10 days before"


def test_a_date_known_to_the_month_is_a_range_of_days() -> None:
    chart = day_bars([Lag(label="A", days=14.5, spread=(0, 29))], lang="nl", caption="x")
    assert chart.table.rows[0][1] == "0 tot 29 dagen"


def test_names_are_escaped() -> None:
    nasty = '<b>"A" & co</b>'
    charts = [
        interval_rows([Share(label=nasty, numerator=1, denominator=20)], lang="en", caption="x"),
        group_bars([GroupBar(label=nasty, numerator=1, denominator=20, side=Side.CIVIC)], lang="en", caption="x"),
        day_bars([Lag(label=nasty, days=3)], lang="en", caption="x"),
    ]
    for chart in charts:
        holds_together(chart)
        assert "<b>" not in chart.markup


def test_without_rows_a_chart_says_so() -> None:
    for chart in (
        interval_rows([], lang="en", caption="x"),
        group_bars([], lang="en", caption="x"),
        day_bars([], lang="en", caption="x"),
    ):
        holds_together(chart)
        assert chart.reads_out == "There is nothing to draw."


def test_a_long_list_is_read_out_in_part() -> None:
    bars = [GroupBar(label=f"Group {number}", numerator=number, denominator=100) for number in range(9)]
    assert group_bars(bars, lang="en", caption="x").reads_out.endswith("Group 4: 4 of 100; and 4 more.")


counts = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda pair: (min(pair), max(pair)))


@given(st.lists(counts, max_size=6), st.booleans(), st.sampled_from(["en", "nl"]))
def test_marks_stay_inside_and_small_groups_are_never_written(
    pairs: list[tuple[int, int]], people: bool, lang: str
) -> None:
    shares = [Share(label="x", numerator=part, denominator=whole, interval=(0, 1)) for part, whole in pairs]
    bars = [GroupBar(label="x", numerator=part, denominator=whole, expected=0.5) for part, whole in pairs]
    for chart in (
        interval_rows(shares, lang=lang, caption="x", people=people),
        group_bars(bars, lang=lang, caption="x", people=people),
    ):
        holds_together(chart)
        for (part, whole), row in zip(pairs, chart.table.rows, strict=True):
            small = whole < 5 or 0 < part < 5
            assert (row[1] in {"fewer than 5", "minder dan 5"}) == (people and small)
            if whole < 10:
                assert row[2] == "–"


@given(st.lists(st.tuples(st.none() | st.integers(-900, 3000), st.none() | st.integers(0, 3000)), max_size=6))
def test_bars_of_days_stay_inside(lags: list[tuple[int | None, int | None]]) -> None:
    chart = day_bars([Lag(label="x", days=told, waiting=wait) for told, wait in lags], lang="en", caption="x")
    holds_together(chart)
    assert chart == day_bars([Lag(label="x", days=told, waiting=wait) for told, wait in lags], lang="en", caption="x")
