"""Walk a round of review on the site: what several tests share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from counterpoise.web.reviews.models import ReviewRound

ALL = "/initiatives/lindehof-together/reviews/"
ONCE = "0123456789abcdef"
ROUND = f"{ALL}review-{ONCE}/"
CIVIC = ("citizen-1", "home-council-member", "church-goer", "informal-caregiver")
ORGANIZATION = ("regional-manager", "logistics-colleague", "new-director")
Visit = Callable[[str], Client]


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """Let the site's clock stand some days later than the demonstration does."""
    start = settings.COUNTERPOISE_NOW
    assert isinstance(start, datetime)
    monkeypatch.setattr(settings, "COUNTERPOISE_NOW", start + timedelta(days=days))


def planned(client: Client, **more: Any) -> Any:  # noqa: ANN401 - what a form holds, and the answer of a test client
    given = {
        "once": ONCE,
        "open_from": "30-6-2015",
        "open_until": "20-7-2015",
        "channels": ["screen", "paper", "phone"],
        "release_on": "22-7-2015",
        **more,
    }
    return client.post(f"{ALL}plan/", given)


def opened(visit: Visit) -> ReviewRound:
    """Plan a round and open it."""
    client = visit("citizen-1")
    assert planned(client).status_code == 302
    assert client.post(f"{ROUND}step/").status_code == 302
    row = ReviewRound.objects.get(id=f"review-{ONCE}")
    assert row.state == "open"
    return row


def answered(client: Client, **answers: Any) -> Any:  # noqa: ANN401 - as above
    return client.post(f"{ROUND}answer/", {"once": ONCE, "send": "1", **answers})


def seen(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> ReviewRound:
    """Let the days pass until both sides see the answers."""
    later(monkeypatch, 25)
    assert visit("citizen-1").post(f"{ROUND}step/").status_code == 302
    row = ReviewRound.objects.get(id=f"review-{ONCE}")
    assert row.state == "released"
    return row
