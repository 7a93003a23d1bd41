"""A file as rows of text with the line on which each stands: what the pool and the quotas are read from."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterpoise.inclusion.lottery.problems import BadInputError, Problem
from counterpoise.inclusion.lottery.verifier import separator_of

__all__ = ["Table", "csv_table", "table_of"]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file.

    Attributes
    ----------
    file
        Its name.
    header
        The names of the columns, without spaces at their ends.
    rows
        The line, from 1, and the values of each row that is not blank; as many values as there are columns.
    header_line
        The line of the header.
    """

    file: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    header_line: int = 1

    def column(self, name: str) -> int:
        """Return the place of a column by its name, capitals and spaces apart; −1 where there is none."""
        exact = [at for at, title in enumerate(self.header) if title == name]
        loose = [at for at, title in enumerate(self.header) if plain(title) == plain(name)]
        return (exact or loose or [-1])[0]


def plain(text: str) -> str:
    """Return a name or value as it is compared: one space between words, no capitals."""
    return " ".join(text.split()).casefold()


def csv_table(content: bytes, *, file: str) -> Table:
    """Read a CSV file in UTF-8, with the names of the columns on the first line.

    What the first line has most of separates the values: commas, semicolons as in Dutch Excel, tabs or bars.

    Raises
    ------
    BadInputError
        If it is empty, in another encoding, or a row has too many or too few values.
    """
    for mark in (b"\xff\xfe", b"\xfe\xff"):
        if content.startswith(mark):
            raise BadInputError(Problem(file, 1, "", "not_utf8"))
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise BadInputError(Problem(file, 0, "", "not_a_csv"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BadInputError(Problem(file, line, "", "not_utf8")) from error
    if "\x00" in text:
        raise BadInputError(Problem(file, text[: text.index("\x00")].count("\n") + 1, "", "not_text"))
    return table_of(_lines(text, file), file=file)


def _lines(text: str, file: str) -> list[tuple[int, Sequence[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text), strict=True)
    found: list[tuple[int, Sequence[str]]] = []
    start = 1
    try:
        for row in reader:
            # A value in quotes may hold line breaks: a row stands where it begins.
            found.append((start, row))
            start = reader.line_num + 1
    except csv.Error as error:
        raise BadInputError(Problem(file, start, "", "broken_quotes")) from error
    return found


def table_of(lines: Iterable[tuple[int, Sequence[str]]], *, file: str) -> Table:
    """Make a table of numbered rows, the first of which that is not blank names the columns.

    Raises
    ------
    BadInputError
        If there is nothing in it, a column is named twice, or a row has too many or too few values.
    """
    filled = [(line, tuple(value.strip() for value in row)) for line, row in lines]
    filled = [(line, row) for line, row in filled if any(row)]
    if not filled:
        raise BadInputError(Problem(file, 0, "", "empty_file"))
    header_line, header = filled[0]
    while header and not header[-1]:
        header = header[:-1]
    _check_header(file, header_line, header)
    if len(filled) == 1:
        raise BadInputError(Problem(file, 0, "", "no_rows"))
    problems: list[Problem] = []
    rows: list[tuple[int, tuple[str, ...]]] = []
    for line, row in filled[1:]:
        if len(row) < len(header) or any(row[len(header) :]):
            problems.append(
                Problem(file, line, "", "other_number_of_values", {"number": len(row), "columns": len(header)})
            )
        rows.append((line, row[: len(header)]))
    if problems:
        raise BadInputError(*problems)
    return Table(file, header, tuple(rows), header_line)


def _check_header(file: str, line: int, header: tuple[str, ...]) -> None:
    seen: set[str] = set()
    problems = []
    for at, title in enumerate(header, start=1):
        if not title:
            problems.append(Problem(file, line, "", "nameless_column", {"column": at}))
        elif title in seen:
            problems.append(Problem(file, line, title, "column_twice"))
        seen.add(title)
    if problems:
        raise BadInputError(*problems)
