from __future__ import annotations

from collections.abc import Callable

import pytest

from counterpoise.levels.sides import Standing
from counterpoise.levels.spaces import may_read
from counterpoise.record import Record, Side
from counterpoise.record.people import Space
from counterpoise.web.people.selectors import Viewer, account_of, bodies, people_to_be, spaces
from counterpoise.web.people.services import open_accounts
from counterpoise.web.ui.clock import now
from tests.web.conftest import CAST


@pytest.mark.parametrize("person", ["", *CAST])
def test_somebody_may_enter_just_the_rooms_that_the_rule_opens(
    person: str, as_person: Callable[[str], Viewer], whole: Record
) -> None:
    viewer = as_person(person)
    standing = Standing.of(person or None, whole)
    for space in whole.rows(Space):
        assert viewer.may_enter(space.id) == (may_read(space, standing=standing, at=now()) is None), space.id
    assert viewer.may_enter(None)


@pytest.mark.parametrize(
    ("person", "side"),
    [("manager", Side.ORGANIZATIONAL), ("resident", Side.CIVIC), ("researcher", Side.INDEPENDENT), ("", None)],
)
def test_a_viewer_stands_on_a_side(person: str, side: Side | None, as_person: Callable[[str], Viewer]) -> None:
    assert as_person(person).side is side


def test_somebody_who_is_not_in_the_record_is_nobody(as_person: Callable[[str], Viewer]) -> None:
    viewer = as_person("stranger")
    assert (viewer.person, viewer.rooms, viewer.paths) == (None, frozenset(), frozenset())


def test_rooms_of_an_initiative_are_named_to_their_members_alone(as_person: Callable[[str], Viewer]) -> None:
    assert [row.id for row in spaces(viewer=as_person("resident"), initiative="meals")] == ["council-room"]
    assert spaces(viewer=as_person("manager"), initiative="meals") == ()


def test_bodies_can_be_known_by_everybody(as_person: Callable[[str], Viewer], whole: Record) -> None:
    from counterpoise.record.people import Body

    assert set(bodies(viewer=as_person(""))) == set(whole.rows(Body))


@pytest.mark.django_db
def test_everybody_of_the_cast_can_be_stepped_into_and_nobody_twice() -> None:
    there = [person.id for person, _ in people_to_be()]
    assert set(CAST) <= set(there)
    assert len(there) == len(set(there))
    assert all(capacity is not None for _, capacity in people_to_be())
    assert open_accounts(there) == 0


@pytest.mark.django_db
def test_an_account_without_a_password_lets_no_password_in() -> None:
    account = account_of("resident")
    assert account is not None
    assert not account.check_password("")
    assert not account.check_password("!")
    assert account_of("stranger") is None
