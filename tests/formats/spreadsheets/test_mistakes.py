"""What is wrong in a workbook is named by its cell, the first hundred mistakes in full and the rest counted."""

from pathlib import Path

import pytest

from counterpoise.cli.speech import problem_line
from counterpoise.formats.spreadsheets import read
from counterpoise.record.initiatives import Group
from tests.formats.spreadsheets.workbooks import NOW, loaded, put, template, told


@pytest.mark.parametrize(
    ("sheets", "problem"),
    [
        ({"Besluiten": [["Besluit", "Datum"], ["Sluiten", "31-2-2014"]]}, ("Besluiten", 2, "Datum", "no_such_day")),
        (
            {"Besluiten": [["Besluit", "Datum"], ["Sluiten", "najaar 2014"]]},
            ("Besluiten", 2, "Datum", "date_too_vague"),
        ),
        ({"Besluiten": [["Besluit", "Datum"], ["Sluiten", "3-11-2051"]]}, ("Besluiten", 2, "Datum", "still_to_come")),
        (
            {"Besluiten": [["Besluit", "Datum", "Opgeschreven op"], ["Sluiten", "3-11-2014", "1-11-2014"]]},
            ("Besluiten", 2, "Datum", "recorded_before_it_happened"),
        ),
        (
            {"Besluiten": [["Besluit", "Datum", "Datum besluit"], ["Sluiten", "2014", "2014"]]},
            ("Besluiten", 1, "Datum besluit", "header_twice"),
        ),
        (
            {"Besluiten": [["Besluit", "Genomen dor"], ["Sluiten", "Bestuur"]]},
            ("Besluiten", 1, "Genomen dor", "header_nearly"),
        ),
        ({"Besluiten": [["Kleur"], ["rood"]]}, ("Besluiten", 0, "", "no_headers")),
        ({"Besluitn": [["Besluit"], ["Sluiten"]], "Groepen": [["Groep"]]}, ("Besluitn", 0, "", "sheet_nearly")),
        ({"Blad1": [["Besluit"], ["Sluiten"]]}, ("", 0, "", "no_known_sheet")),
        ({"Groepen": [["Groep", "Kant"], ["Bewoners", "groen"]]}, ("Groepen", 2, "Kant", "not_a_choice")),
        ({"Groepen": [["Groep", "Kant"], ["Bewoners", "burgerkand"]]}, ("Groepen", 2, "Kant", "word_nearly")),
        (
            {"Groups": [["Group", "Is it everybody?"], ["Bewoners", "bijna"]]},
            ("Groups", 2, "Is it everybody?", "not_a_choice"),
        ),
        ({"Groepen": [["Groep", "Aantal"], ["Bewoners", -4]]}, ("Groepen", 2, "Aantal", "outside_range")),
        ({"Groepen": [["Groep"], ["Bewoners"], ["bewoners"]]}, ("Groepen", 3, "Groep", "name_twice")),
        ({"Groepen": [["Groep"], ["#REF!"]]}, ("Groepen", 2, "Groep", "cell_error")),
        ({"Groepen": [["Groep"], ["=1/0"]]}, ("Groepen", 2, "Groep", "formula_without_result")),
        (
            {"Besluiten": [["Besluit", "Genomen door"], ["Sluiten", "Bestuur, Zuid"]]},
            ("Besluiten", 2, "Genomen door", "one_name_here"),
        ),
        ({"Verteld": [["Besluit", "Groep"], ["Openen", "Bewoners"]]}, ("Verteld", 2, "Besluit", "not_on_sheet")),
        (
            {
                "Verteld": [["Besluit", "Groep"], ["Zwembad", "Bewoners"]],
                "Besluiten": [["Besluit"], ["Sluiten van het zwembad"]],
            },
            ("Verteld", 2, "Besluit", "name_nearly"),
        ),
        (
            {
                "Verteld": [["Besluit", "Groep"], ["Sluiten", "Bewoners"]],
                "Besluiten": [["Besluit"], ["Sluiten"], ["sluiten"]],
            },
            ("Verteld", 2, "Besluit", "name_ambiguous"),
        ),
        (
            {
                "Groepen": [["Groep"], ["Bewoners Zuid"]],
                "Besluiten": [["Besluit", "Wie het raakt"], ["Sluiten", "Bewonres Zuid"]],
            },
            ("Besluiten", 2, "Wie het raakt", "name_nearly"),
        ),
        (
            {
                "Verteld": [["Besluit", "Groep", "Verteld op"], ["Sluiten", "Bewoners", "1-11-2014"]],
                "Besluiten": [["Besluit", "Datum"], ["Sluiten", "3-11-2014"]],
            },
            ("Verteld", 2, "Verteld op", "heard_before_decided"),
        ),
        (
            {"Wettelijke rechten": [["Wet", "Geldt vanaf", "Geldt niet meer vanaf"], ["Wmcz", "2014", "2013"]]},
            ("Wettelijke rechten", 2, "Geldt niet meer vanaf", "until_before_from"),
        ),
    ],
    ids=lambda part: part[3] if isinstance(part, tuple) else "",
)
def test_what_is_wrong_is_named_by_sheet_row_and_column(
    tmp_path: Path, sheets: dict[str, list[list[object]]], problem: tuple[str, int, str, str]
) -> None:
    found = loaded(tmp_path / "list.xlsx", sheets)
    assert told(found) == [problem]
    for lang in ("nl", "en"):
        line = problem_line(found.problems[0], lang=lang)
        assert line.startswith("list.xlsx")
        assert "{" not in line


