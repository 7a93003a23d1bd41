"""Open a workbook and give its sheets as rows of plain values, within bounds that no council reaches."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from counterpoise.formats.codec import FaultError
from counterpoise.formats.spreadsheets.cells import text_of
from counterpoise.formats.spreadsheets.guarding import Part, look_through

__all__ = ["MOST_COLUMNS", "MOST_ROWS", "BrokenCell", "Grid", "Workbook", "open_workbook"]

MOST_ROWS = 20_000
MOST_COLUMNS = 64
MOST_SHEETS = 200

_EPOCHS = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}


@dataclass(frozen=True, slots=True)
class BrokenCell:
    """A cell without a value that can be read.

    Attributes
    ----------
    code
        ``cell_error``, or ``formula_without_result``.
    text
        What stands in it.
    """

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet.

    Attributes
    ----------
    title
        Its name.
    rows
        Its rows that hold anything, by their number from 1.
    too_long
        Whether there were more rows than are read.
    """

    title: str
    rows: dict[int, tuple[Any, ...]]
    too_long: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook.

    Attributes
    ----------
    grids
        Its sheets that were asked for, in their order.
    titles
        The names of all its sheets.
    epoch
        The day 0 of its count of days.
    """

    grids: tuple[Grid, ...]
    titles: tuple[str, ...]
    epoch: date = field(default=_EPOCHS[1900])


def open_workbook(
    path: Path, *, wanted: Callable[[str], bool], progress: Callable[[str], None] | None = None
) -> Workbook:
    """Open a workbook and read the sheets whose names are wanted.

    Parameters
    ----------
    path
        The file.
    wanted
        Says of a sheet's name whether to read it.
    progress
        Called with the name of each sheet before it is read.

    Raises
    ------
    FaultError
        If it cannot be opened, is locked, damaged, too large or unsafe.
    """
    parts = look_through(path)
    try:
        return _opened(path, parts, wanted, progress)
    except FaultError:
        raise
    except Exception as error:
        raise FaultError("workbook_damaged") from error


def _opened(
    path: Path, parts: dict[str, Part], wanted: Callable[[str], bool], progress: Callable[[str], None] | None
) -> Workbook:
    with warnings.catch_warnings():
        # openpyxl warns of what it leaves out, such as lists to choose from; none of it is read here.
        warnings.simplefilter("ignore")
        with _loaded(path, values=True) as book:
            formulas = any(part.formulas for part in parts.values())
            with _loaded(path, values=False) if formulas else nullcontext() as source:
                sheets = [sheet for sheet in book.worksheets if wanted(sheet.title)]
                if len(book.worksheets) > MOST_SHEETS:
                    raise FaultError("workbook_too_large")
                grids = tuple(_grid(sheet, source, parts, progress) for sheet in sheets)
                epoch = _EPOCHS[1904] if book.epoch.year == 1904 else _EPOCHS[1900]
                return Workbook(grids, tuple(text_of(sheet.title) for sheet in book.worksheets), epoch)


@contextmanager
def _loaded(path: Path, *, values: bool) -> Iterator[Any]:
    from openpyxl import load_workbook

    # The file is opened here: of a damaged workbook openpyxl would leave it open.
    with (
        path.open("rb") as file,
        closing(load_workbook(file, read_only=True, data_only=values, keep_links=False)) as book,
    ):
        yield book


def _grid(sheet: Any, source: Any, parts: dict[str, Part], progress: Callable[[str], None] | None) -> Grid:  # noqa: ANN401 - openpyxl publishes no types
    if progress is not None:
        progress(text_of(sheet.title))
    # openpyxl names the part in which a sheet lies nowhere else, and its reader of single rows knows no merged cells.
    part = parts.get(str(sheet._worksheet_path).removeprefix("/"), Part((), formulas=False))  # noqa: SLF001 - see above
    # The name goes to terminals: only what can be printed of it.
    title = text_of(sheet.title)
    rows: dict[int, tuple[Any, ...]] = {}
    for number, values in _values(sheet):
        if number > MOST_ROWS:
            return Grid(title, rows, too_long=True)
        if any(value is not None for value in values):
            rows[number] = values
    if part.formulas:
        _mark_formulas(rows, source[sheet.title])
    for merged in part.merged:
        _fill(rows, merged)
    return Grid(title, rows)


def _values(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:  # noqa: ANN401 - openpyxl publishes no types
    # What a sheet says of its own size can be wrong; its rows are counted as they come.
    sheet.reset_dimensions()
    with closing(sheet.iter_rows(max_col=MOST_COLUMNS)) as rows:
        for number, row in enumerate(rows, start=1):
            yield number, tuple(_value(cell) for cell in row)


def _value(cell: Any) -> Any:  # noqa: ANN401 - whatever a cell holds
    value = cell.value
    if cell.data_type == "e" or (isinstance(value, str) and value.startswith("#") and value in _ERRORS):
        return BrokenCell("cell_error", str(value)[:60])
    if isinstance(value, str | int | float | bool | datetime | date):
        return value
    # A time of the day or a length of time is no value of any column; as text it is named where it is wrong.
    return None if value is None else str(value)


_ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})


def _mark_formulas(rows: dict[int, tuple[Any, ...]], source: Any) -> None:  # noqa: ANN401 - openpyxl publishes no types
    """Mark formulas whose result the workbook does not hold, as where a program wrote it and nobody opened it since."""
    source.reset_dimensions()
    for number, row in enumerate(source.iter_rows(max_col=MOST_COLUMNS, max_row=MOST_ROWS), start=1):
        found = {at: str(cell.value)[:60] for at, cell in enumerate(row) if cell.data_type == "f"}
        if not found:
            continue
        values = list(rows.get(number, ())) or [None] * len(row)
        for at, text in found.items():
            if at < len(values) and values[at] is None:
                values[at] = BrokenCell("formula_without_result", text)
        if any(value is not None for value in values):
            rows[number] = tuple(values)


def _fill(rows: dict[int, tuple[Any, ...]], merged: str) -> None:
    """Give every row of cells that were made into one the value that people see there."""
    from openpyxl.utils.cell import range_boundaries

    column, first, _, last = range_boundaries(merged)
    if column > MOST_COLUMNS or first not in rows or len(rows[first]) < column or last - first > 1_000:
        return
    value = rows[first][column - 1]
    for number in range(first + 1, last + 1):
        # Only rows that hold something of their own: a merged title must not make rows out of nothing.
        if number in rows and len(rows[number]) >= column and rows[number][column - 1] is None:
            rows[number] = (*rows[number][: column - 1], value, *rows[number][column:])
