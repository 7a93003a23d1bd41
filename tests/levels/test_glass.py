"""Breaking the glass takes a reason and two persons, one of them of the room, and ends by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.levels.glass import ASK_DAYS, MOST_HOURS, is_live, is_open, may_ask_to_look, may_open
from counterpoise.levels.sides import Standing
from counterpoise.record import Side
from counterpoise.record.people import Admission, Capacity, CapacityKind, Space, SpaceKind

AT = datetime(2015, 6, 1, 12, tzinfo=UTC)
ROOM = Space(id="room", initiative="meals", recorded_at=AT, kind=SpaceKind.CITIZENS_ONLY)


def standing(person: str, side: Side, *, inside: bool = False, told_by: str = "somebody") -> Standing:
    kind = CapacityKind.CARE_USER if side is Side.CIVIC else CapacityKind.MANAGER
    rows: list[Capacity | Admission] = [
        Capacity(id="as", initiative="meals", recorded_at=AT, recorded_by=told_by, person=person, kind=kind, side=side)
    ]
    if inside:
        rows.append(Admission(id="in", recorded_at=AT, room="room", person=person, admitted_by=("a", "b")))
    return Standing.of(person, rows)


MEMBER = standing("member", Side.CIVIC, inside=True)
MANAGER = standing("manager", Side.ORGANIZATIONAL)


def asked(by: Standing, reason: str = "Somebody is in danger.", initiative: str = "meals") -> set[str]:
    return {each.code for each in may_ask_to_look(by=by, initiative=initiative, reason=reason, at=AT)}


def opened(
    by: Standing = MEMBER, *, room: Space = ROOM, asker: str = "manager", ago: float = 0, hours: int = 4
) -> set[str]:
    found = may_open(room, by=by, asked_by=asker, asked_at=AT - timedelta(days=ago), hours=hours, at=AT)
    return {each.code for each in found}


def test_who_was_brought_in_asks_with_a_reason() -> None:
    assert asked(MANAGER) == set()
    assert asked(MANAGER, reason=" \n") == {"levels.no_reason"}
    assert asked(MANAGER, initiative="elsewhere") == {"levels.takes_no_part"}
    assert asked(Standing(), reason="") == {"levels.takes_no_part", "levels.no_reason"}
    assert asked(Standing(capacities=MANAGER.capacities)) == {"levels.takes_no_part"}, "who has no name asks nothing"
    assert asked(standing("x", Side.CIVIC, told_by="x")) == {"levels.takes_no_part"}, "nobody asks on their own word"


def test_only_another_person_of_the_room_opens() -> None:
    assert opened() == set()
    assert opened(MANAGER, asker="somebody") == {"levels.not_a_member"}
    assert opened(MANAGER) == {"levels.not_a_member", "levels.opens_for_themselves"}
    assert opened(asker="member") == {"levels.opens_for_themselves"}


@pytest.mark.parametrize("kind", [SpaceKind.OPEN, SpaceKind.MIXED, SpaceKind.CARE_CIRCLE])
def test_only_a_room_of_one_side_is_opened_so(kind: SpaceKind) -> None:
    assert opened(room=Space(id="room", initiative="meals", recorded_at=AT, kind=kind)) == {"levels.not_a_member"}


@pytest.mark.parametrize(("hours", "holds"), [(0, False), (1, True), (MOST_HOURS, True), (MOST_HOURS + 1, False)])
def test_it_is_opened_for_a_day_at_most(hours: int, holds: bool) -> None:
    assert (opened(hours=hours) == set()) is holds


def test_an_ask_is_answered_within_a_week() -> None:
    assert opened(ago=ASK_DAYS - 0.01) == set()
    assert opened(ago=ASK_DAYS) == {"levels.ask_has_lapsed"}
    assert is_live(asked_at=AT + timedelta(hours=1), at=AT), "a clock that was set back loses no ask"


MOMENTS = st.integers(-200, 200).map(lambda hours: AT + timedelta(hours=hours))


@given(opened_at=MOMENTS, hours=st.integers(1, 24), ended=st.none() | MOMENTS, at=MOMENTS)
def test_it_is_open_from_its_opening_to_its_end_and_never_else(
    opened_at: datetime, hours: int, ended: datetime | None, at: datetime
) -> None:
    until = opened_at + timedelta(hours=hours)
    last = until if ended is None else min(until, ended)
    assert is_open(opened_at=opened_at, until=until, ended_at=ended, at=at) is (opened_at <= at < last)
