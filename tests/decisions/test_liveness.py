from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.decisions.liveness import liveness, two_way_events, windows
from counterpoise.indicator import Reading
from counterpoise.record import Case, Record, Row, Side, look
from counterpoise.record.contributions import Contribution, ContributionState
from counterpoise.record.decisions import Answer
from counterpoise.record.initiatives import Cycle, Group, Initiative, InitiativeState
from counterpoise.record.meetings import Attendance, Meeting
from counterpoise.record.reviews import ReviewRound
from tests.builders import INITIATIVE, at, case, moment, row

DAYS = ("2013-06-10", "2013-09-26", "2013-12-05", "2014-03-06", "2014-06-05", "2014-09-18")
BOTH = (Attendance(side=Side.CIVIC, people=20), Attendance(side=Side.ORGANIZATIONAL, people=3))


def an_evening(day: str | None, **fields: Any) -> list[Row]:  # noqa: ANN401 - any field
    name = f"evening-{day}"
    return [
        row(Meeting, name, happened=day, **{"attendance": BOTH, **fields}),
        row(Contribution, f"said-{day}", meeting=name),
        row(Answer, f"reply-{day}", meeting=name),
    ]


def world(*rows: Row, on: str = "2015-06-30", began: str | None = "2013-05-13", **fields: Any) -> Case:  # noqa: ANN401 - any field
    fields = {"cadence_days": 60, **fields}
    initiative = row(Initiative, INITIATIVE, happened=began, initiative=None, **fields)
    (found,) = look(Record.of([initiative, *rows]), at=at(on)).cases
    return found


def part(reading: Reading, name: str) -> float | None:
    return next(each.value for each in reading.parts if each.name == name)


def test_the_talk_fell_silent() -> None:
    rows = [each for day in DAYS for each in an_evening(day)]
    before, after = liveness(world(*rows, on="2014-06-30"), seed=42), liveness(world(*rows), seed=42)
    assert (before.numerator, before.denominator) == (4, 6)
    assert (after.numerator, after.denominator) == (1, 6)
    assert after.value == pytest.approx(1 / 6)
    assert part(after, "days_since_last") == 285
    assert after.evidence.numerator == ("evening-2014-09-18",)
    assert len(after.evidence.denominator) == 6
    assert (after.known, after.candidates) == (6, 6)
    assert [bool(each["events"]) for each in after.details["windows"]] == [False, False, False, False, True, False]


@pytest.mark.parametrize("state", [InitiativeState.RESTING, InitiativeState.DRAFT])
def test_what_rests_or_has_not_begun_is_shown_as_that(state: InitiativeState) -> None:
    reading = liveness(
        world(*an_evening("2015-06-01"), state=state, rest_reason="Summer.", review_on=at("2015-09-01")), seed=42
    )
    assert (reading.value, reading.denominator, reading.interval) == (None, None, None)
    assert reading.details["state"] == state.value
    assert reading.details["review_on"] == "2015-09-01"
    assert reading.details["windows"] == []
    assert part(reading, "days_since_last") == 29


@pytest.mark.parametrize(
    "rows",
    [
        an_evening("2015-06-01", attendance=BOTH[:1]),
        an_evening("2015-06-01", attendance=(BOTH[0], replace(BOTH[1], people=0))),
        an_evening("2015-06-01")[:2],
        [each for each in an_evening("2015-06-01") if not isinstance(each, Contribution)],
        [*an_evening("2015-06-01")[:2], row(Answer, "none", meeting="evening-2015-06-01", no_answer=True)],
        an_evening(None),
    ],
)
def test_a_meeting_of_one_side_or_without_a_word_and_an_answer_is_no_two_way_event(rows: list[Row]) -> None:
    assert two_way_events(world(*rows)) == ()


def test_a_word_taken_back_was_said_and_a_draft_was_not() -> None:
    meeting, _, reply = an_evening("2015-06-01")
    for state, counts in ((ContributionState.WITHDRAWN, True), (ContributionState.DRAFT, False)):
        said = row(Contribution, "said", meeting=meeting.id, state=state)
        assert bool(two_way_events(world(meeting, reply, said))) is counts


