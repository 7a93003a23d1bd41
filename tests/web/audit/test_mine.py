"""Everything about one person: every field that can name a person is walked, and nobody else's words are in it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import models as db
from django.test import Client

from counterpoise.record import Row, columns, links
from counterpoise.record.people import Person
from counterpoise.web.audit.records import ALL
from counterpoise.web.audit.selectors import about_person
from counterpoise.web.audit.selectors.mine import _WRITERS, _holds_words, _mask, _target
from counterpoise.web.expertise.models import Handover
from counterpoise.web.ledger.models import Told
from counterpoise.web.ledger.records import to_earlier, to_model
from counterpoise.web.people import models as people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgets")]
AT = datetime(2015, 6, 29, tzinfo=UTC)
ME, OTHER = "resident", "manager"
THEIRS = "WORDS-OF-ANOTHER"


def naming(kind: type[Row]) -> Iterator[tuple[str, Row]]:
    """Yield for each field of a table that can name a person a row by another in which that field names me."""
    texts: dict[str, Any] = {
        each.name: THEIRS for each in columns(kind) if each.kind is str and not each.to and not each.many
    }
    for link in links(kind):
        if link.to != Person.TABLE:
            continue
        name = f"mark-{kind.TABLE}-{link.path.replace('.', '-')}"
        row = kind(**{**texts, "id": name, "recorded_at": AT, "recorded_by": OTHER, "on_behalf_of": None})
        top, _dot, rest = link.path.partition(".")
        if rest:
            part = next(each for each in columns(kind) if each.name == top).kind
            inner: Any = (ME, OTHER) if link.many else ME
            value: Any = part(**{rest: inner})
            value = (value,) if link.part_many else value
        else:
            value = (ME, OTHER) if link.many else ME
        object.__setattr__(row, top, value)
        yield name, row


def test_a_mark_in_every_field_that_names_a_person_comes_back_and_no_word_of_another_does() -> None:
    marks = {}
    for model, kind in ALL.items():
        for name, row in naming(kind):
            to_model(model, row).save(force_insert=True)
            to_earlier(row).save()
            own = ME in {row.recorded_by, row.on_behalf_of}
            marks[name] = own
    assert len(marks) > 150
    mine = about_person(ME)
    assert mine is not None
    found: dict[str, list[Any]] = {}
    for each in mine.rows:
        found.setdefault(str(each.row.get("id")), []).append(each)
    assert [name for name in marks if len(found.get(name, ())) != 2] == []
    for name, own in marks.items():
        for each in found[name]:
            assert each.own is own, name
            text = json.dumps(each.row)
            assert (THEIRS in text) is (own and THEIRS in text), name
            assert f'"{OTHER}"' not in text, name


def test_every_other_table_that_points_to_a_person_or_their_account_is_walked() -> None:
    """New tables are in it by themselves: what is asked here is that the walk knows each pointing field."""
    told = {
        (model._meta.db_table, each.name)
        for model in apps.get_models()
        if not issubclass(model, Told)
        for each in model._meta.concrete_fields
        if isinstance(each, db.ForeignKey) and each.related_model in {people.Person, people.Account}
    }
    walked = {
        (model._meta.db_table, each.name)
        for model in apps.get_models()
        if not issubclass(model, Told)
        for each in model._meta.concrete_fields
        if _target(each) is not None
    }
    assert told <= walked
    assert ("people_receipt", "person") in walked
    assert ("account_emailaddress", "user") in walked
    assert ("mfa_authenticator", "user") in walked


def test_rows_of_other_tables_come_without_secrets(visit: Callable[[str], Client]) -> None:
    people.Contact.objects.create(person_id=ME, telephone="KANARIE-06")
    people.Receipt.objects.create(person_id=ME, code_hash="KANARIE-hash", issued_at=AT)
    people.Contact.objects.create(person_id=OTHER, telephone="SOMEBODY-ELSES")
    answer = visit(ME).get("/mine/")
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as archive:
        plain, page = archive.read("about-me.json").decode(), archive.read("about-me.html").decode()
    for text in (plain, page):
        assert "KANARIE-06" in text
        assert "KANARIE-hash" not in text
        assert "SOMEBODY-ELSES" not in text
    told = json.loads(plain)
    assert told["person"] == ME
    assert {each["table"] for each in told["rows"]} >= {"persons", "capacities", "seats", "contributions"}
    assert any(each["kind"] == "contributions.loaded" for each in told["entries"])


def test_words_of_another_stay_out_of_tables_beside_the_record_too() -> None:
    """Somebody who was handed a contribution reads why on its page; the words are of who handed it."""
    given = {"contribution_id": "flower-on-our-trays", "space_id": "council-room", "at": AT, "reason": THEIRS}
    Handover.objects.create(id="to-me", to_id=ME, by_id=OTHER, **given)
    Handover.objects.create(id="by-me", to_id=OTHER, by_id=ME, **given)
    mine = about_person(ME)
    assert mine is not None
    found = {each.row["id"]: each for each in mine.rows if each.table == "expertise_handovers"}
    assert {name: (each.own, "reason" in each.row) for name, each in found.items()} == {
        "to-me": (False, False),
        "by-me": (True, True),
    }
    assert found["to-me"].row["by"] == found["by-me"].row["to"] == "somebody else"


def test_a_table_that_names_two_people_and_holds_words_says_who_wrote_them() -> None:
    unsaid = set()
    for model in apps.get_models():
        fields = model._meta.concrete_fields
        naming = {each.name for each in fields if _target(each) is not None}
        if not issubclass(model, Told) and len(naming) > 1 and any(_holds_words(each) for each in fields):
            unsaid |= {model.__name__} - ({model.__name__} if naming & _WRITERS else set())
    # A letter is to whom it was sent, and an invitation holds ids alone.
    assert unsaid == {"Letter", "Invitation"}


def test_nobody_gets_what_is_kept_about_another(visit: Callable[[str], Client]) -> None:
    assert visit("").get("/mine/").status_code == 404
    with zipfile.ZipFile(io.BytesIO(visit(OTHER).get("/mine/").getvalue())) as archive:
        told = json.loads(archive.read("about-me.json"))
    assert told["person"] == OTHER
    assert about_person("nobody") is None


def test_other_names_are_masked_inside_parts_and_lists() -> None:
    row = {"a": [{"by": "x"}, {"by": "me"}], "b": ["x", "me"], "c": "x", "d": None}
    for path in ("a.by", "b", "c", "d", "nothing.there"):
        _mask(row, path, "me")
    assert row == {
        "a": [{"by": "somebody else"}, {"by": "me"}],
        "b": ["somebody else", "me"],
        "c": "somebody else",
        "d": None,
    }
