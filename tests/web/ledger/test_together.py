"""Rows of many tables come out of one query just as they come out of one query each."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Initiative
from counterpoise.web.audit.records import ALL
from counterpoise.web.ledger.models import EarlierVersion
from counterpoise.web.ledger.records import earlier_row, model_of, to_earlier, to_rows
from counterpoise.web.ledger.selectors import Part, read_together


def test_every_table_of_the_record_has_one_table_of_the_same_name() -> None:
    assert {model_of(kind): kind for kind in ALL.values()} == ALL


def test_a_kind_without_a_table_is_named() -> None:
    with pytest.raises(KeyError, match="int"):
        model_of(int)  # type: ignore[arg-type]  # that is no table of the record


@pytest.mark.django_db
def test_all_tables_read_in_one_query_give_the_same_rows_as_one_by_one() -> None:
    with CaptureQueriesContext(connection) as asked:
        found = read_together(Part(kind, model._default_manager.all()) for model, kind in ALL.items())
    assert len(asked) == 1
    for model, kind in ALL.items():
        assert found.of(kind.TABLE) == to_rows(kind, model._default_manager.order_by("written")), kind.TABLE


@pytest.mark.django_db
def test_a_limit_holds_inside_and_names_can_be_asked_for_alone() -> None:
    model = model_of(Decision)
    latest = model._default_manager.order_by("-written")
    found = read_together(
        [
            Part(Decision, latest[:2]),
            Part(Initiative, model_of(Initiative)._default_manager.all(), names_only=True),
            Part(Decision, model._default_manager.none(), label="none"),
        ]
    )
    assert {row.id for row in found.of("decisions")} == {row.id for row in latest[:2]}
    assert found.names["initiatives"] >= {"meals", "lindehof-together"}
    assert found.of("none") == ()


@pytest.mark.django_db
def test_earlier_versions_come_along(whole: object) -> None:  # noqa: ARG001 - the illustrations are there
    row = to_rows(Decision, model_of(Decision)._default_manager.all()[:1])[0]
    to_earlier(row).save()
    found = read_together([], earlier=EarlierVersion.objects.filter(ref=row.id))
    assert found.earlier == [earlier_row(each) for each in EarlierVersion.objects.filter(ref=row.id)]
    assert row in found.earlier
    assert read_together([]).earlier == []
