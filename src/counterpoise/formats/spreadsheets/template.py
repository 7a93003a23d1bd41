"""Write the empty workbook: a first page that explains, then one sheet a table, each with an example row."""

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from enum import Enum
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

from counterpoise.formats.spreadsheets.plan import SHEETS, Field, Kind, Sheet
from counterpoise.formats.spreadsheets.wording import LANGUAGES, column_words, sheet_words, shown, workbook_words

__all__ = ["write_template"]

LAST_ROW = 1_000
"""Down to which row cells have lists to choose from."""

FIRST_ROW = 4
"""The first row for people's own: under the headers, the explanation and the example."""

_WIDTHS = {
    Kind.TEXT: 32,
    Kind.MOMENT: 15,
    Kind.DAY: 15,
    Kind.WORD: 22,
    Kind.TRUTH: 14,
    Kind.WHOLE: 13,
    Kind.FIGURE: 13,
    Kind.NAME: 28,
}

_PAPER = 190
"""How many letters fit beside each other on a page of A4 that can still be read."""

# The dark colour marks the columns to fill in first. Both stand out on white for everybody (over 7 to 1).
_FIRST, _LATER, _INK, _SOFT, _RULE = "0B4F4C", "4A5560", "1F2933", "EEF3F3", "C9D3D6"


def write_template(path: Path, *, lang: str) -> None:
    """Write an empty workbook to fill in by hand.

    Parameters
    ----------
    path
        Where to write it; a file that is there is replaced.
    lang
        ``nl`` or ``en``.

    Raises
    ------
    ValueError
        If the language is another one.
    OSError
        If it cannot be written; nothing half written is left.
    """
    if lang not in LANGUAGES:
        message = f"there is no workbook in {lang!r}: choose one of {', '.join(LANGUAGES)}"
        raise ValueError(message)
    # In memory first: a workbook that cannot be finished on a full disk tells so a second time when it is thrown away.
    content = BytesIO()
    _made(lang).save(content)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        scratch = Path(file.name)
    try:
        scratch.write_bytes(content.getbuffer())
        scratch.chmod(0o644)
        scratch.replace(path)
    finally:
        with suppress(FileNotFoundError):
            scratch.unlink()


def _made(lang: str) -> Any:  # noqa: ANN401 - openpyxl publishes no types
    from openpyxl import Workbook

    book = Workbook()
    _first_page(book.active, lang)
    lists = book.create_sheet(workbook_words(lang)["lists"])
    ranges = _lists(lists, lang)
    for sheet in SHEETS:
        page = book.create_sheet(sheet_words(sheet, lang=lang)[0], index=len(book.sheetnames) - 1)
        _page(page, sheet, lang)
        _choices(page, sheet, lang, ranges)
    lists.sheet_state = "hidden"
    return book


# ── the first page ───────────────────────────────────────────────────────────────────────────────────────────────


def _first_page(page: Any, lang: str) -> None:  # noqa: ANN401 - openpyxl publishes no types
    from openpyxl.styles import Alignment, Border, PatternFill, Side
    from openpyxl.worksheet.hyperlink import Hyperlink

    words = workbook_words(lang)
    page.title = words["first"]
    page.sheet_view.showGridLines = False
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 38, 92
    page["A1"] = words["title"]
    page["A1"].font = _font(size=20, bold=True, color=_FIRST)
    page.row_dimensions[1].height = 32
    page["A3"], page["A3"].font = words["own_name"], _font(size=12, bold=True, color=_INK)
    line = Side(style="medium", color=_FIRST)
    page["B3"].border = Border(left=line, right=line, top=line, bottom=line)
    page["B3"].font = _font(size=12)
    page["B3"].fill = PatternFill("solid", fgColor=_SOFT)
    page.row_dimensions[3].height = 24
    row = 5
    for line_ in words["lines"]:
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
        cell = page.cell(row, 1, line_)
        cell.font, cell.alignment = _font(size=12, color=_INK), Alignment(wrap_text=True, vertical="center")
        page.row_dimensions[row].height = 22 if len(line_) < 120 else 38
        row += 1
    page.cell(row + 1, 1, words["contents"]).font = _font(size=14, bold=True, color=_FIRST)
    for number, sheet in enumerate(SHEETS, start=row + 2):
        name, about = sheet_words(sheet, lang=lang)
        cell = page.cell(number, 1, name)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1", display=name)
        cell.font = _font(size=12, underline="single", color=_FIRST)
        cell.alignment = Alignment(vertical="center")
        page.cell(number, 2, about).font = _font(size=12, color=_INK)
        page.cell(number, 2).alignment = Alignment(wrap_text=True, vertical="center")
        page.row_dimensions[number].height = 20
    _print_setup(page, wide=1)
    page.page_setup.orientation, page.page_setup.fitToHeight = "portrait", 1


def _font(**look: Any) -> Any:  # noqa: ANN401 - openpyxl publishes no types
    from openpyxl.styles import Font

    return Font(**{"name": "Calibri", "size": 11, **look})


