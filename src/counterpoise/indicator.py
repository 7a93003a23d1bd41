"""What every measure of the power audit returns, and how a measure describes itself.

A `Measure` says what is measured: its code, whether the paper states a duty, what it cannot say. Reading it on one
initiative gives a
`Reading`: a figure with its counts, its interval, its coverage and the records behind it. An `Indicator` is a reading
with the way in which it
may be shown. There is no total of indicators anywhere, and there never will be.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, Generic, TypeVar

__all__ = ["Direction", "Display", "Evidence", "Indicator", "Measure", "Part", "Reading"]

C = TypeVar("C")


class Direction(StrEnum):
    """Whether the paper states a duty, or describes two poles of which neither is better."""

    NONE = "none"
    DUTY = "duty"


class Display(StrEnum):
    """How a reading may be shown: rate, counts only, list only, not at all, or greyed as the register is too thin."""

    RATE = "rate"
    COUNTS = "counts"
    LIST = "list"
    SUPPRESSED = "suppressed"
    THIN = "thin"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The records behind a figure, by their ids.

    Attributes
    ----------
    numerator
        What was counted.
    denominator
        Out of what.
    excluded
        What could not be used, because a field is not known.
    tables
        The tables of the record in which these ids are found.
    """

    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A further figure of a reading.

    Attributes
    ----------
    name
        What it is, as a word; people see a sentence for it.
    value
        The figure; empty where there is none.
    numerator, denominator
        How many, of how many, where it is a count.
    interval
        Its 95 % interval.
    direction
        Its own direction, which need not be that of the main figure.
    range
        The smallest and largest value that dates known only to the month allow.
    of
        What it is about, where a reading has several of the same name: a group, a matter, a department.
    """

    name: str
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    interval: tuple[float, float] | None = None
    direction: Direction = Direction.NONE
    range: tuple[float, float] | None = None
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a measure found on one initiative.

    Attributes
    ----------
    value
        The main figure; empty where the record holds nothing that it could be read from.
    numerator, denominator
        The counts that it rests on.
    interval
        Its 95 % interval. Over all cases there are, it reads "if these were a sample of such cases".
    range
        The smallest and largest value that dates known only to the month allow.
    known, candidates
        Of how many candidates the needed fields are known; coverage is their ratio.
    parts
        Further figures.
    details
        What else a page or a table needs, as plain JSON.
    evidence
        The records behind it.
    arms
        The sizes of the groups of persons that are compared; one too small suppresses the figure.
    cells
        The counts of persons that the figure would give away; one too small suppresses it.
    at_most
        The fullest way in which it may be shown, where the measure itself has too little for more.
    """

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    interval: tuple[float, float] | None = None
    range: tuple[float, float] | None = None
    known: int = 0
    candidates: int = 0
    parts: tuple[Part, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)
    evidence: Evidence = Evidence()
    arms: tuple[int, ...] = ()
    cells: tuple[int, ...] = ()
    at_most: Display | None = None

    @property
    def coverage(self) -> float | None:
        """The share of the candidates whose needed fields are known (0 to 1); empty where there are none."""
        return self.known / self.candidates if self.candidates else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Generic[C]):
    """One measure of the power audit. What it cannot say and how it could be gamed stand in the docstring of `read`.

    Attributes
    ----------
    code
        Its name for machines, such as ``expertise.uptake``: room and topic.
    short
        Its short name, such as ``E3``.
    direction
        The direction of the main figure.
    about
        What it counts, as the table of what may be shown names it: ``acts``, ``contributions``, ``persons``,
        ``persons_outcome``,
        ``persons_traits`` or ``review``.
    read
        The measure itself: takes a case (one initiative as it stood at a date) and ``seed=``, and returns a
        `Reading`.
    bounds
        The smallest and largest value that the main figure can have.
    experimental
        Whether it is in the library only, for research, and not on the pages.
    """

    code: str
    short: str
    direction: Direction
    about: str
    read: Callable[..., Reading]
    bounds: tuple[float, float] = (0.0, 1.0)
    experimental: bool = False

    def section(self, title: str) -> str:
        """Return one section of what the measure says of itself, such as "Cannot say", as one line of text."""
        return _section(self.read.__doc__ or "", title)


@lru_cache(maxsize=512)
def _section(docstring: str, title: str) -> str:
    # Cached: a report asks it of every initiative anew, and what a measure says of itself never changes.
    _, found, rest = inspect.cleandoc(docstring).partition(f"\n{title}\n{'-' * len(title)}\n")
    if not found:
        return ""
    lines = rest.split("\n")
    ends = (number - 1 for number, line in enumerate(lines) if number and line and not line.strip("-"))
    return " ".join(line.strip() for line in lines[: next(ends, len(lines))] if line.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A reading of one measure on one initiative, with the way in which it may be shown.

    Attributes
    ----------
    code, short, direction
        As in the `Measure`.
    initiative
        The initiative's id.
    reading
        What was found.
    display
        How it may be shown.
    """

    code: str
    short: str
    direction: Direction
    initiative: str
    reading: Reading
    display: Display

    @property
    def evidence(self) -> Evidence:
        """The records behind the figure."""
        return self.reading.evidence
