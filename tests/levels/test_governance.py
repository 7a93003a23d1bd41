from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.levels.governance import (
    TRANSITIONS,
    asleep_past_review,
    holds_seat,
    may_ask_for_accounts,
    may_hand_over,
    may_open,
    may_rest,
    may_wake,
    months_after,
    moves,
    open_commitments,
    review_ahead,
    sides_missing,
)
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.sides import Standing
from counterpoise.record import Side
from counterpoise.record.commitments import Commitment, CommitmentState
from counterpoise.record.initiatives import Group, Initiative, InitiativeState, PromisedLevel
from counterpoise.record.people import Body, Seat
from tests.builders import at, row

TODAY = at()
IN_A_YEAR = date(2016, 6, 30)
GROUP = row(Group, "town", name="the town", description="adults who live in it")


def initiative(state: InitiativeState = InitiativeState.DRAFT, review_on: date | None = IN_A_YEAR) -> Initiative:
    return row(
        Initiative, "together", initiative=None, state=state, review_on=review_on, purpose="to decide together",
        promised_level=PromisedLevel.DECIDED_TOGETHER, holder="platform",
    )  # fmt: skip


def codes(refusals: tuple[Refusal, ...]) -> list[str]:
    return [one.code.removeprefix("levels.") for one in refusals]


def test_no_state_is_the_last_and_from_each_an_initiative_can_be_active() -> None:
    assert set(TRANSITIONS) == set(InitiativeState)
    assert {str(state) for state in InitiativeState}.isdisjoint({"completed", "closed", "done"})
    for start in InitiativeState:
        reached: set[InitiativeState] = set()
        coming = set(TRANSITIONS[start])
        while coming - reached:
            reached |= coming
            coming = {to for state in reached for to in TRANSITIONS[state]}
        assert InitiativeState.ACTIVE in reached
    assert codes(moves(InitiativeState.DRAFT, InitiativeState.RESTING)) == ["wrong_state"]


def test_opening_names_everything_that_is_missing_at_once() -> None:
    assert may_open(initiative(), affected=[GROUP], at=TODAY) == ()
    bare = row(Initiative, "together", initiative=None)
    assert codes(may_open(bare, affected=[row(Group, "vague", name="citizens")], at=TODAY)) == [
        "wrong_state", "no_purpose", "no_described_group", "no_promised_level", "no_review_date",
    ]  # fmt: skip


@given(day=st.dates(date(2000, 1, 1), date(2090, 1, 1)), days=st.integers(-30, 800))
def test_a_date_of_review_lies_ahead_and_at_most_twelve_months(day: date, days: int) -> None:
    review = day + timedelta(days=days)
    latest = months_after(day, 12)
    expected = ["review_not_ahead"] if days <= 0 else ["review_too_far"] if review > latest else []
    assert codes(review_ahead(review, at=day)) == expected
    assert (latest.year, latest.month) == (day.year + 1, day.month)


def test_a_month_that_lacks_the_day_gives_its_last_one() -> None:
    assert months_after(date(2016, 2, 29), 12) == date(2017, 2, 28)
    assert months_after(date(2015, 8, 31), 6) == date(2016, 2, 29)
    assert months_after(date(2015, 11, 30), 1) == date(2015, 12, 30)


def test_resting_needs_a_reason_a_date_and_all_open_commitments_told() -> None:
    active = initiative(InitiativeState.ACTIVE)
    rows = [row(Commitment, "chairs"), row(Commitment, "kept", state=CommitmentState.KEPT), row(Commitment, "bus")]
    assert open_commitments(rows) == ("bus", "chairs")
    assert may_rest(active, reason="host left", review_on=IN_A_YEAR, commitments=rows, listed=["bus", "chairs"],
                    at=TODAY) == ()  # fmt: skip
    refused = may_rest(initiative(), reason=" ", review_on=None, commitments=rows, listed=["bus"], at=TODAY)
    assert codes(refused) == ["wrong_state", "no_reason", "open_commitments_not_listed", "no_review_date"]
    assert refused[2].given == {"commitments": ("chairs",)}


