from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from counterpoise.web.control.models import CalendarAddress, StatutoryMandate
from counterpoise.web.ledger.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgets")]

ROOM = "/initiatives/lindehof-together/control/"
RIGHTS = f"{ROOM}rights/"
Visit = Callable[[str], Client]


def token(page: Any) -> str:  # noqa: ANN401 - the answer of a test client
    return str(re.findall(r'name="once" value="(\w+)"', page.content.decode())[-1])


def test_a_decision_without_the_consent_that_the_law_asks_is_classed_with_what_can_be_done(visit: Visit) -> None:
    page = visit("home-council-member").get(RIGHTS)
    assert page.status_code == 200
    told = page.content.decode()
    assert "not legal advice" in told
    assert "The body was not asked." in told
    assert "Asked in writing:" in told


def test_who_sits_in_a_council_picks_rows_of_a_law_once(visit: Visit) -> None:
    client = visit("home-council-member")
    address = f"{RIGHTS}pick/nl-wmcz-2018/"
    page = client.get(address)
    body, row = (re.search(rf'name="{name}" value="([^"]+)"', page.content.decode()) for name in ("body", "rows"))
    assert body is not None
    assert row is not None
    given = {"once": token(page), "body": body[1], "rows": [row[1]]}
    before = StatutoryMandate.objects.count()
    assert [client.post(address, given).status_code for _ in range(2)] == [302, 200]
    assert StatutoryMandate.objects.count() == before + 1
    kept = StatutoryMandate.objects.get(pack="nl-wmcz-2018", initiative="lindehof-together")
    assert "wetten.overheid.nl" in kept.source
    assert kept.body_id == body[1]
    again = client.post(address, given | {"once": "0" * 16})
    assert "in the register already" in again.content.decode()


def test_nonsense_writes_nothing_and_who_holds_no_seat_can_not_pick(visit: Visit) -> None:
    before = Entry.objects.count()
    client = visit("home-council-member")
    for given in ({"once": "x"}, {"once": "0" * 16, "body": "x", "rows": ["x"]}):
        assert client.post(f"{RIGHTS}pick/nl-wmcz-2018/", given).status_code == 200
    assert client.get(f"{RIGHTS}pick/no-such-law/").status_code == 404
    assert visit("church-goer").get(f"{RIGHTS}pick/nl-wmcz-2018/").status_code == 404
    assert Entry.objects.count() == before


def test_a_calendar_has_a_secret_address_that_can_be_renewed_and_is_kept_only_as_a_hash(visit: Visit) -> None:
    client, other = visit("home-council-member"), Client()
    addresses = []
    for _ in range(2):
        page = client.post(f"{RIGHTS}calendar/").content.decode()
        found = re.search(r"<code>http://testserver(/[^<]+)</code>", page)
        assert found is not None
        addresses.append(found[1])
    assert other.get(addresses[0]).status_code == 404
    answer = other.get(addresses[1])
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert answer.content.startswith(b"BEGIN:VCALENDAR")
    secret = addresses[1].split("/")[-1]
    assert secret.removesuffix(".ics") not in str(CalendarAddress.objects.values_list())
    assert Client().post(f"{RIGHTS}calendar/").status_code == 404
    assert other.get(f"{ROOM}terms/nonsense.ics").status_code == 404
