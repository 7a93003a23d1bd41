"""What the power check says of who takes part is the same once the case is entered through the forms of the site."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from counterpoise.audit.power import audit
from counterpoise.datasets.illustrations import illustrations
from counterpoise.record import Record
from counterpoise.web.audit.records import build
from counterpoise.web.inclusion.models import Barrier, Margin, Participation, Population, Selection
from counterpoise.web.initiatives.models import Meeting, TradeOff
from counterpoise.web.ledger.models import EarlierVersion

pytestmark = pytest.mark.django_db

ROOM = "/initiatives/lindehof-together/inclusion/"
CHURCHES = (("host church", 960, 27), ("other church", 840, 21), ("no church", 600, 14))
CITIZEN = "Citizen {}"
AGAINST = range(3, 37, 3)
Visit = Callable[[str], Client]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def figures(record: Record, *codes: str) -> list[Any]:
    found = audit(record, at=date(2015, 6, 30))
    lindehof = next(one for one in found.initiatives if one.initiative.id == "lindehof-together")
    readings = [lindehof.indicator(code).reading for code in codes]
    return [
        (one.value, one.numerator, one.denominator, one.interval, [(part.name, part.value) for part in one.parts])
        for one in readings
    ]


def post(client: Client, address: str, once: str, **given: Any) -> None:  # noqa: ANN401 - what a form holds
    answer = client.post(ROOM + address, {"once": once * 16, **given})
    assert answer.status_code == 302, answer.content.decode()


def test_who_came_against_the_town(visit: Visit) -> None:
    before = figures(illustrations(), "I1", "I2")
    Margin.objects.all().delete()
    Population.objects.all().delete()
    client = visit("regional-colleague")
    post(client, "populations/new/", "a", name="Adults in town", area="The town", size=2400)
    common = {"population": "population-" + "a" * 16, "variable": "church"}
    in_town = "\n".join(f"{name}: {people}" for name, people, _ in CHURCHES)
    came = "\n".join(f"{name}: {people}" for name, _, people in CHURCHES)
    post(client, "counts/new/", "b", who="population", counts=in_town, counted_on="1-1-2013", **common)
    at_meeting = {"meeting": "town-meeting", "counted_on": "26-9-2013", **common}
    post(client, "counts/new/", "c", who="participants", counts=came, **at_meeting)
    assert figures(build(), "I1", "I2") == before


def test_who_had_the_floor(visit: Visit) -> None:
    before = figures(illustrations(), "I3")
    Meeting.objects.update(floor=(), floor_unit=None)
    said = {"organizational": "1450\n980\n720", "civic": "310 220 150 120 90 60 40 0 0", "unit": "words"}
    post(visit("regional-colleague"), "meetings/first-meeting/floor/", "a", version=1, **said)
    assert figures(build(), "I3") == before


def test_what_kept_people_away(visit: Visit) -> None:
    before = figures(illustrations(), "I6")
    Barrier.objects.all().delete()
    EarlierVersion.objects.filter(table="barriers").delete()
    TradeOff.objects.all().delete()
    told = {"text": "Not in that hall.", "kind": "belief", "group": "other-church", "meeting": "town-meeting"}
    client = visit("regional-colleague")
    post(client, "barriers/new/", "a", told_at="20-9-2013", **told)
    name = "barrier-" + "a" * 16
    gave = {"gave_way": "A place in town.", "gained": "Nobody stays away.", "review_on": "1-6-2016"}
    solved = {"how": "At the home.", "solved_at": "23-9-2013", **gave}
    post(client, f"barriers/{name}/solve/", "b", version=1, **solved)
    assert figures(build(), "I6") == before


def test_how_far_people_got(visit: Visit) -> None:
    before = figures(illustrations(), "I5")
    Selection.objects.update(funnel=())
    steps = {"invited": (100, 30), "came": (40, 12), "seated": (10, 1), "spoke": (12, 3), "cited": (3, 0)}
    given = {f"{step}_all": all_ for step, (all_, _) in steps.items()}
    given |= {f"{step}_against": against for step, (_, against) in steps.items()}
    post(visit("regional-colleague"), "selections/panel-of-ten/counts/", "a", version=1, **given)
    assert figures(build(), "I5") == before


def test_who_stayed(visit: Visit) -> None:
    before = figures(illustrations(), "I4")
    Participation.objects.all().delete()
    client = visit("regional-colleague")
    everybody = range(1, 41)
    others = [number for number in everybody if number not in AGAINST]
    stayed = [*list(AGAINST)[:4], *others[:20]]
    for once, cycle, present, hours in (("a", "round-one", everybody, 12), ("b", "round-two", stayed, 9)):
        lines = "\n".join(f"{CITIZEN.format(number)}; {hours}" for number in present)
        post(client, "hours/new/", once, cycle=cycle, others=lines)
    assert figures(build(), "I4") == before
