"""Read a list of people or of quotas: a CSV file, or the first sheet of a workbook."""

from pathlib import Path

from counterpoise.formats.codec import FaultError
from counterpoise.formats.problems import FileProblem
from counterpoise.formats.spreadsheets.grids import BrokenCell, open_workbook
from counterpoise.inclusion.lottery.problems import BadInputError, Problem
from counterpoise.inclusion.lottery.tables import Table, csv_table, table_of

__all__ = ["WorkbookFaultError", "read_table"]

WORKBOOKS = frozenset({".xlsx", ".xlsm"})


class WorkbookFaultError(ValueError):
    """A workbook cannot be opened, or a cell of it cannot be read.

    Attributes
    ----------
    problem
        What is wrong, and where.
    """

    code = "formats.workbook_fault"

    def __init__(self, problem: FileProblem) -> None:
        self.problem = problem
        super().__init__(f"{problem.file}: {problem.code}")


def read_table(path: Path) -> Table:
    """Read one table.

    Parameters
    ----------
    path
        A CSV file in UTF-8, or a workbook of which the first sheet is read.

    Raises
    ------
    OSError
        If it cannot be read.
    BadInputError
        If it is no table.
    WorkbookFaultError
        If it is a workbook that cannot be opened or has a broken cell.
    """
    if path.suffix.casefold() not in WORKBOOKS:
        return csv_table(path.read_bytes(), file=path.name)
    try:
        # Only the first sheet is wanted: the one that is asked about first.
        asked = iter([True])
        book = open_workbook(path, wanted=lambda _: next(asked, False))
    except FaultError as error:
        raise WorkbookFaultError(FileProblem(path.name, "", 0, "", error.code, dict(error.given))) from error
    grid = book.grids[0]
    if grid.too_long:
        raise BadInputError(Problem(path.name, 0, "", "too_many_rows"))
    lines = []
    for line, row in grid.rows.items():
        for value in row:
            if isinstance(value, BrokenCell):
                raise WorkbookFaultError(
                    FileProblem(path.name, grid.title, line, "", value.code, {"value": value.text})
                )
        lines.append((line, tuple(_text(value) for value in row)))
    return table_of(lines, file=path.name)


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
