from __future__ import annotations

from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

import pytest
from django.db import models

from counterpoise.record import TABLES, Moment, Row, columns, help_texts
from counterpoise.record.meetings import Attendance, Meeting
from counterpoise.record.people import Person
from counterpoise.web.audit.records import ALL
from counterpoise.web.ledger.models import EarlierVersion, ManyField, MomentField, RefField, Told, WordField
from counterpoise.web.ledger.records import earlier_row, to_earlier, to_model, to_row

PAIRS = [pytest.param(model, kind, id=kind.TABLE) for model, kind in ALL.items()]
KINDS: dict[type, type[models.Field[Any, Any]]] = {
    str: models.TextField,
    bool: models.BooleanField,
    int: models.IntegerField,
    float: models.FloatField,
    datetime: models.DateTimeField,
    date: models.DateField,
}


def field_of(model: type[Told], name: str) -> Any:  # noqa: ANN401 - a field of any kind
    return model._meta.get_field(name)


def test_every_table_of_the_record_has_a_table_here() -> None:
    assert [kind.TABLE for kind in ALL.values()] == list(TABLES)


@pytest.mark.parametrize(("model", "kind"), PAIRS)
def test_table_and_record_have_the_same_fields_and_the_site_adds_only_the_order(
    model: type[Told], kind: type[Row]
) -> None:
    assert {field.name for field in model._meta.get_fields()} == {each.name for each in columns(kind)} | {"written"}


@pytest.mark.parametrize(("model", "kind"), PAIRS)
def test_each_field_holds_what_the_record_holds(model: type[Told], kind: type[Row]) -> None:
    for column in columns(kind):
        field = field_of(model, column.name)
        if column.name == "id":
            assert field.primary_key
        elif column.many:
            assert isinstance(field, ManyField)
            assert (field.kind, field.to) == (column.kind, column.to)
        elif column.to:
            assert points_to(field) == column.to
        elif column.kind is Moment:
            assert isinstance(field, MomentField)
        elif issubclass(column.kind, Enum):
            assert isinstance(field, WordField)
            assert field.words is column.kind
            assert [str(value) for value, _ in field.choices or ()] == list(column.words)
        else:
            wanted = next(each for each in KINDS if issubclass(column.kind, each))
            assert isinstance(field, KINDS[wanted]), column.name


def points_to(field: Any) -> str:  # noqa: ANN401 - a field of any kind
    if isinstance(field, RefField):
        return field.to
    target = field.remote_field.model
    return ALL[target].TABLE


@pytest.mark.parametrize(("model", "kind"), PAIRS)
def test_each_field_may_be_empty_where_the_record_may(model: type[Told], kind: type[Row]) -> None:
    for column in columns(kind):
        if not column.many:
            assert field_of(model, column.name).null == column.optional, column.name


@pytest.mark.parametrize(("model", "kind"), PAIRS)
def test_each_field_begins_with_what_the_record_begins_with(model: type[Told], kind: type[Row]) -> None:
    for column in columns(kind):
        if column.default not in (None, ()) and column.name not in ("id", "recorded_at"):
            assert field_of(model, column.name).get_default() == column.default, column.name


@pytest.mark.parametrize(("model", "kind"), PAIRS)
def test_each_field_says_what_the_record_says_of_it(model: type[Told], kind: type[Row]) -> None:
    texts = help_texts(kind)
    for column in columns(kind):
        assert field_of(model, column.name).help_text == texts[column.name], column.name


@pytest.mark.parametrize(("model", "kind"), PAIRS)
def test_foreign_keys_keep_what_they_point_to(model: type[Told], kind: type[Row]) -> None:
    for column in columns(kind):
        field = field_of(model, column.name)
        if field.remote_field is not None:
            assert field.remote_field.on_delete is models.PROTECT


@pytest.mark.django_db
def test_a_row_comes_back_as_it_was_with_its_parts_and_reduced_dates() -> None:
    from counterpoise.web.initiatives.models import Meeting as Table

    row = Meeting(
        id="a-meeting",
        recorded_at=datetime(2014, 3, 9, 23, 30, tzinfo=UTC),
        happened_at=Moment.in_month(2014, 3),
        attendance=(Attendance(people=3), Attendance(people=4, department="care")),
        matters=("b", "a"),
    )
    to_model(Table, row).save()
    assert to_row(Meeting, Table.objects.get(id="a-meeting")) == row


@pytest.mark.django_db
def test_the_day_of_writing_down_is_that_of_the_place() -> None:
    from counterpoise.web.people.models import Person as Table

    to_model(Table, Person(id="late", recorded_at=datetime(2014, 3, 9, 23, 30, tzinfo=UTC))).save()
    assert to_row(Person, Table.objects.get(id="late")).recorded_at.date() == date(2014, 3, 10)


@pytest.mark.django_db
def test_an_earlier_version_comes_back_as_it_was() -> None:
    row = Person(id="somebody", version=3, recorded_at=datetime(2014, 3, 9, tzinfo=UTC), pseudonym="Before")
    to_earlier(row).save()
    assert earlier_row(EarlierVersion.objects.get(ref="somebody")) == row


@pytest.mark.django_db
def test_an_earlier_version_that_was_tampered_with_is_refused() -> None:
    to_earlier(Person(id="x", recorded_at=datetime(2014, 3, 9, tzinfo=UTC))).save()
    kept = EarlierVersion.objects.get(ref="x")
    kept.row = {**kept.row, "pseudonym": 7}
    with pytest.raises(ValueError, match="cannot be read"):
        earlier_row(kept)
