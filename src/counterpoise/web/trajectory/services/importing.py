"""Take care data into one's own care path, from a file that a care system gave."""

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from counterpoise.formats.codec import decode, encode
from counterpoise.formats.fhir.importing import Imported, read
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Level, Row, links
from counterpoise.record.initiatives import Initiative
from counterpoise.record.people import Space
from counterpoise.record.trajectories import Trajectory
from counterpoise.web.ledger.services import RefusedError, Telling
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.trajectory.records import EVERYWHERE
from counterpoise.web.trajectory.services.rights import Here, owner_here, put

__all__ = ["LARGEST", "Taken", "take_in"]

LARGEST = 5_000_000
"""The largest file that is read, in bytes."""

MOST_ROWS = 5_000
_ITSELF = (Initiative, Trajectory, Space)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a file.

    Attributes
    ----------
    rows
        How many rows are new in the care path.
    known
        How many were there already.
    unmapped
        For each type that the record does not hold, how often it was in the file.
    skipped
        What could not be read: the place, and why.
    """

    rows: int
    known: int
    unmapped: Mapping[str, int]
    skipped: tuple[tuple[str, str], ...]


def take_in(*, path: str, name: str, content: bytes, by: Viewer, at: datetime) -> Taken:
    """Take the care data of a file into a care path. The same file a second time changes nothing.

    Parameters
    ----------
    path
        The care path.
    name
        What the file is called; only how it ends counts.
    content
        What is in it.
    by, at
        Who does it, and when.

    Raises
    ------
    NothingHereError
        There is no such care path, or it is somebody else's.
    RefusedError
        The file is too large, holds nothing that can be taken over, or tells of several people.
    """
    here = owner_here(path, by=by, at=at)
    if len(content) > LARGEST:
        raise RefusedError([Refusal("trajectory.file_too_large", {"megabytes": LARGEST // 1_000_000})])
    found = _read(name, content, at=at)
    skipped = tuple((each.place, str(each.error)) for each in found.skipped)
    owners = [row for row in found.record.rows(Trajectory) if row.initiative]
    if not owners:
        raise RefusedError([Refusal("trajectory.nothing_in_file", {"why": skipped[0][1] if skipped else ""})])
    if len({row.initiative for row in owners}) > 1:
        raise RefusedError([Refusal("trajectory.file_of_several")])
    rows = _in_this_path(found.record, owners[0], here=here)
    if len(rows) > MOST_ROWS:
        raise RefusedError([Refusal("trajectory.too_many_rows", {"most": MOST_ROWS})])
    new = [row for row in rows if not EVERYWHERE[type(row)]._default_manager.filter(pk=row.id).exists()]  # noqa: SLF001 - Django's own name for it
    fresh = {(row.TABLE, row.id) for row in new}
    put(here, *(Telling(model=EVERYWHERE[type(row)], row=row) for row in new))
    return Taken(len(fresh), len({(row.TABLE, row.id) for row in rows} - fresh), found.unmapped, skipped)


def _read(name: str, content: bytes, *, at: datetime) -> Imported:
    ending = next((each for each in (".xml", ".ndjson") if name.lower().endswith(each)), ".json")
    with tempfile.TemporaryDirectory(prefix="counterpoise-") as folder:
        file = Path(folder) / f"care-data{ending}"
        file.write_bytes(content)
        return read([file], recorded_at=at)


def _in_this_path(record: Iterable[Row], owner: Trajectory, *, here: Here) -> list[Row]:
    """Return the rows of a file as rows of this path: each name is this path's own, so that no two paths share one."""
    rows = [row for row in record if row.initiative == owner.initiative]
    circle = next((row.id for row in rows if isinstance(row, Space)), "")
    names = {(row.TABLE, row.id): f"{here.path}.{row.id}" for row in rows}
    names[Initiative.TABLE, owner.initiative or ""] = here.path
    names[Trajectory.TABLE, owner.id] = here.trajectory.id
    names["spaces", circle] = here.circle
    names["persons", owner.owner or ""] = here.owner
    names["groups", f"{owner.initiative}.group-owner"] = f"{here.path}.group-owner"
    return [_renamed(row, names, here=here) for row in rows if not isinstance(row, _ITSELF) and row.id != owner.owner]


def _renamed(row: Row, names: Mapping[tuple[str, str], str], *, here: Here) -> Row:
    told = encode(row)
    for link in links(type(row)):
        first, _, inner = link.path.partition(".")
        if first in told:
            told[first] = _new(told[first], inner, lambda name, to=link.to: names.get((to, name), name))
    told["id"] = names[row.TABLE, row.id]
    told.setdefault("recorded_by", here.by.person)
    told |= {"initiative": here.path, "space": here.circle, "level": Level.INDIVIDUAL.value}
    again, faults = decode(type(row), told)
    if again is None:
        raise AssertionError(faults)  # what was read as a row is a row under another name
    return again


def _new(value: Any, inner: str, rename: Any) -> Any:  # noqa: ANN401 - plain JSON
    if isinstance(value, list):
        return [_new(each, inner, rename) for each in value]
    if isinstance(value, dict) and inner:
        return value | ({inner: _new(value[inner], "", rename)} if inner in value else {})
    return rename(value) if isinstance(value, str) and not inner else value
