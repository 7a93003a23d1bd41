"""A rule from elsewhere is written down, contested by a side, and what came of that is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from counterpoise.web.control.models import Requirement

pytestmark = pytest.mark.django_db

ROOM = "/initiatives/lindehof-together/control/"
ONCE = "0123456789abcdef"
NAME = f"requirement-{ONCE}"
RULE = {"once": ONCE, "text": "Every meal is registered.", "imposed_by": "The inspectorate"}
Visit = Callable[[str], Client]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def test_a_rule_from_elsewhere_is_contested_and_its_outcome_told(visit: Visit) -> None:
    manager, citizen = visit("regional-manager"), visit("citizen-1")
    address = f"{ROOM}requirements/"
    assert manager.get(f"{address}new/").status_code == 200
    assert b"Please say who imposes it" in manager.post(f"{address}new/", RULE | {"imposed_by": ""}).content
    assert manager.post(f"{address}new/", RULE).status_code == 302
    assert manager.post(f"{address}new/", RULE).status_code == 302
    assert manager.get(f"{address}{NAME}/outcome/").status_code == 404
    contest = {"once": ONCE, "version": 1, "reason": "It costs the hour in which we eat together."}
    assert b"Please give a reason" in citizen.post(f"{address}{NAME}/contest/", contest | {"reason": ""}).content
    assert citizen.post(f"{address}{NAME}/contest/", contest).status_code == 302
    assert citizen.post(f"{address}{NAME}/contest/", contest).status_code in {200, 302}
    row = Requirement.objects.get(id=NAME)
    assert (row.version, row.contested_by, row.changed_after_contest) == (2, "civic", None)
    page = manager.get(ROOM).content.decode()
    assert "It costs the hour in which we eat together." in page
    assert "What came of it is not told yet." in page
    told = {"once": ONCE, "version": 2, "changed": "no", "reason": "The inspectorate said no."}
    assert manager.post(f"{address}{NAME}/outcome/", told).status_code == 302
    assert Requirement.objects.get(id=NAME).changed_after_contest is False
    assert "Nothing changed after that." in citizen.get(ROOM).content.decode()


def test_who_takes_no_part_writes_and_contests_nothing(visit: Visit) -> None:
    visit("regional-manager").post(f"{ROOM}requirements/new/", RULE)
    for person in ("manager", ""):
        client = visit(person)
        assert client.post(f"{ROOM}requirements/new/", RULE | {"once": "a" * 16}).status_code == 404
        step = {"once": ONCE, "version": 1, "reason": "x"}
        assert client.post(f"{ROOM}requirements/{NAME}/contest/", step).status_code == 404
    assert Requirement.objects.count() == 1
