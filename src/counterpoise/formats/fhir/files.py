"""Files of care data: single resources, Bundles, lines of resources, and folders of all of these."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counterpoise.formats.fhir.letter import require_r4
from counterpoise.formats.fhir.markup import read_xml
from counterpoise.formats.fhir.oddities import oddities
from counterpoise.formats.fhir.problems import CareDataError
from counterpoise.formats.fhir.shapes import MAPPED, cut
from counterpoise.formats.fhir.wording import own_name
from counterpoise.formats.fhir.words import read_json

__all__ = ["Read", "Resource", "files_in", "read_file"]

LARGEST = 64 * 2**20
LARGEST_LINES = 2 * 2**30
LONGEST_LINE = 16 * 2**20
_SUFFIXES = frozenset({".json", ".xml", ".ndjson", ".jsonl"})
_LINES = frozenset({".ndjson", ".jsonl"})
_PACKED = ((b"PK\x03\x04", "zip"), (b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ", "xz"), (b"7z\xbc\xaf", "7z"))
_TYPE = re.compile(r"[A-Z][A-Za-z]{0,63}\Z")
_DEEPEST_BUNDLE = 5


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource of a mapped type, cut down to what is mapped.

    Attributes
    ----------
    kind
        Its type.
    key
        By which name others refer to it: ``Goal/1``, an address, or a ``urn:uuid``.
    base
        The server that relative references in it are of; empty where nobody says.
    content
        Its mapped fields.
    inside
        What stands inside the resource that it belongs to: for each ``#name`` the key and type.
    within
        The key of the resource that it stands inside; empty where it stands alone.
    known
        For each name by which its Bundle refers to a resource, the key and type of that resource.
    file
        The file that it comes from.
    names
        How those are called of whom its Bundle or the resource around it tells, by their key. Not the patient.
    """

    kind: str
    key: str
    base: str
    content: dict[str, Any]
    inside: dict[str, tuple[str, str]]
    within: str
    known: dict[str, tuple[str, str]]
    file: str
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Read:
    """What one file held.

    Attributes
    ----------
    resources
        The resources of mapped types.
    others
        The types that the record does not hold.
    faults
        What could not be read, each with its place in the file (empty for the whole file).
    odd
        What was taken over though it cannot be, such as a day that does not exist, each with its place in the file.
    """

    resources: tuple[Resource, ...] = ()
    others: frozenset[str] = frozenset()
    faults: tuple[tuple[str, CareDataError], ...] = ()
    odd: tuple[tuple[str, CareDataError], ...] = ()


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Return the files that somebody gave, and of folders all care data in them, however deep, in the order of names.

    Parameters
    ----------
    paths
        Files, which are taken whatever they are called, and folders, of which files ending in ``.json``, ``.xml``,
        ``.ndjson`` or ``.jsonl`` are taken. Links inside a folder are not followed: they can lead anywhere.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, names, files in os.walk(path, followlinks=False):
            names.sort()
            found = (Path(folder) / name for name in sorted(files))
            yield from (file for file in found if file.suffix.lower() in _SUFFIXES and not file.is_symlink())


def read_file(path: Path, *, name: str, strict: bool = False) -> Read:
    """Read one file.

    Parameters
    ----------
    path
        The file.
    name
        What to call it.
    strict
        Whether resources must follow FHIR R4 to the letter.

    Returns
    -------
    Read
        What it held. Nothing is raised for what stands in a file: that is in its faults.
    """
    reader = _Reader(name, strict=strict)
    try:
        _look_at(path)
        if path.suffix.lower() in _LINES:
            reader.lines(path)
        else:
            reader.whole(path)
    except CareDataError as error:
        reader.faults.append(("", error))
    except (OSError, RecursionError) as error:
        code = "too_deep" if isinstance(error, RecursionError) else "cannot_open"
        reader.faults.append(("", CareDataError(code)))
    return reader.read()


