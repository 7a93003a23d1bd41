"""A next round of a selection has a lottery of its own; that of the round before can still be read and checked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from counterpoise.inclusion.lottery.verifier import check
from counterpoise.web.inclusion.models import Lottery, Selection, Volunteer
from counterpoise.web.ui.clock import now
from tests.web.inclusion.lotteries import (
    LOTTERY,
    ONCE,
    ROOM,
    SELECTION,
    Visit,
    fixed,
    frozen,
    planned,
    pool,
    quotas_on,
    sent,
    upload,
)

pytestmark = pytest.mark.django_db
HERE = f"{ROOM}selections/{SELECTION}/"


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def step(client: Client, to: str, **given: str) -> Any:  # noqa: ANN401 - what Django answers
    version = Selection.objects.get(pk=SELECTION).version
    return client.post(f"{HERE}to/{to}/", {"once": ONCE, "version": version, **given})


def next_round(visit: Visit) -> Client:
    """Draw a panel, give it its seats, let it rest, and plan the next round."""
    client = frozen(visit)
    sent(client, "draw/", value="0-0-0", witnesses="the clerk")
    for to in ("selected", "seated", "resting", "planned"):
        assert step(client, to, not_in="Few of the young.").status_code == 302, to
    return client


def again(client: Client) -> None:
    """Go through the steps of the second lottery, as far as it is frozen."""
    fixed(client)
    assert sent(client, "places/", size=6, population="", once="b" * 16).status_code == 302
    given = {"file": upload(pool(40)), "features": "part of town", "id_column": "id"}
    assert sent(client, "pool/", **given).status_code == 302
    assert sent(client, "quotas/", **quotas_on(client)).status_code == 302
    assert sent(client, "chances/", objective="leximin").status_code == 302
    chance = {"kind": "dice", "on": f"{now():%d-%m-%Y}", "words": "in the library"}
    assert sent(client, "freeze/", **chance).status_code == 302


def test_a_next_round_has_a_lottery_of_its_own(visit: Visit) -> None:
    client = next_round(visit)
    first = Lottery.objects.get()
    assert (first.closed, first.next_round_at is not None) == (False, True)
    assert "First fix the criteria" in client.get(LOTTERY).content.decode()
    again(client)
    sent(client, "draw/", value="1-2-3", witnesses="the clerk")
    second = Lottery.objects.exclude(pk=first.pk).get()
    assert second.draw is not None
    assert second.draw["randomness"] == "dice:1-2-3"
    first.refresh_from_db()
    assert first.draw is not None
    assert first.draw["randomness"] == "dice:0-0-0"
    assert second.volunteers.filter(on_panel=True).count() == 6


def test_the_lottery_of_the_round_before_can_still_be_read_and_checked(visit: Visit) -> None:
    client = next_round(visit)
    again(client)
    one = Volunteer.objects.filter(lottery__next_round_at__isnull=False, on_panel=True)[0]
    visitor = visit("")
    report = visitor.get(f"{LOTTERY}report/").content.decode()
    assert "Lotteries of earlier rounds" in report
    assert f"{LOTTERY}report/?round=1" in report
    assert "in the library" in report
    before = visitor.get(f"{LOTTERY}report/?round=1").content.decode()
    assert "This is the lottery of an earlier round." in before
    assert "in the community centre" in before
    assert "dice:0-0-0" in before
    assert f"{LOTTERY}files/lottery.json?round=1" in before
    lottery, draw = (
        visitor.get(f"{LOTTERY}files/{name}?round=1").content.decode() for name in ("lottery.json", "draw.json")
    )
    assert check(lottery, draw, {}) == []
    assert json.loads(lottery)["size"] == 12
    assert json.loads(visitor.get(f"{LOTTERY}files/lottery.json").content)["size"] == 6
    own = visitor.get(f"{LOTTERY}own/{one.salt}/").content.decode()
    assert "This was for an earlier round." in own
    assert "You were drawn: you are on the panel." in own
    for wrong in ("2", "-1", "one", "99999"):
        assert visitor.get(f"{LOTTERY}report/?round={wrong}").status_code == 404


def test_a_round_ends_with_a_panel_or_with_a_lottery_that_was_broken_off(visit: Visit) -> None:
    client = frozen(visit)
    assert step(client, "resting").status_code == 302
    refused = step(client, "planned").content.decode()
    assert "A lottery for these seats goes on." in refused
    assert Lottery.objects.get().next_round_at is None
    assert sent(client, "abort/", reason="Too few people came.").status_code == 302
    assert step(client, "planned").status_code == 302
    again(client)
    assert Lottery.objects.count() == 2


def test_seats_of_the_next_round_are_for_who_was_drawn_in_it(visit: Visit) -> None:
    client = next_round(visit)
    before = Volunteer.objects.filter(on_panel=True)[0]
    again(client)
    sent(client, "draw/", value="1-2-3", witnesses="the clerk")
    assert step(client, "selected").status_code == 200, "who is not in is said of each round anew"
    for to in ("selected", "seated"):
        assert step(client, to, not_in="The north.").status_code == 302
    seat = {"once": "d" * 16, "name": "Citizen 1"}
    refused = client.post(f"{HERE}seats/new/", {**seat, "drawn": before.salt}).content.decode()
    assert "A seat by lottery is for who was drawn." in refused
    chosen = Volunteer.objects.filter(lottery__next_round_at=None, on_panel=True)[0]
    assert client.post(f"{HERE}seats/new/", {**seat, "drawn": chosen.salt}).status_code == 302


def asked(client: Client) -> list[str]:
    return re.findall(r"<b>(\d+)</b> asked", client.get(f"{LOTTERY}asking/").content.decode())


def test_who_was_asked_is_counted_for_each_round(
    visit: Visit,
    settings: Any,  # noqa: ANN401 - pytest-django gives Django's settings
) -> None:
    client = planned(visit)
    sent(client, "places/", size=12, population="")
    assert sent(client, "asking/", group="town", people=100).status_code == 302
    assert asked(client) == ["100"]
    sent(client, "abort/", reason="Too few people came.")
    settings.COUNTERPOISE_NOW += timedelta(days=300)
    for to in ("resting", "planned"):
        assert step(client, to).status_code == 302
    assert asked(client) == ["0"]
