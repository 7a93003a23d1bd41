from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.levels.refusals import Refusal
from counterpoise.levels.timelock import is_released
from counterpoise.record import Moment, Side, Tension
from counterpoise.record.reviews import NoAnswer, ReviewAnswer, ReviewOutcome, ReviewRound, RoundState
from counterpoise.reviews.rounds import (
    TRANSITIONS,
    SidesPresent,
    due_by,
    may_agree,
    may_answer,
    may_close,
    may_open,
    may_plan,
    may_propose,
    may_release,
    may_settle,
    may_talk,
    plan_problems,
    sides_present,
    trend_may_be_drawn,
    words_may_be_shared,
)
from counterpoise.reviews.rounds import RoundObstacle as No
from tests.builders import at, moment, row
from tests.reviews.answering import answers

PLAN = row(
    ReviewRound,
    "second",
    number=2,
    open_from=date(2015, 4, 1),
    open_until=date(2015, 4, 15),
    channels=("screen", "paper"),
    release_at=moment("2015-04-24"),
)


def codes(refusals: tuple[Refusal, ...]) -> set[str]:
    return {refusal.code for refusal in refusals}


def standing(state: RoundState, **fields: Any) -> ReviewRound:  # noqa: ANN401 - the fields of a round
    return replace(PLAN, state=state, **fields)


def test_a_round_is_open_for_two_weeks_in_two_ways_and_is_seen_afterwards() -> None:
    assert plan_problems(PLAN) == ()
    assert codes(plan_problems(replace(PLAN, open_until=date(2015, 4, 14)))) == {No.TOO_SHORT}
    assert codes(plan_problems(replace(PLAN, channels=("screen", " Screen", "")))) == {No.TOO_FEW_CHANNELS}
    assert codes(plan_problems(replace(PLAN, release_at=moment("2015-04-14")))) == {No.RELEASED_WHILE_OPEN}
    many = tuple(f"matter-{number}" for number in range(13))
    assert codes(plan_problems(replace(PLAN, matters=many))) == {No.TOO_MANY_MATTERS}
    assert not plan_problems(replace(PLAN, matters=many[:12]))
    assert codes(plan_problems(row(ReviewRound, "empty"))) == {No.NO_DATES, No.TOO_FEW_CHANNELS, No.NO_RELEASE}
    assert codes(plan_problems(replace(PLAN, open_until=None))) == {No.NO_DATES}


def test_a_planned_round_opens_on_its_first_day() -> None:
    assert may_open(PLAN, at=date(2015, 4, 1)) == ()
    assert codes(may_open(PLAN, at=date(2015, 3, 31))) == {No.NOT_YET}
    assert codes(may_open(standing(RoundState.CLOSED, open_from=None), at=at())) == {No.NOT_FROM_HERE, No.NO_DATES}


def test_nobody_closes_a_round_before_its_last_day() -> None:
    assert may_close(standing(RoundState.OPEN), at=date(2015, 4, 15)) == ()
    assert codes(may_close(standing(RoundState.OPEN), at=date(2015, 4, 14))) == {No.NOT_YET}
    assert codes(may_close(standing(RoundState.PLANNED, open_until=None), at=at())) == {No.NOT_FROM_HERE, No.NOT_YET}


def test_nobody_shows_the_answers_before_the_moment_that_was_set() -> None:
    closed = standing(RoundState.CLOSED)
    assert codes(may_release(closed, at=datetime(2015, 4, 23, 23, tzinfo=UTC))) == {No.NOT_YET}
    assert may_release(closed, at=datetime(2015, 4, 24, 1, tzinfo=UTC)) == ()
    assert codes(may_release(standing(RoundState.OPEN, release_at=None), at=datetime(2016, 1, 1, tzinfo=UTC))) == {
        No.NOT_FROM_HERE, No.NO_RELEASE,
    }  # fmt: skip
    assert codes(may_release(standing(RoundState.OPEN), at=datetime(2016, 1, 1, tzinfo=UTC))) == {No.NOT_FROM_HERE}


@settings(deadline=None)  # the machine may be busy
@given(st.sampled_from(RoundState), st.dates(date(2015, 1, 1), date(2015, 4, 23)))
def test_no_state_opens_the_answers_earlier(state: RoundState, day: date) -> None:
    assert not is_released(standing(state), at=day)


