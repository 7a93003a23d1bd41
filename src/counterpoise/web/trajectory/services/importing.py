"""Take care data into one's own care path, from a file that a care system gave."""

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction

from counterpoise.formats.codec import decode, encode
from counterpoise.formats.fhir.exporting import SYSTEM
from counterpoise.formats.fhir.importing import Imported, read
from counterpoise.formats.fhir.naming import ENGLISH, Naming
from counterpoise.formats.fhir.problems import CareDataError
from counterpoise.formats.fhir.references import identified, slug
from counterpoise.formats.fhir.words import read_json
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Level, Record, Row, links
from counterpoise.record.initiatives import Affects, Initiative
from counterpoise.record.people import Space
from counterpoise.record.trajectories import Tie as TieRow
from counterpoise.record.trajectories import TieKind, Trajectory
from counterpoise.web.initiatives.models import Initiative as Initiatives
from counterpoise.web.ledger.services import AlreadyToldError, RefusedError, StaleVersionError
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.trajectory.models import Patient, Tie, WhatMatters
from counterpoise.web.trajectory.services.renewing import News, news_in
from counterpoise.web.trajectory.services.rights import Here, owner_here, put

__all__ = ["LARGEST", "Taken", "take_in"]

LARGEST = 5_000_000
"""The largest file that is read, in bytes."""

MOST_ROWS = 5_000
_TRIES = 3
_GROUPS = {"close": TieKind.INFORMAL, "staff": TieKind.FORMAL}
_OF_ROWS = ("Provenance", "AuditEvent")  # these tell of lines, and seldom of a person
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
    odd
        What was taken over though it cannot be: the place, and why.
    """

    news: News
    patient: str
    unmapped: Mapping[str, int]
    skipped: tuple[tuple[str, CareDataError], ...]
    nobodys: int
    odd: tuple[tuple[str, CareDataError], ...] = ()


def take_in(
    *, path: str, name: str, content: bytes, naming: Naming = ENGLISH, same: bool = False, by: Viewer, at: datetime
) -> Taken:
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
    naming
        What is written where the file gives no words, in the language of who does it.
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
    skipped = tuple((each.place, each.error) for each in found.skipped)
    owners = [row for row in found.record.rows(Trajectory) if row.initiative]
    if not owners:
        # With why, of the first that could not be read: most often the file is one resource, or broken as a whole.
        why = [Refusal(f"care_data.{error.code}", error.given) for _place, error in skipped[:1]]
        raise RefusedError([Refusal("trajectory.nothing_in_file"), *why])
    if len({row.initiative for row in owners}) > 1:
        raise RefusedError([Refusal("trajectory.file_of_several")])
    nobodys = [row.source.split(" ")[1] for row in found.record if row.initiative is None and row.quote]
    left_out = {kind: nobodys.count(kind) for kind in _OF_ROWS if kind in nobodys}
    for left in reversed(range(_TRIES)):
        try:
            with transaction.atomic():
                news = _taken(found.record, owners[0], naming=naming, same=same, here=here)
            number = len(nobodys) - sum(left_out.values())
            odd = tuple((each.place, each.error) for each in found.odd)
            return Taken(news, _reference(owners[0]), {**found.unmapped, **left_out}, skipped, number, odd)
        except (AlreadyToldError, StaleVersionError, IntegrityError) as error:
            # The same file came at the same moment: now it is there, and the next look sees it.
            if not left:
                raise RefusedError([Refusal("trajectory.at_once")]) from error
    raise AssertionError(_TRIES)


def _taken(record: Record, owner: Trajectory, *, naming: Naming, same: bool, here: Here) -> News:
    # One file after another: what is there is read when nobody else writes into this path.
    Initiatives.objects.select_for_update().get(pk=here.path)
    ours = _ours(record, owner, here=here)
    others = [row for row in record if (row.TABLE, row.id) not in ours]
    rows = _in_this_path(others, owner, first=_patient(owner, same=same, here=here), here=here)
    if len(rows) > MOST_ROWS:
        raise RefusedError([Refusal("trajectory.too_many_rows", {"most": MOST_ROWS})])
    news = news_in(rows, naming=naming, here=here)
    news.known |= ours
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
    same = same or name == f"path-{slug(identified(f'{SYSTEM}:persons', here.owner))}"
    if known and not same and name not in {each.name for each in known}:
        given = {"file": _reference(owner), "path": known[0].reference}
        raise RefusedError([Refusal("trajectory.another_patient", given)])
    if name not in {each.name for each in known}:
        known.append(Patient.objects.create(path_id=here.path, name=name, reference=_reference(owner)))
    return str(known[0].name)


def _ours(record: Record, owner: Trajectory, *, here: Here) -> set[tuple[str, str]]:
    """Return the rows of a file that this care path gave out itself: they are here already, as they were written."""
    ties = [str(name) for name in Tie.objects.filter(initiative=here.path).values_list("pk", flat=True)]
    people = {f"{owner.initiative}.{slug(identified(f'{SYSTEM}:ties', name))}" for name in ties}
    sources = {row.source for row in record if row.quote and _names_us(row, here=here)}
    people |= {row.id for row in record if row.source in sources}
    ours = {
        (row.TABLE, row.id)
        for row in record
        if row.source in sources or row.id in people or row.id.rpartition(".")[0] in people
    }
    # A group of people that only they would make up is none of the file's either.
    kinds = {row.kind for row in record.rows(TieRow) if (row.TABLE, row.id) not in ours} if ours else set(TieKind)
    none = {f"{owner.initiative}.group-{name}" for name, kind in _GROUPS.items() if kind not in kinds}
    gone = {
        (row.TABLE, row.id)
        for row in record
        if row.id in none or (isinstance(row, Affects) and (row.group in none or row.matter in people))
    }
    theirs = any(row.quote for row in record if row.initiative == owner.initiative and row.source not in sources)
    return ours | gone if theirs or not sources else {(row.TABLE, row.id) for row in record}


def _names_us(row: Row, *, here: Here) -> bool:
    try:
        told = read_json(row.quote).get("identifier")
    except (CareDataError, AttributeError):
        return False
    numbers = [each for each in told if isinstance(each, dict)] if isinstance(told, list) else []
    named = {(each.get("system"), str(each.get("value"))) for each in numbers if isinstance(each.get("system"), str)}
    if (f"{SYSTEM}:initiatives", here.path) in named:
        return True
    goals = [value for system, value in named if system == f"{SYSTEM}:what_matters"]
    return bool(goals) and WhatMatters.objects.filter(initiative=here.path, pk__in=goals).exists()


def _reference(owner: Trajectory) -> str:
    """Return by which reference a file names whom it is about; nothing where that is only what they are called."""
    told = owner.source.removeprefix("FHIR").strip()
    return "" if told.startswith("called:") else told[:200]


def _read(name: str, content: bytes, *, at: datetime) -> Imported:
    ending = next((each for each in (".xml", ".ndjson") if name.lower().endswith(each)), ".json")
    with tempfile.TemporaryDirectory(prefix="counterpoise-") as folder:
        file = Path(folder) / f"care-data{ending}"
        file.write_bytes(content)
        return read([file], recorded_at=at, naming=None)


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
