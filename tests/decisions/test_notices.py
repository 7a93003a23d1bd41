from datetime import date
from typing import Any

import pytest

from counterpoise.decisions.dossier import dossiers, taken_dossiers
from counterpoise.decisions.notices import NOT_DELIVERED, did_not_arrive, lag_of, lags, notice, problems, untold
from counterpoise.indicator import Reading
from counterpoise.record import DayRange, Side
from counterpoise.record.decisions import Notice
from tests.builders import at, case, moment, row
from tests.decisions.worlds import closing, decision, groups, told


def part(reading: Reading, name: str, of: str = "") -> float | None:
    return next(each.value for each in reading.parts if (each.name, each.of) == (name, of))


def a_notice(name: str = "letter", **fields: Any) -> Notice:  # noqa: ANN401 - any field
    return row(Notice, name, happened="2014-11-03", decision="closing", group="town", **fields)


def test_what_the_group_says_goes_before_what_the_teller_says_and_both_are_kept() -> None:
    lag = lag_of(
        moment("2014-11-03"),
        [a_notice(told_at=moment("2014-11-10"), heard_at=moment("2014-12-03"))],
        group="town",
        at=at(),
    )
    assert (lag.told, lag.heard, lag.days) == (DayRange(7, 7), DayRange(30, 30), DayRange(30, 30))
    assert lag.differs
    assert lag.middle == 30


def test_untold_is_waiting_and_never_zero() -> None:
    lag = lag_of(moment("2014-11-03"), [], group="town", at=at())
    assert lag.days is None
    assert lag.middle is None
    assert lag.waited == DayRange(239, 239)
    assert not lag.differs


def test_told_before_the_decision_is_below_zero() -> None:
    lag = lag_of(moment("2014-11-03"), [a_notice(told_at=moment("2014-10-30"))], group="town", at=at())
    assert lag.days == DayRange(-4, -4)


def test_a_month_gives_a_range_of_days() -> None:
    lag = lag_of(moment("2014-11-03"), [a_notice(told_at=moment("2015-01"))], group="town", at=at())
    assert lag.days == DayRange(59, 89)
    assert lag.middle == 74


def test_of_several_notices_the_first_counts_in_any_order_and_precision() -> None:
    rows = [
        a_notice("c", told_at=moment("2014-12-01T10:00:00+01:00")),
        a_notice("b", told_at=moment("2014-12-01")),
        a_notice("a", told_at=moment("2014-12-24")),
    ]
    for order in (rows, rows[::-1]):
        lag = lag_of(moment("2014-11-03"), order, group="town", at=at())
        assert (lag.days, lag.notice) == (DayRange(28, 28), "b")


def test_a_planned_date_and_a_date_to_come_leave_a_group_untold() -> None:
    rows = [a_notice("plan", planned_on=at("2015-07-15")), a_notice("later", told_at=moment("2015-07-01"))]
    lag = lag_of(moment("2014-11-03"), rows, group="town", at=at())
    assert lag.days is None
    assert lag.planned_on == at("2015-07-15")


def test_a_draft_has_no_lags() -> None:
    (draft,) = dossiers(case(*groups("town"), decision("hall", None), *told("hall", {"town": "2014-02-01"})))
    assert lags(draft, at=at()) == {}
    assert untold(draft, at=at()) == ()


def test_a_group_with_a_notice_is_listed_even_where_nobody_said_that_it_is_touched() -> None:
    (dossier,) = taken_dossiers(
        case(*groups("town"), decision("closing", "2014-11-03"), *told("closing", {"press": "2014-11-04"}))
    )
    assert sorted(lags(dossier, at=at())) == ["press", "town"]
    assert untold(dossier, at=at()) == ("town",)


def test_the_closing_of_the_home_took_months_to_reach_citizens() -> None:
    reading = notice(case(*closing()), seed=42)
    assert reading.value == 119
    assert (reading.numerator, reading.denominator) == (3, 4)
    assert reading.details["decision"] == "closing"
    assert not reading.details["not_reached"]
    assert part(reading, "person_weighted_median") == 147
    assert part(reading, "organizational_median", "closing") == 0
    assert part(reading, "gap") == 119
    assert part(reading, "civic_median", "stay-open") == 4
    assert part(reading, "civic_median", "own-venue") == 0
    # Nine pairs: four at 4 days, one at 0, then 91, 119, 147 and one who waits still.
    assert part(reading, "pooled_median") == 4
    assert (reading.known, reading.candidates) == (13, 15)
    assert reading.interval is None
    assert reading.evidence.numerator == ("closing-citizens", "closing-council", "closing-town")
    assert reading.evidence.denominator == ("caregivers", "citizens", "council", "town")


def test_the_table_of_a_decision_holds_a_bar_for_each_group_and_the_steps_of_the_curve() -> None:
    table = notice(case(*closing()), seed=42).details["decisions"][0]
    assert table["decision"] == "closing"
    assert {bar["group"]: bar["days"] for bar in table["groups"]} == {
        "managers": 0,
        "employees": 21,
        "municipality": 70,
        "council": 91,
        "citizens": 119,
        "town": 147,
        "caregivers": None,
    }
    assert next(bar["not_told_for"] for bar in table["groups"] if bar["group"] == "caregivers") == [239, 239]
    assert [(step["days"], step["share_waiting"]) for step in table["steps"]] == [
        (91, 0.75),
        (119, pytest.approx(0.5)),
        (147, pytest.approx(0.25)),
    ]