def answered(item: str, side: Side | None = Side.CIVIC, **fields: Any) -> set[str]:  # noqa: ANN401 - of an answer
    answer = row(ReviewAnswer, "a", round="second", item=item, side=side, **fields)
    return codes(may_answer(standing(RoundState.OPEN), answer, at=date(2015, 4, 10)))


def test_an_answer_is_a_figure_on_the_scale_words_or_a_reason_for_none() -> None:
    assert answered("T2a", value=-3) == set()
    assert answered("T2a", value=4) == {No.NOT_AN_ANSWER}
    assert answered("T2a") == {No.NO_ANSWER}
    assert answered("T2a", no_answer=NoAnswer.DO_NOT_KNOW) == set()
    assert answered("Y1", words="the meals") == set()
    assert answered("Y1", words=" ") == {No.NO_ANSWER}
    assert answered("Z9", value=1) == {No.UNKNOWN_ITEM}
    assert answered("X1", None, value=1) == {No.UNKNOWN_ITEM}


@pytest.mark.parametrize(
    ("one", "day"),
    [
        (standing(RoundState.CLOSED), date(2015, 4, 10)),
        (standing(RoundState.OPEN), date(2015, 3, 31)),
        (standing(RoundState.OPEN), date(2015, 4, 15)),
        (standing(RoundState.OPEN, open_from=None), date(2015, 4, 10)),
        (standing(RoundState.OPEN, open_until=None), date(2015, 4, 10)),
    ],
)
def test_nobody_answers_outside_the_open_days(one: ReviewRound, day: date) -> None:
    answer = row(ReviewAnswer, "a", item="X1", side=Side.CIVIC, value=1)
    assert codes(may_answer(one, answer, at=day)) == {No.NOT_OPEN}


def test_both_sides_talk_at_a_meeting_that_has_been() -> None:
    released = standing(RoundState.RELEASED)
    assert may_talk(released, meeting="m", talked_at=moment("2015-05-01"), at=at()) == ()
    assert codes(may_talk(standing(RoundState.CLOSED), meeting=None, talked_at=None, at=at())) == {
        No.NOT_FROM_HERE, No.NO_MEETING, No.NOT_YET,
    }  # fmt: skip
    later = Moment.on(date(2015, 7, 1))
    assert codes(may_talk(released, meeting="m", talked_at=later, at=at())) == {No.NOT_YET}


def outcomes(**fields: str) -> list[ReviewOutcome]:
    return [ReviewOutcome(tension=tension, **(fields or {"step": "ask earlier"})) for tension in Tension]


def test_each_tension_ends_in_one_step_or_in_leaving_it_with_a_reason() -> None:
    later = date(2015, 10, 23)
    assert may_settle(outcomes(), next_review_on=later, at=at()) == ()
    assert may_settle(outcomes(leave_because="first the winter"), next_review_on=later, at=at()) == ()
    assert codes(may_settle(outcomes(step=" "), next_review_on=later, at=at())) == {No.STEP_OR_REASON}
    both = outcomes(step="ask", leave_because="no time")
    assert codes(may_settle(both, next_review_on=later, at=at())) == {No.STEP_OR_REASON}
    assert codes(may_settle(outcomes()[1:], next_review_on=None, at=at())) == {No.TENSION_LEFT_OUT, No.NO_NEXT_REVIEW}
    assert codes(may_settle([*outcomes(), outcomes()[0]], next_review_on=at(), at=at())) == {
        No.TENSION_TWICE, No.NO_NEXT_REVIEW,
    }  # fmt: skip


def test_a_round_says_which_sides_answered() -> None:
    civic, staff = answers("X1", Side.CIVIC, [1]), answers("X1", Side.ORGANIZATIONAL, [NoAnswer.DO_NOT_KNOW])
    refused = answers("X1", Side.ORGANIZATIONAL, [NoAnswer.RATHER_NOT_SAY])
    assert sides_present([*civic, *staff]) is SidesPresent.BOTH
    assert sides_present([*civic, *refused]) is SidesPresent.CIVIC_ONLY
    assert sides_present(staff) is SidesPresent.ORGANIZATIONAL_ONLY
    assert sides_present([]) is SidesPresent.NOBODY


