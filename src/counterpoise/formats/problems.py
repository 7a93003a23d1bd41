"""What is wrong in a file, and where: a line of a bundle, or a cell of a spreadsheet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as with_default
from typing import Any

from counterpoise.record.checks import FIRST

__all__ = ["FileProblem", "capped"]


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


def capped(problems: Iterable[FileProblem], *, first: int = FIRST) -> Iterator[FileProblem]:
    """Pass on the first problems of each file and sheet, then one for each that tells the number of the others."""
    counts: dict[tuple[str, str], int] = {}
    for problem in problems:
        place = (problem.file, problem.sheet)
        # A number of left-out problems that somebody counted before is added, not counted as one.
        counts[place] = counts.get(place, 0) + (problem.given["number"] if problem.code == "and_more" else 1)
        if counts[place] <= first and problem.code != "and_more":
            yield problem
    for (file, sheet), number in counts.items():
        if number > first:
            yield FileProblem(file, sheet, 0, "", "and_more", {"number": number - first})
