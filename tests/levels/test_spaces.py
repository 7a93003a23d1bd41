from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from counterpoise.levels.refusals import Refusal
from counterpoise.levels.sides import Standing
from counterpoise.levels.spaces import (
    Released,
    acts_for_owner,
    is_told,
    may_admit,
    may_read,
    may_read_path,
    may_write,
    released,
)
from counterpoise.record import Edition, Row, Side
from counterpoise.record.contributions import Contribution
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Group
from counterpoise.record.people import (
    Admission,
    Body,
    BodyKind,
    Capacity,
    CapacityKind,
    Membership,
    OrgRole,
    ReleasedCount,
    Seat,
    Space,
    SpaceKind,
)
from counterpoise.record.trajectories import Trajectory
from tests.builders import at, case, moment, row

TODAY = at()
OURS = row(Space, "ours", kind=SpaceKind.CITIZENS_ONLY)
THEIRS = row(Space, "theirs", kind=SpaceKind.ORGANIZATION_ONLY)
CIRCLE = row(Space, "circle", kind=SpaceKind.CARE_CIRCLE, initiative="path")
COUNCIL = row(Body, "council", kind=BodyKind.CLIENT_COUNCIL, side=Side.CIVIC)


def speaks(who: str, side: Side | None, **fields: Any) -> Capacity:  # noqa: ANN401 - the fields of any kind of row
    return row(Capacity, f"{who}-as-{side}", person=who, side=side, **fields)


def let_in(who: str, room: str = "ours", **fields: Any) -> Admission:  # noqa: ANN401 - the fields of any kind of row
    fields.setdefault("admitted_by", ("one", "two"))
    return row(Admission, f"{who}-into-{room}", person=who, room=room, **fields)


def standing(who: str | None, *rows: Row) -> Standing:
    return Standing.of(who, (COUNCIL, *rows))


def code(space: Space | None, who: Standing, on: date = TODAY) -> str:
    refusal = may_read(space, standing=who, at=on)
    assert may_write(space, standing=who, at=on) == refusal
    return refusal.code.removeprefix("levels.") if refusal is not None else "reads"


def test_the_open_room_is_open_to_somebody_who_is_not_signed_in() -> None:
    assert code(None, standing(None)) == code(row(Space, "hall"), standing(None)) == "reads"


@pytest.mark.parametrize("side", list(Side))
def test_a_mixed_room_is_for_all_who_take_part(side: Side) -> None:
    mixed = row(Space, "table", kind=SpaceKind.MIXED)
    assert code(mixed, standing("her", speaks("her", side))) == "reads"
    assert code(mixed, standing("her", speaks("her", side, initiative="another"))) == "takes_no_part"


def test_the_own_word_alone_opens_no_mixed_room_but_closes_one_of_citizens() -> None:
    mixed = row(Space, "table", kind=SpaceKind.MIXED)
    own = speaks("her", Side.ORGANIZATIONAL, recorded_by="her")
    works = row(Membership, "work", person="her", organization="Ever", recorded_by="her")
    assert code(mixed, standing("her", own, works)) == "takes_no_part"
    assert code(mixed, standing("her", own, speaks("her", Side.CIVIC, recorded_by="him"))) == "reads"
    assert code(mixed, standing("her", own, row(Seat, "seat", person="her", body="council"))) == "reads"
    assert code(OURS, standing("her", speaks("her", Side.CIVIC), let_in("her"), own)) == "speaks_for_the_other_side"


@pytest.mark.parametrize(
    ("room", "side", "other"),
    [(OURS, Side.CIVIC, Side.ORGANIZATIONAL), (THEIRS, Side.ORGANIZATIONAL, Side.CIVIC)],
)
def test_a_room_of_one_side_is_closed_to_the_other_and_to_who_was_not_let_in(
    room: Space, side: Side, other: Side
) -> None:
    into = let_in("her", room.id)
    assert code(room, standing("her", speaks("her", side), into)) == "reads"
    assert code(room, standing("her", speaks("her", side))) == "not_admitted"
    assert code(room, standing("her", speaks("her", other), into)) == "not_of_this_side"
    assert code(room, standing("her", speaks("her", Side.INDEPENDENT), into)) == "not_of_this_side"
    assert code(room, standing("her", speaks("her", side), speaks("her", other), into)) == "speaks_for_the_other_side"


