"""Every table says whose data it may hold, why, and until when; the page for an assessment is made from that."""

from __future__ import annotations

from django.apps import apps
from django.db import models as db

from counterpoise.web.ledger.models import Told
from counterpoise.web.people.models import PURPOSES, Person
from tools.kept_page import ABOUT, kept_page, kept_tables


def _label(model: type[db.Model]) -> str:
    return f"{model._meta.app_label}.{model.__name__}"


def test_every_table_of_the_site_has_a_row_and_no_row_is_of_a_table_that_is_gone() -> None:
    rows = {row.name: row for row in kept_tables()}
    there = {_label(model): model for model in apps.get_models()}
    assert set(there) - set(rows) == set(), "say in tools/kept.toml why it is kept, and until when"
    assert set(rows) - set(there) == set()
    for name, model in there.items():
        assert rows[name].ours is model.__module__.startswith("counterpoise."), name


def test_each_row_says_why_in_one_sentence_and_until_when() -> None:
    for row in kept_tables():
        assert row.about in ABOUT, row.name
        assert row.why.endswith("."), row.name
        assert row.why[0].isupper(), row.name
        assert row.until, row.name


def test_a_table_that_names_a_person_or_holds_their_words_is_not_called_a_machines_own() -> None:
    machines = {row.name for row in kept_tables() if row.about == "machine"}
    for model in apps.get_models():
        names = any(field.related_model is Person for field in model._meta.concrete_fields)
        if names and not issubclass(model, Told):
            assert _label(model) not in machines, model


def test_each_field_says_what_it_is() -> None:
    """Fields of the record say it in their own help; those about people in their purposes; keys tell nothing."""
    silent = [
        f"{_label(model)}.{field.name}"
        for model in apps.get_models()
        if issubclass(model, Told) and model not in PURPOSES
        for field in model._meta.concrete_fields
        if not field.help_text and field.name != "written"
    ]
    assert silent == []


def test_the_page_holds_every_table_and_counts_them() -> None:
    page, rows = kept_page("<!-- made -->"), kept_tables()
    assert all(f"| `{row.name}` |" in page for row in rows)
    assert f"There are {len(rows)} tables." in page
