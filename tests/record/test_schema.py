"""The record describes itself: every field has a type that can be stored, a meaning in words, a table it points to."""

from dataclasses import FrozenInstanceError, fields
from datetime import UTC, date, datetime

import pytest

from counterpoise.record import TABLES, Moment, Record, columns, help_texts, links
from counterpoise.record.base import Row
from counterpoise.record.mandates import Assent, GroupSay, Mandate, MandateState
from counterpoise.record.people import Person
from counterpoise.record.schema import summary

NOW = datetime(2015, 6, 30, 10, tzinfo=UTC)
SIMPLE = {str, int, float, bool, date, datetime, Moment}
each_table = pytest.mark.parametrize("cls", TABLES.values(), ids=TABLES)


@each_table
def test_a_table_is_frozen_and_named(cls: type[Row]) -> None:
    row = cls(id="one", recorded_at=NOW)
    with pytest.raises(FrozenInstanceError):
        row.id = "other"  # type: ignore[misc]  # that is what is refused
    assert TABLES[cls.TABLE] is cls
    assert summary(cls).endswith(".")


@each_table
def test_every_field_has_a_meaning_in_words(cls: type[Row]) -> None:
    texts = help_texts(cls)
    assert set(texts) == {field.name for field in fields(cls)}
    assert all(text.endswith((".", "``B1``.")) for text in texts.values()), texts
    for column in columns(cls):
        if column.is_part:
            assert set(help_texts(column.kind)) == {field.name for field in fields(column.kind)}


@each_table
def test_every_field_holds_something_that_can_be_written(cls: type[Row]) -> None:
    for column in columns(cls):
        assert column.kind in SIMPLE or column.words or column.is_part, column
        if column.to:
            assert column.to in TABLES
            assert column.kind is str
            assert column.many or column.optional


@each_table
def test_every_field_but_two_may_be_left_out(cls: type[Row]) -> None:
    assert cls(id="one", recorded_at=NOW).version == 1


def test_links_reach_into_parts() -> None:
    assert {(link.path, link.to, link.part_many) for link in links(Mandate)} >= {
        ("others.group", "groups", True),
        ("assents.person", "persons", True),
        ("matter", "matters", False),
    }
    assert [column.name for column in columns(GroupSay)] == ["group", "say"]
    assert MandateState.AGREED.value in next(c.words for c in columns(Mandate) if c.name == "state")
    assert columns(Assent) is columns(Assent)


def test_no_word_of_the_record_says_that_anything_is_finished_or_that_anybody_is_a_critic() -> None:
    words = {word for cls in TABLES.values() for column in columns(cls) for word in column.words}
    assert not words & {"completed", "complete", "closed_for_good", "done", "finished", "critic", "resolved"}


class Mixed:
    """Says something more.

    Attributes
    ----------

    first
        One thing.

        Said in two parts.
    """


def test_help_is_read_over_empty_lines() -> None:
    assert help_texts(Mixed) == {"first": "One thing. Said in two parts."}


def test_a_record_sorts_rows_into_their_tables() -> None:
    owner, other = Person(id="owner", recorded_at=NOW), Person(id="other", recorded_at=NOW)
    mandate = Mandate(id="food", recorded_at=NOW)
    record = Record.of([mandate, owner]).with_rows([other])
    assert list(record.tables) == ["persons", "mandates"]
    assert record.rows(Person) == (owner, other)
    assert list(record) == [owner, other, mandate]
    assert len(record) == 3
    assert record.rows(Mandate) == (mandate,)
    assert Record().rows(Person) == ()
