"""A workbook is looked at before it is opened: what unpacks to gigabytes or carries instructions is refused.

A workbook is a zip of XML. Both can be made to fill a machine's memory from a few kilobytes. So every part is unpacked
once, in small pieces that are thrown away, and only counted.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import Path

from counterpoise.formats.codec import FaultError

__all__ = ["Part", "look_through"]

LARGEST_PART = 32 * 2**20
LARGEST_ALL = 96 * 2**20
MOST_PARTS = 2_000
PIECE = 2**20
OVERLAP = 256

_LOCKED = b"\xd0\xcf\x11\xe0"
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([^"']*)["']""")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*ref\s*=\s*["']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
MOST_MERGED = 5_000


@dataclass(frozen=True, slots=True)
class Part:
    """What was seen in one part of the workbook.

    Attributes
    ----------
    merged
        The ranges of cells that were made into one.
    formulas
        Whether there are formulas in it.
    """

    merged: tuple[str, ...]
    formulas: bool


def look_through(path: Path) -> dict[str, Part]:
    """Unpack every part of a workbook once, and keep nothing of it.

    Returns
    -------
    dict
        What was seen in each part, by its name.

    Raises
    ------
    FaultError
        ``workbook_locked``, ``workbook_damaged``, ``workbook_too_large`` or ``workbook_unsafe``; ``cannot_open``.
    """
    try:
        with path.open("rb") as file:
            if file.read(4) == _LOCKED:
                raise FaultError("workbook_locked")
        with zipfile.ZipFile(path) as archive:
            return _look_through(archive)
    except (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, NotImplementedError, ValueError) as error:
        if isinstance(error, FaultError):
            raise
        raise FaultError("workbook_damaged") from error
    except RuntimeError as error:
        raise FaultError("workbook_locked") from error
    except OSError as error:
        raise FaultError("cannot_open") from error


def _look_through(archive: zipfile.ZipFile) -> dict[str, Part]:
    names = archive.namelist()
    if len(names) > MOST_PARTS:
        raise FaultError("workbook_too_large")
    if len(set(names)) < len(names) or "[Content_Types].xml" not in names:
        raise FaultError("workbook_damaged")
    found: dict[str, Part] = {}
    total = 0
    for name in names:
        seen, size = _look_at(archive, name, most=min(LARGEST_PART, LARGEST_ALL - total))
        total += size
        found[name] = seen
    return found


def _look_at(archive: zipfile.ZipFile, name: str, *, most: int) -> tuple[Part, int]:
    size, tail, formulas = 0, b"", False
    merged: list[str] = []
    is_xml = name.lower().endswith((".xml", ".rels", ".vml"))
    with archive.open(name) as file:
        while piece := file.read(PIECE):
            if is_xml:
                _refuse_unsafe(tail + piece, start=size == 0)
                formulas = formulas or _FORMULA.search(tail + piece) is not None
                # A range that lies across the border of two pieces is found in the second, with its beginning.
                merged += (range_[1].decode() for range_ in _MERGED.finditer(tail + piece) if range_.end() > len(tail))
            size += len(piece)
            tail = piece[-OVERLAP:]
            if size > most or len(merged) > MOST_MERGED:
                raise FaultError("workbook_too_large")
    return Part(tuple(merged), formulas), size


def _refuse_unsafe(content: bytes, *, start: bool) -> None:
    if start:
        # Only plain UTF-8 can be looked through for instructions; programs that write workbooks write nothing else.
        plain = content.removeprefix(b"\xef\xbb\xbf").lstrip()
        declared = _DECLARED.match(plain)
        if (plain and not plain.startswith(b"<")) or b"\x00" in plain[:64]:
            raise FaultError("workbook_damaged")
        if declared is not None and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
            raise FaultError("workbook_unsafe")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise FaultError("workbook_unsafe")
