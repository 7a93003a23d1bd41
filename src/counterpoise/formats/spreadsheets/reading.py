"""Read a workbook that somebody filled in by hand, as readily as a bundle."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from counterpoise.formats.bundle import Loaded
from counterpoise.formats.codec import FaultError
from counterpoise.formats.spreadsheets.building import Built, Filled, build, unlisted_rows
from counterpoise.formats.spreadsheets.cells import Named, text_of
from counterpoise.formats.spreadsheets.complaints import Complaints
from counterpoise.formats.spreadsheets.entries import Entry, entries, own_name, wanted
from counterpoise.formats.spreadsheets.grids import open_workbook
from counterpoise.formats.spreadsheets.names import slug
from counterpoise.formats.spreadsheets.plan import Kind
from counterpoise.formats.spreadsheets.resolving import Register
from counterpoise.record.base import Row
from counterpoise.record.checks import Problem, check
from counterpoise.record.initiatives import Initiative
from counterpoise.record.moments import Moment
from counterpoise.record.record import Record
from counterpoise.record.reviews import Edition

__all__ = ["read"]

_SERVES_ALL = frozenset({"groups", "bodies", "matters", "statutory_mandates", "populations"})
"""Tables whose rows serve every initiative where they name none."""

_UNDATED = frozenset({"initiatives", "groups", "bodies", "matters", "affects", "populations", "margins"})
"""Tables whose rows have no date in the workbook."""


def read(path: Path, *, recorded_at: datetime, progress: Callable[[str], None] | None = None) -> Loaded:
    """Read a workbook, and check that it holds together.

    Parameters
    ----------
    path
        The workbook (``.xlsx``), in Dutch or English, made by `write_template` or like it.
    recorded_at
        When rows count as written down that do not say it themselves; with its time zone.
    progress
        Called with the name of each sheet before it is read.

    Returns
    -------
    Loaded
        The record and everything that is wrong with it, by sheet, row and column; never an exception for what a file
        holds. What is missing is no problem.
    """
    complaints = Complaints(path.name)
    try:
        book = open_workbook(path, wanted=wanted, progress=progress)
    except FaultError as fault:
        complaints.say(fault.code)
        return Loaded(Record(), Edition.FULL, complaints.told())
    given = list(entries(book, complaints))
    register = Register(complaints)
    ids = [register.enter(entry) for entry in given]
    looked_up = [_looked_up(entry, register) for entry in given]
    for entry in given:
        _name_what_is_to_come(entry, recorded_at, complaints)
    single, default = _single(register, own_name(book) or text_of(path.stem), recorded_at)
    homes = _homes(given, ids, looked_up, single, complaints)
    filled = [Filled(*each) for each in zip(given, ids, looked_up, homes, strict=True)]
    built = list(build(filled, register=register, recorded_at=recorded_at, file=path.name))
    built += unlisted_rows(built, register=register, initiative=single, recorded_at=recorded_at, file=path.name)
    record = Record.of(_there_from_the_first([*default, *(each.row for each in built)]))
    _name_what_does_not_hold(record, built, len(default), complaints)
    return Loaded(record, Edition.FULL, complaints.told(), complaints.unread)


def _looked_up(entry: Entry, register: Register) -> dict[str, Any]:
    """Return what the cells of an entry say, with ids for names; a name that means nothing is left out."""
    found: dict[str, Any] = {}
    for key, value in entry.values.items():
        field = entry.sheet.field(key)
        meant: Any = value
        if field.kind is Kind.NAME and field.many:
            meant = register.many(field.to, value[0], entry, key)
        elif isinstance(value, Named):
            meant = register.one(field.to, value, entry, key)
        if meant is not None:
            found[key] = meant
    return found


def _single(register: Register, title: str, recorded_at: datetime) -> tuple[str | None, list[Initiative]]:
    """Return the only initiative, made where nobody names one; None where there are several."""
    known = register.targets("initiatives")
    if not known:
        made = Initiative(id=slug(title) or "initiative", recorded_at=recorded_at, title=title)
        return made.id, [made]
    return (known[0].id if len(known) == 1 else None), []


def _there_from_the_first(rows: list[Row]) -> list[Row]:
    """Let what has no date of its own, such as a group, be there from the first date of the workbook.

    Else a look back at what had happened by a date would find decisions without the groups that they touch.
    """
    dated = [row.happened_at for row in rows if row.happened_at is not None]
    first = min(dated, default=None, key=lambda moment: (moment.first, moment.last))
    return [
        replace(row, happened_at=first) if row.happened_at is None and row.TABLE in _UNDATED else row for row in rows
    ]


def _homes(
    given: list[Entry], ids: list[str], values: list[dict[str, Any]], single: str | None, complaints: Complaints
) -> list[str | None]:
    """Return the initiative of each entry: the only one, the one it names, or that of a row that it names."""
    if single is not None:
        return [single] * len(given)
    homes = {
        (entry.sheet.table, id_): each["initiative"]
        for entry, id_, each in zip(given, ids, values, strict=True)
        if "initiative" in each
    }
    # A notice has the home of its decision, which may have that of its meeting: a few rounds reach them all.
    for _ in range(3):
        for entry, id_, each in zip(given, ids, values, strict=True):
            if (entry.sheet.table, id_) not in homes and (home := _of_named(entry, each, homes)):
                homes[entry.sheet.table, id_] = home
    for entry, id_ in zip(given, ids, strict=True):
        free = entry.sheet.table in _SERVES_ALL or entry.sheet.table == "initiatives"
        if (entry.sheet.table, id_) not in homes and not free:
            complaints.say("which_initiative", entry.place())
    return [homes.get((entry.sheet.table, id_)) for entry, id_ in zip(given, ids, strict=True)]


def _of_named(entry: Entry, values: dict[str, Any], homes: dict[tuple[str, str], str]) -> str | None:
    if entry.sheet.table in _SERVES_ALL:
        return None
    for key, value in values.items():
        to = entry.sheet.field(key).to if "." not in key or key.startswith("traces") else ""
        for target in value if isinstance(value, tuple) else (value,):
            if to and (to, target) in homes:
                return homes[to, target]
    return None


def _name_what_is_to_come(entry: Entry, recorded_at: datetime, complaints: Complaints) -> None:
    """Name dates of things that happened which lie after the day on which they were written down."""
    today = recorded_at.date()
    written: Moment | None = entry.values.get("recorded_at")
    for key, value in entry.values.items():
        if not isinstance(value, Moment):
            continue
        place = entry.place(key)
        if value.first > today:
            complaints.say("still_to_come", place, value=str(value))
        elif written is not None and key in entry.sheet.when and value.first > written.last:
            given = {"recorded_at": str(written), "happened_at": str(value)}
            complaints.say("recorded_before_it_happened", place, **given)


def _name_what_does_not_hold(record: Record, built: list[Built], before: int, complaints: Complaints) -> None:
    """Name what the check of the record finds, at the cells that it comes from."""
    origins: dict[str, list[Entry | None]] = {Initiative.TABLE: [None] * before}
    for each in built:
        origins.setdefault(each.row.TABLE, []).append(each.entry)
    for problem in check(record):
        # What was written down too early is named above, in the words of the sheet.
        if problem.code == "recorded_before_it_happened":
            continue
        if problem.code == "and_more":
            complaints.say("and_more", **problem.given)
            continue
        entry = origins[problem.table][problem.position]
        if entry is not None:
            complaints.say(problem.code, entry.place(_key(entry, problem)), **problem.given)


def _key(entry: Entry, problem: Problem) -> str:
    """Return the column that fills the field in which something is wrong."""
    companion = f"{problem.table}.{problem.field}"
    return companion if companion in entry.heads else problem.field
