"""Plain text: how large it may be, and which encoding it has."""

import codecs
from pathlib import Path

from counterpoise.formats.texts.pieces import UnreadableTextError

__all__ = ["LARGEST", "LARGEST_PROSE", "decoded", "largest"]

LARGEST = 64 * 2**20
"""Bytes of the largest table that is read."""

LARGEST_PROSE = 8 * 2**20
"""Bytes of the largest text that is read as prose: more than all of Shakespeare. A PDF or DOCX may hold pictures."""


def largest(path: Path, *, prose: bool = False) -> None:
    """Refuse a file that is too large or empty.

    Raises
    ------
    UnreadableTextError
        ``text_too_large``, ``text_empty`` or ``text_missing``.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise UnreadableTextError("text_missing", path=str(path)) from error
    most = LARGEST_PROSE if prose else LARGEST
    if size > most:
        raise UnreadableTextError("text_too_large", path=str(path), size=max(1, size >> 20), most=most >> 20)
    if not size:
        raise UnreadableTextError("text_empty", path=str(path))


def decoded(path: Path) -> str:
    """Return a file's text; UTF-8, or UTF-16 with a mark at its begin.

    Raises
    ------
    UnreadableTextError
        ``text_binary``, ``text_not_utf8`` with the line, or ``text_missing``.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableTextError("text_missing", path=str(path)) from error
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    if encoding != "utf-16" and b"\x00" in content[:65_536]:
        # Before anything else: a program or a picture is no text in a wrong encoding.
        raise UnreadableTextError("text_binary", path=str(path))
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableTextError("text_not_utf8", path=str(path), line=line) from error
    if "\x00" in text:
        raise UnreadableTextError("text_binary", path=str(path))
    return text
