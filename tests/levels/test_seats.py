from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.levels.seats import (
    may_end_seat,
    may_invite,
    may_let_in,
    may_read_needs,
    may_seat,
    may_take_part_as,
    sits_in,
    stands_by_who_asked,
)
from counterpoise.levels.sides import Standing, sides, speaks_for
from counterpoise.record import Side
from counterpoise.record.people import Body, Capacity, CapacityKind, Seat, SeatMethod, Space, SpaceKind
from counterpoise.record.trajectories import Trajectory

AT = datetime(2015, 6, 1, tzinfo=UTC)
DAY = date(2015, 6, 2)
COUNCIL = Body(id="council", recorded_at=AT, side=Side.CIVIC, seats=3)
BOARD = Body(id="board", recorded_at=AT, side=Side.ORGANIZATIONAL)
JOINT = Body(id="joint", recorded_at=AT)
BODIES = {each.id: each for each in (COUNCIL, BOARD, JOINT)}


def seat(body: str, person: str, until: date | None = None) -> Seat:
    return Seat(id=f"{body}-{person}", recorded_at=AT, body=body, person=person, active_until=until)


def somebody(person: str, *bodies: str, as_: CapacityKind | None = None) -> Standing:
    capacities = (Capacity(id=f"as-{person}", recorded_at=AT, person=person, kind=as_),) if as_ else ()
    return Standing(
        person=person, seats=tuple(seat(body, person) for body in bodies), bodies=BODIES, capacities=capacities
    )


def codes(*args: Body, **given_: object) -> set[str]:
    return {each.code for each in may_seat(*args, at=DAY, **given_)}  # type: ignore[arg-type]  # the tests say what


NEIGHBOUR = somebody("neighbour", as_=CapacityKind.RESIDENT_OF_AREA)
MANAGER = somebody("manager", "board", as_=CapacityKind.MANAGER)


def test_those_who_sit_in_a_body_fill_its_places() -> None:
    member = somebody("member", "council")
    assert codes(COUNCIL, by=member, newcomer=NEIGHBOUR, filled=[seat("council", "member")]) == set()
    assert codes(COUNCIL, by=NEIGHBOUR, newcomer=somebody("x")) == {"levels.not_their_body"}


def test_nobody_of_one_side_chooses_who_speaks_for_the_other() -> None:
    assert codes(COUNCIL, by=MANAGER, newcomer=NEIGHBOUR) == {"levels.not_their_body"}
    assert "levels.asks_for_the_other_side" in codes(COUNCIL, by=MANAGER, newcomer=NEIGHBOUR, holder="board")
    member = somebody("member", "council")
    assert codes(COUNCIL, by=member, newcomer=MANAGER) == {"levels.not_of_this_side"}


def test_an_empty_body_is_filled_by_who_holds_the_initiative_and_never_again() -> None:
    holder = somebody("member", "council")
    other = Body(id="platform", recorded_at=AT, side=Side.CIVIC)
    assert codes(other, by=holder, newcomer=NEIGHBOUR, holder="council") == set()
    assert codes(other, by=MANAGER, newcomer=NEIGHBOUR, holder="council") >= {"levels.not_their_body"}
    filled = [seat("platform", "neighbour")]
    assert codes(other, by=holder, newcomer=somebody("x"), holder="council", filled=filled) == {"levels.not_their_body"}


def test_in_a_joint_body_each_side_seats_its_own() -> None:
    civic = somebody("member", "joint", as_=CapacityKind.CLIENT_REP)
    assert codes(JOINT, by=civic, newcomer=NEIGHBOUR) == set()
    assert codes(JOINT, by=civic, newcomer=MANAGER) == {"levels.asks_for_the_other_side"}


def test_nobody_seats_themselves_twice_or_beyond_the_last_place() -> None:
    member = somebody("member", "council")
    filled = [seat("council", name) for name in ("member", "b", "c")]
    assert codes(COUNCIL, by=member, newcomer=member, filled=filled) == {
        "levels.seats_themselves",
        "levels.seated_already",
        "levels.no_seat_left",
    }
    left = [*filled[:2], seat("council", "c", until=DAY)]
    assert codes(COUNCIL, by=member, newcomer=NEIGHBOUR, filled=left) == set()


def test_who_joins_an_open_body_by_their_own_choice_asks_nobody() -> None:
    open_body = Body(id="platform", recorded_at=AT, side=Side.CIVIC)
    own = SeatMethod.SELF_SELECTED
    assert codes(open_body, by=NEIGHBOUR, newcomer=NEIGHBOUR, method=own) == set()
    assert codes(open_body, by=MANAGER, newcomer=MANAGER, method=own) == {"levels.not_of_this_side"}


def test_who_holds_a_seat_may_leave_and_others_need_a_reason() -> None:
    held = seat("council", "member")
    member, other = somebody("member", "council"), somebody("other", "council")
    assert may_end_seat(held, by=member, at=DAY) == ()
    assert [each.code for each in may_end_seat(held, by=other, at=DAY)] == ["levels.needs_a_reason"]
    assert may_end_seat(held, by=other, reason="Moved away.", at=DAY) == ()
    assert [each.code for each in may_end_seat(held, by=MANAGER, reason="x", at=DAY)] == ["levels.not_their_body"]
    ended = seat("council", "member", until=DAY)
    assert [each.code for each in may_end_seat(ended, by=member, at=DAY)] == ["levels.seat_has_ended"]


