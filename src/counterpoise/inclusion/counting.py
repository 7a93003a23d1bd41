"""Counts of people as somebody types them in or brings in a file: each line a category and a number.

Also which of such counts must not be shown, because few people stand behind them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from counterpoise.statistics.disclosure.rules import COUNT_MINIMUM
from counterpoise.statistics.disclosure.suppression import attacker_range

__all__ = ["MOST_LINES", "LineProblem", "counts_in", "hidden", "hidden_in_parts", "split_lines"]

MOST_LINES = 200
"""How many categories there are at most."""

MOST_PEOPLE = 10_000_000
_LONGEST = 120
_BETWEEN = re.compile(r"\s*[;\t:]\s*|\s*,\s*(?=\d+\s*$)")
_NUMBER = re.compile(r"\d{1,3}(?:[. ]\d{3})*|\d+")


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What is wrong on one line.

    Attributes
    ----------
    line
        The line, from 1; 0 where it is all of them.
    code
        ``no_number``, ``not_a_number``, ``too_many_people``, ``twice``, ``too_long``, ``too_many_lines``, ``no_lines``.
    given
        What was found there, by name.
    """

    line: int
    code: str
    given: Mapping[str, Any] = field(default_factory=dict)


def split_lines(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """Split a typed text into its lines that are not blank: the line, from 1, and its parts.

    Parts are divided by a semicolon, a colon or a tab; before a number a comma does too.
    """
    found = []
    for line, words in enumerate(text.split("\n"), start=1):
        if words.strip():
            found.append((line, tuple(part.strip() for part in _BETWEEN.split(words.strip()))))
    return found


def counts_in(lines: Iterable[tuple[int, Sequence[str]]]) -> tuple[dict[str, int], tuple[LineProblem, ...]]:
    """Read the number of people of each category.

    Parameters
    ----------
    lines
        The line and its parts: the category, which may be empty for "not answered", and the number, in which a point
        or a space may stand before each three digits.

    Returns
    -------
    dict, tuple of LineProblem
        The counts of the lines that hold, and everything that does not, line by line.
    """
    counts: dict[str, int] = {}
    problems: list[LineProblem] = []
    there = list(lines)
    if not there:
        return {}, (LineProblem(0, "no_lines"),)
    if len(there) > MOST_LINES:
        return {}, (LineProblem(0, "too_many_lines", {"number": len(there), "most": MOST_LINES}),)
    for line, parts in there:
        problem = _problem(line, parts, counts)
        if problem is not None:
            problems.append(problem)
            continue
        counts[" ".join(parts[0].split())] = _number(parts[1])
    return counts, tuple(problems)


def _number(text: str) -> int:
    return int(re.sub(r"[. ]", "", text))


def _problem(line: int, parts: Sequence[str], counts: Mapping[str, int]) -> LineProblem | None:
    if len(parts) != 2 or not parts[1].strip():
        return LineProblem(line, "no_number")
    name, number = " ".join(parts[0].split()), parts[1].strip()
    if not number.isascii() or _NUMBER.fullmatch(number) is None:
        return LineProblem(line, "not_a_number", {"text": number[:40]})
    if len(number) > _LONGEST or _number(number) > MOST_PEOPLE:
        return LineProblem(line, "too_many_people", {"text": number[:40]})
    if len(name) > _LONGEST:
        return LineProblem(line, "too_long", {"most": _LONGEST})
    return LineProblem(line, "twice", {"name": name}) if name in counts else None


def hidden_in_parts(
    whole: Mapping[str, int], part: Mapping[str, int], *, minimum: int = COUNT_MINIMUM
) -> frozenset[str]:
    """Return the categories of which neither a part nor the rest is shown: any two of the three give away the third.

    The totals of both are taken to be known, and so is each whole that `hidden` would show by itself. More categories
    are hidden until no small count can be narrowed from all of that; where all of them are hidden nothing is left to
    hide.

    Parameters
    ----------
    whole, part
        People by category, and those of them who are in the part.
    minimum
        The fewest people that may be shown.
    """
    rest = {name: count - part.get(name, 0) for name, count in whole.items()}
    few = frozenset[str]().union(*(hidden(counts, minimum=minimum) for counts in (whole, part, rest)))
    others = sorted((count, name) for name, count in whole.items() if count and name not in few)
    # Taken together the three can say more than each by itself: whoever reads them is tried out, as an attacker would.
    while few and others and _narrowed(whole, part, few, minimum=minimum):
        few |= {others.pop(0)[1]}
    return few


def _narrowed(whole: Mapping[str, int], part: Mapping[str, int], few: frozenset[str], *, minimum: int) -> bool:
    """Say whether a small count can be narrowed by whoever knows the totals, and each whole that is shown by itself."""
    names = list(whole)
    table = [[part.get(name, 0), whole[name] - part.get(name, 0)] for name in names]
    unknown = hidden(whole, minimum=minimum)
    cells = [(at, column) for at, name in enumerate(names) if name in few for column in (0, 1)]
    cells += [(at, -1) for at, name in enumerate(names) if name in unknown]
    found = attacker_range(table, cells)
    for (at, column), reach in found.items():
        count = whole[names[at]] if column == -1 else table[at][column]
        if 0 < count < minimum and (reach.low > 1 or reach.high < minimum - 1):
            return True
    return False


def hidden(counts: Mapping[str, int], *, minimum: int = COUNT_MINIMUM) -> frozenset[str]:
    """Return the categories whose count is not shown, because few people stand behind it or it would tell of those.

    A count of nobody is nobody's, and is shown. Whoever knows the total knows how many people the hidden categories
    have together, and that each has somebody. So the smallest of the others are hidden with them until each small count
    can still be anything below the minimum: of two that have two people together, each has one.

    Parameters
    ----------
    counts
        People by category.
    minimum
        The fewest people that may be shown.
    """
    few = {name for name, count in counts.items() if 0 < count < minimum}
    others = sorted((count, name) for name, count in counts.items() if count >= minimum)
    together = sum(counts[name] for name in few)
    while few and others and (len(few) == 1 or together < minimum - 1 + len(few) - 1):
        count, name = others.pop(0)
        few.add(name)
        together += count
    return frozenset(few)
