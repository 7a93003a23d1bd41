from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.control.limits import (
    QUESTION_TRANSITIONS,
    TRANSITIONS,
    Lateness,
    QuestionState,
    lateness,
    limits_not_told_before,
    may_answer,
    may_declare,
    may_settle,
    question_state,
)
from counterpoise.control.limits import LimitObstacle as No
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Side
from counterpoise.record.decisions import Decision
from counterpoise.record.mandates import Limit, LimitKind, LimitQuestion, LimitReply, LimitState
from tests.builders import at, moment, row

NOW = datetime(2014, 5, 12, 18, tzinfo=UTC)
FULL = row(
    Limit, "money", matter="stay", text="At most one ton a year.", side=Side.ORGANIZATIONAL, protects="the other homes"
)


def codes(refusals: tuple[Refusal, ...]) -> set[str]:
    return {refusal.code for refusal in refusals}


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("kind", list(LimitKind))
def test_every_side_may_set_limits_red_lines_and_openings(side: Side, kind: LimitKind) -> None:
    assert may_declare(replace(FULL, side=side, kind=kind, declared_at=moment("2014-05-12")), at=NOW) == ()


def test_a_limit_names_what_it_protects_and_an_opening_need_not() -> None:
    assert codes(may_declare(replace(FULL, protects=" "), at=NOW)) == {No.PROTECTS_NOTHING}
    assert may_declare(replace(FULL, protects="", kind=LimitKind.OPENING), at=NOW) == ()


def test_everything_that_a_limit_lacks_is_said_at_once() -> None:
    empty = row(Limit, "empty", declared_at=moment("2014-05-13"))
    assert codes(may_declare(empty, at=NOW)) == {
        No.NO_MATTER, No.NO_TEXT, No.NO_SIDE, No.PROTECTS_NOTHING, No.DECLARED_IN_FUTURE,
    }  # fmt: skip
    later_today = replace(FULL, declared_at=moment("2014-05-12T18:30:00+00:00"))
    assert codes(may_declare(later_today, at=NOW)) == {No.DECLARED_IN_FUTURE}


def test_every_side_contests_and_only_its_holder_settles() -> None:
    contested = replace(FULL, state=LimitState.CONTESTED)
    assert may_settle(FULL, to=LimitState.CONTESTED, by=Side.CIVIC, reason="too narrow") == ()
    assert may_settle(contested, to=LimitState.KEPT, by=Side.ORGANIZATIONAL, reason="no more money") == ()
    assert codes(may_settle(contested, to=LimitState.LIFTED, by=Side.CIVIC, reason="")) == {
        No.NOT_ITS_HOLDER,
        No.NO_REASON,
    }
    assert codes(may_settle(FULL, to=LimitState.KEPT, by=Side.ORGANIZATIONAL, reason="so")) == {No.NOT_FROM_HERE}


@settings(deadline=None)  # the machine may be busy
@given(st.sampled_from(LimitState))
def test_a_limit_can_always_be_talked_about_again(start: LimitState) -> None:
    reached, to_look = set(), [start]
    while to_look:
        here = to_look.pop()
        if here not in reached:
            reached.add(here)
            to_look += TRANSITIONS[here]
    assert {LimitState.CONTESTED, LimitState.DECLARED} <= reached


def question(**fields: object) -> LimitQuestion:
    return replace(row(LimitQuestion, "how-far", happened="2013-06-10"), **fields)  # type: ignore[arg-type]  # its fields


def test_a_request_for_a_limit_is_overdue_after_thirty_days() -> None:
    assert question_state(question(), at=at("2013-07-10")) is QuestionState.ASKED
    assert question_state(question(), at=at("2013-07-11")) is QuestionState.OVERDUE
    assert question_state(question(happened_at=moment("2013-06")), at=at("2013-07-30")) is QuestionState.ASKED
    assert question_state(question(happened_at=None), at=at()) is QuestionState.ASKED


