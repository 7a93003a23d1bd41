"""People say something in their own words, and only they ever change them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from counterpoise.web.expertise.models import Contribution
from counterpoise.web.ledger.models import EarlierVersion, Entry

pytestmark = pytest.mark.django_db

SAY = "/initiatives/meals/expertise/say/"
ONCE = "0123456789abcdef"
WORDS = "The food is cold when it comes to our floor."


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def sent(client: Client, **more: Any) -> Any:  # noqa: ANN401 - what a form holds, and the answer of a test client
    return client.post(SAY, {"once": ONCE, "words": WORDS, "room": "open", **more})


def test_own_words_are_enough(visit: Callable[[str], Client]) -> None:
    client = visit("citizen-1")
    answer = client.post(
        "/initiatives/lindehof-together/expertise/say/", {"once": ONCE, "words": "Where do the buses stop?"}
    )
    assert answer.status_code == 302
    row = Contribution.objects.get(id=f"contribution-{ONCE}")
    assert (row.text, row.space_id, row.capacity_id, row.kind) == ("Where do the buses stop?", None, None, None)
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Thank you. We have your words." in page
    assert "Where do the buses stop?" in page