def test_a_sheet_or_column_under_another_name_is_not_left_out_in_silence(tmp_path: Path) -> None:
    book = template(tmp_path / "raad.xlsx")
    put(book["Besluiten"], 4, {"Besluit": "Sluiten", "Besloten op": "3-11-2014"})
    put(book["Verteld"], 4, {"Besluit": "Sluiten", "Groep": "Bewoners", "Verteld op": "24-11-2014"})
    book["Verteld"].cell(1, 4, "Datum verteld")
    book["Zorgen en antwoorden"].title = "Zorgen 2015"
    book.save(tmp_path / "raad.xlsx")
    found = read(tmp_path / "raad.xlsx", recorded_at=NOW)
    assert found.problems == ()
    assert [(each.sheet, each.line, each.field, each.code) for each in found.unread] == [
        ("Zorgen 2015", 0, "", "sheet_not_read"),
        ("Verteld", 1, "Datum verteld", "column_not_read"),
    ]


def test_of_a_workbook_as_it_is_nothing_is_said_to_be_left_out(tmp_path: Path) -> None:
    for lang in ("nl", "en"):
        template(tmp_path / f"{lang}.xlsx", lang=lang)
        assert read(tmp_path / f"{lang}.xlsx", recorded_at=NOW).unread == ()
    kept = loaded(tmp_path / "list.xlsx", {"Besluiten": [["Besluit", "Onze map"], ["Sluiten", None]]})
    assert kept.unread == ()


def test_an_example_that_somebody_wrote_over_is_not_lost_in_silence(tmp_path: Path) -> None:
    book = template(tmp_path / "raad.xlsx")
    put(book["Besluiten"], 3, {"Besluit": "Sluiten"})
    book["Verteld"]["A3"] = None
    book["Groepen"]["A3"] = None
    put(book["Groepen"], 3, {"Groep": "Wijk Zuid"})
    book.save(tmp_path / "raad.xlsx")
    found = read(tmp_path / "raad.xlsx", recorded_at=NOW)
    assert told(found) == [("Besluiten", 3, "Nr.", "example_filled_in")]
    assert [row.name for row in found.record.rows(Group)] == ["Wijk Zuid"]


def test_of_many_problems_the_first_hundred_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    rows = [["Besluit", "Datum"], *([f"Besluit {number}", "gauw"] for number in range(150))]
    found = loaded(tmp_path / "list.xlsx", {"Besluiten": rows})
    assert len(found.problems) == 101
    assert (found.problems[-1].code, found.problems[-1].given) == ("and_more", {"number": 50})


def test_many_rows_that_do_not_hold_are_counted_too(tmp_path: Path) -> None:
    rows = [["Groep", "Aantal"], *([f"Groep {number}", -1] for number in range(150))]
    found = loaded(tmp_path / "list.xlsx", {"Groepen": rows})
    assert [problem.code for problem in found.problems[:100]] == ["outside_range"] * 100
    assert found.problems[-1].given == {"number": 50}
