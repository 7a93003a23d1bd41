from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterpoise.audit.report.charts import Chart, ScaleMark, two_pole_scale
from counterpoise.record import Side
from tests.audit.report.charts.drawings import holds_together, uses


def scale(*marks: ScaleMark, log: bool = False, low: float = -3, high: float = 3) -> Chart:
    return two_pole_scale(
        marks,
        low=low,
        high=high,
        poles=("All is decided centrally", "All is decided here"),
        lang="en",
        caption="Where are things decided?",
        middle=None if log else 0,
        log=log,
    )


def test_a_mark_stands_between_two_named_ends() -> None:
    chart = scale(
        ScaleMark(label="Citizens: now", value=-2, spread=(-3, -1), side=Side.CIVIC, people=12),
        ScaleMark(label="Organization: now", value=0, side=Side.ORGANIZATIONAL, people=9),
    )
    holds_together(chart)
    assert uses(chart.svg, "civic-fill") == [16.7]
    assert uses(chart.svg, "organization-fill") == [50]
    assert chart.poles == ("All is decided centrally", "All is decided here")
    assert chart.table.rows == (("Citizens: now", "−2", "−3 to −1"), ("Organization: now", "0", "–"))
    assert chart.reads_out == "Citizens: now: −2; Organization: now: 0."
    assert 'role="img"' in chart.svg


def test_where_people_want_to_be_is_a_hollow_mark() -> None:
    chart = scale(ScaleMark(label="Citizens: wanted", value=0, side=Side.CIVIC, wanted=True))
    assert uses(chart.svg, "civic-hollow") == [50]


def test_fewer_than_five_people_have_no_mark() -> None:
    chart = scale(ScaleMark(label="Organization", value=2.75, side=Side.ORGANIZATIONAL, people=4))
    holds_together(chart)
    assert not uses(chart.svg)
    assert chart.table.rows == (("Organization", "fewer than 5", "–"),)
    assert "2.75" not in chart.markup + chart.reads_out


def test_on_the_scale_of_a_ratio_half_and_double_lie_equally_far_from_one() -> None:
    places = [
        uses(scale(ScaleMark(label="x", value=value), log=True, low=1 / 16, high=16).svg)[0] for value in (0.5, 1, 2)
    ]
    assert places[1] == 50
    assert places[1] - places[0] == places[2] - places[1]


@given(st.floats(-50, 50), st.booleans())
def test_what_lies_outside_is_drawn_at_the_end_and_written_as_it_is(value: float, log: bool) -> None:
    chart = scale(ScaleMark(label="x", value=value, spread=(value - 1, value + 1)), log=log, low=0.1, high=10)
    holds_together(chart)
