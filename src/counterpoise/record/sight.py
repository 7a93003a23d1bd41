"""What was known, or what had happened, at a date: the record as it stood then, initiative by initiative."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, cast

from counterpoise.record.base import Row
from counterpoise.record.initiatives import Initiative
from counterpoise.record.moments import Moment
from counterpoise.record.record import Record
from counterpoise.record.reviews import Edition
from counterpoise.record.schema import columns
from counterpoise.record.versions import without_wrong_dates

__all__ = ["Case", "Mode", "Sight", "look"]

R = TypeVar("R", bound=Row)


class Mode(StrEnum):
    """Whether a date means what had been written down by then, or what had happened by then as far as is known now."""

    RECORDED = "recorded"
    HAPPENED = "happened"


@dataclass(frozen=True, slots=True)
class Case:
    """One initiative, or one care path, as it stood at a date.

    Attributes
    ----------
    initiative
        The initiative itself.
    at
        The date; the whole day counts.
    mode
        What the date means.
    edition
        Whose record it is: with the closed rooms (``full``), with one of them (``room``), or with what both sides may
        read (``shared``).
    undated
        How many rows of this initiative are left out for want of a date of their own, by table. They count from the day
        on which they were written down, and that is a later one; only where the date means what had happened.
    """

    initiative: Initiative
    at: date
    mode: Mode
    edition: Edition
    _current: dict[str, tuple[Row, ...]] = field(repr=False)
    _versions: dict[str, tuple[Row, ...]] = field(repr=False)
    _common: dict[str, tuple[Row, ...]] = field(repr=False)
    _common_versions: dict[str, tuple[Row, ...]] = field(repr=False)
    undated: Mapping[str, int] = field(default_factory=dict)

    def rows(self, kind: type[R]) -> tuple[R, ...]:
        """Return the rows of one kind in force at the date: those of this initiative, then those that serve all.

        Parameters
        ----------
        kind
            The kind of row.
        """
        table = kind.TABLE
        return cast("tuple[R, ...]", self._current.get(table, ()) + self._common.get(table, ()))

    def versions(self, kind: type[R]) -> tuple[R, ...]:
        """Return every version of the rows of one kind that was there at the date, oldest first.

        Parameters
        ----------
        kind
            The kind of row.
        """
        table = kind.TABLE
        return cast("tuple[R, ...]", self._versions.get(table, ()) + self._common_versions.get(table, ()))

    def by_id(self, kind: type[R]) -> dict[str, R]:
        """Return the rows of one kind in force at the date, by their ids.

        Parameters
        ----------
        kind
            The kind of row.
        """
        return {row.id: row for row in self.rows(kind)}

    def of_table(self, table: str) -> tuple[Row, ...]:
        """Return the rows of a table in force at the date, by the table's name.

        Parameters
        ----------
        table
            The table's name.
        """
        return self._current.get(table, ()) + self._common.get(table, ())

    def narrowed(self, kept: Mapping[str, frozenset[str]]) -> "Case":
        """Return the case with only the rows whose ids are kept; tables that are not named stay whole.

        Parameters
        ----------
        kept
            The ids to keep, by table.
        """

        def narrow(tables: dict[str, tuple[Row, ...]]) -> dict[str, tuple[Row, ...]]:
            return {
                name: tuple(row for row in rows if name not in kept or row.id in kept[name])
                for name, rows in tables.items()
            }

        return replace(
            self,
            _current=narrow(self._current),
            _versions=narrow(self._versions),
            _common=narrow(self._common),
            _common_versions=narrow(self._common_versions),
        )

    def had_happened(self, moment: Moment | date | None) -> bool:
        """Say whether a moment lies at or before the date; a moment that nobody knows does not.

        Parameters
        ----------
        moment
            The moment or day; None where nobody knows.
        """
        if moment is None:
            return False
        return (moment.first if isinstance(moment, Moment) else moment) <= self.at


@dataclass(frozen=True, slots=True)
class Sight:
    """A whole record as it stood at a date.

    Attributes
    ----------
    at
        The date; the whole day counts.
    mode
        What the date means.
    cases
        Every initiative and care path that was there, in the order of the record.
    """

    at: date
    mode: Mode
    cases: tuple[Case, ...]


def look(record: Record, *, at: date, mode: Mode = Mode.RECORDED, edition: Edition = Edition.FULL) -> Sight:
    """See a record as it stood at a date.

    Parameters
    ----------
    record
        All rows, all versions.
    at
        The date; the whole day counts, in the time zone in which each record was written.
    mode
        ``recorded`` sees only what had been written down by then. ``happened`` sees what had happened by then, whenever
        it was written down; what a row tells of later events is left out, and so is a version whose date a next version
        corrects.
    edition
        Whose record this is; it is passed on to the cases, and nothing is left out here.

    Returns
    -------
    Sight
        Its cases hold every row that names them, and the rows that name no initiative.
    """
    current: defaultdict[str | None, dict[str, tuple[Row, ...]]] = defaultdict(dict)
    versions: defaultdict[str | None, dict[str, tuple[Row, ...]]] = defaultdict(dict)
    undated: defaultdict[str | None, dict[str, int]] = defaultdict(dict)
    for table, rows in record.tables.items():
        # As far as is known now: a date that was corrected later was never right.
        told_now = without_wrong_dates(rows) if mode is Mode.HAPPENED else rows
        seen = [row for row in told_now if _there(row, at, mode)]
        for home, kept in _by_initiative(seen).items():
            told = tuple(_unseen_left_out(row, at) for row in kept) if mode is Mode.HAPPENED else tuple(kept)
            versions[home][table] = told
            current[home][table] = tuple({row.id: row for row in told}.values())
        if mode is Mode.HAPPENED:
            for home, number in _undated(told_now, seen, at).items():
                undated[home][table] = number
    initiatives = current[None].get(Initiative.TABLE, ())
    common = {name: rows for name, rows in current[None].items() if name != Initiative.TABLE}
    common_versions = {name: rows for name, rows in versions[None].items() if name != Initiative.TABLE}
    cases = tuple(
        Case(
            cast("Initiative", row),
            at,
            mode,
            edition,
            current.get(row.id, {}),
            versions.get(row.id, {}),
            common,
            common_versions,
            undated.get(row.id, {}),
        )
        for row in initiatives
    )
    return Sight(at, mode, cases)


def _by_initiative(rows: Iterable[Row]) -> dict[str | None, list[Row]]:
    kept = sorted(rows, key=lambda row: row.version)
    # An initiative belongs to nobody but itself: its own row is kept among the common ones. A row that was first told
    # of another initiative, or of none, belongs where its last version says, with all that it was before.
    last = {row.id: None if row.TABLE == Initiative.TABLE else row.initiative for row in kept}
    homes: dict[str | None, list[Row]] = {}
    for row in kept:
        homes.setdefault(last[row.id], []).append(row)
    return homes


def _there(row: Row, at: date, mode: Mode) -> bool:
    if mode is Mode.RECORDED or row.happened_at is None:
        return row.recorded_at.date() <= at
    return row.happened_at.first <= at


def _undated(rows: Iterable[Row], seen: Iterable[Row], at: date) -> Counter[str]:
    # What is seen in an earlier version is not left out.
    late = {row.id: row for row in rows if row.happened_at is None and row.recorded_at.date() > at}
    there = {row.id for row in seen} if late else frozenset()
    return Counter(row.initiative for row in late.values() if row.initiative is not None and row.id not in there)


def _event_fields(cls: type[Row]) -> tuple[str, ...]:
    return tuple(column.name for column in columns(cls) if column.kind is Moment and column.name != "happened_at")


def _unseen_left_out(row: R, at: date) -> R:
    # Fields named ..._at tell what has happened; those after the date had not. Fields named ..._on are plans and stay.
    late = {name: None for name in _event_fields(type(row)) if _after(getattr(row, name), at)}
    return replace(row, **cast("dict[str, Any]", late)) if late else row


def _after(moment: Moment | None, at: date) -> bool:
    return moment is not None and moment.first > at
