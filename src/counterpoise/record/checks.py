"""The check that a record holds together. It says all problems at once, each with its table, row and field."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as with_default
from datetime import date
from operator import attrgetter
from typing import Any

from counterpoise.record.base import Row
from counterpoise.record.decisions import Decision, Notice
from counterpoise.record.documents import ClaimEvidence
from counterpoise.record.moments import Moment
from counterpoise.record.record import Record
from counterpoise.record.reviews import AuditFinding
from counterpoise.record.schema import TABLES, Link, columns, links

__all__ = ["FIRST", "Problem", "check"]

FIRST = 100
"""How many problems of one table are told one by one; of the rest only the number is told."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something is wrong at one place.

    Attributes
    ----------
    table
        The table.
    position
        Which row of the table, from 0; -1 where the problem is not of one row.
    row
        The row's id.
    field
        The field; empty where the problem is of the row.
    code
        What is wrong, as a word of this module or of the format that found it.
    given
        What was found there, by name.
    """

    table: str
    position: int
    row: str
    field: str
    code: str
    given: Mapping[str, Any] = with_default(default_factory=dict)


def check(record: Record, *, first: int = FIRST) -> tuple[Problem, ...]:
    """Say everything that does not hold together in a record.

    Parameters
    ----------
    record
        All rows, all versions.
    first
        How many problems of one table are told one by one.

    Returns
    -------
    tuple of Problem
        Empty where the record holds together. Where a table has more than `first` problems, a last one with the code
        ``and_more`` says how many were left out.

    Notes
    -----
    Codes: ``dangling`` (points to a row that is not there), ``twice`` (the same id and version again),
    ``version_below_one``, ``version_skipped``, ``empty_id``, ``bad_id``, ``recorded_before_it_happened``,
    ``until_before_from``, ``heard_before_decided``, ``unknown_table``, ``outside_range``.
    """
    found: list[Problem] = []
    ids = {name: {row.id for row in rows} for name, rows in record.tables.items()}
    for name, rows in record.tables.items():
        found += capped(_of_table(name, rows, ids), table=name, first=first)
    found += capped(_of_notices(record), table=Notice.TABLE, first=first)
    return tuple(found)


def capped(problems: Iterable[Problem], *, table: str, first: int = FIRST) -> Iterator[Problem]:
    """Pass on the first problems of a table, then one that tells the number of the others."""
    left_out = 0
    for number, problem in enumerate(problems):
        if number < first:
            yield problem
        else:
            left_out += 1
    if left_out:
        yield Problem(table, -1, "", "", "and_more", {"number": left_out})


def _of_table(name: str, rows: tuple[Row, ...], ids: dict[str, set[str]]) -> Iterator[Problem]:
    cls = TABLES[name]
    ask = [*_link_checks(cls, rows, ids), *_range_checks(cls)]
    keys = {(row.id, row.version) for row in rows}
    seen: set[tuple[str, int]] | None = None if len(keys) == len(rows) else set()
    for position, row in enumerate(rows):
        if seen is not None:
            if (row.id, row.version) in seen:
                yield Problem(name, position, row.id, "id", "twice", {"version": row.version})
            seen.add((row.id, row.version))
        yield from _of_row(name, position, row, keys)
        for question in ask:
            yield from question(name, position, row)


def _of_row(name: str, position: int, row: Row, keys: set[tuple[str, int]]) -> Iterator[Problem]:
    if not row.id:
        yield Problem(name, position, row.id, "id", "empty_id")
    elif not row.id.isprintable() or row.id != row.id.strip() or len(row.id) > 200:
        yield Problem(name, position, row.id, "id", "bad_id")
    if row.version < 1:
        yield Problem(name, position, row.id, "version", "version_below_one", {"version": row.version})
    elif row.version > 1 and (row.id, row.version - 1) not in keys:
        yield Problem(name, position, row.id, "version", "version_skipped", {"version": row.version})
    if row.happened_at is not None and not _known_by(row.happened_at, row):
        given = {"happened_at": str(row.happened_at), "recorded_at": row.recorded_at.isoformat()}
        yield Problem(name, position, row.id, "recorded_at", "recorded_before_it_happened", given)


def _known_by(moment: Moment, row: Row) -> bool:
    if moment.at is not None:
        return moment.at <= row.recorded_at
    return moment.first <= row.recorded_at.date()


Ask = Callable[[str, int, Row], Iterator[Problem]]


def _link_checks(cls: type[Row], rows: tuple[Row, ...], ids: dict[str, set[str]]) -> list[Ask]:
    """Return a question for each link of a table that has at least one reference to nothing; most have none."""

    def question(path: str, to: str) -> Ask:
        known = ids.get(to, set())
        outer, _, inner = path.partition(".")

        def ask(table: str, position: int, row: Row) -> Iterator[Problem]:
            value = getattr(row, outer)
            if not value:
                return
            for target in _targets(value, inner):
                if target not in known:
                    yield Problem(table, position, row.id, path, "dangling", {"id": target, "to": to})

        return ask

    return [question(link.path, link.to) for link in links(cls) if not _pointed(link, rows) <= ids.get(link.to, set())]


def _pointed(link: Link, rows: tuple[Row, ...]) -> set[str]:
    outer, _, inner = link.path.partition(".")
    values = set(map(attrgetter(outer), rows)) - {None, "", ()}
    if link.many or inner:
        return {target for value in values for target in _targets(value, inner)}
    return values


def _targets(value: Any, inner: str) -> Iterable[str]:  # noqa: ANN401 - a field of any kind
    if inner:
        parts = value if isinstance(value, tuple) else (value,)
        return (target for part in parts for target in _targets(getattr(part, inner) or (), ""))
    return value if isinstance(value, tuple) else (value,)


# What a figure can be at all: a typing error is a problem of its row, not of the audit.
_RANGES: dict[str, tuple[float, float]] = {
    "share": (0, 1),
    "direction": (-1, 1),
    "count": (0, float("inf")),
    "size": (0, float("inf")),
    "hours": (0, float("inf")),
    "people": (0, float("inf")),
    "numerator": (0, float("inf")),
    "denominator": (0, float("inf")),
    "votes_for": (0, float("inf")),
    "votes_against": (0, float("inf")),
    "cadence_days": (1, 3660),
    "conflict_max_days": (0, 3660),
}


def _range_checks(cls: type[Row]) -> list[Ask]:
    names = {column.name for column in columns(cls)}
    asked: list[Ask] = [_figure_question(name) for name in sorted(names & _RANGES.keys()) if cls is not AuditFinding]
    for start, end in (("active_from", "active_until"), ("open_from", "open_until")):
        if {start, end} <= names:
            asked.append(_order_question(start, end))
    if {"concerns_from", "concerns_until"} <= names:
        asked.append(_order_question("concerns_from", "concerns_until"))
    if cls is ClaimEvidence:
        asked.append(_evidence_question)
    return asked


def _figure_question(name: str) -> Ask:
    low, high = _RANGES[name]

    def ask(table: str, position: int, row: Row) -> Iterator[Problem]:
        value = getattr(row, name)
        if value is not None and not low <= value <= high:
            yield Problem(table, position, row.id, name, "outside_range", {"value": value, "low": low, "high": high})

    return ask


def _order_question(start: str, end: str) -> Ask:
    def ask(table: str, position: int, row: Row) -> Iterator[Problem]:
        a, b = getattr(row, start), getattr(row, end)
        if a is not None and b is not None and _last(b) < _first(a):
            yield Problem(table, position, row.id, end, "until_before_from", {"from": str(a), "until": str(b)})

    return ask


def _first(value: Moment | date) -> date:
    return value.first if isinstance(value, Moment) else value


def _last(value: Moment | date) -> date:
    return value.last if isinstance(value, Moment) else value


def _evidence_question(table: str, position: int, row: Row) -> Iterator[Problem]:
    if isinstance(row, ClaimEvidence) and row.table and row.table not in TABLES:
        yield Problem(table, position, row.id, "table", "unknown_table", {"table": row.table})


def _of_notices(record: Record) -> Iterator[Problem]:
    # A group can hear of a decision before it is taken only from a draft; without one, one of the two dates is wrong.
    decisions = {decision.id: decision for decision in record.rows(Decision)}
    for position, notice in enumerate(record.rows(Notice)):
        decision = decisions.get(notice.decision or "")
        if decision is None or decision.decided_at is None or decision.draft_at is not None:
            continue
        for name, heard in (("heard_at", notice.heard_at), ("told_at", notice.told_at)):
            if heard is not None and heard.last < decision.decided_at.first:
                given = {"heard": str(heard), "decided": str(decision.decided_at), "decision": decision.id}
                yield Problem(Notice.TABLE, position, notice.id, name, "heard_before_decided", given)
