from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.inclusion.selections import (
    REFUSALS,
    TRANSITIONS,
    LeavingGround,
    NotIn,
    as_seen_by,
    criteria_hash,
    frozen_too_late,
    may_draw_for,
    may_move,
    may_replace,
    of_this_round,
    who_is_not_in,
)
from counterpoise.record import Side
from counterpoise.record.access import BarrierKind
from counterpoise.record.participation import Decline, Invitation, Selection, SelectionState
from counterpoise.record.people import SeatMethod
from tests.builders import moment, row

BOTH = (Side.CIVIC, Side.ORGANIZATIONAL)
FROZEN = criteria_hash(method=SeatMethod.LOTTERY, criterion="by lot", decided_by="board")


def selection(state: SelectionState = SelectionState.PLANNED, **changes: object) -> Selection:
    fields: dict[str, Any] = {
        "method": SeatMethod.LOTTERY,
        "criterion": "by lot",
        "decided_by": "board",
        "criteria_hash": FROZEN,
        "not_in": "nobody under 30: 0 of 400",
    }
    return row(Selection, "panel", state=state, **{**fields, **changes})


def codes(*refusals: object) -> list[str]:
    return [getattr(one, "code", "") for one in refusals]


def test_a_complete_selection_goes_all_the_way_and_starts_again() -> None:
    way = [*SelectionState, SelectionState.PLANNED]
    for now, following in pairwise(way):
        assert may_move(selection(now), to=following) == ()


def test_from_every_state_a_next_round_can_be_reached() -> None:
    for start in SelectionState:
        reached, todo = {start}, [start]
        while todo:
            for state in TRANSITIONS[todo.pop()] - reached:
                reached.add(state)
                todo.append(state)
        assert SelectionState.RECRUITING in reached


@given(st.sampled_from(SelectionState), st.sampled_from(SelectionState))
def test_no_step_is_left_out(now: SelectionState, to: SelectionState) -> None:
    refusals = may_move(selection(now), to=to)
    assert (codes(*refusals) == ["inclusion.no_such_step"]) is (to not in TRANSITIONS[now])


def test_recruiting_needs_criterion_method_decider_and_the_frozen_hash() -> None:
    bare = selection(method=None, criterion=" ", decided_by=None, criteria_hash="")
    assert codes(*may_move(bare, to=SelectionState.RECRUITING)) == [
        "inclusion.criterion_missing",
        "inclusion.method_missing",
        "inclusion.decider_missing",
        "inclusion.criteria_not_frozen",
    ]


def test_criteria_stay_as_they_were_frozen() -> None:
    changed = selection(SelectionState.RECRUITING, criterion="who agrees with us")
    assert codes(*may_move(changed, to=SelectionState.SELECTED)) == ["inclusion.criteria_changed"]


def test_a_selection_says_who_is_not_in() -> None:
    silent = selection(SelectionState.RECRUITING, not_in="")
    assert codes(*may_move(silent, to=SelectionState.SELECTED)) == ["inclusion.not_in_missing"]
    assert may_move(selection(not_in=""), to=SelectionState.RECRUITING) == ()


def test_the_hash_is_of_the_words_and_not_of_the_spaces() -> None:
    assert criteria_hash(method=SeatMethod.LOTTERY, criterion=" by  lot ", decided_by="board") == FROZEN
    assert criteria_hash(method=None, criterion="by lot", decided_by="board") != FROZEN
    assert len(FROZEN) == 64


def invited(name: str, replied: str | None, to: str = "panel") -> Invitation:
    return row(Invitation, name, selection=to, replied_at=moment(replied) if replied else None)


def test_criteria_frozen_before_the_first_reply_are_in_time() -> None:
    told = [selection(recorded="2014-01-01")]
    assert frozen_too_late(told, [invited("a", "2014-01-02"), invited("b", None)]) is None
    assert frozen_too_late(told, [invited("a", "2013-01-02", to="another")]) is None
    assert frozen_too_late([], [invited("a", "2014-01-02")]) is None


def test_criteria_frozen_or_changed_after_the_first_reply_are_too_late() -> None:
    reply = [invited("a", "2014-01-02")]
    assert frozen_too_late([selection(recorded="2014-01-03")], reply) == moment("2014-01-02").first
    earlier = selection(recorded="2014-01-01", criteria_hash="0" * 64)
    changed = selection(recorded="2014-01-05", version=2)
    assert frozen_too_late([changed, earlier], reply) == moment("2014-01-02").first
    assert frozen_too_late([selection(criteria_hash="")], reply) == moment("2014-01-02").first


def test_who_is_not_in_is_counted_by_the_fixed_variables() -> None:
    found = who_is_not_in({"age": {"young": 400, "old": 600}}, {"age": {"old": 10}})
    assert found == (NotIn("age", "young", 400, 0), NotIn("age", "old", 600, 10))
    assert [one.reached for one in found] == [False, True]


