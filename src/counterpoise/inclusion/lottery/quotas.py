"""Quotas: how many people of each kind a panel must have at least and may have at most."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterpoise.inclusion.lottery.problems import BadInputError, Problem
from counterpoise.inclusion.lottery.tables import Table, plain

__all__ = ["Quota", "Quotas", "read_quotas"]

FEATURE = ("feature", "kenmerk", "variabele", "eigenschap")
CATEGORY = ("category", "categorie")
VALUE = ("value", "name", "waarde", "naam", "antwoord")
LEAST = ("min", "minimum", "minimaal", "minste", "minstens", "ten minste", "tenminste", "at least")
MOST = ("max", "maximum", "maximaal", "meeste", "hoogstens", "ten hoogste", "at most")
FLOOR = ("min_flex", "minimum_flex", "minimaal_flex", "uiterste minimum")
CEILING = ("max_flex", "maximum_flex", "maximaal_flex", "uiterste maximum")
DUTCH = ("kenmerk", "categorie")
"""Where both stand in Dutch, whichever comes first is told apart by the other: usage knows both."""
NUMBER = re.compile(r"(\d{1,9})(?:[.,]0+)?", re.ASCII)
"""Whole numbers, also as a spreadsheet writes them with decimals, after a point or a comma."""


@dataclass(frozen=True, slots=True)
class Quota:
    """How many people with one value of one feature a panel may have.

    Attributes
    ----------
    feature, value
        By what people are told apart, and the value.
    least, most
        The fewest and the most of them on a panel, both allowed.
    line
        The line of the file, or 0.
    floor, ceiling
        How far the two may be moved when nothing else helps; None for as far as it takes.
    """

    feature: str
    value: str
    least: int
    most: int
    line: int = 0
    floor: int | None = None
    ceiling: int | None = None


@dataclass(frozen=True, slots=True)
class Quotas:
    """All quotas of a lottery, in the order of the file.

    Attributes
    ----------
    rows
        One for each value of each feature.
    file
        The name of the file, for what is said of them.
    """

    rows: tuple[Quota, ...]
    file: str = "quotas"

    @property
    def features(self) -> tuple[str, ...]:
        """The features, each once, in their order."""
        return tuple(dict.fromkeys(row.feature for row in self.rows))

    def of(self, feature: str) -> tuple[Quota, ...]:
        """Return the quotas of one feature."""
        return tuple(row for row in self.rows if row.feature == feature)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a file of quotas says what; −1 where it does not."""

    feature: int
    value: int
    least: int
    most: int
    floor: int
    ceiling: int


def read_quotas(table: Table, *, size: int) -> Quotas:
    """Read quotas from a table with any of the usual headers.

    The columns are ``feature,value``, ``category,feature`` or ``category,name``, with ``min`` and ``max``; in Dutch
    ``kenmerk,waarde`` or ``kenmerk,categorie``, with ``minimaal`` and ``maximaal``. Further columns are passed over,
    but for ``min_flex`` and ``max_flex``, beyond which no relaxation is proposed.

    Parameters
    ----------
    table
        The rows.
    size
        The number of people on a panel.

    Raises
    ------
    BadInputError
        With every line that is wrong: no number, the least above the most, a value twice, sums that no panel of this
        size can keep.
    """
    columns = _columns(table)
    problems: list[Problem] = []
    rows: list[Quota] = []
    seen: dict[tuple[str, str], int] = {}
    for line, values in table.rows:
        quota, wrong = _row(table, columns, line, values)
        problems += wrong
        if quota is None:
            continue
        key = (plain(quota.feature), plain(quota.value))
        if key in seen:
            given = {"feature": quota.feature, "value": quota.value, "first": seen[key]}
            problems.append(Problem(table.file, line, table.header[columns.value], "quota_twice", given))
            continue
        seen[key] = line
        rows.append(quota)
    quotas = Quotas(_same_names(rows), table.file)
    problems += [] if problems else list(_impossible(quotas, size))
    if problems:
        raise BadInputError(*problems)
    return quotas


def _columns(table: Table) -> _Columns:
    names = [plain(title) for title in table.header]

    def first(*wanted: str) -> int:
        return next((names.index(name) for name in wanted if name in names), -1)

    if set(DUTCH) <= set(names) and first(*VALUE) < 0:
        feature, value = sorted(names.index(name) for name in DUTCH)
    elif first(*CATEGORY) >= 0:
        feature, value = first(*CATEGORY), first(*FEATURE, *VALUE)
    else:
        feature, value = first(*FEATURE), first(*VALUE)
    found = _Columns(feature, value, first(*LEAST), first(*MOST), first(*FLOOR), first(*CEILING))
    missing = [
        name
        for name, at in (
            ("feature", found.feature), ("value", found.value), ("min", found.least), ("max", found.most)
        )
        if at < 0
    ]  # fmt: skip
    if missing:
        raise BadInputError(
            *(
                Problem(table.file, table.header_line, name, "quota_column_missing", {"there": ", ".join(table.header)})
                for name in missing
            )
        )
    return found


def _row(table: Table, columns: _Columns, line: int, values: tuple[str, ...]) -> tuple[Quota | None, list[Problem]]:
    problems = [
        Problem(table.file, line, table.header[at], "blank")
        for at in (columns.feature, columns.value)
        if not values[at]
    ]
    numbers: dict[str, int | None] = {}
    for name, at in (
        ("least", columns.least), ("most", columns.most), ("floor", columns.floor), ("ceiling", columns.ceiling)
    ):  # fmt: skip
        text = values[at] if at >= 0 else ""
        whole = NUMBER.fullmatch(text)
        numbers[name] = int(whole[1]) if whole else None
        if whole is None and (text or name in {"least", "most"}):
            code = "not_a_number" if text else "blank"
            problems.append(Problem(table.file, line, table.header[at], code, {"value": text}))
    least, most = numbers["least"], numbers["most"]
    if least is not None and most is not None and least > most:
        problems.append(
            Problem(table.file, line, table.header[columns.least], "least_above_most", {"least": least, "most": most})
        )
    if problems or least is None or most is None:
        return None, problems
    quota = Quota(
        values[columns.feature], values[columns.value], least, most, line, numbers["floor"], numbers["ceiling"]
    )
    return quota, problems


def _same_names(rows: Iterable[Quota]) -> tuple[Quota, ...]:
    """Give each feature the spelling of its first line."""
    spelling: dict[str, str] = {}
    return tuple(
        Quota(
            spelling.setdefault(plain(row.feature), row.feature),
            row.value, row.least, row.most, row.line, row.floor, row.ceiling,
        )
        for row in rows
    )  # fmt: skip


def _impossible(quotas: Quotas, size: int) -> Iterator[Problem]:
    for feature in quotas.features:
        rows = quotas.of(feature)
        least, most = sum(row.least for row in rows), sum(row.most for row in rows)
        given = {"feature": feature, "size": size, "first": rows[0].line, "last": rows[-1].line}
        if least > size:
            yield Problem(quotas.file, rows[0].line, feature, "least_too_many", {**given, "sum": least})
        if most < size:
            yield Problem(quotas.file, rows[0].line, feature, "most_too_few", {**given, "sum": most})
