"""Somebody asks for a limit and is owed an answer; every side tells limits, and every side can contest them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from counterpoise.record.mandates import LimitReply, LimitState
from counterpoise.web.control.models import Limit, LimitQuestion
from counterpoise.web.ledger.models import EarlierVersion, Entry

pytestmark = pytest.mark.django_db

ROOM = "/initiatives/lindehof-together/control/"
ONCE = "0123456789abcdef"
WORDS = "How many rooms may stand empty before it is too many?"
Visit = Callable[[str], Client]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def asked(client: Client, **more: Any) -> Any:  # noqa: ANN401 - what a form holds, and the answer of a test client
    given = {"once": ONCE, "text": WORDS, "capacity": "as-logistics-colleague", "room": "open", **more}
    return client.post(f"{ROOM}ask/", given)


def told(client: Client, **more: Any) -> Any:  # noqa: ANN401 - as above
    given = {
        "once": ONCE,
        "kind": "red_line",
        "text": "Nobody moves before a new place is there.",
        "protects": "People who cannot move twice.",
        "matter": "stay-or-close",
        **more,
    }
    return client.post(f"{ROOM}limits/new/", given)


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    start = settings.COUNTERPOISE_NOW
    assert isinstance(start, datetime)
    monkeypatch.setattr(settings, "COUNTERPOISE_NOW", start + timedelta(days=days))


def test_the_logistics_colleague_asks_for_a_limit_and_it_ages_in_sight(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visit("logistics-colleague")
    answer = asked(client, matter="empty-rooms", department="logistics")
    assert answer.status_code == 302
    row = LimitQuestion.objects.get(id=f"limit-question-{ONCE}")
    assert (row.text, row.asked_by_id, row.side, row.matter_id) == (
        WORDS,
        "as-logistics-colleague",
        "organizational",
        "empty-rooms",
    )
    assert row.space is None
    citizen = visit("citizen-1")
    page = citizen.get(ROOM).content.decode()
    assert WORDS in page
    assert "Unanswered for more than 30 days" not in page
    later(monkeypatch, 30)
    assert "Unanswered for more than 30 days" not in visit("citizen-1").get(ROOM).content.decode()
    later(monkeypatch, 1)
    page = visit("citizen-1").get(ROOM).content.decode()
    assert "<b>31</b> days" in page
    assert "Unanswered for more than 30 days" in page


def test_the_same_request_sent_twice_is_made_once(visit: Visit) -> None:
    client = visit("logistics-colleague")
    first, second = asked(client), asked(client)
    assert first.headers["Location"] == second.headers["Location"]
    assert LimitQuestion.objects.filter(text=WORDS).count() == 1


def test_a_request_in_a_closed_room_stays_there_until_its_asker_shows_it(visit: Visit) -> None:
    client = visit("logistics-colleague")
    assert asked(client, room="organization-room").status_code == 302
    address = f"{ROOM}requests/limit-question-{ONCE}/"
    assert Entry.objects.filter(log="organization-room", type="limit_asked_for").count() == 1
    citizen = visit("citizen-1")
    assert WORDS not in citizen.get(ROOM).content.decode()
    assert citizen.get(f"{address}answer/").status_code == 404
    assert visit("new-director").get(f"{address}show/").status_code == 404
    page = client.get(f"{address}show/")
    assert page.status_code == 200
    assert client.post(f"{address}show/", {"once": ONCE, "version": 1}).status_code == 302
    assert WORDS in citizen.get(ROOM).content.decode()


def test_an_answer_is_a_limit_an_opening_or_a_day(visit: Visit) -> None:
    asked(visit("logistics-colleague"))
    address = f"{ROOM}requests/limit-question-{ONCE}/answer/"
    client = visit("new-director")
    assert client.get(address).status_code == 200
    base = {"once": "a" * 16, "version": 1, "matter": "empty-rooms"}
    assert b"a day after today" in client.post(address, base | {"reply": "not_known_yet"}).content
    early = client.post(address, base | {"reply": "not_known_yet", "known_on": "30-6-2015"})
    assert b"a day after today" in early.content
    assert client.post(address, base | {"reply": "not_known_yet", "known_on": "1-9-2015"}).status_code == 302
    row = LimitQuestion.objects.get(id=f"limit-question-{ONCE}")
    assert (row.reply, str(row.known_on), row.version) == (LimitReply.NOT_KNOWN_YET, "2015-09-01", 2)
    base |= {"version": 2, "reply": "limit", "text": "Twenty rooms."}
    assert b"what it protects" in client.post(address, base).content
    assert client.post(address, base | {"protects": "The money of the home."}).status_code == 302
    row.refresh_from_db()
    limit = Limit.objects.get(id=row.answered_with_id)
    assert (limit.text, limit.side, limit.set_by_id) == ("Twenty rooms.", "organizational", "board")
    assert "Twenty rooms." in visit("citizen-1").get(ROOM).content.decode()
    assert client.get(address).status_code == 404


def test_who_holds_no_seat_or_takes_no_part_answers_nothing(visit: Visit) -> None:
    asked(visit("logistics-colleague"))
    address = f"{ROOM}requests/limit-question-{ONCE}/answer/"
    body = {"once": "a" * 16, "version": 1, "reply": "not_known_yet", "known_on": "1-9-2015"}
    for person in ("logistics-colleague", "church-goer", "manager", ""):
        assert visit(person).get(address).status_code == 404, person
        assert visit(person).post(address, body).status_code == 404, person
    assert LimitQuestion.objects.get(id=f"limit-question-{ONCE}").version == 1


@pytest.mark.parametrize("person", ["citizen-1", "regional-manager"])
def test_every_side_sets_red_lines(visit: Visit, person: str) -> None:
    assert told(visit(person)).status_code == 302
    row = Limit.objects.get(id=f"limit-{ONCE}")
    assert row.side == ("civic" if person == "citizen-1" else "organizational")
    assert (row.kind, row.negotiable, row.space) == ("red_line", False, None)


def test_a_limit_says_what_it_protects_and_an_opening_need_not(visit: Visit) -> None:
    client = visit("citizen-1")
    assert b"what it protects" in told(client, protects="").content
    assert b"still to come" in told(client, declared_at="2016").content
    assert told(client, protects="", kind="opening").status_code == 302


def test_a_limit_is_contested_by_the_other_side_and_settled_by_its_own(visit: Visit) -> None:
    told(visit("citizen-1"))
    address = f"{ROOM}limits/limit-{ONCE}/"
    other = visit("regional-manager")
    assert b"Please give a reason" in other.post(f"{address}contest/", {"once": ONCE, "version": 1}).content
    step = {"once": ONCE, "version": 1, "reason": "Nobody can promise that."}
    assert other.post(f"{address}contest/", step).status_code == 302
    settle = {"once": ONCE, "version": 2, "to": "changed", "text": "Nobody moves twice.", "reason": "That is it."}
    assert other.get(f"{address}settle/").status_code == 404
    assert other.post(f"{address}settle/", settle).status_code == 404
    own = visit("citizen-1")
    assert own.get(f"{address}settle/").status_code == 200
    assert own.post(f"{address}settle/", settle).status_code == 302
    row = Limit.objects.get(id=f"limit-{ONCE}")
    assert (row.state, row.text, row.version) == (LimitState.CHANGED, "Nobody moves twice.", 3)
    assert EarlierVersion.objects.filter(ref=row.id).count() == 2
    # The same form again changes nothing, and nobody is told of a conflict with themselves.
    assert own.post(f"{address}settle/", settle).status_code in {200, 302}
    assert Limit.objects.get(id=row.id).version == 3


def test_who_comes_second_sees_both_texts(visit: Visit) -> None:
    told(visit("citizen-1"))
    address = f"{ROOM}limits/limit-{ONCE}/contest/"
    mine = {"once": ONCE, "version": 1, "reason": "Nobody can promise that."}
    assert visit("regional-manager").post(address, mine).status_code == 302
    Limit.objects.filter(id=f"limit-{ONCE}").update(state="kept", version=3)
    answer = visit("new-director").post(address, mine | {"version": 2, "reason": "My own words about it."})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "My own words about it." in page
    assert "Nobody moves before a new place is there." in page


@pytest.mark.parametrize(
    "more",
    [
        {"text": ""},
        {"text": "x" * 5000},
        {"text": "turned \u202e round"},
        {"capacity": "as-manager"},
        {"capacity": ""},
        {"matter": "mealtimes"},
        {"room": "council-room"},
        {"once": "not a token"},
    ],
)
def test_what_does_not_hold_is_said_beside_the_field_and_nothing_is_made(visit: Visit, more: dict[str, str]) -> None:
    before = LimitQuestion.objects.count()
    answer = asked(visit("logistics-colleague"), **more)
    assert answer.status_code == 200
    assert "This needs another look" in answer.content.decode()
    assert LimitQuestion.objects.count() == before


def test_signs_of_every_kind_are_kept_and_shown_as_they_are(visit: Visit) -> None:
    words = '<b>Hoeveel</b> 🙂 & "genoeg"?'
    client = visit("logistics-colleague")
    assert asked(client, text=words).status_code == 302
    assert LimitQuestion.objects.get(id=f"limit-question-{ONCE}").text == words
    assert "<b>Hoeveel</b>" not in client.get(ROOM).content.decode()