@pytest.mark.parametrize(
    ("side", "people", "expected"),
    [
        (Side.CIVIC, ["a", "b", "c"], []),
        (Side.CIVIC, ["a", "b", "b"], ["too_few_participants"]),
        (Side.ORGANIZATIONAL, ["a"], []),
        (Side.ORGANIZATIONAL, [], ["too_few_participants"]),
        (Side.INDEPENDENT, ["a"], ["no_side"]),
    ],
)
def test_either_side_wakes_a_resting_initiative(side: Side, people: list[str], expected: list[str]) -> None:
    assert codes(may_wake(initiative(InitiativeState.RESTING), side=side, participants=people, at=TODAY)) == expected


@pytest.mark.parametrize("state", [InitiativeState.DRAFT, InitiativeState.ACTIVE])
def test_what_does_not_rest_can_not_be_woken(state: InitiativeState) -> None:
    assert codes(may_wake(initiative(state), side=Side.CIVIC, participants="abc", at=TODAY)) == ["wrong_state"]


def test_sleeping_past_the_review_is_flagged_from_the_day_itself() -> None:
    resting = initiative(InitiativeState.RESTING, TODAY)
    assert asleep_past_review(resting, at=TODAY)
    assert not asleep_past_review(resting, at=TODAY - timedelta(days=1))
    assert asleep_past_review(initiative(InitiativeState.RESTING, None), at=TODAY)
    assert not asleep_past_review(initiative(InitiativeState.ACTIVE, TODAY), at=TODAY)


def test_handing_over_needs_another_holder() -> None:
    assert may_hand_over(initiative(), new_holder="council") == ()
    assert codes(may_hand_over(initiative(), new_holder="platform")) == ["same_holder"]
    assert codes(may_hand_over(initiative(), new_holder=None)) == ["no_holder"]


BODIES = (row(Body, "council", side=Side.CIVIC), row(Body, "board", side=Side.ORGANIZATIONAL), row(Body, "joint"))


def seated(who: str | None, *bodies: str) -> Standing:
    seats = [row(Seat, f"{who} in {body}", person=who, body=body) for body in bodies]
    return Standing.of(who, [*BODIES, *seats])


def test_both_sides_are_two_different_people_with_a_seat_each() -> None:
    def missing(*people: Standing) -> list[str]:
        return codes(sides_missing(people, initiative="together", at=TODAY))

    assert missing(seated("a", "council"), seated("b", "board")) == []
    assert missing(seated("a", "council", "board"), seated("b", "board")) == []
    assert missing(seated("a", "council", "board")) == ["same_person_twice"]
    assert missing(seated("a", "council"), seated("b", "joint", "gone")) == ["side_missing"]
    assert missing(seated(None, "council"), seated("b")) == ["side_missing", "side_missing"]


def test_a_seat_counts_in_its_initiative_and_while_it_lasts() -> None:
    elsewhere = Standing.of("a", [*BODIES, row(Seat, "s", person="a", body="council", initiative="another")])
    ended = Standing.of("a", [*BODIES, row(Seat, "s", person="a", body="council", active_until=TODAY)])
    everywhere = Standing.of("a", [*BODIES, row(Seat, "s", person="a", body="council", initiative=None)])
    held = [holds_seat(one, side=Side.CIVIC, initiative="together", at=TODAY) for one in (elsewhere, ended, everywhere)]
    assert held == [False, False, True]


def test_only_who_holds_an_initiative_shuts_out_people_without_an_account() -> None:
    both, ours = row(Body, "platform", side=None), row(Body, "council", side=Side.CIVIC)
    held, free = row(Initiative, "together", holder="council"), row(Initiative, "together", holder=None)

    def may(initiative: Initiative, person: str | None, *bodies: str, **fields: Any) -> bool:  # noqa: ANN401 - of any row
        seats = (row(Seat, f"in-{body}", person=person, body=body, initiative="together", **fields) for body in bodies)
        return may_ask_for_accounts(initiative, standing=Standing.of(person, (both, ours, *seats)), at=at())

    assert may(held, "her", "council")
    assert not may(held, "her", "platform")
    assert not may(held, "her", "council", active_until=at())
    assert not may(held, "her")
    assert not may(held, None, "council")
    assert may(free, "her", "platform")
    assert not may(free, "her", "council")