def test_people_stand_on_the_side_of_the_group_they_came_from() -> None:
    from_town = (Attendance(group="town", people=4), BOTH[1])
    rows = an_evening("2015-06-01", attendance=from_town)
    assert two_way_events(world(*rows, row(Group, "town", side=Side.CIVIC)))
    assert not two_way_events(world(*rows))


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        # May touches two stretches: the meeting was in one of them.
        (["2015-05"], (1, 1)),
        (["2015-05", "2015-05-10"], (1, 2)),
        (["2015-05", "2015-06-10"], (1, 2)),
        (["2015-04", "2015-05"], (1, 2)),
        # July 2014 begins before the first stretch does.
        (["2014-07"], (0, 1)),
        (["2014"], (0, 1)),
        (["2014-01"], (0, 0)),
        (["2015-06"], (1, 1)),
    ],
)
def test_meetings_known_to_the_month_give_the_range_that_is_possible(
    months: list[str], expected: tuple[int, int]
) -> None:
    rows = [each for month in months for each in an_evening(month)]
    reading = liveness(world(*rows), seed=42)
    low, high = expected
    assert reading.value == pytest.approx((low + high) / 12)
    assert (reading.range is None) is (low == high)
    assert reading.range is None or reading.range == pytest.approx((low / 6, high / 6))
    assert (reading.interval is None) is (low != high)


def test_days_since_a_meeting_known_to_the_month_are_a_range() -> None:
    last = next(
        each for each in liveness(world(*an_evening("2015-05")), seed=42).parts if each.name == "days_since_last"
    )
    assert (last.value, last.range) == (45, (30, 60))


def test_stretches_before_the_beginning_do_not_count() -> None:
    rows = an_evening("2015-06-01")
    assert liveness(world(*rows, began="2015-03-15"), seed=42).denominator == 2
    assert liveness(world(*rows, began=None), seed=42).denominator == 1
    first_round = row(Cycle, "first", active_from=at("2014-11-01"))
    assert liveness(world(*rows, first_round, row(Cycle, "undated")), seed=42).denominator == 6
    assert liveness(world(*rows, first_round, began="2015-05-20"), seed=42).denominator == 5
    undated = row(Meeting, "undated", attendance=BOTH)
    assert liveness(world(undated, began=None), seed=42).denominator is None


def test_without_a_time_between_meetings_there_is_no_share() -> None:
    reading = liveness(world(*an_evening("2015-06-01"), cadence_days=None), seed=42)
    assert (reading.value, reading.denominator) == (None, None)
    assert reading.evidence.numerator == ()


def test_an_empty_record_is_silent_and_not_dead() -> None:
    reading = liveness(case(), seed=42)
    assert (reading.value, reading.known, reading.candidates) == (None, 0, 0)
    assert part(reading, "days_since_last") is None


def test_looks_back_that_were_due_and_not_taken_are_counted() -> None:
    rounds = (
        row(ReviewRound, "1", talked_at=moment("2014-05-01"), next_review_on=at("2014-11-01")),
        row(ReviewRound, "2", talked_at=moment("2014-12-01"), next_review_on=at("2015-05-01")),
        row(ReviewRound, "3", next_review_on=at("2015-12-01")),
        row(ReviewRound, "4"),
    )
    assert part(liveness(world(*rounds, review_on=at("2014-06-01")), seed=42), "reviews_overdue") == 1
    assert part(liveness(world(review_on=at("2015-06-29")), seed=42), "reviews_overdue") == 1
    assert part(liveness(world(review_on=at("2015-06-30")), seed=42), "reviews_overdue") == 0


@given(st.integers(1, 400), st.integers(1, 12))
def test_the_stretches_touch_and_do_not_overlap(cadence: int, number: int) -> None:
    found = windows(at=at(), cadence_days=cadence, number=number)
    assert found[0].until == at()
    assert all(later.after == earlier.until for later, earlier in pairwise(found))
    assert len(found) == number
    assert windows(at=at(), cadence_days=-cadence) == ()


def test_a_time_between_meetings_longer_than_the_calendar_is_one_stretch() -> None:
    for days in (800_000, 10**12):
        (only,) = windows(at=at(), cadence_days=days)
        assert (only.after, only.until) == (date.min, at())
        assert liveness(world(*an_evening("2015-06-01"), cadence_days=days), seed=1).denominator == 1
    assert windows(at=date.min, cadence_days=60) == ()
