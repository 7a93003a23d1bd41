from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from counterpoise.decisions.who_may import (
    may_judge_for,
    may_record,
    may_speak_for_body,
    may_speak_for_group,
    takes_part,
)
from counterpoise.levels.sides import Standing
from counterpoise.record import Row, Side
from counterpoise.record.initiatives import Group
from counterpoise.record.people import Body, BodyKind, Capacity, CapacityKind, Seat

AT = date(2015, 6, 30)
THEN = datetime(2015, 1, 1, tzinfo=UTC)
BOARD = Body(id="board", initiative="i", recorded_at=THEN, kind=BodyKind.BOARD, side=Side.ORGANIZATIONAL)
COUNCIL = Body(id="council", initiative="i", recorded_at=THEN, kind=BodyKind.CLIENT_COUNCIL, side=Side.CIVIC)
JOINT = Body(id="joint", initiative="i", recorded_at=THEN, kind=BodyKind.JOINT_BODY)


def speaks_as(kind: CapacityKind) -> Capacity:
    return Capacity(id=f"as-{kind}", initiative="i", recorded_at=THEN, person="me", kind=kind)


def seat(body: str, *, until: date | None = None) -> Seat:
    return Seat(id=f"in-{body}", initiative="i", recorded_at=THEN, person="me", body=body, active_until=until)


def standing(*rows: Row) -> Standing:
    return Standing.of("me", (BOARD, COUNCIL, JOINT, *rows))


NEIGHBOUR = standing(speaks_as(CapacityKind.RESIDENT_OF_AREA))
MANAGER = standing(speaks_as(CapacityKind.MANAGER))
MEMBER = standing(speaks_as(CapacityKind.CLIENT_REP), seat("council"))
RESEARCHER = standing(speaks_as(CapacityKind.RESEARCHER))
NOBODY = Standing.of(None, (BOARD, speaks_as(CapacityKind.MANAGER)))


def test_the_organization_and_members_of_a_body_can_record_a_decision_and_others_cannot() -> None:
    can = [may_record(who, initiative="i", at=AT) for who in (MANAGER, MEMBER, NEIGHBOUR, RESEARCHER, NOBODY)]
    assert can == [True, True, False, False, False]


def test_a_seat_that_ended_or_lies_in_another_initiative_records_nothing() -> None:
    assert not may_record(standing(seat("council", until=AT)), initiative="i", at=AT)
    assert not may_record(standing(seat("council")), initiative="another", at=AT)


def test_who_takes_part_on_any_side_can_raise_a_concern() -> None:
    assert [takes_part(who, initiative="i", at=AT) for who in (NEIGHBOUR, RESEARCHER, NOBODY)] == [True, True, False]
    assert not takes_part(NEIGHBOUR, initiative="another", at=AT)


@pytest.mark.parametrize(
    ("body", "who", "can"),
    [
        (BOARD, MANAGER, True),
        (BOARD, MEMBER, False),
        (COUNCIL, MEMBER, True),
        (COUNCIL, MANAGER, False),
        (None, MANAGER, True),
        (None, MEMBER, False),
        (None, NOBODY, False),
        (JOINT, MANAGER, False),
        (JOINT, standing(seat("joint")), True),
    ],
)
def test_a_body_is_spoken_for_by_its_own_side_and_a_joint_one_by_its_members(
    body: Body | None, who: Standing, *, can: bool
) -> None:
    assert may_speak_for_body(body, standing=who, initiative="i", at=AT) is can


@pytest.mark.parametrize(
    ("side", "body", "who", "can"),
    [
        (Side.CIVIC, None, NEIGHBOUR, True),
        (Side.CIVIC, None, MANAGER, False),
        (Side.ORGANIZATIONAL, None, MANAGER, True),
        (None, None, RESEARCHER, True),
        (None, None, NOBODY, False),
        (Side.CIVIC, "council", MEMBER, True),
        (Side.CIVIC, "council", NEIGHBOUR, False),
    ],
)
def test_a_group_is_spoken_for_by_its_body_else_by_its_side(
    side: Side | None, body: str | None, who: Standing, *, can: bool
) -> None:
    group = Group(id="g", initiative="i", recorded_at=THEN, name="G", side=side, body=body)
    assert may_speak_for_group(group, standing=who, initiative="i", at=AT) is can


def test_only_the_two_sides_judge_whether_an_agreement_was_kept() -> None:
    assert may_judge_for(NEIGHBOUR, initiative="i", at=AT) == {Side.CIVIC}
    assert may_judge_for(MANAGER, initiative="i", at=AT) == {Side.ORGANIZATIONAL}
    assert may_judge_for(RESEARCHER, initiative="i", at=AT) == frozenset()
    assert may_judge_for(NOBODY, initiative="i", at=AT) == frozenset()