# ── one sheet a table ────────────────────────────────────────────────────────────────────────────────────────────


def _page(page: Any, sheet: Sheet, lang: str) -> None:  # noqa: ANN401 - openpyxl publishes no types
    from openpyxl.styles import Alignment, Border, PatternFill, Side
    from openpyxl.utils import get_column_letter

    words = workbook_words(lang)
    rule = Side(style="thin", color=_RULE)
    for number, field in enumerate(sheet.fields, start=1):
        column = column_words(sheet, field, lang=lang)
        first = 1 < number <= sheet.core + 1
        head = page.cell(1, number, column.head)
        head.font = _font(bold=True, size=12, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor=_FIRST if first else _LATER)
        head.alignment = Alignment(wrap_text=True, vertical="center")
        told = page.cell(2, number, words["explanation"] if number == 1 else column.help)
        told.font, told.fill = _font(size=10, color=_INK), PatternFill("solid", fgColor=_SOFT)
        shown_ = page.cell(3, number, column.example)
        shown_.font = _font(size=11, italic=True, color=_LATER)
        for cell in (told, shown_):
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(bottom=rule)
        dimension = page.column_dimensions[get_column_letter(number)]
        dimension.width = 12 if number == 1 else _WIDTHS[field.kind]
        # The style of the column is that of every cell that people fill in.
        dimension.alignment = Alignment(wrap_text=True, vertical="top")
        dimension.font = _font(size=11, color=_INK)
        if field.kind in (Kind.MOMENT, Kind.DAY):
            # As text, so that no program turns "nov 2014" into the first of November.
            dimension.number_format = "@"
            shown_.number_format = "@"
    page.row_dimensions[1].height, page.row_dimensions[2].height = 36, 58
    page.row_dimensions[3].height = 48
    page.freeze_panes = page.cell(FIRST_ROW, 3)
    width = sum(each.width for each in page.column_dimensions.values())
    _print_setup(page, wide=ceil(width / _PAPER))
    page.print_title_rows, page.print_title_cols = "1:1", "A:C"
    page.print_options.gridLines = True
    page.oddFooter.left.text = sheet_words(sheet, lang=lang)[0]
    page.oddFooter.right.text = "&P / &N"


def _print_setup(page: Any, *, wide: int) -> None:  # noqa: ANN401 - openpyxl publishes no types
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = wide, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins.left = page.page_margins.right = 0.4


# ── lists to choose from ─────────────────────────────────────────────────────────────────────────────────────────


def _enumerations() -> Iterator[type[Enum]]:
    yield from dict.fromkeys(field.words for sheet in SHEETS for field in sheet.fields if field.words is not None)


def _lists(page: Any, lang: str) -> dict[type[Enum] | None, str]:  # noqa: ANN401 - openpyxl publishes no types
    """Write the words of each list in a column of a sheet of their own, and return where; None is yes and no."""
    from openpyxl.utils import get_column_letter

    found: dict[type[Enum] | None, str] = {}
    columns: list[tuple[type[Enum] | None, tuple[str, ...]]] = [
        (None, {"en": ("yes", "no"), "nl": ("ja", "nee")}[lang])
    ]
    columns += [(words, shown(words, lang=lang)) for words in _enumerations()]
    for number, (words, texts) in enumerate(columns, start=1):
        for row, text in enumerate(texts, start=1):
            page.cell(row, number, text)
        letter = get_column_letter(number)
        found[words] = f"'{page.title}'!${letter}$1:${letter}${len(texts)}"
    return found


def _choices(page: Any, sheet: Sheet, lang: str, ranges: dict[type[Enum] | None, str]) -> None:  # noqa: ANN401 - openpyxl publishes no types
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    words = workbook_words(lang)
    for number, field in enumerate(sheet.fields, start=1):
        source = _source(field, lang, ranges)
        if not source:
            continue
        # A list helps and never stands in the way: names may be new, and there may be several in a cell.
        choice = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
        choice.promptTitle = column_words(sheet, field, lang=lang).head[:32]
        choice.prompt = words["name_hint" if field.kind is Kind.NAME else "choose"]
        choice.showInputMessage = True
        letter = get_column_letter(number)
        choice.add(f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")
        page.add_data_validation(choice)


def _source(field: Field, lang: str, ranges: dict[type[Enum] | None, str]) -> str:
    """Return the cells from which a column is chosen; empty where anything may be written."""
    from openpyxl.utils import get_column_letter

    if field.kind is Kind.TRUTH:
        return ranges[None]
    if field.kind is Kind.WORD:
        return ranges[field.words]
    if field.kind is not Kind.NAME:
        return ""
    to = next(sheet for sheet in SHEETS if sheet.table == field.to)
    letter = get_column_letter([each.key for each in to.fields].index(to.names[0]) + 1)
    return f"'{sheet_words(to, lang=lang)[0]}'!${letter}${FIRST_ROW}:${letter}${LAST_ROW}"