def test_a_nurse_and_daughter_is_outside_until_the_room_votes_her_in() -> None:
    both = (speaks("nurse", Side.CIVIC), speaks("nurse", Side.ORGANIZATIONAL))
    admits = row(Space, "ours", kind=SpaceKind.CITIZENS_ONLY, admits_both_sides=True)
    assert code(admits, standing("nurse", *both, let_in("nurse"))) == "not_voted_in"
    assert code(admits, standing("nurse", *both)) == "not_voted_in"
    assert code(admits, standing("nurse", *both, let_in("nurse", by_vote=True))) == "reads"
    assert code(OURS, standing("nurse", *both, let_in("nurse", by_vote=True))) == "speaks_for_the_other_side"


@pytest.mark.parametrize(
    "place",
    [
        (speaks("her", Side.ORGANIZATIONAL, initiative=None),),
        (row(Capacity, "c", person="her", kind=CapacityKind.MANAGER),),
        (row(Capacity, "c", person="her"),),
        (row(Membership, "m", person="her", organization="Lindehof"),),
        (row(Membership, "m", person="her", organization="Lindehof", initiative=None),),
        (
            row(Membership, "m", person="her", organization="Lindehof", initiative=None),
            row(OrgRole, "o", organization="Lindehof"),
        ),
        (
            row(Membership, "m", person="her", organization="Lindehof", initiative=None),
            row(OrgRole, "o", organization="Lindehof", initiative=None),
        ),
        (row(Seat, "s", person="her", body="board"), row(Body, "board", side=Side.ORGANIZATIONAL)),
    ],
)
def test_any_place_on_the_organizations_side_closes_a_room_of_citizens(place: tuple[Row, ...]) -> None:
    member = (speaks("her", Side.CIVIC), let_in("her"))
    assert code(OURS, standing("her", *member)) == "reads"
    assert code(OURS, standing("her", *member, *place)) == "speaks_for_the_other_side"


@pytest.mark.parametrize(
    "place",
    [
        (speaks("her", Side.ORGANIZATIONAL, initiative="another"),),
        (speaks("her", Side.ORGANIZATIONAL, active_until=TODAY),),
        (speaks("her", Side.ORGANIZATIONAL, active_from=date(2015, 7, 1)),),
        (row(Membership, "m", person="her", organization="Lindehof", initiative="another"),),
        (row(Membership, "m", person="her", organization="Lindehof", active_until=TODAY),),
        (
            row(Membership, "m", person="her", organization="the bakery", initiative=None),
            row(OrgRole, "o", organization="Lindehof"),
        ),
        (row(Seat, "s", person="her", body="gone"),),
        (row(Seat, "s", person="her", body="joint"), row(Body, "joint")),
        (row(Seat, "s", person="her", body="board", active_until=TODAY), row(Body, "board", side=Side.ORGANIZATIONAL)),
    ],
)
def test_a_place_elsewhere_or_at_another_time_does_not(place: tuple[Row, ...]) -> None:
    assert code(OURS, standing("her", speaks("her", Side.CIVIC), let_in("her"), *place)) == "reads"


def test_a_room_of_all_initiatives_looks_at_every_place() -> None:
    everywhere = row(Space, "ours", kind=SpaceKind.CITIZENS_ONLY, initiative=None)
    member = (speaks("her", Side.CIVIC), let_in("her"))
    elsewhere = row(Membership, "m", person="her", organization="Lindehof", initiative="another")
    assert code(everywhere, standing("her", *member)) == "reads"
    assert code(everywhere, standing("her", *member, elsewhere)) == "speaks_for_the_other_side"