def _look_at(path: Path) -> None:
    if not path.exists():
        raise CareDataError("missing_file")
    if not path.is_file():
        raise CareDataError("not_a_file")
    size = path.stat().st_size
    most = LARGEST_LINES if path.suffix.lower() in _LINES else LARGEST
    if size > most:
        raise CareDataError("too_large", size=size >> 20, most=most >> 20)
    with path.open("rb") as file:
        start = file.read(64)
    for sign, kind in _PACKED:
        if start.startswith(sign):
            raise CareDataError("packed", kind=kind)
    if not start.strip():
        raise CareDataError("empty")


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CareDataError("not_text") from error
    if "\x00" in text:
        raise CareDataError("not_text")
    return text


class _Reader:
    """Collects what one file holds."""

    def __init__(self, name: str, *, strict: bool) -> None:
        self.name = name
        self.resources: list[Resource] = []
        self.others: set[str] = set()
        self.faults: list[tuple[str, CareDataError]] = []
        self.odd: list[tuple[str, CareDataError]] = []
        self._strict = strict
        self._names: dict[str, str] = {}

    def read(self) -> Read:
        return Read(tuple(self.resources), frozenset(self.others), tuple(self.faults), tuple(self.odd))

    def whole(self, path: Path) -> None:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
        if start == b"<":
            _decoded(content)
            self.found(read_xml(content.removeprefix(b"\xef\xbb\xbf").lstrip()), "")
            return
        text = _decoded(content)
        try:
            given = read_json(text)
        except CareDataError as error:
            # Lines of resources are sometimes called .json as well.
            if error.code != "not_json" or not _looks_like_lines(text):
                raise
            for number, line in enumerate(text.splitlines(), start=1):
                self.line(line, number)
            return
        for number, one in enumerate(given if isinstance(given, list) else [given]):
            self.found(one, f"[{number}]" if isinstance(given, list) else "")

    def lines(self, path: Path) -> None:
        with path.open("rb") as file:
            number = 0
            while piece := file.readline(LONGEST_LINE + 1):
                number += 1
                if len(piece) > LONGEST_LINE:
                    raise CareDataError("line_too_long", line=number, most=LONGEST_LINE >> 20)
                try:
                    self.line(_decoded(piece), number)
                except CareDataError as error:
                    self.faults.append((f"line {number}", error))

    def line(self, text: str, number: int) -> None:
        if not text.strip():
            return
        place = f"line {number}"
        try:
            self.found(read_json(text), place)
        except CareDataError as error:
            self.faults.append((place, error))

    def found(self, given: Any, place: str) -> None:  # noqa: ANN401 - whatever a file holds
        try:
            self._found(given, place, known={}, base="", url="", depth=0)
        except CareDataError as error:
            self.faults.append((place, error))

    def _found(
        self,
        given: Any,  # noqa: ANN401 - whatever a file holds
        place: str,
        *,
        known: dict[str, tuple[str, str]],
        base: str,
        url: str,
        depth: int,
    ) -> None:
        kind = _kind_of(given)
        if kind == "Bundle":
            self._bundle(given, place, depth=depth)
            return
        key = url or _key(kind, given.get("id"), base, f"{self.name}#{place}")
        if kind not in MAPPED:
            self.others.add(kind)
        inside = _inside(given, key)
        self._keep(given, kind, key, base=base, inside=inside, within="", known=known, place=place)
        for part in _contained(given):
            name = str(part.get("id", ""))
            self._names[f"{key}#{name}"] = own_name(part)
            part_kind = str(part.get("resourceType"))
            if part_kind in MAPPED and name:
                self._keep(
                    part, part_kind, f"{key}#{name}", base=base, inside=inside, within=key, known=known, place=place
                )

    def _keep(
        self,
        given: dict[str, Any],
        kind: str,
        key: str,
        *,
        base: str,
        inside: dict[str, tuple[str, str]],
        within: str,
        known: dict[str, tuple[str, str]],
        place: str,
    ) -> None:
        if kind not in MAPPED:
            return
        try:
            content = cut(given)
            if self._strict and not within:
                require_r4(given)
        except CareDataError as error:
            if not within:  # a stub inside another resource says nothing, and that is no fault
                raise
            if error.code != "nothing_in_it":
                self.faults.append((_where(place, key, within), error))
            return
        self.odd += [(_where(place, key, within), error) for error in oddities(content)]
        self.resources.append(Resource(kind, key, base, content, inside, within, known, self.name, self._names))

    def _bundle(self, given: dict[str, Any], place: str, *, depth: int) -> None:
        if depth >= _DEEPEST_BUNDLE:
            raise CareDataError("too_deep")
        entries = given.get("entry", [])
        if not isinstance(entries, list):
            raise CareDataError("not_an_object", path="Bundle.entry")
        known = _known(entries)
        # Before any of them is read: whoever is referred to may stand further on.
        told = ((entry.get("fullUrl"), entry.get("resource")) for entry in entries if isinstance(entry, dict))
        for where_told, one in told:
            own = f"{one.get('resourceType')}/{one.get('id')}" if isinstance(one, dict) else ""
            key = known.get(where_told if isinstance(where_told, str) else "", known.get(own, ("", "")))[0]
            if isinstance(one, dict) and key:
                self._names[key] = own_name(one)
        if not entries:
            self.others.add("Bundle")
        for number, entry in enumerate(entries):
            where = f"{place} entry {number + 1}".strip()
            if not isinstance(entry, dict):
                self.faults.append((where, CareDataError("not_an_object", path="Bundle.entry")))
                continue
            resource = entry.get("resource")
            if resource is None:
                continue
            url = entry.get("fullUrl")
            url = url if isinstance(url, str) else ""
            try:
                self._found(resource, where, known=known, base=_base(url), url=_own(url), depth=depth + 1)
            except CareDataError as error:
                self.faults.append((where, error))