def test_both_sides_look_again_within_half_a_year_or_thirty_days_after_an_event() -> None:
    last = date(2014, 6, 1)
    assert due_by(last_on=last) == date(2014, 12, 1)
    assert due_by(last_on=last, events=[date(2014, 5, 1), date(2014, 9, 1)]) == date(2014, 10, 1)
    assert due_by(last_on=last, events=[date(2015, 1, 1)]) == date(2014, 12, 1)


def test_no_trend_under_three_rounds() -> None:
    assert [trend_may_be_drawn(rounds) for rounds in (1, 2, 3)] == [False, False, True]


def test_a_round_goes_one_way_and_ends_in_a_talk() -> None:
    assert set(TRANSITIONS) == set(RoundState)
    assert [next(iter(TRANSITIONS[state]), None) for state in RoundState] == [*list(RoundState)[1:], None]


def test_a_round_is_planned_from_today_on_and_while_no_other_goes_on() -> None:
    planned = row(
        ReviewRound,
        "next",
        open_from=at("2015-07-01"),
        open_until=at("2015-07-20"),
        channels=("screen", "paper"),
        release_at=moment("2015-07-21"),
    )
    others = [row(ReviewRound, "talked", state=RoundState.TALKED), row(ReviewRound, "seen", state=RoundState.RELEASED)]
    assert may_plan(planned, others=others, at=at("2015-07-01")) == ()
    assert [each.code for each in may_plan(planned, others=others, at=at("2015-07-02"))] == ["review.day_has_passed"]
    going = [row(ReviewRound, state.value, state=state) for state in RoundState]
    found = may_plan(planned, others=going, at=at("2015-07-01"))
    assert [each.code for each in found] == ["review.one_goes_on"] * 3
    empty = [each.code for each in may_plan(row(ReviewRound, "empty"), others=(), at=at())]
    assert empty == ["review.no_dates", "review.too_few_channels", "review.no_release"]


def test_an_outcome_is_proposed_once_both_talked() -> None:
    steps = [ReviewOutcome(tension=tension, step="one step") for tension in Tension]
    talked = row(ReviewRound, "talked", state=RoundState.TALKED)
    seen = row(ReviewRound, "seen", state=RoundState.RELEASED)
    assert may_propose(talked, steps, next_review_on=at("2016-01-01"), at=at()) == ()
    assert [each.code for each in may_propose(seen, steps, next_review_on=at("2016-01-01"), at=at())] == [
        "review.not_talked"
    ]
    assert [each.code for each in may_propose(talked, steps[1:], next_review_on=None, at=at())] == [
        "review.tension_left_out",
        "review.no_next_review",
    ]


@pytest.mark.parametrize(
    ("for_side", "by", "side", "expected"),
    [
        (Side.CIVIC, "him", Side.ORGANIZATIONAL, []),
        (Side.ORGANIZATIONAL, "him", Side.CIVIC, []),
        (Side.CIVIC, "her", Side.ORGANIZATIONAL, ["review.same_person"]),
        (Side.CIVIC, "him", Side.CIVIC, ["review.same_side"]),
        (Side.CIVIC, "her", Side.CIVIC, ["review.same_person", "review.same_side"]),
        (Side.CIVIC, "him", Side.INDEPENDENT, ["review.same_side"]),
    ],
)
def test_it_takes_two_people_one_of_each_side_to_agree(
    for_side: Side, by: str, side: Side, expected: list[str]
) -> None:
    found = may_agree(proposed_by="her", for_side=for_side, by=by, side=side)
    assert [each.code for each in found] == expected


@pytest.mark.parametrize(
    ("votes_for", "against", "shared"),
    [(0, 0, False), (1, 0, False), (2, 0, True), (2, 1, True), (2, 2, False), (3, 2, True), (0, 5, False)],
)
def test_words_leave_their_side_with_two_votes_and_more_for_than_against(
    votes_for: int, against: int, shared: bool
) -> None:
    assert words_may_be_shared(votes_for=votes_for, votes_against=against) is shared
