from datetime import UTC, datetime
from typing import Any

import pytest

from counterpoise.inclusion.barriers import barriers, may_solve
from counterpoise.record import Moment, Row
from counterpoise.record.access import Adaptation, Barrier, BarrierKind
from counterpoise.record.initiatives import Group
from counterpoise.record.meetings import Meeting
from tests.builders import case, moment, row

CHURCH = row(Group, "other-church", name="Other church", description="Members of the other church", size=840)
MEETING = row(Meeting, "meeting-2", happened="2013-09-26", barriers_asked=True)


def barrier(name: str, *, reported: str | None = "2013-09-20", solved: str | None = None, **fields: object) -> Barrier:
    given: dict[str, Any] = {"meeting": "meeting-2", "kind": BarrierKind.BELIEF, "group": "other-church", **fields}
    return row(Barrier, name, happened=reported, solved_at=moment(solved) if solved else None, **given)


def part(rows: list[Row], name: str) -> float | None:
    return next(one.value for one in barriers(case(*rows), seed=1).parts if one.name == name)


def test_a_barrier_solved_three_days_after_it_was_reported_and_before_the_event() -> None:
    rows = [
        CHURCH,
        MEETING,
        barrier("church", solved="2013-09-23"),
        row(Adaptation, "own-venue", happened="2013-09-23"),
    ]
    reading = barriers(case(*rows), seed=1)
    assert (reading.numerator, reading.denominator, reading.value) == (1, 1, 1.0)
    assert (reading.known, reading.candidates) == (1, 1)
    assert part(rows, "days_until_solved") == 3
    assert part(rows, "reported_days_before_event") == 6
    assert part(rows, "reported_before") == 1
    assert part(rows, "people_of_groups_kept_away") == 0
    assert part(rows, "changes_by_the_organization") == 1
    assert reading.details["kinds"] == [{"kind": "belief", "solved_before": 1, "reported": 1}]
    assert reading.evidence.numerator == ("church",)


def test_an_unsolved_barrier_is_listed_and_its_group_counted_once() -> None:
    rows = [CHURCH, MEETING, barrier("a"), barrier("b", kind=None), barrier("late", solved="2013-09-26")]
    reading = barriers(case(*rows), seed=1)
    assert reading.value == 0
    assert reading.details["unsolved"] == ["a", "b"]
    assert part(rows, "people_of_groups_kept_away") == 840
    assert part(rows, "days_until_solved") is None


def test_a_group_without_a_size_gives_no_number_of_people() -> None:
    assert part([MEETING, barrier("a", group=None)], "people_of_groups_kept_away") is None


def test_a_month_gives_a_range() -> None:
    rows = [MEETING, barrier("a", solved="2013-09"), barrier("b", solved="2013-09-21"), barrier("c", solved="2013-10")]
    reading = barriers(case(*rows), seed=1)
    assert reading.range == pytest.approx((1 / 3, 2 / 3))
    assert reading.value == pytest.approx(0.5)
    assert reading.numerator == 1.5
    assert reading.interval is None
    days = next(one for one in reading.parts if one.name == "days_until_solved")
    assert days.range is not None
    assert days.range[0] < days.range[1]


def test_hours_of_one_day_tell_what_came_first() -> None:
    def hour(of: int) -> Moment:
        return Moment.exactly(datetime(2013, 9, 26, of, tzinfo=UTC))

    event = Meeting(
        id="m", initiative="together", recorded_at=datetime(2013, 9, 26, 23, tzinfo=UTC), happened_at=hour(14)
    )
    early = row(Barrier, "early", happened="2013-09-20", meeting="m", solved_at=hour(10))
    late = row(Barrier, "late", happened="2013-09-20", meeting="m", solved_at=hour(15))
    reading = barriers(case(event, early, late), seed=1)
    assert reading.evidence.numerator == ("early",)


def test_a_barrier_without_an_event_that_was_held_is_left_out_and_named() -> None:
    ahead = row(Meeting, "ahead")
    reading = barriers(case(ahead, barrier("a", meeting="ahead"), barrier("b", meeting=None)), seed=1)
    assert reading.value is None
    assert reading.candidates == 0
    assert reading.evidence.excluded == ("a", "b")
    assert reading.details["without_event"] == ["a", "b"]


def test_a_barrier_whose_day_of_report_nobody_knows_counts_but_has_no_days() -> None:
    reading = barriers(case(MEETING, barrier("a", reported=None, solved="2013-09-21")), seed=1)
    assert reading.value == 1
    assert all(one.name != "reported_days_before_event" for one in reading.parts)


def test_nothing_written_down_is_no_zero() -> None:
    assert all(one.value is None for one in barriers(case(), seed=1).parts)


def test_events_at_which_nobody_asked_lower_coverage() -> None:
    unasked = row(Meeting, "meeting-3", happened="2013-12-05")
    refused = row(Meeting, "meeting-4", happened="2014-12-05", barriers_asked=False)
    assert barriers(case(MEETING, unasked, refused), seed=1).coverage == pytest.approx(1 / 3)


def test_solving_needs_how_and_does_not_come_before_the_report() -> None:
    assert [one.code for one in may_solve(barrier("a", solved="2013-09-19"))] == [
        "inclusion.barrier_how_missing",
        "inclusion.barrier_solved_before_reported",
    ]
    assert may_solve(barrier("a", solved="2013-09-23", how="Another place")) == ()