def _where(place: str, key: str, within: str) -> str:
    return f"{place} #{key.rpartition('#')[2]}".strip() if within else place


def _looks_like_lines(text: str) -> bool:
    lines = [line for line in text[:200_000].splitlines() if line.strip()]
    return len(lines) > 1 and lines[0].lstrip().startswith("{") and lines[0].rstrip().endswith("}")


def _kind_of(given: Any) -> str:  # noqa: ANN401 - whatever a file holds
    if not isinstance(given, dict):
        raise CareDataError("not_fhir")
    kind = given.get("resourceType")
    if kind is None:
        raise CareDataError("no_type")
    if not isinstance(kind, str) or not _TYPE.match(kind):
        raise CareDataError("bad_type", type=str(kind)[:40])
    return kind


def _contained(given: dict[str, Any]) -> Iterator[dict[str, Any]]:
    contained = given.get("contained")
    for part in contained if isinstance(contained, list) else [contained]:
        if isinstance(part, dict):
            yield part


def _inside(given: dict[str, Any], key: str) -> dict[str, tuple[str, str]]:
    return {
        f"#{part['id']}": (f"{key}#{part['id']}", str(part.get("resourceType", "")))
        for part in _contained(given)
        if isinstance(part.get("id"), str)
    }


def _key(kind: str, name: Any, base: str, place: str) -> str:  # noqa: ANN401 - as read
    if isinstance(name, str) and name:
        return f"{base}{kind}/{name}"
    return f"{kind}/ in {place}"


def _known(entries: list[Any]) -> dict[str, tuple[str, str]]:
    """Return for each way in which a Bundle's entries are referred to the key and type of the resource."""
    known: dict[str, tuple[str, str]] = {}
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get("resource"), dict):
            continue
        url, resource = entry.get("fullUrl"), entry["resource"]
        kind = str(resource.get("resourceType"))
        own = f"{kind}/{resource.get('id')}"
        key = _own(url) if isinstance(url, str) else ""
        key = key or own
        if isinstance(url, str) and url:
            known[url] = (key, kind)
        known.setdefault(own, (key, kind))
    return known


def _own(url: str) -> str:
    # An address or a urn names one resource everywhere; anything else names it only here.
    return url if url.startswith(("urn:", "http://", "https://")) else ""


def _base(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        return ""
    parts = url.split("/")
    return "/".join(parts[:-2]) + "/" if len(parts) > 4 else ""
