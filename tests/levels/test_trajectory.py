from __future__ import annotations

from dataclasses import replace
from datetime import date

from counterpoise.levels.refusals import Refusal
from counterpoise.levels.sides import Standing
from counterpoise.levels.spaces import may_read
from counterpoise.levels.trajectory import (
    asleep_past_review,
    counts,
    may_end_reading,
    may_grant,
    may_open,
    may_plan_look,
    may_rest,
    may_step_back,
    may_wake,
    serves,
)
from counterpoise.record import Level
from counterpoise.record.initiatives import Initiative, InitiativeState
from counterpoise.record.people import Admission, Space, SpaceKind
from counterpoise.record.trajectories import Trajectory
from tests.builders import at, row

TODAY = at()
SOON = date(2015, 9, 30)
CIRCLE = row(Space, "circle", kind=SpaceKind.CARE_CIRCLE, initiative="path")
OTHER = row(Space, "other", kind=SpaceKind.CARE_CIRCLE, initiative="another path")
PATH = row(Trajectory, "t", initiative="path", owner="owner", represented_by="son", representation_ground="by law")
LET_IN = row(Admission, "a", room="circle", person="friend", admitted_by=("owner",))


def standing(who: str) -> Standing:
    return Standing.of(who, [PATH, LET_IN])


OWNER, SON, FRIEND, STRANGER = map(standing, ("owner", "son", "friend", "stranger"))


def path(state: InitiativeState, review_on: date | None = SOON) -> Initiative:
    return row(Initiative, "path", initiative=None, level=Level.INDIVIDUAL, state=state, review_on=review_on)


def codes(refusals: tuple[Refusal, ...]) -> list[str]:
    return [one.code.removeprefix("levels.") for one in refusals]


def test_a_care_path_opens_with_an_owner_a_ground_and_a_date_to_look_again() -> None:
    assert may_open(path(InitiativeState.DRAFT), trajectory=PATH, at=TODAY) == ()
    bare = row(Trajectory, "t", initiative="path", represented_by="son")
    assert codes(may_open(path(InitiativeState.ACTIVE, None), trajectory=bare, at=TODAY)) == [
        "wrong_state", "no_owner", "no_ground", "no_review_date",
    ]  # fmt: skip


def test_the_owner_or_who_acts_for_them_lets_it_rest() -> None:
    active = path(InitiativeState.ACTIVE)
    for who in (OWNER, SON):
        assert may_rest(active, by=who, reason="in hospital", review_on=SOON, at=TODAY) == ()
    refused = may_rest(path(InitiativeState.DRAFT), by=FRIEND, reason="", review_on=date(2016, 7, 1), at=TODAY)
    assert codes(refused) == ["wrong_state", "not_the_owner", "no_reason", "review_too_far"]


def test_the_owner_or_who_acts_for_them_sets_the_next_look_while_it_is_active() -> None:
    active = path(InitiativeState.ACTIVE)
    for who in (OWNER, SON):
        assert may_plan_look(active, by=who, review_on=SOON, at=TODAY) == ()
    refused = may_plan_look(path(InitiativeState.RESTING), by=FRIEND, review_on=None, at=TODAY)
    assert codes(refused) == ["wrong_state", "not_the_owner", "no_review_date"]


def test_the_owner_and_each_reader_wake_it() -> None:
    resting = path(InitiativeState.RESTING)
    for who in (OWNER, SON, FRIEND):
        assert may_wake(resting, by=who, circles=[OTHER, CIRCLE], at=TODAY) == ()
    assert codes(may_wake(path(InitiativeState.ACTIVE), by=STRANGER, circles=[CIRCLE], at=TODAY)) == [
        "wrong_state", "not_a_reader",
    ]  # fmt: skip
    assert asleep_past_review(path(InitiativeState.RESTING, TODAY), at=TODAY)


def test_each_reader_is_granted_by_the_owner_and_ended_by_the_owner_or_themselves() -> None:
    assert may_grant(CIRCLE, by=SON, reader=STRANGER, at=TODAY) == ()
    assert codes(may_grant(CIRCLE, by=FRIEND, reader=FRIEND, at=TODAY)) == ["not_the_owner", "already_a_reader"]
    assert may_end_reading(CIRCLE, by=OWNER, reader=FRIEND, at=TODAY) == ()
    assert may_end_reading(CIRCLE, by=FRIEND, reader=FRIEND, at=TODAY) == ()
    assert codes(may_end_reading(CIRCLE, by=STRANGER, reader=FRIEND, at=TODAY)) == ["not_the_owner"]
    assert codes(may_end_reading(CIRCLE, by=OWNER, reader=STRANGER, at=TODAY)) == ["not_a_reader"]
    assert codes(may_end_reading(CIRCLE, by=SON, reader=OWNER, at=TODAY)) == ["not_a_reader"]


def test_a_place_that_the_owner_did_not_give_can_be_ended_by_the_owner() -> None:
    by_code = replace(FRIEND.admissions[0], person="stranger", admitted_by=("friend",))
    placed = replace(STRANGER, person="stranger", admissions=(by_code,), paths=FRIEND.paths)
    assert may_read(CIRCLE, standing=placed, at=TODAY) is not None
    assert may_end_reading(CIRCLE, by=OWNER, reader=placed, at=TODAY) == ()
    assert codes(may_end_reading(CIRCLE, by=FRIEND, reader=placed, at=TODAY)) == ["not_the_owner"]
    ended = replace(placed, admissions=(replace(by_code, active_until=TODAY),))
    assert codes(may_end_reading(CIRCLE, by=OWNER, reader=ended, at=TODAY)) == ["not_a_reader"]


def test_a_reader_of_another_circle_does_not_count() -> None:
    assert not counts("path", standing=STRANGER, circles=[CIRCLE], at=TODAY)
    assert not counts("path", standing=FRIEND, circles=[OTHER], at=TODAY)


def test_somebody_steps_back_once_and_not_before_it_began() -> None:
    day = date(2015, 6, 1)
    assert may_step_back(since=None, stopped=None, on=day) == ()
    assert may_step_back(since=day, stopped=None, on=day) == ()
    early = may_step_back(since=date(2015, 6, 2), stopped=None, on=day)
    assert [each.code for each in early] == ["levels.before_it_began"]
    again = may_step_back(since=None, stopped=day, on=day)
    assert [each.code for each in again] == ["levels.stepped_back_already"]


def test_inside_a_care_path_serve_reading_saying_what_one_thinks_and_saying_yes_and_no_act_of_many() -> None:
    assert all(
        map(serves, ("trajectory:write", "expertise:say", "control:agree", "interests:put-in", "decisions:concern"))
    )
    acts_of_many = (
        "inclusion:call", "inclusion:lottery-draw", "inclusion:population", "inclusion:seat", "decisions:record",
        "decisions:publish", "governance:glass", "governance:paper", "governance:invite", "interests:vote",
        "expertise:found", "expertise:hide", "voices:bring", "reviews:plan", "unknown:act", "", "room",
    )  # fmt: skip
    assert not any(map(serves, acts_of_many))
