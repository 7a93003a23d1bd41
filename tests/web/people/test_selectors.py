from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from counterpoise.levels.sides import Standing, sides
from counterpoise.levels.spaces import may_read
from counterpoise.record import Record, Row, Side
from counterpoise.record.people import Body, BodyKind, Capacity, CapacityKind, Membership, OrgRole, Person, Seat, Space
from counterpoise.web.ledger.models import Told
from counterpoise.web.ledger.services import Telling, tell
from counterpoise.web.people import models
from counterpoise.web.people.selectors import Viewer, account_of, bodies, people_to_be, sides_here, spaces
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


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(12))
def test_the_sides_that_are_here_are_those_on_which_somebody_with_a_name_stands(
    seed: int, as_person: Callable[[str], Viewer], forgets: Callable[[], None]
) -> None:
    chance = random.Random(seed)
    about: dict[str, Any] = {"recorded_at": now(), "recorded_by": "resident"}
    places = ("garden", "meals", None)
    rows: list[Row] = [
        Body(id=f"body-{each}", **about, name=each, kind=BodyKind.TEAM, side=side)
        for each, side in (("one", Side.CIVIC), ("two", Side.ORGANIZATIONAL), ("three", None))
    ]
    rows += [Person(id=f"who-{each}", **about, pseudonym=f"Mus {each}" if each % 3 else "") for each in range(6)]
    if chance.random() < 0.5:
        rows.append(OrgRole(id="role", **about, initiative=chance.choice(places), organization="Kitchen Ltd"))
    for number in range(chance.randrange(1, 5)):
        days: dict[str, Any] = {
            "active_from": chance.choice([None, date(2015, 1, 1), date(2015, 6, 30), date(2015, 7, 1)]),
            "active_until": chance.choice([None, None, date(2015, 6, 30), date(2016, 1, 1)]),
            "initiative": chance.choice(places),
            "person": f"who-{chance.randrange(6)}",
        }
        kinds = [None, *CapacityKind]
        told = Capacity(
            id=f"as-{number}", **about, **days, kind=chance.choice(kinds), side=chance.choice([None, *Side])
        )
        seat = Seat(id=f"seat-{number}", **about, **days, body=chance.choice(["body-one", "body-two", "body-three"]))
        works = Membership(
            id=f"works-{number}", **about, **days, organization=chance.choice(["Kitchen Ltd", "Far away"])
        )
        rows.append(chance.choice([told, seat, works]))
    tell("written", *(Telling(model=_TABLES[type(row)], row=row) for row in rows), by="resident", at=now())
    forgets()
    expected: set[Side] = set()
    for row in rows:
        if isinstance(row, Person) and row.pseudonym:
            expected |= sides(Standing.of(row.id, rows), initiative="garden", at=now())
    assert sides_here("garden", viewer=as_person("resident")) == expected


_TABLES: dict[type[Row], type[Told]] = {
    Body: models.Body,
    Person: models.Person,
    OrgRole: models.OrgRole,
    Capacity: models.Capacity,
    Seat: models.Seat,
    Membership: models.Membership,
}
