import pytest

from counterpoise.indicator import Part, Reading
from counterpoise.interests.attention import frictions
from counterpoise.record import Edition, Mode, Row, Side
from counterpoise.record.people import ReleasedCount, Space, SpaceKind
from counterpoise.record.positions import Friction, FrictionState, Position, Visibility
from tests.builders import at, case, moment, row

BOTH, ONE = Visibility.BOTH_SIDES, Visibility.ONE_SIDE


def together() -> list[Row]:
    return [
        row(Friction, "limits", happened="2013-06-10", visibility=ONE, held_by=Side.ORGANIZATIONAL),
        row(
            Friction,
            "church",
            happened="2013-09-20",
            recorded="2013-09-23",
            visibility=BOTH,
            state=FrictionState.SETTLED_FOR_NOW,
            closed_at=moment("2013-09-23"),
            review_on=at("2014-09-23"),
        ),
        row(
            Friction,
            "say",
            happened="2013-05-13",
            visibility=BOTH,
            next_step="Talk",
            next_step_by="board",
            next_step_on=at("2015-09-01"),
        ),
        row(Friction, "mission", happened="2014-09-15", visibility=ONE, held_by=Side.ORGANIZATIONAL),
        *(row(Position, f"limits-{n}", friction="limits", department=f"d{n}", claim="So") for n in range(3)),
        *(row(Position, f"say-{n}", friction="say", department=f"d{n}", claim="So") for n in range(2)),
        row(Position, "church-0", friction="church", department="d", claim="So"),
        row(Position, "loose", claim="So"),
    ]


def part(reading: Reading, name: str, of: str = "") -> Part:
    return next(one for one in reading.parts if one.name == name and one.of == of)


def test_attention_to_four_frictions() -> None:
    reading = frictions(case(*together()), seed=1)
    assert (reading.numerator, reading.denominator) == (1, 3)
    assert reading.value == pytest.approx(1 / 3)
    visible = part(reading, "visible_to_both")
    assert (visible.numerator, visible.denominator) == (2, 4)
    assert visible.interval == pytest.approx((0.150, 0.850), abs=5e-4)
    assert part(reading, "juxtaposed").numerator == 2
    assert part(reading, "reopened").numerator == 0
    assert [part(reading, "days_open", name).value for name in ("limits", "say", "mission")] == [750, 778, 288]
    assert part(reading, "days_until_closed", "church").value == 3
    assert part(reading, "median_days_until_closed").value is None
    assert reading.evidence.numerator == ("say",)
    assert reading.evidence.denominator == ("limits", "mission", "say")
    assert reading.details["review_passed"] == ["church"]
    assert reading.coverage == 1


def test_the_order_of_rows_changes_nothing() -> None:
    assert frictions(case(*together()), seed=1) == frictions(case(*reversed(together())), seed=1)


def test_the_words_of_a_friction_are_nowhere_in_the_figure() -> None:
    secret = row(Friction, "f", happened="2014-01-01", text="what nobody may read", next_step="hush")
    assert "nobody may read" not in repr(frictions(case(secret), seed=1))


def test_nothing_recorded_is_no_figure_and_never_a_good_one() -> None:
    reading = frictions(case(), seed=1)
    assert (reading.value, reading.interval, reading.coverage) == (None, None, None)
    assert part(reading, "visible_to_both").value is None


def test_a_friction_that_nobody_says_who_sees_lowers_coverage() -> None:
    reading = frictions(case(row(Friction, "a"), row(Friction, "b", visibility=BOTH)), seed=1)
    assert reading.coverage == 0.5
    assert all(one.of == "" for one in reading.parts)


def test_a_friction_noticed_in_a_month_has_a_range() -> None:
    reading = frictions(case(row(Friction, "a", happened="2015-05")), seed=1)
    assert part(reading, "days_open", "a").range == (30, 60)
    assert part(reading, "days_open", "a").value == 45


def test_when_all_are_closed_the_median_is_reached() -> None:
    closed = row(
        Friction,
        "a",
        happened="2014-01",
        state=FrictionState.LIVED_WITH,
        closed_at=moment("2014-02-10"),
        visibility=BOTH,
        recorded="2014-02-10",
    )
    median = part(frictions(case(closed), seed=1), "median_days_until_closed")
    assert (median.value, median.range) == (25, (10, 40))


def test_a_friction_that_was_reopened_is_counted_once_and_is_open() -> None:
    first = row(Friction, "a", happened="2014-01-01", state=FrictionState.LIVED_WITH, closed_at=moment("2014-01-05"))
    again = row(
        Friction,
        "a",
        happened="2014-01-01",
        version=2,
        state=FrictionState.REOPENED,
        recorded="2014-06-01",
        closed_at=moment("2014-01-05"),
    )
    working = row(
        Friction, "a", happened="2014-01-01", version=3, state=FrictionState.BEING_WORKED, recorded="2014-07-01"
    )
    reading = frictions(case(first, again, working), seed=1)
    assert part(reading, "reopened").numerator == 1
    assert reading.denominator == 1


def test_seen_from_an_earlier_day_a_friction_that_was_closed_later_is_open() -> None:
    one = row(
        Friction,
        "a",
        happened="2014-01-01",
        state=FrictionState.LIVED_WITH,
        closed_at=moment("2014-03-01"),
        recorded="2015-01-01",
    )
    before = frictions(case(one, on="2014-02-01", mode=Mode.HAPPENED), seed=1)
    assert before.denominator == 1
    assert part(before, "days_open", "a").value == 31
    assert frictions(case(one, on="2014-04-01", mode=Mode.HAPPENED), seed=1).denominator == 0


def test_a_closed_room_adds_what_it_released_and_lowers_coverage_while_it_is_silent() -> None:
    rows: list[Row] = [
        row(Friction, "say", happened="2013-05-13", visibility=BOTH),
        row(Space, "staff", kind=SpaceKind.ORGANIZATION_ONLY),
        row(Space, "ours", kind=SpaceKind.CITIZENS_ONLY),
        row(ReleasedCount, "r1", room="staff", indicator="interests.frictions", numerator=1, denominator=2),
        row(
            ReleasedCount,
            "r2",
            room="staff",
            indicator="interests.frictions",
            part="visible_to_both",
            numerator=0,
            denominator=2,
        ),
    ]
    reading = frictions(case(*rows, edition=Edition.SHARED), seed=1)
    assert (reading.numerator, reading.denominator) == (1, 3)
    assert (reading.known, reading.candidates) == (1, 2)
    assert reading.details["silent_rooms"] == 1
    visible = part(reading, "visible_to_both")
    assert (visible.numerator, visible.denominator) == (1, 3)
