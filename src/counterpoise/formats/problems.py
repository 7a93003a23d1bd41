"""What is wrong in a file, and where: a line of a bundle, or a cell of a spreadsheet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as with_default
from typing import Any

from counterpoise.record.checks import FIRST

__all__ = ["FileProblem", "FirstProblems", "capped"]


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Something is wrong at one place of a file.

    Attributes
    ----------
    file
        The file of the bundle, or the workbook.
    sheet
        The sheet of the workbook; empty for a bundle.
    line
        The line or row, from 1; 0 where the problem is of the whole file.
    field
        The field or column; empty where the problem is of the whole line.
    code
        What is wrong, as a word.
    given
        What was found there, by name.
    """

    file: str
    sheet: str
    line: int
    field: str
    code: str
    given: Mapping[str, Any] = with_default(default_factory=dict)


class FirstProblems:
    """The first problems of each file and sheet, and how many others there are: ten million of them take no room.

    Parameters
    ----------
    first
        How many of each file and sheet are kept.
    """

    def __init__(self, *, first: int = FIRST) -> None:
        self._first = first
        self._kept: list[FileProblem] = []
        self._counts: dict[tuple[str, str], int] = {}

    def append(self, problem: FileProblem) -> None:
        """Keep a problem, or count it only."""
        place = (problem.file, problem.sheet)
        # A number of left-out problems that somebody counted before is added, not counted as one.
        more = problem.given["number"] if problem.code == "and_more" else 1
        self._counts[place] = self._counts.get(place, 0) + more
        if self._counts[place] <= self._first and problem.code != "and_more":
            self._kept.append(problem)

    def __bool__(self) -> bool:
        """Return whether there is any problem."""
        return bool(self._counts)

    def __iter__(self) -> Iterator[FileProblem]:
        """Return those that are kept, then one for each file and sheet that tells the number of the others."""
        yield from self._kept
        for (file, sheet), number in self._counts.items():
            if number > self._first:
                yield FileProblem(file, sheet, 0, "", "and_more", {"number": number - self._first})


def capped(problems: Iterable[FileProblem], *, first: int = FIRST) -> Iterator[FileProblem]:
    """Pass on the first problems of each file and sheet, then one for each that tells the number of the others."""
    found = FirstProblems(first=first)
    for problem in problems:
        found.append(problem)
    yield from found
