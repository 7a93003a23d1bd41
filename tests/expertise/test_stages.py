"""At which stage people come in, and who closes a question."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from counterpoise.expertise.framing import fixed_before_asked
from counterpoise.expertise.stages import ComesIn, comes_in, may_close
from counterpoise.record import Moment, Side
from counterpoise.record.contributions import Choice, Problem, Question
from tests.builders import moment, row

MOMENTS = st.none() | st.sampled_from([moment("2015-05-01"), moment("2015-06"), moment("2015-07-01")])


def test_a_problem_is_open_until_somebody_names_an_option() -> None:
    assert comes_in(row(Problem, "p")) is ComesIn.AT_THE_PROBLEM
    assert comes_in(row(Problem, "p", options=(Choice(text="A ramp"),))) is ComesIn.WITH_OPEN_OPTIONS


@given(st.booleans(), MOMENTS, MOMENTS)
def test_nobody_is_told_that_options_are_open_which_were_fixed_before_they_were_asked(
    named: bool, fixed: Moment | None, asked: Moment | None
) -> None:
    question = row(Question, "q", options=(Choice(text="A ramp"),) if named else (), options_fixed_at=fixed)
    question = replace(question, happened_at=asked)
    stage = comes_in(question)
    assert (stage is ComesIn.AFTER_THE_OPTIONS) is bool(fixed_before_asked(question))
    if not named and fixed is None:
        assert stage is ComesIn.AT_THE_PROBLEM


def test_only_the_side_that_asked_closes_a_question_and_once() -> None:
    question = row(Question, "q", author_side=Side.ORGANIZATIONAL)
    assert may_close(question, side=Side.ORGANIZATIONAL) == ()
    assert [each.code for each in may_close(question, side=Side.CIVIC)] == ["expertise.not_the_asking_side"]
    closed = row(Question, "q", author_side=Side.CIVIC, closed_at=moment("2015-06-01"))
    assert [each.code for each in may_close(closed, side=Side.CIVIC)] == ["expertise.already_closed"]
