"""Contributions in the rows of a table."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from counterpoise.formats.codec import FaultError
from counterpoise.formats.spreadsheets.grids import MOST_ROWS, open_workbook
from counterpoise.formats.texts.pieces import Piece, Texts, UnreadableTextError
from counterpoise.formats.texts.plain import decoded

__all__ = ["csv_texts", "xlsx_texts"]

_LETTER = re.compile(r"[^\W\d_]")
_FAULTS = {
    "workbook_locked": "text_locked",
    "workbook_damaged": "text_damaged",
    "workbook_too_large": "text_too_large",
    "workbook_unsafe": "text_unsafe",
    "cannot_open": "text_missing",
}


def csv_texts(path: Path, *, column: str = "") -> Texts:
    """Read a table whose cells are separated by commas, semicolons or tabs, whichever its first line has most.

    Raises
    ------
    UnreadableTextError
        ``text_needs_column``, ``text_unknown_column``, ``text_same_columns``, ``text_damaged``, or as for `decoded`.
    """
    content = decoded(path)
    first = content.split("\n", 1)[0]
    separator = max((",", ";", "\t"), key=lambda sign: (first.count(sign), sign == ","))
    return _texts(path, _rows(path, content, separator), column)


def _rows(path: Path, content: str, separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(content, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        # A quotation mark that is never closed would swallow all rows behind it; odd marks inside a cell harm nothing.
        if "unexpected end" in str(error):
            raise UnreadableTextError("text_damaged", path=str(path)) from error
    try:
        return list(csv.reader(io.StringIO(content, newline=""), delimiter=separator))
    except csv.Error as error:
        raise UnreadableTextError("text_damaged", path=str(path)) from error


def xlsx_texts(path: Path, *, column: str = "") -> Texts:
    """Read the first sheet of a workbook that holds the column.

    Raises
    ------
    UnreadableTextError
        ``text_needs_column``, ``text_unknown_column``, ``text_same_columns``, ``text_too_many_rows``, or what is
        wrong with the workbook.
    """
    try:
        book = open_workbook(path, wanted=lambda _: True)
    except FaultError as error:
        given = {"size": path.stat().st_size >> 20, "most": 96} if error.code == "workbook_too_large" else {}
        raise UnreadableTextError(_FAULTS.get(error.code, "text_damaged"), path=str(path), **given) from error
    filled = [grid for grid in book.grids if grid.rows]
    if not filled:
        raise UnreadableTextError("text_empty", path=str(path))

    def named(rows: dict[int, tuple[object, ...]]) -> list[str]:
        return [_cell(value) for value in rows[min(rows)]]

    grid = next((grid for grid in filled if column in named(grid.rows)), filled[0])
    if grid.too_long:
        raise UnreadableTextError("text_too_many_rows", path=str(path), most=MOST_ROWS)
    low, high = min(grid.rows), max(grid.rows)
    rows = [[_cell(value) for value in grid.rows.get(number, ())] for number in range(low, high + 1)]
    return _texts(path, rows, column, first=low)


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _texts(path: Path, rows: Iterable[Sequence[str]], column: str, *, first: int = 1) -> Texts:
    lines = list(rows)
    columns = [name.strip() for name in lines[0]] if lines else []
    named = [name for name in columns if name]
    if not named:
        raise UnreadableTextError("text_empty", path=str(path))
    if not column and len(named) > 1:
        raise UnreadableTextError("text_needs_column", path=str(path), known=", ".join(named[:20]))
    wanted = column or named[0]
    if wanted not in columns:
        raise UnreadableTextError("text_unknown_column", path=str(path), column=wanted, known=", ".join(named[:20]))
    if columns.count(wanted) > 1:
        # One of them would be read and the other left out, and nobody would know which.
        raise UnreadableTextError("text_same_columns", path=str(path), column=wanted)
    at = columns.index(wanted)
    pieces, empty = [], 0
    for number, row in enumerate(lines[1:], start=first + 1):
        text = row[at].strip() if at < len(row) else ""
        if not _LETTER.search(text):
            empty += bool(row)
            continue
        fields = {name: row[i].strip() for i, name in enumerate(columns) if name and i != at and i < len(row)}
        pieces.append(Piece(number, text, fields))
    return Texts(path.name, tuple(pieces), tuple(named), empty)
