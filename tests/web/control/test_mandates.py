"""Both sides talk about who decides: they propose, contest, agree and reopen, and what was agreed stays in force."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from counterpoise.record.mandates import MandateState
from counterpoise.web.control.models import Mandate
from counterpoise.web.control.selectors import control_visible_to
from counterpoise.web.people.selectors import Viewer

pytestmark = pytest.mark.django_db

ROOM = "/initiatives/lindehof-together/control/"
ONCE = "0123456789abcdef"
NAME = f"mandate-{ONCE}"
Visit = Callable[[str], Client]
As = Callable[[str], Viewer]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def content(**more: Any) -> dict[str, Any]:  # noqa: ANN401 - what a form holds
    return {
        "once": ONCE,
        "holder": "platform",
        "say_0": "co_decide",
        "say_1": "advise",
        "limits": "The money of this year.",
        "conflict_decides": "The board",
        "conflict_mediator": "The municipality",
        "conflict_max_days": "30",
        "expires_on": "1-7-2016",
        "reason": "Those who use the rooms know best.",
        **more,
    }


def proposed(client: Client, matter: str = "empty-rooms", **more: Any) -> Any:  # noqa: ANN401 - the answer of a test client
    return client.post(f"{ROOM}matters/{matter}/propose/", content(**more))


def yes(client: Client, version: int, mandate: str = NAME) -> Any:  # noqa: ANN401 - as above
    return client.post(f"{ROOM}mandates/{mandate}/agree/", {"once": "b" * 16, "version": version})


def standing(as_person: As, matter: str = "empty-rooms") -> Any:  # noqa: ANN401 - one matter as a page shows it
    control = control_visible_to("lindehof-together", viewer=as_person("citizen-1"))
    assert control is not None
    return next(row for row in control.matters if row.matter.id == matter)


def test_both_sides_agree_on_a_mandate_and_one_reopens_it(visit: Visit, as_person: As) -> None:
    citizen, director = visit("citizen-1"), visit("new-director")
    assert citizen.get(f"{ROOM}matters/empty-rooms/propose/").status_code == 200
    assert proposed(citizen).status_code == 302
    assert "Nobody said yes yet." in director.get(ROOM).content.decode()
    assert citizen.get(f"{ROOM}mandates/{NAME}/agree/").status_code == 200
    assert yes(citizen, 1).status_code == 302
    assert Mandate.objects.get(id=NAME).state == MandateState.PROPOSED
    # What the director saw before the other side's yes says the same words: no conflict.
    assert yes(director, 1).status_code == 302
    row = Mandate.objects.get(id=NAME)
    assert (row.state, row.version, row.basis) == (MandateState.AGREED, 3, "agreed")
    (held,) = standing(as_person).held
    assert (held.in_force, held.contested, held.mandate.holder) == (True, False, "platform")
    reopen = f"{ROOM}mandates/{NAME}/reopen/"
    assert b"Please give a reason" in director.post(reopen, {"once": ONCE, "version": 3}).content
    step = {"once": ONCE, "version": 3, "reason": "The budget changed."}
    assert director.post(reopen, step).status_code == 302
    (held,) = standing(as_person).held
    assert (held.in_force, held.contested) == (True, True)
    page = citizen.get(ROOM).content.decode()
    assert "In force, contested" in page
    assert "The budget changed." in page
    assert proposed(director, version=4, holder="board").status_code == 302
    (held,) = standing(as_person).held
    assert (held.mandate.holder, held.contested) == ("platform", True)


def test_a_proposal_is_contested_with_a_reason_and_answered_with_another(visit: Visit) -> None:
    proposed(visit("citizen-1"))
    address = f"{ROOM}mandates/{NAME}/contest/"
    director = visit("new-director")
    assert b"Please give a reason" in director.post(address, {"once": ONCE, "version": 1, "reason": " "}).content
    assert director.post(address, {"once": ONCE, "version": 1, "reason": "Not alone."}).status_code == 302
    assert Mandate.objects.get(id=NAME).state == MandateState.CONTESTED
    assert proposed(visit("citizen-1"), version=2, holder="board").status_code == 302
    row = Mandate.objects.get(id=NAME)
    assert (row.version, row.state, row.holder_id) == (3, MandateState.PROPOSED, "board")


def test_new_words_need_two_new_assents(visit: Visit) -> None:
    citizen = visit("citizen-1")
    proposed(citizen)
    yes(citizen, 1)
    assert proposed(citizen, version=2, limits="None.").status_code == 302
    assert not Mandate.objects.get(id=NAME).assents
    late = yes(visit("new-director"), 1)
    assert late.status_code == 409
    assert not Mandate.objects.get(id=NAME).assents


def test_each_side_says_yes_once_and_only_from_a_seat(visit: Visit) -> None:
    citizen = visit("citizen-1")
    proposed(citizen)
    assert yes(citizen, 1).status_code == 302
    assert yes(citizen, 1).status_code == 302
    assert Mandate.objects.get(id=NAME).version == 2
    again = yes(visit("home-council-member"), 2)
    assert "Your side said yes to this already." in again.content.decode()
    for person in ("church-goer", "logistics-colleague", "manager", ""):
        assert yes(visit(person), 2).status_code == 404, person
    assert len(Mandate.objects.get(id=NAME).assents) == 1


def test_the_same_proposal_sent_twice_is_made_once_and_another_is_not_lost(visit: Visit) -> None:
    citizen = visit("citizen-1")
    assert proposed(citizen).headers["Location"] == proposed(citizen).headers["Location"]
    assert Mandate.objects.get(id=NAME).version == 1
    other = proposed(visit("new-director"), once="c" * 16, reason="We pay for them.")
    assert other.status_code == 409
    assert "We pay for them." in other.content.decode()
    assert Mandate.objects.filter(matter="empty-rooms").count() == 1


def test_what_a_mandate_does_not_name_is_said_beside_the_field(visit: Visit) -> None:
    citizen = visit("citizen-1")
    for more, words in (
        ({"limits": ""}, "Please fill this in."),
        ({"expires_on": ""}, "looked at again, or when it ends"),
        ({"expires_on": "30-6-2015"}, "has passed already"),
        ({"expires_on": "1-7-2018"}, "too far away"),
        ({"expires_on": "July 2016"}, "Please write the day too"),
        ({"say_1": ""}, "for every group"),
        ({"holder": "wending-management"}, "Select a valid choice"),
        ({"duty_moved": "to_civic", "duty": "Coffee"}, "moves a duty to citizens"),
        ({"conflict_max_days": "9" * 30}, "730"),
        ({"version": "x"}, "needs another look"),
    ):
        answer = proposed(citizen, **more)
        assert answer.status_code == 200, more
        assert words in answer.content.decode(), more
    assert not Mandate.objects.filter(id=NAME).exists()


def test_nobody_proposes_less_than_the_law_gives(visit: Visit) -> None:
    client = visit("new-director")
    page = client.get(f"{ROOM}matters/stay-or-close/propose/").content.decode()
    says = {f"say_{number}": "hear" for number in range(page.count('name="say_') - 1)}
    answer = proposed(client, "stay-or-close", **says, holder="board")
    assert "The law gives more say here than this." in answer.content.decode()
    assert not Mandate.objects.filter(id=NAME).exists()


def test_who_takes_no_part_and_what_is_elsewhere_is_not_found(visit: Visit) -> None:
    for person in ("manager", ""):
        client = visit(person)
        assert proposed(client).status_code == 404
        for verb in ("contest", "agree", "reopen"):
            address = f"{ROOM}mandates/volunteer-tasks-agreed/{verb}/"
            assert client.get(address).status_code == 404
            assert client.post(address, {"once": ONCE, "version": 1, "reason": "x"}).status_code == 404
    client = visit("citizen-1")
    assert proposed(client, "mealtimes").status_code == 404
    assert yes(client, 1, "no-such-mandate").status_code == 404


def test_what_the_law_lays_down_is_not_reopened(visit: Visit) -> None:
    step = {"once": ONCE, "version": 1, "reason": "We want less."}
    answer = visit("new-director").post(f"{ROOM}mandates/advice-on-closing/reopen/", step)
    assert "The law lays this down." in answer.content.decode()


def test_what_has_expired_is_shown_and_can_be_proposed_again(
    visit: Visit, as_person: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import timedelta

    from django.conf import settings

    start = settings.COUNTERPOISE_NOW
    assert start is not None
    monkeypatch.setattr(settings, "COUNTERPOISE_NOW", start + timedelta(days=320))
    row = standing(as_person, "volunteer-tasks")
    assert [held.standing for held in row.held] == ["expired"]
    assert row.talk.may_propose
    answer = proposed(visit("citizen-1"), "volunteer-tasks", version=1, expires_on="1-7-2017")
    assert answer.status_code == 302
    kept = Mandate.objects.get(id="volunteer-tasks-agreed")
    assert (kept.version, kept.state) == (3, MandateState.PROPOSED)
