"""Conditions that are written down as SQL: lists of names are looked into, and an empty field is in no list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from counterpoise.record import Row
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Initiative, Matter
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Person
from counterpoise.web.initiatives.selectors import Condition, OfRow, Table, rows_of

pytestmark = pytest.mark.django_db


def of(kind: type[Row], condition: Callable[[Table], Condition]) -> set[str]:
    return set(rows_of(kind).filter(OfRow(kind, condition)).values_list("pk", flat=True))


def test_a_list_of_names_is_looked_into() -> None:
    decided = Table.of(Decision, "d0")
    meetings = rows_of(Meeting)
    found = 0
    for one in rows_of(Decision):
        matters = decided.chosen("matter", decided.one_of("id", [one.pk]))
        wanted = {row.pk for row in meetings if one.matter_id is not None and one.matter_id in row.matters}
        assert of(Meeting, partial(Table.names_one_of, name="matters", wanted=matters)) == wanted
        found += len(wanted)
    assert found > 0


def test_a_field_is_in_what_was_chosen_of_another_table_or_it_is_not() -> None:
    matter = Table.of(Matter, "m0")
    matters = matter.chosen("id", matter.one_of("initiative", ["lindehof-together"]))
    decided = {row.pk for row in rows_of(Decision) if row.matter_id and row.matter.initiative_id == "lindehof-together"}
    assert decided
    assert of(Decision, lambda row: row.in_list("matter", matters)) == decided


def test_what_is_empty_is_in_no_list_even_of_nothing() -> None:
    initiative = Table.of(Initiative, "i0")
    for wanted in ([], ["lindehof-together"]):
        names = initiative.chosen("id", initiative.one_of("id", wanted))
        rest = {row.pk for row in rows_of(Person) if row.initiative not in wanted}
        assert any(row.initiative is None for row in rows_of(Person))
        assert of(Person, partial(Table.not_in_list, name="initiative", wanted=names)) == rest
