"""The manifest of a bundle: its format, its version, whose record it is, and what each file must be."""

import json
from dataclasses import dataclass
from typing import Any

from counterpoise.record.reviews import Edition
from counterpoise.record.schema import TABLES

__all__ = ["FORMAT", "MANIFEST", "SUFFIX", "VERSION", "FileEntry", "Manifest", "ManifestError"]

FORMAT = "counterpoise-bundle"
VERSION = 1
MANIFEST = "manifest.json"
SUFFIX = ".jsonl"


class ManifestError(ValueError):
    """The manifest is not one that this version reads.

    Attributes
    ----------
    code
        ``manifest_not_json``, ``manifest_not_ours``, ``manifest_newer`` or ``manifest_incomplete``.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of a bundle.

    Attributes
    ----------
    name
        Its name, which is the table's name with ``.jsonl``.
    rows
        How many lines it has.
    sha256
        The SHA-256 of its bytes, in hexadecimal.
    """

    name: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself.

    Attributes
    ----------
    edition
        Whose record it is.
    files
        Its files, in the order of the record's tables.
    """

    edition: Edition
    files: tuple[FileEntry, ...]

    def to_bytes(self) -> bytes:
        """Write the manifest; the same manifest always gives the same bytes."""
        files = [{"name": file.name, "rows": file.rows, "sha256": file.sha256} for file in self.files]
        content = {"format": FORMAT, "version": VERSION, "edition": self.edition.value, "files": files}
        return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> "Manifest":
        """Read a manifest.

        Raises
        ------
        ManifestError
            If it is no manifest of a bundle, or one of a later version.
        """
        try:
            given = json.loads(content.decode())
        except (ValueError, RecursionError) as error:
            raise ManifestError("manifest_not_json") from error
        if not isinstance(given, dict) or given.get("format") != FORMAT:
            raise ManifestError("manifest_not_ours")
        if type(given.get("version")) is not int or given["version"] > VERSION:
            raise ManifestError("manifest_newer")
        try:
            files = tuple(_entry(each) for each in given["files"])
            return cls(Edition(given["edition"]), files)
        except (KeyError, TypeError, ValueError) as error:
            raise ManifestError("manifest_incomplete") from error


def _entry(given: Any) -> FileEntry:  # noqa: ANN401 - whatever a file holds
    name, rows, sha256 = given["name"], given["rows"], given["sha256"]
    if not isinstance(name, str) or type(rows) is not int or not isinstance(sha256, str):
        raise TypeError(name)
    if not name.endswith(SUFFIX) or name.removesuffix(SUFFIX) not in TABLES:
        raise ValueError(name)
    return FileEntry(name, rows, sha256)
