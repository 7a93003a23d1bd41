from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.decisions import lifecycle
from counterpoise.record import DayRange
from counterpoise.record.decisions import Decision, DecisionState
from counterpoise.record.initiatives import Affects
from tests.builders import at, moment, row, written

STATES = st.sampled_from(DecisionState)
BEFORE = lifecycle.STEPS[:4]


def a_decision(**fields: Any) -> Decision:  # noqa: ANN401 - any field
    return row(Decision, "closing", matter="stay-or-close", **fields)


def codes(decision: Decision, to: DecisionState, **world: Any) -> list[str]:  # noqa: ANN401 - any argument
    return [refusal.code for refusal in lifecycle.problems(decision, to=to, at=at(), **world)]


def test_every_step_follows_the_one_before() -> None:
    for one, next_one in zip(lifecycle.STEPS, lifecycle.STEPS[1:], strict=False):
        assert lifecycle.may_move(one, next_one) is None


@pytest.mark.parametrize("state", BEFORE)
def test_taken_can_be_recorded_from_every_step_before_it(state: DecisionState) -> None:
    assert lifecycle.may_move(state, DecisionState.TAKEN) is None


@given(STATES, STATES)
def test_only_taken_skips_steps(state: DecisionState, to: DecisionState) -> None:
    refusal = lifecycle.may_move(state, to)
    follows = lifecycle.STEPS.index(to) == lifecycle.STEPS.index(state) + 1
    if follows or (to is DecisionState.TAKEN and state in BEFORE):
        assert refusal is None
    else:
        assert refusal is not None
        assert refusal.code == "decisions.step_does_not_follow"
        assert to.value not in refusal.given["follow"]


@given(STATES, st.none() | st.just("2014-11-03"))
def test_recording_that_it_was_taken_always_works_and_keeps_what_was_skipped(
    state: DecisionState, day: str | None
) -> None:
    decided_at = None if day is None else moment(day)
    before = a_decision(state=state, skipped_steps=())
    after = lifecycle.taken(before, decided_at=decided_at)
    assert after.decided_at == decided_at
    if state in BEFORE:
        assert after.state is DecisionState.TAKEN
        assert after.skipped_steps == lifecycle.STEPS[lifecycle.STEPS.index(state) + 1 : 4]
    else:
        assert after == replace(before, decided_at=decided_at)


def test_steps_skipped_earlier_stay_skipped() -> None:
    draft = a_decision(state=DecisionState.OPEN_FOR_CONCERNS, skipped_steps=(DecisionState.IDEA,))
    after = lifecycle.taken(draft, decided_at=moment("2014-11-03"))
    assert after.skipped_steps == (DecisionState.IDEA, DecisionState.ANSWERED)


def test_a_draft_needs_the_day_from_which_there_was_one() -> None:
    idea = a_decision(state=DecisionState.IDEA)
    assert codes(idea, DecisionState.DRAFT) == ["decisions.draft_without_date"]
    assert codes(replace(idea, draft_at=moment("2014-09")), DecisionState.DRAFT) == []


def test_a_round_of_concerns_needs_its_dates_and_its_groups_and_lacks_are_named_at_once() -> None:
    draft = a_decision(state=DecisionState.DRAFT)
    assert codes(draft, DecisionState.OPEN_FOR_CONCERNS) == [
        "decisions.concerns_without_dates",
        "decisions.concerns_open_to_nobody",
    ]
    half = replace(draft, concerns_from=moment("2014-09-01"), concerns_open_to=("town",))
    assert codes(half, DecisionState.OPEN_FOR_CONCERNS) == ["decisions.concerns_without_dates"]
    assert codes(replace(half, concerns_until=moment("2014-10-01")), DecisionState.OPEN_FOR_CONCERNS) == []


def test_a_decision_is_answered_when_no_concern_waits() -> None:
    asked = a_decision(state=DecisionState.OPEN_FOR_CONCERNS)
    assert codes(asked, DecisionState.ANSWERED, without_answer={"b", "a"}) == ["decisions.concerns_without_answer"]
    assert codes(asked, DecisionState.ANSWERED) == []


def test_what_has_yet_to_be_decided_is_no_decision() -> None:
    draft = a_decision(state=DecisionState.DRAFT, decided_at=moment("2015-07-01"))
    assert codes(draft, DecisionState.TAKEN) == ["decisions.taken_in_the_future"]
    assert codes(replace(draft, decided_at=moment("2015-06-30")), DecisionState.TAKEN) == []
    assert codes(replace(draft, decided_at=None), DecisionState.TAKEN) == []


def test_a_decision_is_told_when_every_group_was() -> None:
    decided = a_decision(state=DecisionState.TAKEN)
    assert codes(decided, DecisionState.TOLD, untold=["town"]) == ["decisions.groups_not_told"]
    assert codes(decided, DecisionState.TOLD) == []
    assert codes(decided, DecisionState.REVIEWED) == ["decisions.step_does_not_follow"]


@pytest.mark.parametrize(("decided", "is_one"), [("2015-06-30", True), ("2015-07-01", False), (None, False)])
def test_a_draft_is_no_decision(decided: str | None, is_one: bool) -> None:
    decision = a_decision(decided_at=None if decided is None else moment(decided))
    assert lifecycle.is_taken(decision, at=at()) is is_one


def test_what_who_when_and_whom_is_a_record() -> None:
    first, *touched = lifecycle.quick_record(
        id="closing",
        text="The home closes.",
        taken_by="board",
        decided_at=moment("2014-11-03"),
        touches=["town", "home-council", "town"],
        matter="stay-or-close",
        initiative="together",
        recorded_at=written("2014-12-01"),
        recorded_by="secretary",
    )
    assert isinstance(first, Decision)
    assert (first.text, first.taken_by, str(first.decided_at)) == ("The home closes.", "board", "2014-11-03")
    assert first.state is DecisionState.TAKEN
    assert first.skipped_steps == BEFORE
    assert first.happened_at == first.decided_at
    assert [(each.group, each.matter) for each in touched if isinstance(each, Affects)] == [
        ("home-council", "stay-or-close"),
        ("town", "stay-or-close"),
    ]
    assert lifecycle.written_down_after(first) == DayRange(28, 28)
    assert lifecycle.written_down_late(first)


def test_a_quick_record_of_nothing_but_a_name_is_saved_too() -> None:
    (only,) = lifecycle.quick_record(
        id="something",
        text="",
        taken_by=None,
        decided_at=None,
        touches=(),
        matter=None,
        initiative=None,
        recorded_at=written(),
    )
    assert isinstance(only, Decision)
    assert only.happened_at is None
    assert lifecycle.written_down_after(only) is None
    assert not lifecycle.written_down_late(only)


def test_a_month_that_may_have_been_last_week_is_not_called_late() -> None:
    decision = a_decision(decided_at=moment("2014-11"), recorded="2014-12-05")
    assert lifecycle.written_down_after(decision) == DayRange(5, 34)
    assert not lifecycle.written_down_late(decision)


@pytest.mark.parametrize("state", lifecycle.STEPS)
def test_a_decision_can_be_said_to_be_taken_without_a_day(state: DecisionState) -> None:
    assert lifecycle.said_taken(a_decision(state=state), at=at()) is (state not in lifecycle.BEFORE_TAKEN)
    assert lifecycle.said_taken(a_decision(state=state, decided_at=moment("2015-06-20")), at=at())
    later = a_decision(state=DecisionState.DRAFT, decided_at=moment("2015-08-20"))
    assert not lifecycle.said_taken(later, at=at()), "its day has not come"
