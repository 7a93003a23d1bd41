"""Texts stand beside each other by who wrote them and by level, and every place can be taken along."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from django.test import Client

from counterpoise.record.initiatives import Document
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.voices.selectors import COLUMNS, compared_texts
from counterpoise.web.voices.selectors.reading import MOST_TEXTS, found_in
from tests.web.voices.talk import AT, keep
from tests.web.voices.test_texts import FIRST, HERE, brought, mentions, read_by_both

pytestmark = pytest.mark.django_db
Visit = Callable[[str], Client]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def test_texts_of_both_sides_stand_beside_each_other(visit: Visit, as_person: Callable[[str], Viewer]) -> None:
    citizen, _manager = read_by_both(visit)
    more = " ".join(f"Residents decide about matter number {n}." for n in range(40))
    brought(citizen, once="f" * 16, title="=Our own plan", text=more, author_side="civic", lane="life_world")
    found = compared_texts("lindehof-together", viewer=as_person("citizen-1"))
    sides = {each.of: each for each in found.sides}
    assert [each.of for each in found.sides] == ["civic", "organizational"]
    assert (sides["civic"].acting_by_rules, sides["civic"].by_rules, sides["civic"].settled) == (40, 40, 0)
    assert sides["civic"].interval_by_rules is not None
    assert sides["organizational"].settled == 4, "one of five is still to be settled"
    assert sides["organizational"].interval is None, "under thirty places no range is shown"
    assert {each.of for each in found.lanes} >= {"life_world", None}
    page = visit("").get(f"{HERE}compare/").content.decode()
    for words in ("40 / 40", "1 / 4", "=Our own plan", "Minutes and a policy differ", "The level is not known"):
        assert words in page
    assert "not read by two people yet" in page, "and no figure of nought out of nought"
    assert "0 / 0" not in page


def test_a_full_set_of_texts_is_read_by_the_rules_once(visit: Visit) -> None:
    texts = [f"Residents decide about matter number {n}. The staff informs them of it." for n in range(MOST_TEXTS)]
    keep(
        Document(id=f"text-{n}", initiative="lindehof-together", recorded_at=AT, title=f"Text {n}", text=text)
        for n, text in enumerate(texts)
    )
    found_in.cache_clear()
    page = visit("").get(f"{HERE}compare/").content.decode()
    assert "Text 59" in page
    read = found_in.cache_info().misses
    assert read >= MOST_TEXTS - 2, "the demonstration has one of its own"
    visit("").get(f"{HERE}along/mentions.json")
    assert found_in.cache_info().misses <= read + 1, "no text pushes out the one that is needed next"


def test_every_place_can_be_taken_along_without_a_readers_name(visit: Visit) -> None:
    citizen, _manager = read_by_both(visit)
    brought(citizen, once="f" * 16, title="=1+1", text="Residents decide about the garden together.")
    answer = visit("").get(f"{HERE}along/mentions.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="mentions.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS
    of_plan = [row for row in rows if row["title"] == "The plan"]
    assert [row["first_reader_label"] for row in of_plan] == list(FIRST)
    assert [row["mention"] for row in of_plan] == [
        name for name in mentions() if name in {r["mention"] for r in of_plan}
    ]
    assert "'=1+1" in {row["title"] for row in rows}, "no spreadsheet runs it"
    assert "citizen-1" not in answer.content.decode()
    data = visit("").get(f"{HERE}along/mentions.json").json()["mentions"]
    assert len(data) == len(rows)
    assert {row["title"] for row in data} >= {"=1+1", "The plan"}
    assert visit("").get(f"{HERE}along/mentions.exe").status_code == 404


def test_labels_are_not_taken_along_before_both_readers_are_done(visit: Visit) -> None:
    citizen = visit("citizen-1")
    brought(citizen)
    citizen.post(f"{HERE}texts/document-0123456789abcdef/read/", {"once": "0" * 16, mentions()[0]: "slogan"})
    for who in ("citizen-1", "regional-manager"):
        data = visit(who).get(f"{HERE}along/mentions.json").json()["mentions"]
        assert {row["first_reader_label"] for row in data} == {""}
        assert {row["settled_label"] for row in data} == {""}
