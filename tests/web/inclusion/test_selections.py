"""Seats are filled by criteria that were frozen first; people are asked in, say no for a reason, and take part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from counterpoise.inclusion.selections import criteria_hash
from counterpoise.record.initiatives import Affects
from counterpoise.record.people import SeatMethod
from counterpoise.web.inclusion.models import (
    Decline,
    Invitation,
    Participation,
    Recruitment,
    Selection,
    Training,
)
from counterpoise.web.inclusion.selectors import inclusion_visible_to
from counterpoise.web.initiatives.selectors import Ask, slice_of
from counterpoise.web.ledger import selectors
from counterpoise.web.ledger.models import EarlierVersion
from counterpoise.web.people.models import Seat
from counterpoise.web.people.selectors import Viewer

pytestmark = pytest.mark.django_db

ROOM = "/initiatives/lindehof-together/inclusion/"
ONCE = "0123456789abcdef"
Visit = Callable[[str], Client]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def sent(client: Client, address: str, **given: Any) -> Any:  # noqa: ANN401 - what a form holds, and the answer
    return client.post(ROOM + address, {"once": ONCE, **given})


def page(visit: Visit, person: str, address: str = "") -> str:
    return visit(person).get(ROOM + address).content.decode()


def selection(visit: Visit, **more: Any) -> Client:  # noqa: ANN401 - what a form holds
    client = visit("regional-colleague")
    given = {"body": "panel", "method": "open_call", "criterion": "Two of each street.", "decided_by": "management"}
    assert sent(client, "selections/new/", **given | more).status_code == 302
    return client


SELECTION = f"selections/selection-{ONCE}/"


def test_criteria_are_frozen_before_anybody_is_asked(visit: Visit) -> None:
    client = selection(visit, criterion="", decided_by="")
    lacking = sent(client, f"{SELECTION}to/recruiting/", version=1).content.decode()
    assert "Please write the criterion first." in lacking
    assert "Please choose who decides first." in lacking
    assert "are not fixed yet" in sent(client, f"{SELECTION}invite/", group="town", people=9).content.decode()
    plan = {"version": 1, "body": "panel", "method": "open_call", "criterion": "By street.", "decided_by": "management"}
    assert sent(client, f"{SELECTION}change/", **plan).status_code == 302
    assert sent(client, f"{SELECTION}to/recruiting/", version=2).status_code == 302
    row = Selection.objects.get(id=f"selection-{ONCE}")
    assert row.criteria_hash == criteria_hash(
        method=SeatMethod.OPEN_CALL, criterion="By street.", decided_by="management"
    )
    changed = sent(client, f"{SELECTION}change/", **plan | {"version": 3, "criterion": "By friends."})
    assert "The criteria are fixed." in changed.content.decode()
    row.refresh_from_db()
    assert row.criterion == "By street."
    assert "Fixed before anybody replied" in page(visit, "citizen-1", SELECTION)


def test_a_no_keeps_its_reason_on_the_citizens_side_unless_it_is_shared(visit: Visit) -> None:
    client = selection(visit)
    sent(client, f"{SELECTION}to/recruiting/", version=1)
    assert sent(client, f"{SELECTION}invite/", name="Citizen 1").status_code == 302
    invitation = f"invitations/invitation-{ONCE}/reply/"
    assert client.get(ROOM + invitation).status_code == 404
    assert visit("church-goer").post(ROOM + invitation, {"once": ONCE}).status_code == 404
    assert "You are asked to take part" in page(visit, "citizen-1")
    no = {"version": 1, "accepted": "no", "kind": "trust", "reason": "I do not trust them."}
    assert sent(visit("citizen-1"), invitation, **no).status_code == 302
    assert Decline.objects.get(id=f"decline-{ONCE}").shared is False
    assert "I do not trust them." in page(visit, "citizen-1", SELECTION)
    assert "I do not trust them." in page(visit, "church-goer", SELECTION)
    for person in ("regional-manager", "researcher", ""):
        text = page(visit, person, SELECTION)
        assert "I do not trust them." not in text, person
        assert "No reason that you may read." in text, person
    again = sent(visit("citizen-1"), invitation, **no | {"version": 2, "once": "b" * 16})
    assert "A reply was written down already." in again.content.decode()


def test_of_a_group_some_say_yes_some_no_and_a_shared_reason_is_read_by_all(visit: Visit) -> None:
    client = selection(visit)
    sent(client, f"{SELECTION}to/recruiting/", version=1)
    way = {"route": "A letter", "limits": "Who is on no list.", "decided_by": "management"}
    assert (
        "Please say whom that does not reach"
        in sent(client, "recruitments/new/", **way | {"limits": ""}).content.decode()
    )
    assert sent(client, "recruitments/new/", **way).status_code == 302
    asked = {"group": "town", "people": 100, "recruitment": f"recruitment-{ONCE}"}
    assert sent(client, f"{SELECTION}invite/", **asked).status_code == 302
    invitation = f"invitations/invitation-{ONCE}/reply/"
    yes = {"version": 1, "accepted": "yes", "people": 101, "once": "c" * 16}
    assert "100 people were asked." in sent(client, invitation, **yes).content.decode()
    assert sent(client, invitation, **yes | {"people": 40}).status_code == 302
    no = {"version": 2, "accepted": "no", "people": 10, "kind": "time", "reason": "At work.", "shared": "on"}
    assert sent(client, invitation, **no | {"once": "d" * 16}).status_code == 302
    text = page(visit, "regional-manager", SELECTION)
    assert "<b>100</b> asked, <b>40</b> said yes, <b>10</b> said no." in text
    assert "At work." in text
    assert sum(Invitation.objects.filter(selection=f"selection-{ONCE}").values_list("people", flat=True)) == 100
    assert Recruitment.objects.get(id=f"recruitment-{ONCE}").limits == "Who is on no list."


def test_who_is_not_in_is_said_in_numbers_and_nobody_loses_a_seat_for_what_they_think(visit: Visit) -> None:
    client = selection(visit)
    sent(client, f"{SELECTION}to/recruiting/", version=1)
    assert "Please say who is not in" in sent(client, f"{SELECTION}to/selected/", version=2).content.decode()
    counts = {"variable": "church", "seated": "host church: 3\nno church: 1"}
    assert sent(client, f"{SELECTION}to/selected/", version=2, **counts).status_code == 302
    row = Selection.objects.get(id=f"selection-{ONCE}")
    assert "host church 3/960" in row.not_in
    assert "other church 0/840" in row.not_in
    assert "Its seats are not filled yet." in sent(client, f"{SELECTION}seats/new/", name="Citizen 1").content.decode()
    assert sent(client, f"{SELECTION}to/seated/", version=3).status_code == 302
    assert sent(client, f"{SELECTION}seats/new/", name="citizen  1").status_code == 302
    seat = Seat.objects.get(id=f"seat-{ONCE}")
    assert (seat.person_id, seat.method, seat.made_by_id) == ("citizen-1", "open_call", "management")
    address = f"{SELECTION}seats/seat-{ONCE}/leave/"
    stance = sent(client, address, version=1, ground="stance", conduct="Always against.").content.decode()
    assert stance.count("Nobody loses a seat for what they think.") >= 2
    conduct = {"version": 1, "ground": "conduct", "conduct": "Shouted at people.", "appeal_body": "management"}
    assert "a body with both sides in it" in sent(client, address, **conduct).content.decode()
    assert Seat.objects.get(id=seat.id).active_until is None
    assert sent(client, address, version=1, ground="own_wish").status_code == 302
    assert str(Seat.objects.get(id=seat.id).active_until) == "2015-06-30"
    assert EarlierVersion.objects.filter(ref=seat.id).count() == 1


def test_for_conduct_somebody_leaves_a_seat_with_a_body_of_both_sides_to_appeal_to(visit: Visit) -> None:
    client = selection(visit)
    for version, step in enumerate(("recruiting", "selected", "seated"), start=1):
        assert sent(client, f"{SELECTION}to/{step}/", version=version, not_in="All others.").status_code == 302
    sent(client, f"{SELECTION}seats/new/", name="Citizen 1")
    for number, (person, capacity) in enumerate(
        [("church-goer", "as-church-goer"), ("regional-manager", "as-regional-manager")]
    ):
        Seat.objects.create(
            id=f"appeal-{number}",
            initiative="lindehof-together",
            body_id="municipality",
            person_id=person,
            capacity_id=capacity,
            recorded_at="2015-06-01T10:00:00Z",
        )
    conduct = {"version": 1, "ground": "conduct", "conduct": "Shouted at people.", "appeal_body": "municipality"}
    assert sent(client, f"{SELECTION}seats/seat-{ONCE}/leave/", **conduct).status_code == 302
    assert "Shouted at people." in Seat.objects.get(id=f"seat-{ONCE}").supersedes_reason


def test_hours_are_seen_by_their_own_person_alone(visit: Visit) -> None:
    own = {"cycle": "round-two", "hours": "13.25", "support_paid": "20"}
    assert sent(visit("church-goer"), "hours/new/", **own).status_code == 302
    row = Participation.objects.get(id=f"participation-{ONCE}")
    assert (row.person_id, row.side, row.hours, row.support_paid) == ("church-goer", "civic", 13.25, 20.0)
    assert "Your own hours: 13.2" in page(visit, "church-goer")
    assert "13.2" not in page(visit, "regional-manager")
    lines = {"cycle": "round-two", "others": "Citizen 3; 12; 40\nCitizen 4; many"}
    wrong = sent(visit("regional-colleague"), "hours/new/", **lines | {"once": "a" * 16}).content.decode()
    assert "Line 2: “many” is not a number" in wrong
    assert sent(visit("church-goer"), "hours/new/", **lines | {"once": "b" * 16}).status_code == 302
    assert not Participation.objects.filter(id__startswith=f"participation-{'b' * 16}", person="citizen-3").exists()


def test_staying_on_is_a_count_of_many_and_of_nobody(visit: Visit) -> None:
    text = page(visit, "regional-manager")
    assert "<b>24 of 40</b> people of the citizens’ side stayed to the next round." in text
    Participation.objects.filter(cycle="round-two").exclude(person__in=[f"citizen-{n}" for n in range(1, 9)]).delete()
    selectors._KEPT.clear()
    text = page(visit, "regional-manager")
    assert "people of the citizens’ side stayed" not in text
    assert "Too few people took part in two rounds" in text


def test_trainings_and_changes_are_told(visit: Visit) -> None:
    client = visit("citizen-1")
    training = {"topic": "How to ask", "trainer_side": "civic", "trainee_side": "organizational", "hours": "4"}
    assert sent(client, "trainings/new/", **training).status_code == 302
    assert Training.objects.get(id=f"training-{ONCE}").hours == 4.0
    assert sent(client, "adaptations/new/", text="Coffee is free.", meeting="autumn-meeting").status_code == 302
    text = page(visit, "regional-manager")
    assert "How to ask" in text
    assert "Coffee is free." in text


@pytest.mark.parametrize("person", ["citizen-1", "manager", ""])
@pytest.mark.parametrize("initiative", ["lindehof-together", "meals"])
def test_a_group_is_touched_where_a_matter_that_one_may_read_touches_it(
    person: str, initiative: str, as_person: Callable[[str], Viewer]
) -> None:
    viewer = as_person(person)
    seen = inclusion_visible_to(initiative, viewer=viewer)
    whole = slice_of(initiative, viewer=viewer, asks=[Ask(Affects)])
    assert seen is not None
    assert whole is not None
    assert seen.affected == {row.group for row in whole.rows(Affects)} - {None}
    assert {row.group.id for row in seen.groups if row.affected} == seen.affected