def test_who_takes_no_part_or_has_no_name_invites_nobody() -> None:
    nobody = Standing(capacities=NEIGHBOUR.capacities)
    assert sides(nobody, initiative=None, at=DAY) == {Side.CIVIC}
    for by in (nobody, Standing(), somebody("passer-by")):
        assert [each.code for each in may_invite(by=by, initiative="meals", at=DAY)] == ["levels.takes_no_part"]


def test_people_invite_for_their_own_side_and_where_they_may_enter() -> None:
    def asked(by: Standing, **to: object) -> set[str]:
        return {each.code for each in may_invite(by=by, initiative="i", at=DAY, **to)}  # type: ignore[arg-type]  # as above

    assert asked(NEIGHBOUR) == set()
    assert asked(NEIGHBOUR, capacity=CapacityKind.CARE_USER) == set()
    assert asked(NEIGHBOUR, capacity=CapacityKind.MANAGER) == {"levels.asks_for_the_other_side"}
    assert asked(MANAGER, capacity=CapacityKind.CARE_USER) == {"levels.asks_for_the_other_side"}
    assert asked(NEIGHBOUR, body=COUNCIL) == {"levels.not_their_body"}
    room = Space(id="r", recorded_at=AT, initiative="i", kind=SpaceKind.CITIZENS_ONLY)
    assert asked(NEIGHBOUR, room=room) == {"levels.not_admitted"}
    assert asked(Standing()) == {"levels.takes_no_part"}


@given(
    sits=st.sets(st.sampled_from(["council", "board", "joint"])),
    arranging=st.sets(st.sampled_from(["council", "board", "joint"])),
    own=st.booleans(),
)
def test_what_somebody_needs_is_for_them_and_for_who_must_arrange_it(
    sits: set[str], arranging: set[str], own: bool
) -> None:
    reader = somebody("reader", *sits)
    may = may_read_needs(owner="reader" if own else "owner", reader=reader, arranging=arranging, at=DAY)
    assert may is (own or bool(sits & arranging))
    assert sits_in(reader, at=DAY) == sits
    nobody = Standing(seats=reader.seats)
    assert may_read_needs(owner="owner", reader=nobody, arranging=arranging, at=DAY) is False


@given(
    by_kind=st.sampled_from([*CapacityKind]),
    new_kind=st.sampled_from([*CapacityKind]),
    body=st.sampled_from([COUNCIL, BOARD]),
    sits=st.booleans(),
)
def test_whoever_is_seated_in_a_body_of_one_side_stands_on_it(
    by_kind: CapacityKind, new_kind: CapacityKind, body: Body, sits: bool
) -> None:
    by = somebody("a", *([body.id] if sits else []), as_=by_kind)
    newcomer = somebody("b", as_=new_kind)
    if may_seat(body, by=by, newcomer=newcomer, at=DAY) == ():
        assert sits
        assert body.side in sides(newcomer, initiative=None, at=DAY)


def test_a_place_by_lottery_is_given_with_its_draw_and_nowhere_else() -> None:
    member, filled = somebody("member", "council"), [seat("council", "member")]
    by_lot = SeatMethod.LOTTERY
    assert codes(COUNCIL, by=member, newcomer=NEIGHBOUR, filled=filled, method=by_lot) == {"levels.lottery_needs_draw"}
    member = somebody("member", "council", as_=CapacityKind.RESIDENT_OF_AREA)
    asked = may_invite(by=member, initiative=None, body=COUNCIL, filled=filled, method=by_lot, at=DAY)
    assert [each.code for each in asked] == ["levels.lottery_needs_draw"]
    assert may_invite(by=member, initiative=None, body=COUNCIL, filled=filled, at=DAY) == ()


def test_into_a_care_path_nobody_is_brought_by_a_code_or_a_place() -> None:
    path = Trajectory(id="t", recorded_at=AT, initiative="path", owner="owner")
    professionals = Body(id="path.professionals", recorded_at=AT, initiative="path", side=Side.ORGANIZATIONAL)
    circle = Space(id="c", recorded_at=AT, initiative="path", kind=SpaceKind.CARE_CIRCLE)
    own = Seat(id="s", recorded_at=AT, body=professionals.id, person="manager", active_from=DAY)
    by = replace(MANAGER, seats=(own,), paths={"path": path})
    for to in ({}, {"room": circle}, {"body": professionals, "filled": (own,)}, {"capacity": CapacityKind.MANAGER}):
        asked = may_invite(by=by, initiative="path", at=DAY, **to)
        assert "levels.needs_the_owner" in {each.code for each in asked}
    seated = may_seat(professionals, by=by, newcomer=None, filled=(own,), at=DAY)
    assert [each.code for each in seated] == ["levels.needs_the_owner"]
    assert may_let_in("path", by=MANAGER) == may_let_in(None, by=by) == ()


@pytest.mark.parametrize("kind", CapacityKind)
@pytest.mark.parametrize("asked", [None, *Side])
def test_who_comes_chooses_within_the_side_on_which_they_were_asked_in(kind: CapacityKind, asked: Side | None) -> None:
    refused = [each.code for each in may_take_part_as(kind, asked=asked)]
    fits = asked is None or speaks_for(kind) is asked
    assert refused == ([] if fits else ["levels.not_the_side_asked"])
    for by in (frozenset({Side.CIVIC}), frozenset({Side.ORGANIZATIONAL}), frozenset(Side)):
        # Who said on which side vouches for it, the other one too; who said nothing vouches for their own alone.
        vouches = speaks_for(kind) is asked if asked is not None else speaks_for(kind) in by
        assert stands_by_who_asked(kind, asked=asked, by=by) is vouches
