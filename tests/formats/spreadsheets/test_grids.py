"""A workbook is looked at before it is opened: what is locked, damaged, too large or unsafe is refused in one line."""

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from counterpoise.cli.speech import problem_line
from counterpoise.formats.spreadsheets import guarding, read
from counterpoise.formats.spreadsheets.grids import MOST_ROWS, open_workbook
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Group
from tests.formats.spreadsheets.workbooks import NOW, loaded, plain, told

SHEETS = {"Besluiten": [["Besluit", "Datum"], ["Sluiten", "3-11-2014"]]}


def changed(path: Path, change: Callable[[str, bytes], bytes | None], **more: bytes) -> Path:
    """Write a workbook anew with its parts changed, left out or added."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            made = change(name, content)
            if made is not None:
                new.writestr(name, made)
        for name, content in more.items():
            new.writestr(name, content)
    return path


def code(path: Path) -> str:
    """Return the only thing that is wrong with a workbook."""
    (problem,) = read(path, recorded_at=NOW).problems
    assert (problem.file, problem.sheet, problem.line) == (path.name, "", 0)
    assert all(problem_line(problem, lang=lang).startswith(path.name) for lang in ("nl", "en"))
    return problem.code


def test_what_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    assert code(path) == "cannot_open"
    path.write_bytes(b"")
    assert code(path) == "workbook_damaged"
    path.write_bytes(b"Decision;Date\n")
    assert code(path) == "workbook_damaged"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert code(path) == "workbook_locked"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", "{}")
    assert code(path) == "workbook_damaged"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert code(path) == "workbook_damaged"


def test_a_workbook_that_was_cut_off(tmp_path: Path) -> None:
    whole = plain(tmp_path / "list.xlsx", SHEETS).read_bytes()
    (tmp_path / "list.xlsx").write_bytes(whole[: len(whole) // 2])
    assert code(tmp_path / "list.xlsx") == "workbook_damaged"


def test_a_zip_with_a_password(tmp_path: Path) -> None:
    path = plain(tmp_path / "list.xlsx", SHEETS)
    content = bytearray(path.read_bytes())
    # The bit that says "encrypted", in the header of each part and in the list of parts.
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = content.find(mark)
        while found >= 0:
            content[found + at] |= 1
            found = content.find(mark, found + 1)
    path.write_bytes(content)
    assert code(path) == "workbook_locked"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "docProps/core.xml"])
def test_entities_are_refused_before_anything_is_parsed(tmp_path: Path, part: str) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "' + b"c" * 99 + b'"><!ENTITY d "&b;&b;&b;&b;">]><a>&d;</a>'
    path = plain(tmp_path / "list.xlsx", SHEETS)
    assert code(changed(path, lambda name, content: bomb if name == part else content)) == "workbook_unsafe"


def test_an_entity_across_the_border_of_two_pieces_is_seen(tmp_path: Path) -> None:
    late = b"<a>" + b" " * (guarding.PIECE - 8) + b"<!ENTITY b 'c'></a>"
    path = plain(tmp_path / "list.xlsx", SHEETS)
    assert code(changed(path, lambda name, content: late if name == "xl/styles.xml" else content)) == "workbook_unsafe"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<?xml version='1.0' encoding='UTF-16'?><a/>".encode("utf-16"), "workbook_damaged"),
        (b"<?xml version='1.0' encoding='cp037'?><a/>", "workbook_unsafe"),
        (b"no markup at all", "workbook_damaged"),
    ],
)
def test_other_encodings_are_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = plain(tmp_path / "list.xlsx", SHEETS)
    assert code(changed(path, lambda name, old: content if name == "xl/styles.xml" else old)) == said


def test_what_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = plain(tmp_path / "list.xlsx", SHEETS)
    large = b"<a>" + b" " * (guarding.LARGEST_PART + 1)
    changed(path, lambda name, content: large if name == "xl/styles.xml" else content)
    assert path.stat().st_size < 100_000
    assert code(path) == "workbook_too_large"


def test_too_many_parts_or_merged_cells_or_the_same_part_twice(tmp_path: Path) -> None:
    path = plain(tmp_path / "list.xlsx", SHEETS)
    merged = b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:B2"/>' * (guarding.MOST_MERGED + 1) + b"</mergeCells>"
    changed(path, lambda _, content: content.replace(b"</sheetData>", merged))
    assert code(path) == "workbook_too_large"
    plain(path, SHEETS)
    changed(path, lambda _, content: content, **{f"extra/{number}.bin": b"" for number in range(guarding.MOST_PARTS)})
    assert code(path) == "workbook_too_large"
    plain(path, SHEETS)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    assert code(path) == "workbook_damaged"


def test_too_many_sheets(tmp_path: Path) -> None:
    sheets: dict[str, list[list[str]]] = {f"Blad {number}": [["x"]] for number in range(201)}
    assert code(plain(tmp_path / "list.xlsx", sheets)) == "workbook_too_large"


def test_a_single_cell_far_below_the_list_is_named_with_the_row_from_which_nothing_is_read(tmp_path: Path) -> None:
    book = Workbook()
    page = book.create_sheet("Besluiten")
    page.append(["Besluit", "Datum"])
    page.cell(MOST_ROWS + 7, 1, "Sluiten")
    book.save(tmp_path / "list.xlsx")
    found = read(tmp_path / "list.xlsx", recorded_at=NOW)
    assert [(each.code, each.given) for each in found.problems] == [("too_many_rows", {"most": MOST_ROWS})]


def test_a_sheet_that_goes_on_and_on_is_named_and_its_rows_are_not_half_read(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    page = book.create_sheet("Besluiten")
    page.append(["Besluit", "Datum"])
    for number in range(MOST_ROWS):
        page.append([f"Besluit {number}", "2014"])
    book.save(tmp_path / "list.xlsx")
    found = read(tmp_path / "list.xlsx", recorded_at=NOW)
    assert told(found) == [("Besluiten", 0, "", "too_many_rows")]
    assert found.problems[0].given == {"most": MOST_ROWS}
    assert found.record.rows(Decision) == ()


def test_macros_links_and_paths_out_of_the_folder_are_left_alone(tmp_path: Path) -> None:
    path = plain(tmp_path / "list.xlsx", SHEETS)
    more = {"../../evil.xml": b"<a/>", "xl/vbaProject.bin": b"\xd0\xcf", "xl/externalLinks/externalLink1.xml": b"<a/>"}
    changed(path, lambda _, content: content, **more)
    found = read(path, recorded_at=NOW)
    assert found.problems == ()
    assert len(found.record.rows(Decision)) == 1
    assert [each.name for each in tmp_path.iterdir()] == ["list.xlsx"]


def test_formulas_count_as_what_they_show_and_without_a_result_they_are_named(tmp_path: Path) -> None:
    path = plain(tmp_path / "list.xlsx", {"Besluiten": [["Besluit", "Datum"], ["Sluiten", "=TODAY()"], [None, "=A1"]]})
    assert told(read(path, recorded_at=NOW)) == [
        ("Besluiten", 2, "Datum", "formula_without_result"),
        ("Besluiten", 3, "Datum", "formula_without_result"),
    ]
    changed(path, lambda _, content: re.sub(rb"<v ?/>|<v></v>", b"<v>41946</v>", content))
    found = read(path, recorded_at=NOW)
    assert found.problems == ()
    assert [str(row.decided_at) for row in found.record.rows(Decision)] == ["2014-11-03", "2014-11-03"]


def test_times_and_lengths_of_time_are_no_dates(tmp_path: Path) -> None:
    rows = [["Besluit", "Datum"], ["Een", time(14, 30)], ["Twee", timedelta(days=3)]]
    found = loaded(tmp_path / "list.xlsx", {"Besluiten": rows})
    assert [problem.code for problem in found.problems] == ["not_a_date_here", "not_a_date_here"]


def test_a_workbook_that_counts_its_days_from_1904(tmp_path: Path) -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    page = book.active
    page.title = "Besluiten"
    for row in (["Besluit", "Datum"], ["Een", datetime(2014, 11, 3)], ["Twee", 40484]):  # noqa: DTZ001 - as people type it
        page.append(row)
    book.save(tmp_path / "list.xlsx")
    opened = open_workbook(tmp_path / "list.xlsx", wanted=lambda _: True)
    assert opened.epoch == date(1904, 1, 1)
    decisions = read(tmp_path / "list.xlsx", recorded_at=NOW).record.rows(Decision)
    assert [str(row.decided_at) for row in decisions] == ["2014-11-03", "2014-11-03"]


def test_merged_cells_beyond_the_columns_or_rows_that_are_read_are_left_alone(tmp_path: Path) -> None:
    path = plain(tmp_path / "list.xlsx", {"Groepen": [["Groep", "Aantal"], ["Buren", 4], [None, 5]]})
    book = load_workbook(path)
    for cells in ("CA1:CA9", "A2:A4000", "E7:E9"):
        book["Groepen"].merge_cells(cells)
    book.save(path)
    found = read(path, recorded_at=NOW)
    assert [(row.name, row.size) for row in found.record.rows(Group)] == [("Buren", 4), ("", 5)]


def test_a_broken_cell_in_every_place_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    found = loaded(
        tmp_path / "list.xlsx",
        {
            "Lees mij": [["Naam van uw initiatief of raad", "#N/A"]],
            "Groepen": [["Nr.", "Groep", "Aantal"], ["#N/A", "Buren", "#DIV/0!"]],
        },
    )
    assert told(found) == [("Groepen", 2, "Aantal", "cell_error")]
    assert [row.name for row in found.record.rows(Group)] == ["Buren"]
