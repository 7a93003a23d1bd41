from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.decisions import commitments
from counterpoise.decisions.commitments import judged, path_to, problems, promised_to, put_under_review, verdicts
from counterpoise.indicator import Reading
from counterpoise.record import Side
from counterpoise.record.commitments import Commitment, CommitmentState, Judgement, Promise, Verdict
from counterpoise.record.initiatives import Group
from tests.builders import at, case, moment, row, written

S = CommitmentState
STATES = st.sampled_from(CommitmentState)


def codes(state: CommitmentState, to: CommitmentState, **given: Any) -> list[str]:  # noqa: ANN401 - any argument
    return [each.code for each in problems(state, to=to, **given)]


def test_every_state_has_its_followers_and_every_refusal_is_declared() -> None:
    assert set(commitments.TRANSITIONS) == set(CommitmentState)
    found = {each.code for state in S for to in S for each in problems(state, to=to)}
    assert found == set(commitments.REFUSALS)


@given(STATES, st.none() | st.sampled_from(Judgement), st.none() | st.sampled_from(Judgement))
def test_nothing_is_kept_without_the_verdict_of_those_it_was_promised_to(
    state: CommitmentState, of_promisee: Judgement | None, of_holder: Judgement | None
) -> None:
    if of_promisee is not Judgement.KEPT:
        assert "decisions.kept_without_verdict_of_promisee" in codes(state, S.KEPT, of_promisee=of_promisee)
        assert judged(of_promisee=of_promisee, of_holder=of_holder) is not S.KEPT


@pytest.mark.parametrize(
    ("of_promisee", "of_holder", "expected"),
    [
        (None, Judgement.KEPT, S.DONE_CLAIMED),
        (Judgement.TOO_EARLY, Judgement.KEPT, S.DONE_CLAIMED),
        (Judgement.KEPT, Judgement.KEPT, S.KEPT),
        (Judgement.KEPT, None, S.KEPT),
        (Judgement.PARTLY, Judgement.TOO_EARLY, S.PARTLY),
        (Judgement.NOT_KEPT, Judgement.KEPT, S.CONTESTED),
        (Judgement.NOT_KEPT, Judgement.NOT_KEPT, S.NOT_KEPT),
    ],
)
def test_two_verdicts_make_a_state(
    of_promisee: Judgement | None, of_holder: Judgement | None, expected: CommitmentState
) -> None:
    assert judged(of_promisee=of_promisee, of_holder=of_holder) is expected


def test_a_state_that_does_not_follow_is_refused_with_those_that_do() -> None:
    (refusal,) = problems(S.CONFIRMED, to=S.MADE)
    assert refusal.code == "decisions.state_does_not_follow"
    assert refusal.given["follow"] == ["on_track", "late", "done_claimed", "under_review"]


def test_who_waits_for_a_silent_holder_can_say_that_it_was_not_kept() -> None:
    assert codes(S.LATE, S.NOT_KEPT, of_promisee=Judgement.NOT_KEPT) == []
    assert codes(S.LATE, S.NOT_KEPT) == ["decisions.verdict_of_promisee_is_missing"]


def test_a_review_names_the_change_that_asks_for_it() -> None:
    assert codes(S.MADE, S.UNDER_REVIEW) == ["decisions.review_without_change"]
    assert codes(S.MADE, S.UNDER_REVIEW, context_change="new-director") == []


def test_one_side_cannot_renegotiate() -> None:
    assert codes(S.UNDER_REVIEW, S.RENEGOTIATED, agreed_by=[Side.ORGANIZATIONAL]) == [
        "decisions.renegotiated_by_one_side"
    ]
    assert codes(S.UNDER_REVIEW, S.RENEGOTIATED, agreed_by=[Side.ORGANIZATIONAL, Side.CIVIC]) == []


def test_dropping_needs_a_reason_and_telling() -> None:
    assert codes(S.UNDER_REVIEW, S.DROPPED) == ["decisions.dropped_without_reason", "decisions.dropped_without_telling"]
    assert codes(S.UNDER_REVIEW, S.DROPPED, reason="No money.", told=True) == []


def test_a_change_puts_on_review_all_that_has_not_ended() -> None:
    rows = [row(Commitment, state.value, state=state) for state in S]
    review = {"context_change": "new-director", "happened_at": moment("2014-09-01"), "recorded_at": written()}
    found = put_under_review(rows, **review)  # type: ignore[arg-type]  # arguments by name
    assert {each.id for each in found} == {state.value for state in S} - {
        "kept",
        "partly",
        "not_kept",
        "dropped",
        "reversed",
    }
    assert {(each.version, each.state, each.context_change) for each in found} == {(2, S.UNDER_REVIEW, "new-director")}


