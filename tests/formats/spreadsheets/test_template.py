"""The template explains itself, offers words to choose from, and is read as empty."""

import os
import subprocess
import sys
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from openpyxl import load_workbook

from counterpoise.formats.spreadsheets import read, write_template
from counterpoise.formats.spreadsheets.cells import read_cell
from counterpoise.formats.spreadsheets.names import key_of
from counterpoise.formats.spreadsheets.plan import SHEETS, Field, Kind, Sheet
from counterpoise.formats.spreadsheets.wording import choices, column_words, headers, sheet_words, shown, workbook_words
from counterpoise.record.schema import TABLES, columns
from tests.formats.spreadsheets.workbooks import NOW

COLUMNS = [(sheet, field) for sheet in SHEETS for field in sheet.fields]
EPOCH = date(1899, 12, 30)


def names(node: object, at: str = "") -> set[str]:
    """Return the name of every entry of a data file."""
    if not isinstance(node, dict):
        return {at}
    return {at, *(name for key, value in node.items() if key != "also" for name in names(value, f"{at}.{key}"))}


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_an_empty_template_is_read_without_a_problem(tmp_path: Path, lang: str) -> None:
    write_template(tmp_path / "council.xlsx", lang=lang)
    found = read(tmp_path / "council.xlsx", recorded_at=NOW)
    assert found.problems == ()
    assert [row.id for row in found.record] == ["council"]
    assert [file.name for file in tmp_path.iterdir()] == ["council.xlsx"]


def test_another_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="en, nl"):
        write_template(tmp_path / "council.xlsx", lang="fr")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_behind_where_it_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "council.xlsx").mkdir()
    with pytest.raises(IsADirectoryError):
        write_template(tmp_path / "council.xlsx", lang="nl")
    assert [file.name for file in tmp_path.iterdir()] == ["council.xlsx"]


def test_a_full_disk_is_one_error_and_leaves_nothing(tmp_path: Path) -> None:
    # A process whose files may hold 20 KiB, half a template, meets what a full disk does.
    script = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from counterpoise.formats.spreadsheets import write_template\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20480, 20480))\n"
        "try:\n"
        "    write_template(Path(sys.argv[1]), lang='nl')\n"
        "except OSError as error:\n"
        "    print(error.strerror)\n"
    )
    # Measuring which lines run writes a file as well, and would meet the same limit.
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    command = [sys.executable, "-c", script, str(tmp_path / "council.xlsx")]
    ended = subprocess.run(command, env=alone, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "File too large\n", "")
    assert list(tmp_path.iterdir()) == []


def test_both_languages_have_the_same_words() -> None:
    data = files("counterpoise.formats.spreadsheets").joinpath("sheets")
    english, dutch = (tomllib.loads(data.joinpath(f"{lang}.toml").read_text("utf-8")) for lang in ("en", "nl"))
    assert names(english) == names(dutch)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_sheet_has_its_headers_a_line_that_explains_and_an_example(tmp_path: Path, lang: str) -> None:
    write_template(tmp_path / "council.xlsx", lang=lang)
    book = load_workbook(tmp_path / "council.xlsx")
    words = workbook_words(lang)
    titles = [sheet_words(sheet, lang=lang)[0] for sheet in SHEETS]
    assert book.sheetnames == [words["first"], *titles, words["lists"]]
    assert book[words["lists"]].sheet_state == "hidden"
    for sheet, title in zip(SHEETS, titles, strict=True):
        page = book[title]
        heads = [cell.value for cell in page[1]]
        assert heads == [column_words(sheet, field, lang=lang).head for field in sheet.fields]
        assert len(set(heads)) == len(heads)
        assert page["A2"].value == words["explanation"]
        assert page["A3"].value == words["example"]
        assert all(cell.value for cell in page[2])
        assert page.freeze_panes == "C4"
        assert page.page_setup.orientation == "landscape"
        assert page.print_title_rows == "$1:$1"
        assert all(cell.alignment.wrap_text for row in page["A1:C3"] for cell in row)
    index = [cell.hyperlink.location for row in book[words["first"]] for cell in row if cell.hyperlink]
    assert index == [f"'{title}'!A1" for title in titles]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_columns_with_words_or_names_have_a_list_that_does_not_stand_in_the_way(tmp_path: Path, lang: str) -> None:
    write_template(tmp_path / "council.xlsx", lang=lang)
    book = load_workbook(tmp_path / "council.xlsx")
    for sheet in SHEETS:
        page = book[sheet_words(sheet, lang=lang)[0]]
        lists = page.data_validations.dataValidation
        wanted = [field for field in sheet.fields if field.kind in (Kind.WORD, Kind.TRUTH, Kind.NAME)]
        assert len(lists) == len(wanted)
        assert not any(each.showErrorMessage for each in lists)
        for field, each in zip(wanted, lists, strict=True):
            title, cells = each.formula1.replace("'", "").split("!")
            offered = [row[0].value for row in book[title][cells.replace("$", "")]]
            if field.kind is Kind.NAME:
                assert offered == [None] * len(offered)
            else:
                assert all(read_cell(field, word, epoch=EPOCH) is not None for word in offered)


def test_every_word_that_is_shown_is_understood_as_what_it_stands_for() -> None:
    for _, field in COLUMNS:
        if field.words is not None:
            for lang in ("nl", "en"):
                understood = [read_cell(field, word, epoch=EPOCH) for word in shown(field.words, lang=lang)]
                assert understood == [(word,) if field.many else word for word in field.words]
            assert set(choices(field.words).values()) == set(field.words)


@pytest.mark.parametrize(("sheet", "field"), COLUMNS, ids=lambda part: getattr(part, "table", getattr(part, "key", "")))
def test_every_header_is_understood_and_every_example_can_be_read(sheet: Sheet, field: Field) -> None:
    for lang in ("nl", "en"):
        words = column_words(sheet, field, lang=lang)
        assert headers(sheet)[key_of(words.head)] is field
        if words.example and field.key != "number":
            assert read_cell(field, words.example, epoch=EPOCH) is not None


def test_every_column_fills_a_field_of_the_record() -> None:
    made = ("number", "touches", "others.", "assents.", "attendance.", "verdicts.", "nearest.")
    for sheet, field in COLUMNS:
        if not field.key.startswith(made):
            table, _, name = field.key.rpartition(".")
            assert name in {column.name for column in columns(TABLES[table or sheet.table])}
