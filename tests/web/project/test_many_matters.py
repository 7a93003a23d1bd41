"""An initiative with hundreds of matters: pages and forms stay short, and every matter can still be reached."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from counterpoise.web.governance.selectors.about import MATTERS
from counterpoise.web.initiatives.models import Matter
from counterpoise.web.initiatives.selectors import MOST_CHOICES
from counterpoise.web.interests.models import Position
from counterpoise.web.ui.clock import now

pytestmark = pytest.mark.django_db
Visit = Callable[[str], Client]
PLACE = "/initiatives/lindehof-together"
OLD = "stay-or-close"
MANY = 300


@pytest.fixture(autouse=True)
def many(forgets: Callable[[], None]) -> None:  # noqa: ARG001 - nothing is kept between tests
    """Write hundreds of further matters down, all of them later than the first ones."""
    written = Matter.objects.order_by("-written").values_list("written", flat=True)[0]
    before = now() - timedelta(hours=1)
    made = []
    for number in range(1, MANY + 1):
        made.append(Matter.objects.get(pk=OLD))
        made[-1].pk, made[-1].text = f"matter-{number:03}", f"What is decided about door {number}?"
        made[-1].recorded_at, made[-1].written = before, written + number
    Matter.objects.bulk_create(made)


def shown(client: Client, address: str) -> str:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200, address
    assert len(asked) <= 15, address
    assert len(answer.content) < 150_000, address
    return answer.content.decode()


@pytest.mark.parametrize(
    "where", ["interests/frictions/new/", "interests/positions/new/", "interests/opinions/open/say/"]
)
def test_a_form_offers_the_latest_of_them(where: str, visit: Visit) -> None:
    page = shown(visit("citizen-1"), f"{PLACE}/{where}")
    offered = re.findall(r'value="(matter-\d+)"', page)
    assert len(set(offered)) == MOST_CHOICES
    assert f"matter-{MANY}" in offered
    assert "matter-001" not in offered


def test_a_round_offers_the_latest_and_those_that_it_asks_about_if_nobody_chooses(visit: Visit) -> None:
    shown(visit("citizen-1"), f"{PLACE}/reviews/plan/")
    form = visit("citizen-1").get(f"{PLACE}/reviews/plan/").context["form"]
    choices = [value for value, _text in form.fields["matters"].choices]
    assert choices[0] == form["matters"].value()[0]
    assert len(choices) == len(set(choices)) == MOST_CHOICES + len(form["matters"].value())


def test_who_comes_from_an_old_matter_finds_it_chosen(visit: Visit) -> None:
    client = visit("citizen-1")
    address = f"{PLACE}/interests/opinions/open/say/"
    page = client.get(f"{address}?matter={OLD}").context["form"]
    assert page["matter"].value() == OLD
    assert OLD in [str(value) for value, _text in page.fields["matter"].choices]
    sent = client.post(address, {"once": "0" * 16, "text": "Doors stay open.", "matter": OLD, "capacity": ""})
    assert sent.status_code == 302 or OLD in [str(one) for one, _ in sent.context["form"].fields["matter"].choices]


def test_positions_stand_beside_each_other_however_old_their_matter_is(visit: Visit) -> None:
    held = Position.objects.filter(initiative="lindehof-together", space__isnull=True).first()
    assert held is not None
    Position.objects.filter(pk=held.pk).update(matter=OLD, friction=None)
    page = shown(visit("citizen-1"), f"{PLACE}/interests/positions/")
    assert Matter.objects.get(pk=OLD).text in page.replace("&#x27;", "'")


def test_what_an_initiative_is_about_is_turned_page_by_page_from_the_latest_matter(visit: Visit) -> None:
    client = visit("new-director")
    found: list[str] = []
    for number in range(1, 20):
        answer = client.get(f"{PLACE}/about/?page={number}")
        if answer.status_code == 404:
            break
        rows = [row.matter.id for row in answer.context["about"].matters]
        assert len(rows) <= MATTERS
        found += rows
    assert found[0] == f"matter-{MANY}"
    assert len(found) == len(set(found)) == Matter.objects.filter(initiative="lindehof-together").count()
    assert "Page 2 of" in shown(client, f"{PLACE}/about/?page=2")
    # Who turns the page comes back to the list, not to the top of a long page.
    assert "?page=2#matters" in shown(client, f"{PLACE}/about/")
    assert client.get(f"{PLACE}/about/?page=9999").status_code == 404


def test_a_matter_of_any_age_can_be_changed_with_the_groups_that_it_touches(visit: Visit) -> None:
    page = visit("new-director").get(f"{PLACE}/about/matters/{OLD}/")
    assert page.status_code == 200
    assert page.context["form"]["text"].value() == Matter.objects.get(pk=OLD).text
    assert any(name.startswith("touches-") and value for name, value in page.context["form"].initial.items())
