"""Read a bundle and say everything that is wrong, each with file, line and field. Nothing is ever unpacked to disk."""

import json
import zipfile
import zlib
from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from counterpoise.formats.bundle.manifest import MANIFEST, SUFFIX, FileEntry, Manifest, ManifestError
from counterpoise.formats.codec import decode
from counterpoise.formats.problems import FileProblem, capped
from counterpoise.record.base import Row
from counterpoise.record.bulk import without_collecting
from counterpoise.record.checks import check
from counterpoise.record.record import Record
from counterpoise.record.reviews import Edition
from counterpoise.record.schema import TABLES

__all__ = ["Loaded", "read"]

LONGEST_LINE = 16 * 2**20
LARGEST_MANIFEST = 2**20


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a bundle holds.

    Attributes
    ----------
    record
        The rows that could be read. To be used only where there are no problems.
    edition
        Whose record it is.
    problems
        Everything that is wrong.
    unread
        What else a workbook holds, such as a sheet or column of another name: not wrong, but not read.
    """

    record: Record
    edition: Edition
    problems: tuple[FileProblem, ...]
    unread: tuple[FileProblem, ...] = ()


class _UnreadableError(Exception):
    """The bundle cannot be opened at all."""

    def __init__(self, code: str, file: str = "", **given: Any) -> None:  # noqa: ANN401 - whatever was found
        self.problem = FileProblem(file, "", 0, "", code, given)
        super().__init__(code)


class _Folder:
    """A bundle that is a folder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> list[str]:
        return sorted(each.name for each in self._path.iterdir() if not each.name.startswith("."))

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        file = self._path / name
        # A link could point at any file of the machine; a bundle is only its own files.
        if file.is_symlink() or not file.is_file():
            raise _UnreadableError("not_a_file", name)
        with file.open("rb") as opened:
            yield opened