def test_two_members_or_the_council_let_somebody_in_and_nobody_lets_in_themselves() -> None:
    civic = speaks("her", Side.CIVIC)
    assert code(OURS, standing("her", civic, let_in("her", admitted_by=("one",)))) == "not_admitted"
    assert code(OURS, standing("her", civic, let_in("her", admitted_by=("one", "her")))) == "not_admitted"
    council = let_in("her", admitted_by=(), admitted_by_body="council")
    assert code(OURS, standing("her", civic, council)) == "reads"
    board = row(Body, "board", side=Side.ORGANIZATIONAL)
    by_board = let_in("her", admitted_by=(), admitted_by_body="board")
    assert code(OURS, standing("her", civic, by_board, board)) == "not_admitted"


def test_leaving_takes_effect_on_the_same_day_and_no_older_admission_outlasts_it() -> None:
    civic = speaks("her", Side.CIVIC)
    older = let_in("her", recorded="2015-01-01")
    left = row(
        Admission, "again", person="her", room="ours", admitted_by=("one", "two"), recorded="2015-06-01",
        active_until=TODAY,
    )  # fmt: skip
    assert code(OURS, standing("her", civic, older, left), on=date(2015, 6, 29)) == "reads"
    assert code(OURS, standing("her", civic, older, left)) == "not_admitted"
    stays = let_in("her", version=1)
    leaves = let_in("her", version=2, active_until=TODAY)
    assert code(OURS, standing("her", civic, leaves, stays)) == "not_admitted"


def test_a_care_circle_is_for_its_owner_and_for_whom_the_owner_let_in() -> None:
    path = row(Trajectory, "t", initiative="path", owner="owner", represented_by="daughter")
    ground = row(Trajectory, "t", initiative="path", owner="owner", represented_by="daughter",
                 representation_ground="power of attorney")  # fmt: skip
    assert code(CIRCLE, standing("owner", path)) == "reads"
    assert code(CIRCLE, standing("daughter", path)) == "not_in_the_circle"
    assert code(CIRCLE, standing("daughter", ground)) == "reads"
    nurse = speaks("nurse", Side.ORGANIZATIONAL)
    by_owner = let_in("nurse", "circle", admitted_by=("owner",))
    by_others = let_in("nurse", "circle", admitted_by=("one", "two"))
    assert code(CIRCLE, standing("nurse", path, nurse, by_owner)) == "reads"
    assert code(CIRCLE, standing("nurse", path, nurse, by_others)) == "not_in_the_circle"
    assert code(CIRCLE, standing("nurse", nurse, by_owner)) == "not_in_the_circle"
    ended = let_in("nurse", "circle", admitted_by=("owner",), active_until=TODAY)
    assert code(CIRCLE, standing("nurse", path, nurse, ended)) == "not_in_the_circle"
    assert code(CIRCLE, standing(None, path)) == "not_in_the_circle"


def test_what_stands_in_no_room_of_a_care_path_is_for_its_circle() -> None:
    path = row(Trajectory, "t", initiative="path", owner="owner")
    friend = standing("friend", path, let_in("friend", "circle", admitted_by=("owner",)))
    other = row(Space, "other", kind=SpaceKind.CARE_CIRCLE, initiative="other path")
    assert may_read_path("path", standing=standing("owner", path), circles=[], at=TODAY) is None
    assert may_read_path("path", standing=friend, circles=[other, CIRCLE], at=TODAY) is None
    assert may_read_path("path", standing=friend, circles=[other], at=TODAY) is not None
    assert not acts_for_owner(None, standing=friend)


def codes(*refusals: Refusal) -> set[str]:
    return {one.code.removeprefix("levels.") for one in refusals}


