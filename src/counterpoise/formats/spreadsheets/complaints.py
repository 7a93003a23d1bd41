"""What is wrong in a workbook, as it is found: the first of each sheet one by one, the rest only counted."""

from dataclasses import dataclass
from typing import Any

from counterpoise.formats.codec import FaultError
from counterpoise.formats.problems import FileProblem
from counterpoise.record.checks import FIRST

__all__ = ["NOWHERE", "Complaints", "Place"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a workbook something is.

    Attributes
    ----------
    sheet
        The sheet; empty for the whole workbook.
    line
        The row, from 1; 0 for the whole sheet.
    field
        The header of the column; empty for the whole row.
    """

    sheet: str = ""
    line: int = 0
    field: str = ""


NOWHERE = Place()
"""The workbook as a whole."""


class Complaints:
    """Collects what is wrong in one workbook.

    Parameters
    ----------
    file
        The name of the workbook.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._found: list[FileProblem] = []
        self._counts: dict[str, int] = {}
        self._unread: list[FileProblem] = []

    def say(self, code: str, place: Place = NOWHERE, **given: Any) -> None:  # noqa: ANN401 - whatever was found
        """Keep one problem, or only count it where its sheet has a hundred already."""
        self._counts[place.sheet] = self._counts.get(place.sheet, 0) + 1
        if self._counts[place.sheet] <= FIRST:
            self._found.append(FileProblem(self._file, place.sheet, place.line, place.field, code, given))

    def not_read(self, code: str, place: Place) -> None:
        """Keep what the workbook holds besides what is known here: nothing wrong, but not read either."""
        if len(self._unread) < FIRST:
            self._unread.append(FileProblem(self._file, place.sheet, place.line, place.field, code))

    @property
    def unread(self) -> tuple[FileProblem, ...]:
        """What was not read, the first hundred of it."""
        return tuple(self._unread)

    def fault(self, fault: FaultError, place: Place) -> None:
        """Keep what is wrong with one cell."""
        self.say(fault.code, place, **fault.given)

    def told(self) -> tuple[FileProblem, ...]:
        """Return the problems in the order of the workbook, and for each sheet the number of those left out."""
        order = {sheet: number for number, sheet in enumerate(self._counts)}
        told = sorted(self._found, key=lambda problem: (order[problem.sheet], problem.line))
        rest = [
            FileProblem(self._file, sheet, 0, "", "and_more", {"number": number - FIRST})
            for sheet, number in self._counts.items()
            if number > FIRST
        ]
        return (*told, *rest)