class _Zip:
    """A bundle that is a zip."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def names(self) -> list[str]:
        return self._archive.namelist()

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        try:
            with self._archive.open(name) as opened:
                yield opened
        except RuntimeError as error:
            raise _UnreadableError("zip_encrypted", name) from error


@contextmanager
def _opened(path: Path) -> Iterator[_Folder | _Zip]:
    if path.is_dir():
        yield _Folder(path)
        return
    try:
        with zipfile.ZipFile(path) as archive:
            yield _Zip(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        code = "zip_damaged" if path.suffix.lower() == ".zip" or _starts_as_zip(path) else "neither"
        raise _UnreadableError(code, path.name) from error
    except OSError as error:
        raise _UnreadableError("cannot_open", path.name) from error


def _starts_as_zip(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(2) == b"PK"
    except OSError:
        return False


def read(path: Path, *, progress: Callable[[str], None] | None = None) -> Loaded:
    """Read a bundle, and check that it holds together.

    Parameters
    ----------
    path
        A folder, or a zip.
    progress
        Called with the name of each file before it is read.

    Returns
    -------
    Loaded
        The record and everything that is wrong with it; never an exception for what a file holds.
    """
    with without_collecting():
        return _read(path, progress)


def _read(path: Path, progress: Callable[[str], None] | None) -> Loaded:
    problems: list[FileProblem] = []
    rows: dict[str, tuple[Row, ...]] = {}
    lines: dict[str, array[int]] = {}
    edition = Edition.FULL
    unread: set[str] = set()
    try:
        with _opened(path) as bundle:
            manifest = _manifest(bundle)
            edition = manifest.edition
            entries = {entry.name: entry for entry in manifest.files}
            names = bundle.names()
            unread.update(name.removesuffix(SUFFIX) for name in entries)
            problems += _strangers(names, entries)
            for name in (table + SUFFIX for table in TABLES if table + SUFFIX in entries.keys() & set(names)):
                if progress is not None:
                    progress(name)
                table = _Table(entries[name])
                table.read(bundle)
                rows[table.name], lines[table.name] = tuple(table.rows), table.lines
                problems += table.problems
                if not table.problems:
                    unread.discard(table.name)
    except _UnreadableError as error:
        problems.append(error.problem)
    record = Record(rows)
    # A row that could not be read is there all the same: nobody should add it, or look for another id.
    lost: Counter[str] = Counter()
    for problem in check(record):
        if problem.code == "dangling" and problem.given["to"] in unread:
            lost[problem.given["to"]] += 1
            continue
        at = lines.get(problem.table)
        line = at[problem.position] if at is not None and problem.position >= 0 else 0
        given = {"row": problem.row, **problem.given}
        problems.append(FileProblem(problem.table + SUFFIX, "", line, problem.field, problem.code, given))
    problems += (FileProblem(to + SUFFIX, "", 0, "", "pointed_to", {"number": number}) for to, number in lost.items())
    return Loaded(record, edition, tuple(capped(problems)))


def _manifest(bundle: _Folder | _Zip) -> Manifest:
    if MANIFEST not in bundle.names():
        raise _UnreadableError("no_manifest", MANIFEST)
    with bundle.open(MANIFEST) as file:
        content = file.read(LARGEST_MANIFEST + 1)
    if len(content) > LARGEST_MANIFEST:
        raise _UnreadableError("manifest_not_json", MANIFEST)
    try:
        return Manifest.from_bytes(content)
    except ManifestError as error:
        raise _UnreadableError(error.code, MANIFEST) from error


def _strangers(names: list[str], entries: dict[str, FileEntry]) -> Iterator[FileProblem]:
    for name in sorted(set(names) - entries.keys() - {MANIFEST}):
        yield FileProblem(_printable(name), "", 0, "", "file_not_in_manifest")
    for name in sorted(entries.keys() - set(names)):
        yield FileProblem(name, "", 0, "", "file_missing")
    for name in sorted({name for name in names if names.count(name) > 1} if len(names) < 1000 else set(names)):
        yield FileProblem(_printable(name), "", 0, "", "file_twice")


def _printable(name: str) -> str:
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name[:100])


class _Table:
    """One file of a bundle, read line by line."""

    def __init__(self, entry: FileEntry) -> None:
        self.name = entry.name.removesuffix(SUFFIX)
        self.rows: list[Row] = []
        self.lines: array[int] = array("L")
        self.problems: list[FileProblem] = []
        self._entry = entry
        self._left_out = 0

    def read(self, bundle: _Folder | _Zip) -> None:
        digest = sha256()
        number = 0
        try:
            with bundle.open(self._entry.name) as file:
                for number, line in enumerate(_lines(file), start=1):
                    digest.update(line)
                    self._line(number, line)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise _UnreadableError("zip_damaged", self._entry.name) from error
        if digest.hexdigest() != self._entry.sha256:
            self._say(0, "", "altered", {})
        elif number != self._entry.rows:
            self._say(0, "", "other_number_of_rows", {"number": number, "rows": self._entry.rows})
        if self._left_out:
            self.problems.append(FileProblem(self._entry.name, "", 0, "", "and_more", {"number": self._left_out}))

    def _line(self, number: int, line: bytes) -> None:
        try:
            given = _DECODER.decode(line.decode())
        except UnicodeDecodeError:
            self._say(number, "", "not_utf8", {})
            return
        except (ValueError, RecursionError):
            self._say(number, "", "line_too_long" if len(line) >= LONGEST_LINE else "not_json", {})
            return
        row, faults = decode(TABLES[self.name], given)
        for name, fault in faults:
            self._say(number, _printable(name), fault.code, fault.given)
        if row is not None:
            self.rows.append(row)
            self.lines.append(number)

    def _say(self, number: int, name: str, code: str, given: dict[str, Any]) -> None:
        # A million lines of nonsense must not become a million objects: what is over the first hundred is only counted.
        if len(self.problems) < 100:
            self.problems.append(FileProblem(self._entry.name, "", number, name, code, given))
        else:
            self._left_out += 1


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    while line := file.readline(LONGEST_LINE):
        yield line


def _no_constant(name: str) -> Any:  # noqa: ANN401 - never returns
    raise ValueError(name)


# One decoder for all lines: making one for each takes as long as reading it.
_DECODER = json.JSONDecoder(parse_constant=_no_constant)
