from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoise.expertise.framing import (
    QUESTIONS,
    REFRAMES,
    QuestionState,
    ReframeState,
    fixed_before_asked,
    may_accept,
    may_answer,
    may_propose,
    may_put,
    may_refuse,
    question_state,
    reframe_state,
    unanswered_in_time,
    ways_to_answer,
    wording_answered,
)
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Side
from counterpoise.record.contributions import Choice, Contribution, Question, Reframe, ReframeReply, Stance
from tests.builders import at, moment, row

PUT = row(Question, "q", happened="2013-10-07", text="How do you like the plates?", author_side=Side.ORGANIZATIONAL)
ASKED = row(Reframe, "r", happened="2013-10-15", question="q", text="What would make mealtimes good?",
            author_side=Side.CIVIC)  # fmt: skip
ACCEPTED = replace(ASKED, reply=ReframeReply.ACCEPTED, replied_at=moment("2013-10-21"), replaced_by="q2")


def codes(refusals: tuple[Refusal, ...]) -> list[str]:
    return [one.code.removeprefix("expertise.") for one in refusals]


def test_a_question_is_open_until_it_is_closed_or_replaced() -> None:
    assert question_state(PUT, at=at("2013-10-06")) is QuestionState.DRAFT
    assert question_state(PUT, reframes=[ASKED], at=at("2013-10-07")) is QuestionState.OPEN
    assert question_state(PUT, reframes=[ACCEPTED], at=at("2013-10-20")) is QuestionState.OPEN
    assert question_state(PUT, reframes=[ACCEPTED], at=at("2013-10-21")) is QuestionState.REPLACED
    closed = replace(PUT, closed_at=moment("2013-10-10"))
    elsewhere = replace(ACCEPTED, question="another")
    assert question_state(closed, reframes=[elsewhere], at=at()) is QuestionState.CLOSED
    assert set(QUESTIONS) == set(QuestionState)
    assert QuestionState.REPLACED in QUESTIONS[QuestionState.CLOSED]


@pytest.mark.parametrize(
    ("reframe", "day", "state", "late"),
    [
        (ASKED, "2013-10-29", ReframeState.PROPOSED, False),
        (ASKED, "2013-10-30", ReframeState.UNANSWERED, True),
        (ACCEPTED, "2013-10-30", ReframeState.ACCEPTED, False),
        (ACCEPTED, "2013-10-20", ReframeState.PROPOSED, False),
        (replace(ACCEPTED, replied_at=moment("2013-11-30")), "2014-01-01", ReframeState.ACCEPTED, True),
        (replace(ASKED, reply=ReframeReply.REFUSED), "2014-01-01", ReframeState.REFUSED, False),
        (replace(ASKED, happened_at=None), "2014-01-01", ReframeState.PROPOSED, False),
        (replace(ASKED, happened_at=moment("2013-10")), "2013-11-14", ReframeState.PROPOSED, False),
        (replace(ASKED, happened_at=moment("2013-10")), "2013-11-15", ReframeState.UNANSWERED, True),
    ],
)
def test_two_weeks_without_a_reply_are_marked_and_the_mark_stays(
    reframe: Reframe, day: str, state: ReframeState, *, late: bool
) -> None:
    assert reframe_state(reframe, at=at(day)) is state
    assert unanswered_in_time(reframe, at=at(day)) is late
    assert set(REFRAMES) == set(ReframeState)


def test_options_that_were_fixed_before_people_were_asked_are_said_to_be() -> None:
    options = replace(PUT, options=(Choice(text="a flower"),))
    assert fixed_before_asked(PUT) is False
    assert fixed_before_asked(options) is None
    assert fixed_before_asked(replace(options, options_fixed_at=moment("2013-09"))) is True
    assert fixed_before_asked(replace(options, options_fixed_at=moment("2013-10-07"))) is True
    assert fixed_before_asked(replace(options, options_fixed_at=moment("2013-10-08"))) is False
    assert fixed_before_asked(replace(options, options_fixed_at=moment("2013-09"), happened_at=None)) is None


def test_every_question_can_be_turned_down() -> None:
    assert Stance.REJECTS_FRAME in ways_to_answer(PUT)


def test_putting_a_question_names_everything_that_is_missing() -> None:
    ready = row(Question, "q", text="What?", author_side=Side.CIVIC, use="the menu changes", co_author_skipped=True)
    assert may_put(ready, at=at()) == ()
    assert may_put(replace(ready, co_author_skipped=False, co_authors=("her",)), at=at()) == ()
    bare = row(Question, "q", happened="2013-10-07", options_fixed_at=moment("2015-07-01"))
    assert codes(may_put(bare, at=at())) == [
        "already_put", "no_words", "no_author_side", "no_use_told", "co_author_not_asked", "options_fixed_later",
    ]  # fmt: skip


@pytest.mark.parametrize("side", [Side.CIVIC, Side.INDEPENDENT])
def test_the_side_that_did_not_ask_can_always_propose_another_wording(side: Side) -> None:
    for question in (PUT, replace(PUT, closed_at=moment("2013-10-08")), replace(PUT, author_side=None)):
        assert may_propose(question, side=side, text="What is wrong?", at=at()) == ()
    assert codes(may_propose(PUT, side=side, text=" ", at=at())) == ["no_words"]
    assert codes(may_propose(PUT, side=side, text="x", at=at("2013-01-01"))) == ["not_put"]
    assert codes(may_propose(PUT, side=Side.ORGANIZATIONAL, text="x", at=at())) == ["own_question"]


def test_the_asking_side_replies_once_with_a_new_question_or_a_reason() -> None:
    ours = Side.ORGANIZATIONAL
    assert may_accept(ASKED, question=PUT, side=ours, new_question="q2") == ()
    assert codes(may_accept(ACCEPTED, question=PUT, side=Side.CIVIC, new_question="q")) == [
        "already_replied", "not_the_asking_side", "no_new_question",
    ]  # fmt: skip
    assert may_refuse(ASKED, question=PUT, side=ours, reason="it is about the plates") == ()
    assert may_refuse(ASKED, question=replace(PUT, author_side=None), side=ours, reason="because") == ()
    assert codes(may_refuse(ASKED, question=PUT, side=ours, reason="")) == ["no_reason"]
    assert codes(may_accept(ASKED, question=PUT, side=ours, new_question=None)) == ["no_new_question"]


def test_an_answer_stays_with_the_wording_that_was_seen() -> None:
    now = replace(PUT, version=2, text="What is wrong?")
    answer = row(Contribution, "c", question="q", question_version=1)
    assert wording_answered(answer, [now, PUT]) == PUT
    assert wording_answered(replace(answer, question_version=3), [now, PUT]) is None
    assert may_answer(answer, question=now) == ()
    for wrong in (
        replace(answer, question_version=None),
        replace(answer, question_version=3),
        replace(answer, question_version=0),
        replace(answer, question="another"),
    ):
        assert codes(may_answer(wrong, question=now)) == ["answers_no_wording"]