def test_a_promise_that_was_taken_back_is_not_put_on_review() -> None:
    promises = [row(Promise, "stands"), row(Promise, "gone", withdrawn_at=moment("2014-01-01"))]
    found = put_under_review(
        promises, context_change="new-director", happened_at=moment("2014-09-01"), recorded_at=written()
    )
    assert [each.id for each in found] == ["stands"]


def a_verdict(
    name: str, of: str, side: Side | None, judgement: Judgement | None, happened: str | None = None
) -> Verdict:
    return row(Verdict, name, happened=happened, commitment=of, side=side, judgement=judgement)


def part(reading: Reading, name: str, of: str) -> tuple[float | None, float | None]:
    return next((each.numerator, each.denominator) for each in reading.parts if (each.name, each.of) == (name, of))


def test_kept_by_citizens_is_set_against_kept_by_the_organization() -> None:
    kept, not_kept, early = Judgement.KEPT, Judgement.NOT_KEPT, Judgement.TOO_EARLY
    civic, own = Side.CIVIC, Side.ORGANIZATIONAL
    world = case(
        *[row(Commitment, name, due_on=at("2015-01-31")) for name in "abcd"],
        row(Commitment, "ahead", due_on=at("2015-06-30")),
        row(Commitment, "open"),
        a_verdict("1", "a", civic, not_kept),
        a_verdict("2", "a", own, kept),
        a_verdict("3", "b", civic, not_kept, "2015-02-01"),
        a_verdict("4", "b", civic, kept, "2015-03-01"),
        a_verdict("5", "b", own, kept),
        a_verdict("6", "c", own, kept),
        a_verdict("7", "d", civic, early),
        a_verdict("8", "ahead", civic, kept),
        a_verdict("9", "a", None, kept),
        a_verdict("x", "a", own, None),
        row(Verdict, "of-promise", promise="p", side=civic, judgement=kept),
    )
    reading = verdicts(world, seed=42)
    assert reading.value == 0.5 - 1.0
    assert (reading.numerator, reading.denominator) == (1, 2)
    assert reading.interval is not None
    assert reading.interval[0] < -0.5 < reading.interval[1]
    assert (reading.known, reading.candidates) == (2, 4)
    assert part(reading, "judged_by", "civic") == (2, 4)
    assert part(reading, "kept_by", "organizational") == (3, 3)
    assert reading.evidence.numerator == ("b",)
    assert reading.evidence.excluded == ("c", "d")
    assert reading.details["without_date"] == 1
    assert reading.details["commitments"][3] == {"commitment": "d", "civic": None, "organizational": None}


def test_without_verdicts_there_is_no_difference() -> None:
    reading = verdicts(case(row(Commitment, "a", due_on=at("2015-01-31"))), seed=42)
    assert (reading.value, reading.denominator, reading.known, reading.candidates) == (None, None, 0, 1)
    assert verdicts(case(), seed=42).value is None


def test_who_waits_past_the_day_can_say_that_it_was_not_kept_and_nobody_says_kept_before_done() -> None:
    waiting = row(Commitment, "c", due_on=date(2015, 1, 31), state=CommitmentState.CONFIRMED)
    after, before = date(2015, 2, 1), date(2015, 1, 31)
    late_then = (CommitmentState.LATE, CommitmentState.NOT_KEPT)
    assert path_to(waiting, to=CommitmentState.NOT_KEPT, at=after) == late_then
    assert path_to(waiting, to=CommitmentState.NOT_KEPT, at=before) == ()
    assert path_to(waiting, to=CommitmentState.KEPT, at=after) == ()
    assert path_to(waiting, to=CommitmentState.DONE_CLAIMED, at=before) == (CommitmentState.DONE_CLAIMED,)


def test_the_word_is_with_those_to_whom_it_was_promised() -> None:
    groups = {"g": row(Group, "g", side=Side.CIVIC), "staff": row(Group, "staff", side=Side.ORGANIZATIONAL)}
    word = row(Commitment, "c", to=("staff", "g"))
    assert promised_to(word, holder=Side.ORGANIZATIONAL, groups=groups) is Side.CIVIC
    assert promised_to(word, holder=Side.CIVIC, groups=groups) is Side.ORGANIZATIONAL
    assert promised_to(row(Commitment, "c"), holder=Side.CIVIC, groups={}) is Side.ORGANIZATIONAL
    assert promised_to(row(Commitment, "c"), holder=None, groups={}) is Side.CIVIC
