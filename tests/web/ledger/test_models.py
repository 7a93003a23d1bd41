from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from counterpoise.record import Moment, Side
from counterpoise.record.initiatives import PromisedLevel
from counterpoise.record.meetings import Attendance
from counterpoise.web.initiatives.models import Initiative, Matter, Meeting
from counterpoise.web.ledger.models import EarlierVersion, Entry, EntryBody, Log, ManyField, MomentField, WordField
from counterpoise.web.ledger.models.base import next_written
from counterpoise.web.people.models import Account

AT = datetime(2015, 6, 30, 10, tzinfo=UTC)


def test_a_moment_is_read_from_a_form_or_refused_with_what_to_write() -> None:
    field = MomentField()
    assert field.to_python("2014-11") == Moment.in_month(2014, 11)
    assert field.to_python(Moment.in_year(2014)) == Moment.in_year(2014)
    assert field.to_python("") is None
    with pytest.raises(ValidationError, match="2014-11-03"):
        field.to_python("last autumn")


@pytest.mark.parametrize(
    ("words", "given", "member"),
    [(Side, "civic", Side.CIVIC), (PromisedLevel, "4", PromisedLevel.DECIDED_TOGETHER), (Side, Side.CIVIC, Side.CIVIC)],
)
def test_a_word_is_read_as_the_words_of_the_record(words: type[Enum], given: str, member: Enum) -> None:
    assert WordField(words).to_python(given) is member


@pytest.mark.parametrize(("words", "given"), [(Side, "completed"), (PromisedLevel, "9"), (PromisedLevel, "much")])
def test_a_word_that_the_record_does_not_have_is_refused(words: type[Enum], given: str) -> None:
    with pytest.raises(ValidationError, match="not one of the words"):
        WordField(words).to_python(given)


def test_migrations_do_not_name_the_words() -> None:
    options = WordField(Side, default=Side.CIVIC).deconstruct()[3]
    assert "choices" not in options
    assert options["default"] == "civic"


def test_values_that_could_not_be_read_back_are_refused() -> None:
    field = ManyField(Attendance)
    field.validate((Attendance(people=3),), None)
    with pytest.raises(ValidationError, match="cannot stand in a record"):
        field.validate(("three",), None)
    with pytest.raises(ValidationError, match="cannot stand in a record"):
        ManyField(str).validate((7,), None)


@pytest.mark.django_db
def test_moments_sort_by_time_whatever_their_precision() -> None:
    for name in ("2014-11-03", "2014", "2014-11", "2015-01"):
        Meeting(id=name, recorded_at=AT, happened_at=Moment.parse(name), initiative=None, source="sorted").save()
    found = Meeting.objects.filter(source="sorted").order_by("happened_at")
    assert [row.id for row in found] == ["2014", "2014-11", "2014-11-03", "2015-01"]


@pytest.mark.django_db
def test_a_row_that_others_point_to_stays() -> None:
    initiative = Initiative(id="i", recorded_at=AT)
    initiative.save()
    Matter(id="m", recorded_at=AT, initiative=initiative).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        initiative.delete()


@pytest.mark.django_db
def test_a_number_of_a_log_is_given_once_and_so_is_a_version() -> None:
    log = Log.objects.create(origin="x")
    Entry.objects.create(log=log, seq=0, type="t", envelope=b"{}")
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(log=log, seq=0, type="t", envelope=b"{}")
    EarlierVersion.objects.create(table="t", ref="r", version=1, row={})
    with pytest.raises(IntegrityError), transaction.atomic():
        EarlierVersion.objects.create(table="t", ref="r", version=1, row={})


def test_rows_are_numbered_in_the_order_of_writing() -> None:
    assert next_written() < next_written()


def test_everything_says_in_logs_which_one_it_is_and_nothing_more() -> None:
    entry = Entry(pk=7, log=Log(origin="x"), seq=3, type="t")
    shown = [str(each) for each in (Log(origin="x"), entry, EntryBody(entry=entry, body=b"words", salt=b"s"))]
    assert shown == ["x", "x 3", "7"]
    assert str(EarlierVersion(table="t", ref="r", version=2, row={"text": "words"})) == "t r 2"
    assert str(Meeting(id="m", title="words")) == "m"
    assert str(Account(name="a", email="somebody@example.org")) == "a"
