"""Read files of care data into rows of care paths, and say of every file what became of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from counterpoise.formats.fhir.circle import Circle
from counterpoise.formats.fhir.files import Resource, files_in, read_file
from counterpoise.formats.fhir.mapping.context import Context
from counterpoise.formats.fhir.mapping.table import MAIN, derived, main
from counterpoise.formats.fhir.naming import ENGLISH, Naming, named
from counterpoise.formats.fhir.problems import CareDataError
from counterpoise.formats.fhir.references import Target, target
from counterpoise.formats.fhir.wording import TOLD_ANEW, each, part, when_told
from counterpoise.formats.fhir.words import sorted_out
from counterpoise.record import Record, Row
from counterpoise.record.decisions import Decision

__all__ = ["Imported", "Skipped", "read"]

MOST_RESOURCES = 500_000
_WHOSE = {
    "CareTeam": ("subject",),
    "CarePlan": ("subject",),
    "Goal": ("subject",),
    "RelatedPerson": ("patient",),
    "Consent": ("patient", "subject"),
    "Communication": ("subject", "recipient"),
    "Task": ("for",),
    "QuestionnaireResponse": ("subject", "source", "author"),
    "Provenance": ("target", "patient"),
    "AuditEvent": ("patient",),
}
_NOBODY = frozenset({"Organization", "Location", "Device", "Group", "Practitioner", "PractitionerRole", "Encounter"})
_ASKED = frozenset({"CarePlan", "Goal", "RelatedPerson"})  # FHIR R4 asks of these whose they are
_SURELY = frozenset({"CareTeam", "CarePlan", "Goal", "RelatedPerson", "Consent"})


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, or a place in one, that cannot be read.

    Attributes
    ----------
    file
        The file.
    place
        Where in it; empty for all of it.
    error
        Why.
    """

    file: str
    place: str
    error: CareDataError


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of reading files of care data.

    Attributes
    ----------
    record
        The rows.
    files
        How many files there were.
    imported
        How many of them gave at least one resource to the record.
    unmapped
        For each type that the record does not hold the number of files with it.
    skipped
        What could not be read.
    resources
        How many resources were taken over, contained ones included.
    nobodys
        Resources that do not say whose care they are about, though FHIR asks it of them. They are taken over, and
        belong to no care path.
    odd
        What was taken over though it cannot be, such as a day that does not exist.
    """

    record: Record
    files: int = 0
    imported: int = 0
    unmapped: dict[str, int] = field(default_factory=dict)
    skipped: tuple[Skipped, ...] = ()
    resources: int = 0
    nobodys: tuple[Skipped, ...] = ()
    odd: tuple[Skipped, ...] = ()


def read(
    paths: Iterable[Path],
    *,
    recorded_at: datetime,
    strict: bool = False,
    naming: Naming | None = ENGLISH,
    progress: Callable[[int, int], None] | None = None,
) -> Imported:
    """Read files, Bundles and folders of care data.

    Parameters
    ----------
    paths
        Files and folders.
    recorded_at
        When it is written down: now, for whoever imports it.
    strict
        Whether what does not follow FHIR R4 to the letter is skipped, as the models of ``fhir.resources`` say.
    naming
        What is written where care data give no words, only codes and numbers; None leaves it empty.
    progress
        Called with how many files are done, and of how many.

    Returns
    -------
    Imported
        The record, and what became of every file.
    """
    files = list(dict.fromkeys(files_in(paths)))
    resources: list[Resource] = []
    unmapped: dict[str, int] = {}
    skipped: list[Skipped] = []
    odd: list[Skipped] = []
    imported = 0
    for number, path in enumerate(files):
        name = str(path)
        if len(resources) > MOST_RESOURCES:
            skipped.append(Skipped(name, "", CareDataError("too_many", most=MOST_RESOURCES)))
            continue
        found = read_file(path, name=name, strict=strict)
        resources += found.resources
        imported += bool(found.resources)
        for kind in found.others:
            unmapped[kind] = unmapped.get(kind, 0) + 1
        skipped += [Skipped(name, place, error) for place, error in found.faults]
        odd += [Skipped(name, place, error) for place, error in found.odd]
        if progress is not None:
            progress(number + 1, len(files))
    rows, nobodys = _rows(resources, recorded_at)
    return Imported(
        Record.of(rows if naming is None else named(rows, naming)),
        len(files),
        imported,
        dict(sorted(unmapped.items())),
        tuple(skipped),
        len(resources),
        tuple(nobodys),
        tuple(odd),
    )


def _rows(resources: list[Resource], recorded_at: datetime) -> tuple[list[Row], list[Skipped]]:
    rows: list[Row] = []
    nobodys: list[Skipped] = []
    # By what each says: held against every other one, many that are told under one name would take ever longer.
    said: dict[str, dict[str, Resource]] = {}
    for resource in resources:
        said.setdefault(f"{resource.kind} {resource.key}", {}).setdefault(sorted_out(resource.content), resource)
    by_key = {key: list(told.values()) for key, told in said.items()}
    owners = _Owners(by_key)
    circles: dict[str, Context] = {}
    order = {kind: number for number, kind in enumerate(MAIN)}
    ordered = sorted(by_key.values(), key=lambda told: (order[told[0].kind], told[0].key))
    for told in ordered:
        told.sort(key=_when_told)
        owner = owners.of(told[-1])
        key = owner.key if owner is not None else ""
        if key not in circles:
            circles[key] = Context(Circle(owner, recorded_at=recorded_at))
        rows += _of(told, circles[key])
        kind = told[-1].kind
        if owner is None and kind in _ASKED and not told[-1].within:
            error = CareDataError("no_subject", type=kind, field=_WHOSE[kind][0])
            nobodys.append(Skipped(told[-1].file, told[-1].key.rpartition(" in ")[0] or told[-1].key, error))
    for context in circles.values():
        rows += context.circle.rows()
    return rows, nobodys


def _when_told(resource: Resource) -> tuple[str, str, int]:
    return when_told(part(resource.content, "meta"))


def _of(told: list[Resource], context: Context) -> Iterator[Row]:
    numbers: dict[str, int] = {}
    for version, resource in enumerate(told, start=1):
        row = main(resource, context)
        number = numbers[row.TABLE] = numbers.get(row.TABLE, 0) + 1
        if row.happened_at is not None and context.circle.id:
            context.circle.began.append(row.happened_at)
        if isinstance(row, Decision) and version == len(told):
            context.plans.add(resource.key, row.decided_at, row.id)
        if resource.kind == "RelatedPerson" and row.TABLE == "ties":
            continue  # the circle gives it, with what others tell of the same person
        yield replace(row, version=number, supersedes_reason="" if number == 1 else TOLD_ANEW)
    yield from derived(told[-1], context)


class _Owners:
    """Says whose care path each resource belongs to."""

    def __init__(self, by_key: dict[str, list[Resource]]) -> None:
        self._resources = {told[0].key: told[-1] for told in by_key.values()}
        self._known: dict[str, Target | None] = {}
        self._names: dict[str, str] = {}

    def of(self, resource: Resource, depth: int = 0) -> Target | None:
        """Return the owner of the care path; None where nobody says whose it is."""
        if resource.key not in self._known:
            self._known[resource.key] = None  # resources that refer to each other in a ring belong to nobody
            self._known[resource.key] = self._find(resource, depth)
        return self._known[resource.key]

    def _find(self, resource: Resource, depth: int) -> Target | None:
        for name in _WHOSE[resource.kind]:
            for reference in each(resource.content.get(name)):
                found = self._owner(target(reference, resource), resource, depth)
                if found is not None:
                    return found
        if resource.kind == "CareTeam":
            members = [target(part(one, "member"), resource) for one in each(resource.content.get("participant"))]
            return next((one for one in members if one is not None and one.kind == "Patient"), None)
        if resource.kind == "AuditEvent":
            looked = [target(part(one, "what"), resource) for one in each(resource.content.get("entity"))]
            owners = (self._owner(one, resource, depth) for one in looked)
            return next((one for one in owners if one is not None), None)
        if resource.within in self._resources and depth < 20:
            return self.of(self._resources[resource.within], depth + 1)
        return None

    def _owner(self, found: Target | None, resource: Resource, depth: int) -> Target | None:
        if found is None or found.kind in _NOBODY:
            return None
        if found.kind == "Patient" or (not found.kind and resource.kind in _SURELY):
            return found
        if found.key in self._resources and depth < 20:
            return self.of(self._resources[found.key], depth + 1)
        return None