def test_letting_in_names_everything_that_stands_in_the_way() -> None:
    one, two = (standing(name, speaks(name, Side.CIVIC), let_in(name)) for name in ("three", "four"))
    new = standing("new", speaks("new", Side.CIVIC))
    assert may_admit(OURS, newcomer=new, by=[one, two], account_check="in person", at=TODAY) == ()
    assert may_admit(OURS, newcomer=new, by_body=COUNCIL, account_check="in person", at=TODAY) == ()
    assert codes(*may_admit(OURS, newcomer=new, by=[one, new], at=TODAY)) == {
        "no_account_check",
        "admits_themselves",
        "not_a_member",
        "needs_two_members_or_council",
    }
    staff = standing("staff", speaks("staff", Side.ORGANIZATIONAL))
    assert codes(*may_admit(OURS, newcomer=staff, by=[one, two], account_check="x", at=TODAY)) == {"not_of_this_side"}
    owner = standing("owner", row(Trajectory, "t", initiative="path", owner="owner"))
    assert may_admit(CIRCLE, newcomer=staff, by=[owner], account_check="x", at=TODAY) == ()
    assert codes(*may_admit(CIRCLE, newcomer=staff, by_body=COUNCIL, account_check="x", at=TODAY)) == {
        "needs_the_owner"
    }


def test_a_decision_with_a_date_is_never_kept_from_a_group_that_it_affects() -> None:
    taken = row(Decision, "closing", decided_at=moment("2014-11-03"))
    citizens, staff = row(Group, "c", side=Side.CIVIC), row(Group, "s", side=Side.ORGANIZATIONAL)
    council, anybody = row(Group, "k", side=Side.INDEPENDENT, body="council"), row(Group, "?")
    her = standing("her", speaks("her", Side.CIVIC))
    assert is_told(taken, affected=[staff, citizens], standing=her, at=TODAY)
    assert is_told(taken, affected=[anybody], standing=her, at=TODAY)
    assert not is_told(taken, affected=[staff], standing=her, at=TODAY)
    assert not is_told(taken, affected=[council], standing=her, at=TODAY)
    seated = standing("her", row(Seat, "seat", person="her", body="council"))
    assert is_told(taken, affected=[council], standing=seated, at=TODAY)
    assert not is_told(row(Decision, "idea"), affected=[citizens], standing=her, at=TODAY)


def count(name: str, room: str | None, numerator: int, on: str, **fields: Any) -> ReleasedCount:  # noqa: ANN401 - the fields of any kind of row
    fields.setdefault("indicator", "expertise.presence")
    return row(ReleasedCount, name, room=room, numerator=numerator, denominator=7, counted_on=date.fromisoformat(on),
               **fields)  # fmt: skip


def test_the_last_count_of_each_room_is_added_and_silent_rooms_are_counted() -> None:
    rows = [
        OURS,
        THEIRS,
        row(Space, "second", kind=SpaceKind.CITIZENS_ONLY),
        row(Space, "hall"),
        count("new", "ours", 7, "2014-02-01"),
        count("old", "ours", 3, "2014-01-01"),
        count("other part", "theirs", 5, "2014-01-01", part="absent"),
        count("other code", "theirs", 5, "2014-01-01", indicator="control.limits"),
        count("open", "hall", 5, "2014-01-01"),
        count("no room", None, 5, "2014-01-01"),
    ]
    for given in (rows, rows[::-1]):
        shared = case(*given, edition=Edition.SHARED)
        assert released(shared, "expertise.presence") == Released(7, 7, 2)
        assert released(case(*given), "expertise.presence") == Released()
    assert released(case(edition=Edition.SHARED), "expertise.presence") == Released()


def test_a_room_that_gave_its_rows_is_neither_added_nor_silent() -> None:
    said = row(Contribution, "said", space="ours")
    seen = case(
        OURS, THEIRS, let_in("her", "theirs"), said, count("new", "ours", 7, "2014-02-01"), edition=Edition.ROOM
    )
    assert released(seen, "expertise.presence") == Released()
