"""A cell says a word, yes or no, a number or a name, in either language and in any hand."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.formats.codec import FaultError
from counterpoise.formats.spreadsheets.cells import Named, is_blank, read_cell, text_of
from counterpoise.formats.spreadsheets.plan import SHEETS, Field
from counterpoise.record import Moment, Say, Side
from counterpoise.record.initiatives import PromisedLevel

EPOCH = date(1899, 12, 30)
FIELDS = [field for sheet in SHEETS for field in sheet.fields]


def column(table: str, key: str) -> Field:
    """Return one column."""
    return next(sheet for sheet in SHEETS if sheet.table == table).field(key)


def says(table: str, key: str, value: object) -> Any:  # noqa: ANN401 - whatever the cell means
    """Read one cell."""
    return read_cell(column(table, key), value, epoch=EPOCH)


@pytest.mark.parametrize("word", ["burgerkant", "Burgers", "citizens' side", "CIVIC", "cliënten", "clienten"])
def test_a_side_in_either_language(word: str) -> None:
    assert says("groups", "side", word) is Side.CIVIC


def test_words_go_before_signs_for_nothing() -> None:
    assert says("mandates", "say", "geen") is Say.NONE
    assert says("notices", "group", "geen") is None
    assert says("notices", "told_at", "nog niet") is None
    assert says("decisions", "reasons", "geen") == "geen"
    assert says("decisions", "reasons", "-") is None


@pytest.mark.parametrize("value", [4, 4.0, "4", "samen besloten", "Decided together"])
def test_a_step_as_a_figure_or_in_words(value: object) -> None:
    assert says("promises", "promised_level", value) is PromisedLevel.DECIDED_TOGETHER


def test_a_word_that_is_nearly_right_is_offered() -> None:
    with pytest.raises(FaultError) as fault:
        says("groups", "side", "burgerkand")
    assert (fault.value.code, fault.value.given["meant"]) == ("not_a_choice", Side.CIVIC)


@pytest.mark.parametrize(
    ("value", "meant"), [("ja", True), ("X", True), (1, True), (True, True), ("nee", False), (0, False)]
)
def test_yes_and_no(value: object, meant: bool) -> None:
    assert says("meetings", "barriers_asked", value) is meant


@pytest.mark.parametrize(
    ("value", "meant"), [(40.0, 40), ("40", 40), ("2.400", 2400), ("2,400", 2400), ("40 personen", 40), ("-3", -3)]
)
def test_a_number_of_people(value: object, meant: int) -> None:
    assert says("groups", "size", value) == meant


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("€ 1.250,50", 1250.5),
        ("1250", 1250),
        ("1,250.50", 1250.5),
        ("85,-", 85),
        ("85,5", 85.5),
        ("1.250", 1250),
        (85, 85),
    ],
)
def test_an_amount(value: object, meant: float) -> None:
    assert says("meetings", "cost", value) == meant


@pytest.mark.parametrize(
    ("table", "key", "value", "code"),
    [
        ("groups", "size", "veel", "not_a_whole_number"),
        ("groups", "size", "40,5", "not_a_whole_number"),
        ("meetings", "cost", "gratis", "not_a_number"),
        ("meetings", "barriers_asked", "misschien", "not_yes_or_no"),
        ("groups", "side", "paars", "not_a_choice"),
        ("notices", "told_at", "gauw", "not_a_date_here"),
    ],
)
def test_what_cannot_be_is_named(table: str, key: str, value: object, code: str) -> None:
    with pytest.raises(FaultError) as fault:
        says(table, key, value)
    assert fault.value.code == code


def test_names_and_days() -> None:
    assert says("frictions", "between", "Bewoners, keuken") == ("Bewoners", "keuken")
    assert says("decisions", "touches", "Bewoners, keuken") == (Named("Bewoners, keuken"),)
    assert says("questions", "meeting", "6-10-2014") == Named("6-10-2014", date(2014, 10, 6))
    assert says("questions", "meeting", "okt 2014") == Named("okt 2014")
    assert says("commitments", "due_on", "nov 2014") == date(2014, 11, 30)
    assert says("matters", "active_from", "2014") == date(2014, 1, 1)
    assert says("decisions", "decided_at", "2014") == Moment.in_year(2014)


def test_cells_as_text() -> None:
    assert text_of(" a\r\nb\x07\u202e\xa0") == "a\nb"
    assert text_of(3.0) == "3"
    assert text_of(3.5) == "3.5"
    assert text_of(True) == "x"
    assert text_of(datetime(2014, 11, 3, 2)) == "2014-11-03"  # noqa: DTZ001 - as a workbook holds it
    assert is_blank(None)
    assert is_blank(" \n")
    assert not is_blank(0)


@given(
    st.sampled_from(FIELDS),
    st.one_of(st.text(max_size=30), st.integers(), st.floats(), st.booleans(), st.datetimes(), st.dates()),
)
def test_any_cell_of_any_column_is_read_or_named(field: Field, value: object) -> None:
    try:
        meant = read_cell(field, value, epoch=EPOCH)
    except FaultError:
        return
    assert meant is None or isinstance(meant, tuple) is field.many
