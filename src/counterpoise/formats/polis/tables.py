"""A CSV file of any sender: its separator, its encoding, its columns under the names that people give them."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterpoise.formats.problems import FileProblem, capped

__all__ = ["Header", "VotesFileError", "column_of", "open_table", "rows_of"]

SEPARATORS = ",;\t|"
LONGEST_CELL = 2**20


class VotesFileError(ValueError):
    """A file of votes or statements cannot be used.

    Attributes
    ----------
    code
        Always ``"votes_file"``.
    problems
        Everything that is wrong, each with its file and line.
    """

    code = "votes_file"

    def __init__(self, problems: Iterable[FileProblem]) -> None:
        self.problems = tuple(capped(problems))
        super().__init__("; ".join(f"{one.file}, line {one.line}: {one.code}" for one in self.problems))

    @classmethod
    def of(cls, path: Path, code: str, *, line: int = 0, **given: Any) -> "VotesFileError":  # noqa: ANN401 - whatever was found
        """Return the error of one problem."""
        return cls([FileProblem(path.name or str(path), "", line, "", code, given)])


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a table.

    Attributes
    ----------
    names
        The names of the columns, in small letters and without spaces at their ends.
    separator
        What stands between cells.
    """

    names: tuple[str, ...]
    separator: str


def open_table(path: Path) -> Header:
    """Read the first line of a table.

    Raises
    ------
    VotesFileError
        There is no such file, it is empty, no text in UTF-8, or no table.
    """
    try:
        with path.open("rb") as file:
            first = file.readline(LONGEST_CELL)
    except OSError as error:
        raise VotesFileError.of(path, "cannot_open") from error
    if not first.strip():
        raise VotesFileError.of(path, "empty_file")
    try:
        line = first.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise VotesFileError.of(path, "not_utf8", line=1) from error
    if "\0" in line:
        raise VotesFileError.of(path, "not_a_table", line=1)
    if "\r" in line.rstrip("\r\n"):
        raise VotesFileError.of(path, "old_line_ends", line=1)
    separator = max(SEPARATORS, key=line.count)
    if separator not in line:
        raise VotesFileError.of(path, "not_a_table", line=1)
    names = next(csv.reader([line], delimiter=separator))
    return Header(tuple(name.strip().casefold() for name in names), separator)


def column_of(header: Header, words: Sequence[str]) -> int | None:
    """Return the place of the first of these names that the table has, or None."""
    return next((header.names.index(word) for word in words if word in header.names), None)


def rows_of(path: Path, header: Header) -> Iterator[tuple[int, list[str]]]:
    """Walk over the rows below the first line, each with its line; empty lines are passed over.

    Raises
    ------
    VotesFileError
        Somewhere the file is no text in UTF-8, or its quotes do not close.
    """
    # The limit belongs to the whole process: others that read tables must find theirs again.
    before = csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=header.separator, strict=True)
        try:
            for number, cells in enumerate(reader):
                if any("\0" in cell for cell in cells):
                    raise VotesFileError.of(path, "no_text", line=reader.line_num)
                if number and any(cells):
                    yield reader.line_num, cells
        except UnicodeDecodeError as error:
            raise VotesFileError.of(path, "not_utf8", line=_first_bad_line(path)) from error
        except csv.Error as error:
            raise VotesFileError.of(path, "quotes_open", line=reader.line_num) from error
        finally:
            csv.field_size_limit(before)


def _first_bad_line(path: Path) -> int:
    """Return the first line that is no UTF-8 text: the reader decodes ahead and does not know it."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return 0


BALLOTS: Mapping[str, int] = {
    **dict.fromkeys(("1", "1.0", "+1", "agree", "agreed", "yes", "eens", "ja", "mee eens"), 1),
    **dict.fromkeys(("0", "0.0", "-0", "pass", "passed", "neutral", "unsure", "geen mening", "weet niet"), 0),
    **dict.fromkeys(("-1", "-1.0", "disagree", "disagreed", "no", "oneens", "nee", "mee oneens"), -1),
}
"""The votes, as people write them."""

UNANSWERED = frozenset({"seen", "gezien"})
"""A statement that was shown and left without an answer."""
