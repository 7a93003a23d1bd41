"""One reader of each side says whose position a decision came nearest to; vague words are asked about."""

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
from counterpoise.web.decisions.models import Decision, GroupReference

pytestmark = pytest.mark.django_db

ROOM = "/initiatives/lindehof-together/decisions/"
ONCE = "0123456789abcdef"
Visit = Callable[[str], Client]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def read(client: Client, decision: str, nearest: str, **more: Any) -> Any:  # noqa: ANN401 - a form, and the answer
    version = Decision.objects.get(id=decision).version
    given = {"once": ONCE, "version": version, "nearest": nearest, **more}
    return client.post(f"{ROOM}{decision}/nearest/", given)


def figure(record: Record, code: str) -> Any:  # noqa: ANN401 - an indicator
    found = audit(record, at=date(2015, 6, 30))
    lindehof = next(one for one in found.initiatives if one.initiative.id == "lindehof-together")
    return lindehof.indicator(code).reading


def test_whose_position_prevailed_is_read_by_one_of_each_side_and_equals_the_fixture(visit: Visit) -> None:
    before = figure(illustrations(), "N4")
    Decision.objects.update(nearest=())
    assert figure(build(), "N4").denominator == 0
    for decision, nearest in (("stay-open", "civic"), ("closing", "organizational")):
        for person in ("citizen-1", "regional-manager"):
            assert read(visit(person), decision, nearest).status_code == 302, person
    after = figure(build(), "N4")
    assert (after.value, after.numerator, after.denominator) == (before.value, before.numerator, before.denominator)
    page = visit("citizen-1").get(f"{ROOM}closing/weighing/").content.decode()
    assert page.count("What the organization side wanted") == 2
    assert "Nobody of this side wrote down what they want." not in page


def test_a_side_reads_once_and_the_public_body_reads_for_neither(visit: Visit) -> None:
    assert read(visit("citizen-1"), "closing", "between").status_code == 302
    assert read(visit("church-goer"), "closing", "civic").status_code == 302
    kept = Decision.objects.get(id="closing")
    assert [one.nearest for one in kept.nearest if one.coder_side == "civic"] == ["civic"]
    assert "Only the two sides read this" in read(visit("researcher"), "closing", "civic").content.decode()
    assert b"Please choose one of these." in read(visit("citizen-1"), "closing", "").content
    assert "It was not taken yet." in read(visit("citizen-1"), "church-hall", "civic").content.decode()
    assert read(visit("manager"), "closing", "civic").status_code == 404
    # Who reads a decision takes nothing of its writer's over.
    assert visit("church-goer").get(f"{ROOM}closing/complete/").status_code == 404


def test_whom_texts_mean_is_written_down_place_by_place_and_equals_the_fixture(visit: Visit) -> None:
    before = figure(illustrations(), "I7")
    rows = list(GroupReference.objects.order_by("written").values("text", "decision", "document", "group"))
    assert len(rows) == 22
    GroupReference.objects.all().delete()
    client = visit("citizen-1")
    for number, row in enumerate(rows):
        given = {"text": row["text"], "of": row["decision"] or row["document"], "group": row["group"] or ""}
        answer = client.post(f"{ROOM}whom/", {"once": f"{number:016x}", **given})
        assert answer.status_code == 302, answer.content.decode()
    after = figure(build(), "I7")
    assert (after.value, after.numerator, after.denominator) == (before.value, before.numerator, before.denominator)


@pytest.mark.parametrize(
    "more",
    [{"text": ""}, {"text": "x" * 300}, {"of": "kanarie"}, {"group": "wending"}, {"once": "x"}],
)
def test_what_does_not_hold_is_said(visit: Visit, more: dict[str, str]) -> None:
    given = {"once": ONCE, "text": "citizens", "of": "closing", "group": "town"}
    answer = visit("citizen-1").post(f"{ROOM}whom/", given | more)
    assert answer.status_code == 200
    assert "This needs another look" in answer.content.decode()
    assert visit("").post(f"{ROOM}whom/", given).status_code == 404
