from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.interests.frictions import (
    CLOSED,
    REFUSALS,
    TRANSITIONS,
    Sight,
    age,
    as_seen_by,
    exist_for,
    inside_one_side,
    is_open,
    may_move,
    positions_seen_by,
    reopened,
    review_passed,
    sight_of,
    step_ahead,
)
from counterpoise.record import DayRange, Side
from counterpoise.record.positions import Confirmation, Friction, FrictionState, Position, Visibility
from tests.builders import at, moment, row

NOW = at("2015-06-30")
PARTIES = ("town", "provider")
CONFIRMED = tuple(Confirmation(party=party, confirmed_at=moment("2015-06-01")) for party in PARTIES)
OPPOSED = (
    row(Position, "p1", friction="limits", side=Side.CIVIC, group="town", claim="It stays open"),
    row(Position, "p2", friction="limits", side=Side.ORGANIZATIONAL, department="board", claim="It closes"),
)


def friction(state: FrictionState = FrictionState.NOTICED, **changes: object) -> Friction:
    fields: dict[str, Any] = {
        "happened": "2013-06-10",
        "between": PARTIES,
        "visibility": Visibility.BOTH_SIDES,
        "next_step": "Talk",
        "next_step_by": "town",
        "next_step_on": at("2015-07-01"),
        "confirmations": CONFIRMED,
        "moved_to": "joint-body",
        "review_on": at("2016-01-01"),
        **changes,
    }
    return row(Friction, "limits", state=state, **fields)


def codes(one: Friction, to: FrictionState, positions: tuple[Position, ...] = OPPOSED, on: date = NOW) -> list[str]:
    found = [refusal.code for refusal in may_move(one, to=to, positions=positions, at=on)]
    assert set(found) <= set(REFUSALS)
    return found


def reachable(start: FrictionState) -> set[FrictionState]:
    seen, todo = {start}, [start]
    while todo:
        new = TRANSITIONS[todo.pop()] - seen
        seen |= new
        todo.extend(new)
    return seen


@given(st.sampled_from(FrictionState))
def test_no_state_is_the_last_one(start: FrictionState) -> None:
    assert FrictionState.REOPENED in reachable(start)


@given(st.sampled_from(FrictionState), st.sampled_from(FrictionState))
def test_a_complete_friction_takes_every_step_there_is_and_no_other(now: FrictionState, to: FrictionState) -> None:
    expected = [] if to in TRANSITIONS[now] else ["interests.no_such_step"]
    assert codes(friction(now), to) == expected


def test_sharing_needs_two_parties_and_both_sides_to_see_it() -> None:
    hidden = friction(between=("town",), visibility=Visibility.ONE_SIDE)
    assert codes(hidden, FrictionState.SHARED) == ["interests.parties_missing", "interests.not_seen_by_both"]


def test_a_friction_inside_the_organization_is_as_valid() -> None:
    inside = tuple(
        row(Position, name, friction="limits", side=Side.ORGANIZATIONAL, department=name, claim="So") for name in "ab"
    )
    hidden = friction(visibility=Visibility.ONE_SIDE, held_by=Side.ORGANIZATIONAL, between=("a", "b"))
    sides = {"a": Side.ORGANIZATIONAL, "b": Side.ORGANIZATIONAL}
    assert inside_one_side(hidden, sides=sides)
    assert may_move(hidden, to=FrictionState.SHARED, sides=sides, at=NOW) == ()
    assert codes(friction(FrictionState.SHARED), FrictionState.JUXTAPOSED, inside) == []


@pytest.mark.parametrize(
    "sides", [{}, {"town": Side.CIVIC, "provider": Side.ORGANIZATIONAL}, {"provider": Side.ORGANIZATIONAL}]
)
def test_positions_of_one_side_alone_do_not_make_a_friction_its_own(sides: dict[str, Side]) -> None:
    hidden = friction(visibility=Visibility.ONE_SIDE, held_by=Side.ORGANIZATIONAL)
    assert not inside_one_side(hidden, sides=sides)
    (refusal,) = may_move(hidden, to=FrictionState.SHARED, positions=OPPOSED[1:], sides=sides, at=NOW)
    assert refusal.code == "interests.not_seen_by_both"


def test_side_by_side_needs_two_holders_in_their_own_words() -> None:
    shared = friction(FrictionState.SHARED)
    twice = (OPPOSED[0], row(Position, "p3", friction="limits", side=Side.CIVIC, group="town", claim="Really"))
    retold = (OPPOSED[0], row(Position, "p4", department="board", claim="They close it", own_words=False))
    for positions in ((), OPPOSED[:1], twice, retold):
        assert codes(shared, FrictionState.JUXTAPOSED, positions) == ["interests.too_few_positions"]


def test_working_on_it_needs_a_step_a_holder_and_a_day_ahead() -> None:
    bare = friction(FrictionState.JUXTAPOSED, next_step=" ", next_step_by="", next_step_on=None)
    (refusal,) = may_move(bare, to=FrictionState.BEING_WORKED, at=NOW)
    assert refusal.given == {"missing": ["next_step", "next_step_by", "next_step_on"]}
    past = friction(FrictionState.REOPENED, next_step_on=at("2015-06-29"))
    assert codes(past, FrictionState.BEING_WORKED) == ["interests.next_step_past"]


