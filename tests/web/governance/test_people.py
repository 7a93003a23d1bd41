"""Who sits where: seen by everybody who may, filled and ended by those whose side it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from counterpoise.record.people import SeatMethod
from counterpoise.web.ledger.services import RefusedError, StaleVersionError
from counterpoise.web.people import models, services
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgets")]
PEOPLE = "/initiatives/lindehof-together/people/"
SEAT = f"{PEOPLE}bodies/home-client-council/"


def test_everybody_sees_who_sits_where_and_how_each_place_was_filled(visit: Callable[[str], Client]) -> None:
    page = visit("").get(PEOPLE).content.decode()
    assert "A member of the home&#x27;s client council" in page
    assert "Give somebody a place" not in page
    assert "Found a body" not in page


def test_a_member_gives_a_place_to_somebody_of_their_side_and_ends_it_with_a_reason(
    visit: Callable[[str], Client],
) -> None:
    client = visit("home-council-member")
    form = {"once": "3" * 16, "name": "An informal caregiver", "method": "elected"}
    assert client.post(SEAT, form).status_code == 302
    assert client.post(SEAT, form).status_code == 302
    row = models.Seat.objects.get(person="informal-caregiver")
    assert (row.method, row.made_by_id) == (SeatMethod.ELECTED, "home-client-council")
    assert "An informal caregiver" in visit("").get(PEOPLE).content.decode()
    end = f"{PEOPLE}seats/{row.pk}/end/"
    assert visit("regional-manager").get(end).status_code == 404
    empty = client.post(end, {"once": "2" * 16, "version": "1", "reason": " "})
    assert 'id="id_reason_error"' in empty.content.decode()
    assert client.post(end, {"once": "2" * 16, "version": "1", "reason": "Moved away."}).status_code == 302
    row.refresh_from_db()
    assert row.active_until == now().date()
    assert row.supersedes_reason == "Moved away."


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        ("The new director", True),
        ("Nobody by this name", True),
        ("A member of the home's client council", True),
        ("", True),
        ("x" * 5000, True),
        ("<script>", True),
    ],
)
def test_a_place_for_the_wrong_person_is_refused_beside_the_name(
    visit: Callable[[str], Client], name: str, beside: bool
) -> None:
    answer = visit("home-council-member").post(SEAT, {"once": "3" * 16, "name": name, "method": "elected"})
    assert answer.status_code == 200
    assert ('id="id_name_error"' in answer.content.decode()) is beside
    assert b"<script>" not in answer.content


def test_nobody_else_comes_to_the_form_of_a_body(visit: Callable[[str], Client]) -> None:
    for who in ("", "regional-manager", "church-goer", "resident"):
        assert visit(who).get(SEAT).status_code == 404, who


def test_who_founds_a_body_sits_in_it_and_fills_the_rest(
    visit: Callable[[str], Client], as_person: Callable[[str], Viewer], forgets: Callable[[], None]
) -> None:
    client = visit("church-goer")
    form = {"once": "1" * 16, "name": "Neighbours’ table", "kind": "platform", "side": "civic", "seats": "2"}
    assert client.post(f"{PEOPLE}found/", form).status_code == 302
    body = models.Body.objects.get(name="Neighbours’ table")
    assert models.Seat.objects.get(body=body).person_id == "church-goer"
    forgets()
    given: dict[str, Any] = {
        "initiative": "lindehof-together",
        "body": body.pk,
        "method": SeatMethod.OPEN_CALL,
        "at": now(),
    }
    services.seat(name="An informal caregiver", once="2" * 16, by=as_person("church-goer"), **given)
    forgets()
    with pytest.raises(RefusedError, match="no_seat_left"):
        services.seat(name="Citizen 1", once="3" * 16, by=as_person("church-goer"), **given)
    wrong = client.post(f"{PEOPLE}found/", form | {"once": "2" * 16, "side": "organizational"})
    assert 'id="id_side_error"' in wrong.content.decode()


def test_a_joint_body_is_filled_by_each_side_for_itself(
    visit: Callable[[str], Client], as_person: Callable[[str], Viewer], forgets: Callable[[], None]
) -> None:
    form = {"once": "1" * 16, "name": "Kitchen table", "kind": "joint_body", "side": "both", "seats": ""}
    assert visit("home-council-member").post(f"{PEOPLE}found/", form).status_code == 302
    body = models.Body.objects.get(name="Kitchen table")
    forgets()
    given: dict[str, Any] = {
        "initiative": "lindehof-together",
        "body": body.pk,
        "method": SeatMethod.APPOINTED,
        "at": now(),
    }
    with pytest.raises(RefusedError, match="asks_for_the_other_side"):
        services.seat(name="The new director", once="2" * 16, by=as_person("home-council-member"), **given)


def test_a_seat_that_was_changed_meanwhile_is_not_ended_by_an_old_form(as_person: Callable[[str], Viewer]) -> None:
    seat = "home-client-council-seat-of-home-council-member"
    with pytest.raises(StaleVersionError):
        services.end_seat(seat=seat, version=9, reason="", by=as_person("home-council-member"), at=now())
    services.end_seat(seat=seat, version=1, reason="", by=as_person("home-council-member"), at=now())