def test_a_median_that_is_not_reached_is_no_number_and_says_how_long_it_has_lasted() -> None:
    rows = (*groups("town", "council"), decision("closing", "2014-11-03"), decision("yard", "2015-06-01"))
    reading = notice(case(*rows, *told("yard", {"town": "2015-06-02"})), seed=42)
    assert reading.value is None
    assert reading.details["decision"] == "closing"
    assert reading.details["not_reached"]
    assert reading.details["at_least"] == 239
    assert part(reading, "gap") is None


def test_a_decision_of_yesterday_that_nobody_heard_of_does_not_hide_one_of_months_ago() -> None:
    rows = [*closing(), decision("yard", "2015-06-29")]
    assert notice(case(*rows), seed=42).value == 119


def test_dates_known_to_the_month_give_a_range_around_the_median() -> None:
    rows = (
        *groups("town"),
        *groups("managers", side=Side.ORGANIZATIONAL),
        decision("closing", "2014-11-03", became_likely_at=moment("2014-10"), draft_at=moment("2014-10-01")),
        *told("closing", {"town": "2015-01", "managers": "2014-11"}),
    )
    reading = notice(case(*rows), seed=42)
    assert (reading.value, reading.range) == (74, (59, 89))
    gap = next(each for each in reading.parts if each.name == "gap")
    assert (gap.value, gap.range) == (74 - 12.5, (59 - 27, 89 + 2))
    assert reading.details["decisions"][0]["days_from_likely"] == [3, 33]
    assert reading.details["decisions"][0]["draft_at"] == "2014-10-01"


def test_groups_whose_size_nobody_knows_are_left_out_of_the_weighted_median_and_named() -> None:
    rows = (*groups("town", "newcomers"), decision("closing", "2014-11-03"))
    reading = notice(case(*rows, *told("closing", {"town": "2014-11-04", "newcomers": "2015-01-01"})), seed=42)
    assert part(reading, "person_weighted_median") == 1
    assert reading.details["sizes_unknown"] == ["newcomers"]


def test_the_median_has_an_interval_from_ten_groups_on() -> None:
    names = [f"village-{number:02}" for number in range(12)]
    rows = [*groups(*names), decision("closing", "2014-11-03")]
    days = {name: f"2014-11-{4 + number:02}" for number, name in enumerate(names)}
    reading = notice(case(*rows, *told("closing", days)), seed=42)
    assert reading.value == 6
    assert reading.interval is not None
    assert reading.interval[0] <= 6 <= reading.interval[1]
    few = [*groups(*names[:9]), decision("closing", "2014-11-03")]
    assert notice(case(*few, *told("closing", days)), seed=42).interval is None


def test_a_record_without_decisions_or_without_citizens_has_no_value() -> None:
    assert notice(case(), seed=42) == Reading(details={"decision": None, "decisions": []})
    only = case(*groups("managers", side=Side.ORGANIZATIONAL), decision("closing", "2014-11-03"))
    reading = notice(only, seed=42)
    assert (reading.value, reading.known, reading.candidates) == (None, 0, 1)


def test_the_order_of_the_rows_does_not_matter() -> None:
    assert notice(case(*closing()), seed=1) == notice(case(*closing()[::-1]), seed=2)


def test_a_notice_needs_a_day_on_the_right_side_of_today() -> None:
    today = date(2015, 6, 30)
    later, earlier = moment("2015-07-01"), moment("2015-06-29")
    wrong = {
        "nothing": row(Notice, "n", group="g"),
        "told to come": row(Notice, "n", group="g", told_at=later),
        "heard to come": row(Notice, "n", group="g", heard_at=later),
        "planned before": row(Notice, "n", group="g", planned_on=date(2015, 6, 29)),
    }
    assert {name: [each.code for each in problems(one, at=today)] for name, one in wrong.items()} == {
        "nothing": ["decisions.notice_without_day"],
        "told to come": ["decisions.told_in_the_future"],
        "heard to come": ["decisions.told_in_the_future"],
        "planned before": ["decisions.planned_date_has_passed"],
    }
    right = (row(Notice, "n", told_at=earlier), row(Notice, "n", heard_at=earlier), row(Notice, "n", planned_on=today))
    assert [problems(one, at=today) for one in right] == [(), (), ()]


def test_a_letter_that_did_not_arrive_is_told_until_something_reaches_the_group() -> None:
    lost = row(Notice, "lost", channel=NOT_DELIVERED)
    assert did_not_arrive([lost])
    assert did_not_arrive([row(Notice, "planned"), lost])
    assert not did_not_arrive([])
    assert not did_not_arrive([row(Notice, "planned", channel="e-mail")])
    assert not did_not_arrive([lost, row(Notice, "posted", told_at=moment("2015-03-01"))])
    assert not did_not_arrive([lost, row(Notice, "heard", heard_at=moment("2015-03-01"))])
