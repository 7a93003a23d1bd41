"""What the power check says of frictions is the same once they are entered through the forms of the site."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client

from counterpoise.audit.power import audit
from counterpoise.datasets.illustrations import illustrations
from counterpoise.record import Record
from counterpoise.web.audit.records import build
from counterpoise.web.decisions.models import Decision
from counterpoise.web.interests.models import Friction, Position
from counterpoise.web.ledger.models import EarlierVersion

pytestmark = pytest.mark.django_db

ROOM = "/initiatives/lindehof-together/interests/"
Visit = Callable[[str], Client]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def shares(record: Record) -> Any:  # noqa: ANN401 - what the power check says
    found = audit(record, at=date(2015, 6, 30))
    lindehof = next(one for one in found.initiatives if one.initiative.id == "lindehof-together")
    reading = lindehof.indicator("N6").reading
    named = {"visible_to_both", "juxtaposed", "reopened", "median_days_until_closed"}
    ages = sorted((part.name, part.value) for part in reading.parts if part.name.startswith("days"))
    rest = [(part.name, part.value, part.interval) for part in reading.parts if part.name in named]
    return reading.value, reading.numerator, reading.denominator, reading.interval, rest, ages


def cleared() -> None:
    """Take away what the forms are to make again."""
    Position.objects.filter(initiative="lindehof-together").delete()
    Decision.objects.update(frictions=())
    Friction.objects.filter(initiative="lindehof-together").delete()
    EarlierVersion.objects.filter(table="frictions").delete()


def test_frictions_entered_by_their_people_on_their_days(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    before = shares(illustrations())
    cleared()

    def on(day: str) -> None:
        moment = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
        monkeypatch.setattr(settings, "COUNTERPOISE_NOW", moment)

    def post(person: str, address: str, once: str, **given: Any) -> None:  # noqa: ANN401 - what a form holds
        answer = visit(person).post(ROOM + address, {"once": once * 16, **given})
        assert answer.status_code == 302, answer.content.decode()

    def noticed(person: str, once: str, where: str, **given: Any) -> str:  # noqa: ANN401 - as above
        post(person, "frictions/new/", once, where=where, tension="interests", text="What clashes.", **given)
        return f"friction-{once * 16}"

    def put(person: str, friction: str, once: str, holder: str, where: str = "open") -> None:
        words = {"claim": "We want it.", "interest": "It matters.", "own_words": "yes", "where": where}
        post(person, f"frictions/{friction}/positions/new/", once, holder=holder, **words)

    on("2013-05-13")
    joint = noticed("citizen-1", "a", "open", civic="participating citizens", organizational="the board")
    put("citizen-1", joint, "b", "group:participating-citizens")
    put("previous-director", joint, "c", "as:as-previous-director:board")
    on("2013-06-10")
    parties = "the regional manager\nhis colleague\nlogistics"
    limits = noticed("logistics-colleague", "d", "organization-room", organizational=parties)
    for person, once, office in (
        ("regional-manager", "e", "board"),
        ("regional-colleague", "f", "participation office"),
        ("logistics-colleague", "0", "logistics"),
    ):
        put(person, limits, once, f"as:as-{person}:{office}")
    on("2013-09-20")
    venue = noticed("regional-colleague", "1", "open", civic="the other church", organizational="management")
    put("church-goer", venue, "2", "group:other-church")
    put("regional-colleague", venue, "5", "as:as-regional-colleague:participation office")
    on("2013-09-23")
    closed(post, venue)
    on("2014-09-15")
    mission = noticed("care-colleague", "3", "organization-room", organizational="the new director\ncare")
    put("new-director", mission, "4", "as:as-new-director:board")
    on("2015-06-30")
    after = shares(build())
    # In the fixture the friction about the venue is settled with one position; on the site that takes two of them.
    assert Friction.objects.get(id=venue).state == "settled_for_now"
    assert after[:4] == before[:4]
    assert after[4][:1] == before[4][:1]
    assert {name: value for name, value, _ in before[4]}["juxtaposed"] == pytest.approx(0.5)
    assert {name: value for name, value, _ in after[4]}["juxtaposed"] == pytest.approx(0.75)
    assert after[5] == before[5]


def closed(post: Callable[..., None], friction: str) -> None:
    """Close a friction for now: one party names a step and proposes it, and each of both confirms."""

    def version() -> int:
        return Friction.objects.get(id=friction).version

    place = f"frictions/{friction}/"
    step = {"step": "Meet in our own house.", "by_whom": "Management", "on": "23-9-2013"}
    post("regional-colleague", f"{place}step/", "6", version=version(), **step)
    way = {"to": "settled_for_now", "review_on": "1-9-2014"}
    post("church-goer", f"{place}close/", "7", version=version(), **way)
    for person, once, party in (("church-goer", "8", "the other church"), ("regional-colleague", "9", "management")):
        post(person, f"{place}confirm/", once, version=version(), party=party)