def test_nobody_knows_yet_is_an_answer_until_the_day_that_was_named() -> None:
    waiting = question(reply=LimitReply.NOT_KNOWN_YET, known_on=at("2013-09-01"), answered_at=moment("2013-06-20"))
    assert question_state(waiting, at=at("2013-08-31")) is QuestionState.NOT_KNOWN_YET
    assert question_state(waiting, at=at("2013-09-01")) is QuestionState.OVERDUE
    assert question_state(replace(waiting, known_on=None), at=at()) is QuestionState.NOT_KNOWN_YET
    assert question_state(waiting, at=at("2013-06-19")) is QuestionState.ASKED


def test_a_limit_or_an_opening_answers_a_request() -> None:
    assert question_state(question(reply=LimitReply.LIMIT), at=at()) is QuestionState.ANSWERED
    assert QUESTION_TRANSITIONS[QuestionState.ANSWERED] == frozenset()
    assert set(QUESTION_TRANSITIONS) == set(QuestionState)


def test_an_answer_names_its_limit_or_a_day() -> None:
    today = at("2013-06-20")
    assert may_answer(question(), reply=LimitReply.LIMIT, answered_with="money", at=today) == ()
    assert codes(may_answer(question(), reply=LimitReply.OPENING, at=today)) == {No.NO_ANSWER_NAMED}
    assert may_answer(question(), reply=LimitReply.NOT_KNOWN_YET, known_on=at("2013-09-01"), at=today) == ()
    assert codes(may_answer(question(), reply=LimitReply.NOT_KNOWN_YET, at=today)) == {No.NO_DAY_NAMED}
    assert codes(may_answer(question(), reply=LimitReply.NOT_KNOWN_YET, known_on=today, at=today)) == {No.NO_DAY_NAMED}
    settled = question(reply=LimitReply.LIMIT)
    assert codes(may_answer(settled, reply=LimitReply.LIMIT, answered_with="m", at=today)) == {No.ANSWERED_ALREADY}


def told(*days: str | None) -> list[Limit]:
    return [
        replace(FULL, version=number, declared_at=None if day is None else moment(day))
        for number, day in enumerate(days, start=1)
    ]


@pytest.mark.parametrize(
    ("declared", "bound", "expected"),
    [
        ("2013-06-09", "2013-06-10", Lateness.IN_TIME),
        ("2013-06-10", "2013-06-10", Lateness.IN_TIME),
        ("2013-06-11", "2013-06-10", Lateness.LATE),
        ("2013-06", "2013-06-10", Lateness.EITHER),
        ("2013-05", "2013-06", Lateness.IN_TIME),
        ("2013-06-10T10:00:00+02:00", "2013-06-10T09:00:00+02:00", Lateness.LATE),
        ("2013-06-10T08:00:00+02:00", "2013-06-10T09:00:00+02:00", Lateness.IN_TIME),
        (None, "2013-06-10", Lateness.NOT_KNOWN),
        ("2013-06-11", None, Lateness.IN_TIME),
    ],
)
def test_a_limit_is_late_where_it_came_after_what_it_binds(
    declared: str | None, bound: str | None, expected: Lateness
) -> None:
    assert lateness(told(declared), first_bound=None if bound is None else moment(bound)) is expected


def test_a_late_limit_is_marked_for_ever_whatever_later_versions_say() -> None:
    assert lateness(told("2013-06-11", "2013-01-01", None), first_bound=moment("2013-06-10")) is Lateness.LATE


def test_a_limit_that_a_decision_uses_and_nobody_was_told_of_gets_the_mark() -> None:
    decision = row(
        Decision,
        "close",
        matter="stay",
        decided_at=moment("2014-11-03"),
        undeclared_limits=("at most  ONE ton a year.", "law"),
    )
    before, after = replace(FULL, declared_at=moment("2014-11-03")), replace(FULL, declared_at=moment("2014-11-04"))
    assert limits_not_told_before(decision, limits=[before]) == ("law",)
    for not_told in (after, replace(before, declared_at=None), replace(before, kind=LimitKind.OPENING)):
        assert limits_not_told_before(decision, limits=[not_told]) == decision.undeclared_limits
    assert limits_not_told_before(decision, limits=[replace(before, matter="other")]) == decision.undeclared_limits
    assert limits_not_told_before(replace(decision, decided_at=None), limits=[after]) == ("law",)