@given(st.sampled_from(sorted(CLOSED)), st.sets(st.sampled_from(PARTIES), max_size=1), st.booleans())
def test_one_side_alone_never_closes_a_friction(to: FrictionState, willing: set[str], late: bool) -> None:
    when = moment("2015-07-01" if late else "2015-06-01")
    asked = friction(
        FrictionState.BEING_WORKED,
        confirmations=tuple(Confirmation(party=party, confirmed_at=when) for party in willing),
    )
    assert "interests.not_confirmed" in codes(asked, to)


def test_a_party_alone_or_without_a_day_does_not_close_it() -> None:
    alone = friction(FrictionState.BEING_WORKED, between=("town",))
    assert codes(alone, FrictionState.LIVED_WITH) == ["interests.parties_missing"]
    undated = tuple(Confirmation(party=party) for party in PARTIES)
    (refusal,) = may_move(
        friction(FrictionState.BEING_WORKED, confirmations=undated), to=FrictionState.LIVED_WITH, at=NOW
    )
    assert refusal.given == {"parties": ["provider", "town"]}


@pytest.mark.parametrize("to", [FrictionState.SETTLED_FOR_NOW, FrictionState.LIVED_WITH])
@pytest.mark.parametrize(
    ("review", "expected"),
    [
        (None, ["interests.review_missing"]),
        ("2015-06-30", ["interests.review_past"]),
        ("2015-07-01", []),
        ("2016-06-30", []),
        ("2016-07-01", ["interests.review_too_late"]),
    ],
)
def test_what_is_settled_is_looked_at_again_within_a_year(
    to: FrictionState, review: str | None, expected: list[str]
) -> None:
    one = friction(FrictionState.BEING_WORKED, review_on=at(review) if review else None)
    assert codes(one, to) == expected


def test_a_year_after_the_leap_day_is_no_more_than_twelve_months() -> None:
    asked = friction(FrictionState.BEING_WORKED, review_on=at("2017-03-01"))
    assert codes(asked, FrictionState.LIVED_WITH, on=at("2016-02-29")) == ["interests.review_too_late"]


def test_moving_needs_somewhere_to_move_it_to() -> None:
    nowhere = friction(FrictionState.BEING_WORKED, moved_to=None)
    assert codes(nowhere, FrictionState.MOVED) == ["interests.moved_to_missing"]


def test_anybody_can_reopen_it_and_its_age_goes_on() -> None:
    settled = friction(FrictionState.LIVED_WITH, closed_at=moment("2013-06-13"))
    assert codes(settled, FrictionState.REOPENED, ()) == []
    again = reopened(settled)
    assert is_open(again)
    assert (again.closed_at, again.confirmations, again.review_on) == (None, (), None)
    assert age(settled, at=NOW) == DayRange(3, 3)
    assert age(again, at=NOW) == DayRange(750, 750)


def test_age_counts_from_when_it_was_noticed() -> None:
    assert age(friction(), at=NOW) == DayRange(750, 750)
    assert age(friction(happened="2015-06"), at=at("2015-06-15")) == DayRange(0, 14)
    assert age(friction(happened=None), at=NOW) is None
    assert age(friction(FrictionState.MOVED), at=NOW) is None


def test_a_step_is_ahead_until_its_day_has_passed() -> None:
    assert step_ahead(friction(next_step_on=NOW), at=NOW)
    assert not step_ahead(friction(next_step_on=at("2015-06-29")), at=NOW)
    assert not step_ahead(friction(next_step=""), at=NOW)
    assert not step_ahead(friction(next_step_on=None), at=NOW)


def test_a_review_that_passed_is_seen() -> None:
    assert review_passed(friction(FrictionState.LIVED_WITH), at=at("2016-01-02"))
    assert not review_passed(friction(FrictionState.LIVED_WITH), at=at("2016-01-01"))
    assert not review_passed(friction(FrictionState.LIVED_WITH, review_on=None), at=NOW)
    assert not review_passed(friction(), at=at("2016-01-02"))


SIDES = st.sampled_from([*Side, None])


@given(st.sampled_from(Visibility), SIDES, st.booleans(), SIDES)
def test_what_one_side_holds_never_reaches_another(
    visibility: Visibility, held_by: Side | None, told: bool, side: Side | None
) -> None:
    one = friction(visibility=visibility, held_by=held_by, existence_shared=told, text="a secret")
    seen, positions = as_seen_by(one, side=side), positions_seen_by(one, OPPOSED, side=side)
    if visibility is Visibility.BOTH_SIDES or (held_by is not None and held_by is side):
        assert (seen, positions) == (one, OPPOSED)
    else:
        assert (seen, positions) == (None, ())
        known = told and held_by is not None and visibility is Visibility.ONE_SIDE
        assert exist_for([one], side=side) == int(known)


def test_existence_is_told_only_if_the_holding_side_agrees() -> None:
    hidden = friction(visibility=Visibility.ONE_SIDE, held_by=Side.CIVIC)
    told = friction(visibility=Visibility.ONE_SIDE, held_by=Side.CIVIC, existence_shared=True)
    assert sight_of(hidden, side=Side.ORGANIZATIONAL) is Sight.NOTHING
    assert sight_of(told, side=Side.ORGANIZATIONAL) is Sight.EXISTENCE
    assert sight_of(hidden, side=Side.CIVIC) is Sight.ALL
    assert exist_for([hidden, told, friction()], side=Side.ORGANIZATIONAL) == 2


def test_positions_of_another_friction_are_not_seen_with_this_one() -> None:
    elsewhere = row(Position, "p9", friction="another")
    assert positions_seen_by(friction(), (*OPPOSED, elsewhere), side=None) == OPPOSED
