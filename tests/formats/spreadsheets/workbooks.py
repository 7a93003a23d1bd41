"""Fill in workbooks as people do: cells under headers, by hand."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from counterpoise.formats.bundle import Loaded
from counterpoise.formats.spreadsheets import read, write_template

NOW = datetime(2015, 6, 30, 10, tzinfo=UTC)


def template(path: Path, *, lang: str = "nl") -> Any:  # noqa: ANN401 - openpyxl publishes no types
    """Write a template and open it to fill it in."""
    write_template(path, lang=lang)
    return load_workbook(path)


def put(page: Any, row: int, cells: Mapping[str, Any]) -> None:  # noqa: ANN401 - openpyxl publishes no types
    """Fill in one row of a sheet, by its headers."""
    heads = {cell.value: cell.column for cell in page[1]}
    for head, value in cells.items():
        page.cell(row, heads[head], value)


def plain(path: Path, sheets: Mapping[str, Any]) -> Path:
    """Write a workbook that somebody made without the template: rows under each other, headers first."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(list(row))
    book.save(path)
    return path


def loaded(path: Path, sheets: Mapping[str, Any]) -> Loaded:
    """Write such a workbook and read it."""
    return read(plain(path, sheets), recorded_at=NOW)


def told(found: Loaded) -> list[tuple[str, int, str, str]]:
    """Return where a workbook is wrong, and how."""
    return [(problem.sheet, problem.line, problem.field, problem.code) for problem in found.problems]
