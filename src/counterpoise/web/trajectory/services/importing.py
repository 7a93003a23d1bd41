"""Take care data into one's own care path, from a file that a care system gave."""

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction

from counterpoise.formats.codec import decode, encode
from counterpoise.formats.fhir.importing import Imported, read
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Level, Record, Row, links
from counterpoise.record.initiatives import Initiative
from counterpoise.record.people import Space
from counterpoise.record.trajectories import Trajectory
from counterpoise.web.initiatives.models import Initiative as Initiatives
from counterpoise.web.ledger.services import AlreadyToldError, RefusedError, StaleVersionError
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.trajectory.models import Patient
from counterpoise.web.trajectory.services.renewing import News, news_in
from counterpoise.web.trajectory.services.rights import Here, owner_here, put

__all__ = ["LARGEST", "Taken", "take_in"]

LARGEST = 5_000_000
"""The largest file that is read, in bytes."""

MOST_ROWS = 5_000
_TRIES = 3
_ITSELF = (Initiative, Trajectory, Space)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a file.

    Attributes
    ----------
    news
        What it brought: what is new, what changed, what was there.
    patient
        By which reference the file names whom it is about; empty where it only gives a name.
    unmapped
        For each type that the record does not hold, how often it was in the file.
    skipped
        What could not be read: the place, and why.
    nobodys
        How many lines do not say whose care they are about. They are left out.
    """

    news: News
    patient: str
    unmapped: Mapping[str, int]
    skipped: tuple[tuple[str, str], ...]
    nobodys: int


def take_in(*, path: str, name: str, content: bytes, same: bool = False, by: Viewer, at: datetime) -> Taken:
    """Take the care data of a file into a care path. The same file a second time, or at the same time, changes nothing.

    What a file tells anew becomes the next version of its line; the version before is kept.

    Parameters
    ----------
    path
        The care path.
    name
        What the file is called; only how it ends counts.
    content
        What is in it.
    same
        Whether who does it says that the file is about the owner, though it names them otherwise than files before.
    by, at
        Who does it, and when.

    Raises
    ------
    NothingHereError
        There is no such care path, or it is somebody else's.
    RefusedError
        The file is too large, holds nothing that can be taken over, tells of several people, or of another person
        than the files before; or others write here at the same moment, again and again.
    """
    here = owner_here(path, by=by, at=at)
    if len(content) > LARGEST:
        raise RefusedError([Refusal("trajectory.file_too_large", {"megabytes": LARGEST // 1_000_000})])
    found = _read(name, content, at=at)
    skipped = tuple((each.place, str(each.error)) for each in found.skipped if each.error.code != "no_subject")
    owners = [row for row in found.record.rows(Trajectory) if row.initiative]
    if not owners:
        raise RefusedError([Refusal("trajectory.nothing_in_file", {"why": skipped[0][1] if skipped else ""})])
    if len({row.initiative for row in owners}) > 1:
        raise RefusedError([Refusal("trajectory.file_of_several")])
    nobodys = sum(row.initiative is None and bool(row.quote) for row in found.record)
    nobodys += sum(each.error.code == "no_subject" for each in found.skipped)
    for left in reversed(range(_TRIES)):
        try:
            with transaction.atomic():
                news = _taken(found.record, owners[0], same=same, here=here)
            return Taken(news, _reference(owners[0]), found.unmapped, skipped, nobodys)
        except (AlreadyToldError, StaleVersionError, IntegrityError) as error:
            # The same file came at the same moment: now it is there, and the next look sees it.
            if not left:
                raise RefusedError([Refusal("trajectory.at_once")]) from error
    raise AssertionError(_TRIES)


def _taken(record: Record, owner: Trajectory, *, same: bool, here: Here) -> News:
    # One file after another: what is there is read when nobody else writes into this path.
    Initiatives.objects.select_for_update().get(pk=here.path)
    rows = _in_this_path(record, owner, first=_patient(owner, same=same, here=here), here=here)
    if len(rows) > MOST_ROWS:
        raise RefusedError([Refusal("trajectory.too_many_rows", {"most": MOST_ROWS})])
    news = news_in(rows, here=here)
    if news.tellings:
        put(here, *news.tellings)
    return news


def _patient(owner: Trajectory, *, same: bool, here: Here) -> str:
    """Keep whom the file is about, and return by which name the first file told of them.

    Raises
    ------
    RefusedError
        Files before told of somebody else, as far as anybody can see.
    """
    known = list(Patient.objects.filter(path=here.path))
    name = owner.initiative or ""
    if known and not same and name not in {each.name for each in known}:
        given = {"file": _reference(owner), "path": known[0].reference}
        raise RefusedError([Refusal("trajectory.another_patient", given)])
    if name not in {each.name for each in known}:
        known.append(Patient.objects.create(path_id=here.path, name=name, reference=_reference(owner)))
    return str(known[0].name)


def _reference(owner: Trajectory) -> str:
    """Return by which reference a file names whom it is about; nothing where that is only what they are called."""
    told = owner.source.removeprefix("FHIR").strip()
    return "" if told.startswith("called:") else told[:200]


def _read(name: str, content: bytes, *, at: datetime) -> Imported:
    ending = next((each for each in (".xml", ".ndjson") if name.lower().endswith(each)), ".json")
    with tempfile.TemporaryDirectory(prefix="counterpoise-") as folder:
        file = Path(folder) / f"care-data{ending}"
        file.write_bytes(content)
        return read([file], recorded_at=at)


def _in_this_path(record: Iterable[Row], owner: Trajectory, *, first: str, here: Here) -> list[Row]:
    """Return the rows of a file as rows of this path: each name is this path's own, so that no two paths share one."""
    rows = [row for row in record if row.initiative == owner.initiative]
    circle = next((row.id for row in rows if isinstance(row, Space)), "")
    of_file = f"{owner.initiative}."
    names = {
        (row.TABLE, row.id): f"{here.path}.{first}.{row.id.removeprefix(of_file)}"
        if row.id.startswith(of_file)
        else f"{here.path}.{row.id}"
        for row in rows
    }
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
