from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterpoise.audit.report.charts import Chart, End, Pair, dumbbell
from counterpoise.record import Side
from tests.audit.report.charts.drawings import holds_together, uses


def drawn(first: End, second: End) -> Chart:
    pair = Pair(label="Made a difference", first=first, second=second)
    return dumbbell(
        [pair],
        low=1,
        high=5,
        names=("Citizens", "Organization"),
        lang="en",
        caption="Answers",
        poles=("Not at all", "Completely"),
    )


CITIZENS = (2, 1, 2, 3, 1, 2, 2, 1, 3, 2, 1, 2)


def test_both_middle_answers_stand_on_one_line_with_the_dots_of_ten_people_or_more() -> None:
    chart = drawn(
        End(value=2, side=Side.CIVIC, people=12, answers=CITIZENS),
        End(value=4, side=Side.ORGANIZATIONAL, people=9, spread=(3, 5), answers=(3,) * 9),
    )
    holds_together(chart)
    assert uses(chart.svg, "civic-fill") == [25]
    assert uses(chart.svg, "organization-fill") == [75]
    assert len(uses(chart.svg, "civic-dots")) == len(CITIZENS)
    assert not uses(chart.svg, "hollow")
    assert 'class="organization-line" x1="50%" x2="100%"' in chart.svg
    assert chart.table.rows == (("Made a difference", "2", "4"),)
    assert chart.reads_out == "Made a difference: Citizens 2 and Organization 4."


def test_the_dots_of_the_second_side_hang_below_the_line() -> None:
    chart = drawn(End(value=2, people=10, answers=(2,) * 10), End(value=4, people=10, answers=(4,) * 10))
    holds_together(chart)
    assert len(uses(chart.svg, "hollow")) == 20 + 1


def test_of_fewer_than_five_people_nothing_is_drawn_or_written() -> None:
    chart = drawn(End(value=2.25, people=4, answers=(2,) * 4, spread=(1, 3)), End(value=4, people=9))
    holds_together(chart)
    assert uses(chart.svg) == [75]
    assert chart.table.rows == (("Made a difference", "fewer than 5", "4"),)
    assert "2.25" not in chart.markup + chart.reads_out


def test_where_both_are_too_few_a_dashed_box_stands() -> None:
    chart = drawn(End(value=2, people=4), End(value=4, people=1))
    holds_together(chart)
    assert 'class="fewer"' in chart.svg
    assert not uses(chart.svg)


def test_an_end_without_a_value_is_left_open() -> None:
    chart = drawn(End(value=None), End(value=4))
    holds_together(chart)
    assert chart.table.rows[0][1] == "–"


ends = st.builds(
    End,
    value=st.none() | st.floats(-10, 10),
    people=st.none() | st.integers(0, 30),
    spread=st.none() | st.tuples(st.floats(-10, 0), st.floats(0, 10)),
    answers=st.lists(st.integers(0, 6), max_size=30).map(tuple),
)


@given(ends, ends)
def test_marks_stay_inside(first: End, second: End) -> None:
    holds_together(drawn(first, second))