@given(
    st.sampled_from(SelectionState),
    st.text(max_size=5),
    st.lists(st.sampled_from(Side)),
)
def test_nobody_is_removed_for_a_stance(state: SelectionState, conduct: str, sides: list[Side]) -> None:
    refusals = may_replace(selection(state), ground=LeavingGround.STANCE, conduct=conduct, appeal_sides=sides)
    assert "inclusion.removed_for_stance" in codes(*refusals)


def test_removal_for_conduct_needs_the_conduct_and_an_appeal_to_both_sides() -> None:
    seated = selection(SelectionState.SEATED)
    assert codes(*may_replace(seated, ground=LeavingGround.CONDUCT, appeal_sides=[Side.ORGANIZATIONAL])) == [
        "inclusion.conduct_missing",
        "inclusion.appeal_body_one_sided",
    ]
    assert may_replace(seated, ground=LeavingGround.CONDUCT, conduct="He hit somebody.", appeal_sides=BOTH) == ()


@pytest.mark.parametrize("ground", set(LeavingGround) - {LeavingGround.CONDUCT, LeavingGround.STANCE})
def test_somebody_who_leaves_is_replaced_without_more(ground: LeavingGround) -> None:
    assert may_replace(selection(SelectionState.SEATED), ground=ground) == ()
    assert codes(*may_replace(selection(), ground=ground)) == ["inclusion.not_seated"]


def test_the_reason_of_a_no_stays_with_the_civic_side_unless_it_is_shared() -> None:
    told = row(
        Decline, "no", reason="I do not trust them", kind=BarrierKind.TRUST, group="g", invitation="i", quote="no!"
    )
    assert as_seen_by(told, side=Side.CIVIC) == told
    for side in (Side.ORGANIZATIONAL, Side.INDEPENDENT, None):
        seen = as_seen_by(told, side=side)
        assert (seen.reason, seen.kind, seen.group, seen.quote) == ("", None, None, "")
        assert seen.invitation == "i"
    shared = row(Decline, "no", reason="Too far", shared=True)
    assert as_seen_by(shared, side=Side.ORGANIZATIONAL) == shared


def test_every_no_of_this_module_is_declared() -> None:
    assert len(set(REFUSALS)) == len(REFUSALS)
    assert all(code.startswith("inclusion.") for code in REFUSALS)


def test_a_list_and_a_draw_need_the_lottery_as_method_and_criteria_that_were_fixed_and_stayed() -> None:
    assert codes(*may_draw_for(selection(criteria_hash=""))) == ["inclusion.criteria_before_list"]
    changed = selection(SelectionState.RECRUITING, criterion="who agrees with us")
    assert codes(*may_draw_for(changed)) == ["inclusion.criteria_before_list"]
    assert codes(*may_draw_for(selection(method=SeatMethod.OPEN_CALL))) == ["inclusion.not_by_lottery"]
    assert may_draw_for(selection(SelectionState.RECRUITING)) == ()


def test_a_next_round_waits_for_the_lottery_of_this_one() -> None:
    resting = selection(SelectionState.RESTING)
    assert codes(*may_move(resting, to=SelectionState.PLANNED, lottery_open=True)) == ["inclusion.lottery_goes_on"]
    assert may_move(resting, to=SelectionState.PLANNED) == ()
    assert may_move(selection(SelectionState.RECRUITING), to=SelectionState.RESTING, lottery_open=True) == ()


def test_replies_of_an_earlier_round_say_nothing_of_the_criteria_of_this_one() -> None:
    rounds = [
        selection(SelectionState.RECRUITING, recorded="2014-01-01"),
        selection(SelectionState.RESTING, recorded="2014-06-01", version=2),
        selection(recorded="2014-07-01", version=3, criteria_hash=""),
        selection(SelectionState.RECRUITING, recorded="2014-07-05", version=4, criteria_hash="1" * 64),
    ]
    before = row(Invitation, "before", selection="panel", happened="2014-01-02", replied_at=moment("2014-01-03"))
    since = row(Invitation, "since", selection="panel", happened="2014-07-06", replied_at=moment("2014-07-07"))
    undated = row(Invitation, "undated", selection="panel", happened=None)
    assert of_this_round(rounds, [before, since, undated]) == [since, undated]
    assert of_this_round(rounds[:2], [before]) == [before]
    assert of_this_round([], [before]) == []
    assert frozen_too_late(rounds, [before, since]) is None
    early = row(Invitation, "early", selection="panel", happened="2014-07-02", replied_at=moment("2014-07-03"))
    assert frozen_too_late(rounds, [before, early]) == moment("2014-07-03").first
