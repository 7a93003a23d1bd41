"""The text of DOCX and PDF files."""

import re
import zipfile
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree as ET  # nosec B405 - look_through refuses what could do harm

from counterpoise.formats.codec import FaultError
from counterpoise.formats.spreadsheets.guarding import look_through
from counterpoise.formats.texts.pieces import UnreadableTextError

__all__ = ["docx_text", "pdf_text"]

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_PAGES = 3_000
_FAULTS = {
    "workbook_locked": "text_locked",
    "workbook_damaged": "text_damaged",
    "workbook_too_large": "text_too_large",
    "workbook_unsafe": "text_unsafe",
    "cannot_open": "text_missing",
}


def docx_text(path: Path) -> str:
    """Return the text of a DOCX file, its tables included, deleted words left out.

    Raises
    ------
    UnreadableTextError
        If it is locked, damaged, too large or unsafe.
    """
    try:
        look_through(path)
        with zipfile.ZipFile(path) as archive, archive.open("word/document.xml") as part:
            root = ET.parse(part).getroot()  # noqa: S314 - looked through above  # nosec B314 - looked through above
    except FaultError as error:
        given = {"size": path.stat().st_size >> 20, "most": 96} if error.code == "workbook_too_large" else {}
        raise UnreadableTextError(_FAULTS[error.code], path=str(path), **given) from error
    except (KeyError, ET.ParseError, zipfile.BadZipFile, OSError) as error:
        raise UnreadableTextError("text_damaged", path=str(path)) from error
    return "\n\n".join(_paragraph(one) for one in root.iter(f"{_WORD}p"))


def _paragraph(node: ET.Element) -> str:
    parts = []
    for one in node.iter():
        if one.tag == f"{_WORD}t":
            parts.append(one.text or "")
        elif one.tag in {f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"}:
            parts.append(" ")
    return "".join(parts)


def pdf_text(path: Path) -> str:
    """Return the layer of text of a PDF file.

    Raises
    ------
    UnreadableTextError
        If pypdf is absent (``text_needs_extra``), the file is locked or damaged, or a scan without text.
    """
    if find_spec("pypdf") is None:
        raise UnreadableTextError("text_needs_extra", path=str(path))
    from pypdf.errors import PyPdfError

    try:
        text = _pages(path)
    except UnreadableTextError:
        raise
    # Damaged files raise nearly anything in there.
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise UnreadableTextError("text_damaged", path=str(path)) from error
    if not re.search(r"[^\W\d_]{2}", text):
        raise UnreadableTextError("text_scanned", path=str(path))
    return text


def _pages(path: Path) -> str:
    import logging

    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of a damaged file is said here in one line
    with path.open("rb") as file:
        reader = pypdf.PdfReader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableTextError("text_locked", path=str(path))
        if len(reader.pages) > _MOST_PAGES:
            raise UnreadableTextError("text_too_large", path=str(path), size=path.stat().st_size >> 20, most=64)
        return "\n".join(page.extract_text() for page in reader.pages)
