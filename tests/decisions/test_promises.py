"""What stands in the way of a promise, of taking it back, of reopening it; what a decision says of how it was made."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.decisions import explained, promises
from counterpoise.decisions.commitments import ENDED, TRANSITIONS, put_under_review
from counterpoise.decisions.explained import problems
from counterpoise.decisions.promises import may_make, may_reopen, may_withdraw, reopens_as
from counterpoise.record.commitments import Commitment, CommitmentState, Promise
from counterpoise.record.decisions import Decision, ParticipationLink
from tests.builders import moment, row

S = CommitmentState


def test_a_promise_and_an_agreement_need_words_and_somebody_on_both_ends() -> None:
    lacks = ["decisions.promise_without_words", "decisions.promise_to_nobody", "decisions.promise_by_nobody"]
    assert [each.code for each in may_make(row(Promise, "p", text="  "))] == lacks
    assert [each.code for each in may_make(row(Commitment, "c"))] == lacks
    assert may_make(row(Promise, "p", text="We ask you first.", to=("town",), made_by="board")) == ()
    assert may_make(row(Commitment, "c", text="A ramp.", to=("town",), by="board")) == ()


@pytest.mark.parametrize(
    ("fields", "reason", "codes"),
    [
        ({}, "The law changed.", []),
        ({}, " ", ["decisions.withdrawn_without_reason"]),
        ({"withdrawn_at": moment("2014-11-01")}, "Again.", ["decisions.withdrawn_already"]),
        ({"state": S.KEPT}, "Why not?", ["decisions.withdrawn_after_its_end"]),
    ],
)
def test_a_promise_is_taken_back_once_and_with_a_reason(fields: dict[str, Any], reason: str, codes: list[str]) -> None:
    found = may_withdraw(row(Promise, "p", **fields), reason=reason)
    assert [each.code for each in found] == codes


@given(st.sampled_from(CommitmentState))
def test_whatever_has_ended_can_be_reopened_and_nothing_else(state: CommitmentState) -> None:
    word = row(Commitment, "c", state=state)
    codes = [each.code for each in may_reopen(word, reason="It was not kept after all.")]
    assert (codes == []) is (state in ENDED)
    assert (reopens_as(state) is None) is (state not in ENDED)
    if state in ENDED:
        assert [each.code for each in may_reopen(word, reason="")] == ["decisions.reopened_without_reason"]
        assert reopens_as(state) in TRANSITIONS[state]


def test_no_state_is_the_last_and_what_has_ended_is_not_put_on_review() -> None:
    assert all(TRANSITIONS.values())
    words = [row(Commitment, state.value, state=state) for state in CommitmentState]
    on_review = put_under_review(
        words, context_change="new-director", happened_at=moment("2014-09-01"), recorded_at=words[0].recorded_at
    )
    assert {each.id for each in on_review} == {state.value for state in CommitmentState if state not in ENDED}


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({}, []),
        ({"urgency": "The roof fell in."}, ["decisions.urgent_without_look"]),
        ({"urgent_look_on": date(2015, 1, 1)}, ["decisions.look_without_urgency"]),
        ({"urgency": "The roof fell in.", "urgent_look_on": date(2015, 1, 1)}, []),
        ({"participation": ParticipationLink.NONE_BECAUSE}, ["decisions.no_participation_without_reason"]),
        ({"participation": ParticipationLink.NONE_BECAUSE, "participation_reason": "The law leaves no room."}, []),
        ({"consulted": ("council",)}, ["decisions.consulted_without_day"]),
        ({"consulted": ("council",), "consulted_at": moment("2014-10-01")}, []),
    ],
)
def test_what_a_decision_says_of_how_it_was_made_holds_together(fields: dict[str, Any], codes: list[str]) -> None:
    assert [each.code for each in problems(row(Decision, "d", **fields))] == codes


@pytest.mark.parametrize(
    ("earlier", "codes"),
    [
        ({"id": "d"}, ["decisions.reverses_itself"]),
        ({"id": "a"}, ["decisions.reverses_no_decision"]),
        ({"id": "a", "decided_at": moment("2014-12-01")}, ["decisions.reverses_a_later_one"]),
        ({"id": "a", "decided_at": moment("2014-11")}, []),
        ({"id": "a", "decided_at": moment("2013-03-04")}, []),
    ],
)
def test_only_an_earlier_decision_can_be_turned_around(earlier: dict[str, Any], codes: list[str]) -> None:
    name = str(earlier.pop("id"))
    turned = row(Decision, name, **earlier)
    decision = row(Decision, "d", decided_at=moment("2014-11-03"), reverses=name)
    assert [each.code for each in problems(decision, reversed_decision=turned)] == codes


def test_every_refusal_is_declared_with_the_name_of_the_room() -> None:
    for module in (promises, explained):
        assert all(code.startswith("decisions.") for code in module.REFUSALS)
