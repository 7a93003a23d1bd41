"""Criteria come before the list: nothing is taken in or drawn before them, and each page leads on to the seats."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from counterpoise.web.inclusion.models import Lottery, Selection
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
    sent,
    upload,
    with_chances,
)

pytestmark = pytest.mark.django_db
HERE = f"{ROOM}selections/{SELECTION}/"
FIRST = "Fix the criteria first, on the page of how seats were filled."


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def unfixed() -> None:
    """Leave the criteria open, as on a site on which a list was given before that rule."""
    Selection.objects.filter(pk=SELECTION).update(criteria_hash="", state="planned")


def test_nobody_gives_a_list_before_the_criteria_are_fixed(visit: Visit) -> None:
    client = planned(visit, fix=False)
    assert sent(client, "places/", size=12, population="").status_code == 302
    page = client.get(f"{LOTTERY}pool/").content.decode()
    assert "First fix the criteria" in page
    assert f'href="{HERE}to/recruiting/"' in page
    assert "Keep this list" not in page
    given = {"features": "age, part of town", "id_column": "id"}
    answer = sent(client, "pool/", file=upload(pool()), **given)
    assert answer.status_code == 200
    assert FIRST in answer.content.decode()
    assert "person-7" in answer.content.decode(), "nothing that was given is lost"
    assert Lottery.objects.get().people == 0
    fixed(client)
    assert "First fix the criteria" not in client.get(f"{LOTTERY}pool/").content.decode()
    assert sent(client, "pool/", file=upload(pool()), **given).status_code == 302


def test_nothing_is_worked_out_frozen_or_drawn_before_the_criteria_are_fixed(visit: Visit) -> None:
    client = with_chances(visit)
    unfixed()
    assert FIRST in sent(client, "chances/", objective="nash").content.decode()
    chance = {"kind": "dice", "on": f"{now():%d-%m-%Y}", "words": "in the community centre"}
    page = client.get(f"{LOTTERY}freeze/").content.decode()
    assert "First fix the criteria" in page
    assert "Freeze the lottery</button>" not in page
    assert FIRST in sent(client, "freeze/", **chance).content.decode()
    assert Lottery.objects.get().frozen_at is None
    fixed(client)
    assert sent(client, "freeze/", **chance).status_code == 302
    unfixed()
    assert FIRST in sent(client, "draw/", value="4-0-7", witnesses="two of the council").content.decode()
    assert Lottery.objects.get().draw is None


def test_a_panel_is_drawn_only_where_seats_are_filled_by_lottery(visit: Visit) -> None:
    client = planned(visit, fix=False)
    Selection.objects.filter(pk=SELECTION).update(method="open_call")
    assert sent(client, "places/", size=12, population="").status_code == 302
    page = client.get(f"{LOTTERY}pool/").content.decode()
    assert "These seats are not filled by lottery." in page
    given = {"features": "age, part of town", "id_column": "id"}
    assert "not filled by lottery" in sent(client, "pool/", file=upload(pool()), **given).content.decode()


def test_from_the_panel_each_page_leads_on_until_somebody_has_a_seat(visit: Visit) -> None:
    client = frozen(visit)
    sent(client, "draw/", value="4-0-7", witnesses="two of the council")
    steps = ("to/selected/", "to/seated/", "seats/new/")
    for version, step in enumerate(steps, start=2):
        there = client.get(f"{LOTTERY}panel/").content.decode()
        assert f'href="{HERE}{step}"' in there, step
        form = client.get(HERE + step).content.decode()
        assert re.search('<form method="post"[^>]*class="part writing"', form), step
        if step != "seats/new/":
            given = {"once": ONCE, "version": version, "not_in": "Few of the young."}
            assert client.post(HERE + step, given).status_code == 302, step


def test_a_report_of_people_whom_nobody_wrote_down_as_asked_says_so(visit: Visit) -> None:
    frozen(visit)
    page = visit("").get(f"{LOTTERY}report/").content.decode()
    assert "0 were asked" not in page
    assert "How many were asked was not written down." in page
