"""Words are hidden with a ground, their author is told and appeals, one person of each side hears it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from counterpoise.record.contributions import AppealOutcome
from counterpoise.web.expertise.models import AppealVoice, Contribution, Moderation
from counterpoise.web.ledger.models import Entry, EntryBody
from tests.web.project.test_routes import shown

pytestmark = pytest.mark.django_db
ROOM = "/initiatives/lindehof-together/expertise/"
ONCE = "0123456789abcdef"
WORDS = "KANARIE she said that his mother has dementia."
Visit = Callable[[str], Client]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


@pytest.fixture
def said(visit: Visit) -> str:
    """Say something as a citizen; return its name."""
    page = visit("citizen-1").get(f"{ROOM}say/").content.decode()
    kinds = re.findall(r'name="kind" value="(\w+)"', page)
    given = {"once": "f" * 16, "words": WORDS, "kind": kinds[0], "room": "", "capacity": "silent"}
    capacities = re.findall(r'name="capacity" value="([^"]*)"', page)
    if capacities:
        given["capacity"] = capacities[0]
    rooms = re.findall(r'name="room" value="([^"]*)"', page)
    if rooms:
        given["room"] = rooms[0]
    answer = visit("citizen-1").post(f"{ROOM}say/", given)
    assert answer.status_code == 302, answer.content.decode()
    return str(Contribution.objects.get(text=WORDS).id)


def hid(client: Client, name: str, **more: Any) -> Any:  # noqa: ANN401 - what a form holds, and the answer of a client
    given = {"once": ONCE, "ground": "names_somebody", "why": "It tells of an illness.", **more}
    return client.post(f"{ROOM}said/{name}/hide/", given)


def hider(visit: Visit, name: str) -> str:
    able = [who for who in ("home-council-member", "new-director", "regional-manager", "logistics-colleague")
            if visit(who).get(f"{ROOM}said/{name}/hide/").status_code == 200]  # fmt: skip
    assert able, "somebody with a seat can"
    return able[0]


def test_hidden_words_are_gone_for_everybody_but_their_author_who_is_told_why(visit: Visit, said: str) -> None:
    who = hider(visit, said)
    for _ in range(2):
        assert hid(visit(who), said).status_code == 302
    row = Moderation.objects.get(contribution=said)
    assert (row.reason, row.noticed_at is not None) == ("names_somebody: It tells of an illness.", True)
    for reader in ("", "regional-manager", "home-council-member", "church-goer", who):
        client = visit(reader)
        for address in (ROOM, f"{ROOM}said/{said}/", f"{ROOM}hidden/", "/record/", "/search/?q=kanarie", "/export/"):
            assert "KANARIE" not in shown(client.get(address)), address
        assert "It tells of an illness." in client.get(f"{ROOM}hidden/").content.decode()
    mine = visit("citizen-1").get(f"{ROOM}said/{said}/").content.decode()
    assert WORDS in mine
    assert "Only you still read them here." in mine
    log = visit("citizen-1").get(f"{ROOM}hidden/").content.decode()
    assert "The author was told." in log
    assert f"/hidden/{row.id}/appeal/" in log
    assert f"/hidden/{row.id}/appeal/" not in visit("church-goer").get(f"{ROOM}hidden/").content.decode()
    body = bytes(EntryBody.objects.get(entry__type="contribution_hidden").body)
    assert b"KANARIE" not in body


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"ground": ""}, "Please choose why. There is no other ground."),
        ({"ground": "critical"}, "critical"),
        ({"why": "  "}, "Please write why this fits."),
        ({"why": "x" * 2000}, "1000"),
        ({"why": "a\u202eb"}, "signs that nobody can see"),
    ],
)
def test_without_a_ground_and_a_reason_nothing_is_hidden(
    given: dict[str, str], words: str, visit: Visit, said: str
) -> None:
    answer = hid(visit(hider(visit, said)), said, **given)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Moderation.objects.filter(contribution=said).exists()


def test_nobody_hides_their_own_words_those_of_elsewhere_or_without_a_seat(visit: Visit, said: str) -> None:
    for who in ("", "citizen-1", "manager", "resident", "researcher"):
        assert visit(who).get(f"{ROOM}said/{said}/hide/").status_code == 404, who
        assert hid(visit(who), said).status_code == 404, who
    assert hid(visit("home-council-member"), "no-such-words").status_code == 404


def test_an_appeal_is_heard_by_one_person_of_each_side_and_one_voice_brings_the_words_back(
    visit: Visit, said: str
) -> None:
    who = hider(visit, said)
    hid(visit(who), said)
    row = Moderation.objects.get(contribution=said)
    appeal, hear = f"{ROOM}hidden/{row.id}/appeal/", f"{ROOM}hidden/{row.id}/hear/"
    civic = "church-goer"
    organization = next(each for each in ("regional-manager", "logistics-colleague") if each != who)
    assert visit(civic).get(hear).status_code == 404, "nobody appealed yet"
    assert visit(civic).post(appeal, {"once": ONCE, "version": "1"}).status_code == 404
    assert visit("citizen-1").post(appeal, {"once": ONCE, "version": "1"}).status_code == 302
    assert visit("citizen-1").get(hear).status_code == 404, "it is their own case"
    assert visit(who).get(hear).status_code == 404, "it is their own case"
    assert visit("researcher").get(hear).status_code == 404
    assert WORDS in visit(civic).get(hear).content.decode()
    assert "Please choose what you find." in visit(civic).post(hear, {"once": ONCE}).content.decode()
    for _ in range(2):
        assert visit(civic).post(hear, {"once": ONCE, "stays": "yes"}).status_code == 302
    assert AppealVoice.objects.count() == 1
    row.refresh_from_db()
    assert row.outcome is None
    assert visit(civic).get(hear).status_code == 404, "their side was heard"
    assert visit(organization).post(hear, {"once": ONCE, "stays": "no"}).status_code == 302
    assert Moderation.objects.get(id=row.id).outcome is AppealOutcome.OVERTURNED
    assert WORDS in visit("regional-manager").get(f"{ROOM}said/{said}/").content.decode()
    assert "Came back after an appeal" in visit("").get(f"{ROOM}hidden/").content.decode()
    types = set(Entry.objects.values_list("type", flat=True))
    assert {"contribution_hidden", "hiding_appealed", "appeal_heard"} <= types


def test_only_both_sides_together_keep_words_hidden(visit: Visit, said: str) -> None:
    who = hider(visit, said)
    hid(visit(who), said)
    row = Moderation.objects.get(contribution=said)
    visit("citizen-1").post(f"{ROOM}hidden/{row.id}/appeal/", {"once": ONCE, "version": "1"})
    organization = next(each for each in ("regional-manager", "logistics-colleague") if each != who)
    for each in ("church-goer", organization):
        visit(each).post(f"{ROOM}hidden/{row.id}/hear/", {"once": ONCE, "stays": "yes"})
    row.refresh_from_db()
    assert row.outcome is AppealOutcome.UPHELD
    assert "Stays hidden after an appeal" in visit("").get(f"{ROOM}hidden/").content.decode()
    assert hid(visit(who), said, once="e" * 16).content.decode().count("These words are hidden already.") >= 1
