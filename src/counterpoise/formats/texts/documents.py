"""The text of DOCX and PDF files."""

import re
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any
from xml.etree import ElementTree as ET  # nosec B405 - look_through refuses what could do harm

from counterpoise.formats.codec import FaultError
from counterpoise.formats.spreadsheets.guarding import look_through
from counterpoise.formats.texts.pieces import UnreadableTextError
from counterpoise.formats.texts.plain import LARGEST_PROSE

__all__ = ["docx_text", "pdf_text"]

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACES = frozenset({f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"})
_INSTEAD = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""Holds the same once more, for programs that cannot show it otherwise."""
_MOST_ELEMENTS = 2_000_000
_DEEPEST = 200
_MOST_PAGES = 3_000
_MOST_DRAWN = 1_000_000
"""So many instructions of a PDF are followed at most: some ten seconds of work."""
_PICTURE = 50
"""So many instructions one picture or form that a page shows counts for."""
_MOST_UNFOLDED = 32 * 2**20
"""Bytes of the instructions of all pages and forms together, each counted as often as it is shown, unpacked."""
_FAULTS = {
    "workbook_locked": "text_locked",
    "workbook_damaged": "text_damaged",
    "workbook_too_large": "text_too_large",
    "workbook_unsafe": "text_unsafe",
    "cannot_open": "text_missing",
}


def docx_text(path: Path) -> str:
    """Return the text of a DOCX file, its tables and text boxes included, deleted words left out.

    Raises
    ------
    UnreadableTextError
        If it is locked, damaged, too large or unsafe.
    """
    try:
        look_through(path)
        with zipfile.ZipFile(path) as archive, archive.open("word/document.xml") as part:
            return "\n\n".join(_paragraphs(part))
    except _TooMuchError as error:
        raise UnreadableTextError("text_unfolds", path=str(path)) from error
    except FaultError as error:
        given = {"size": path.stat().st_size >> 20, "most": 96} if error.code == "workbook_too_large" else {}
        raise UnreadableTextError(_FAULTS[error.code], path=str(path), **given) from error
    except (KeyError, ET.ParseError, zipfile.BadZipFile, OSError) as error:
        raise UnreadableTextError("text_damaged", path=str(path)) from error


class _TooMuchError(Exception):
    """A small file unfolds into more than is read."""


def _paragraphs(part: IO[bytes]) -> list[str]:
    """Read the paragraphs in one pass, each text once, in the innermost paragraph around it; nothing else is kept."""
    found: list[str] = []
    above: list[ET.Element] = []
    begun: list[list[str]] = []
    seen = letters = silent = 0
    for event, node in ET.iterparse(part, events=("start", "end")):  # noqa: S314 - looked through above  # nosec B314 - looked through above
        if event == "start":
            seen += 1
            if seen > _MOST_ELEMENTS or len(above) > _DEEPEST:
                raise _TooMuchError
            above.append(node)
            silent += node.tag == _INSTEAD
            if node.tag == f"{_WORD}p":
                begun.append([])
            continue
        above.pop()
        silent -= node.tag == _INSTEAD
        if node.tag == f"{_WORD}p":
            found.append("".join(begun.pop()))
        elif begun and not silent:
            told = (node.text or "") if node.tag == f"{_WORD}t" else " " if node.tag in _SPACES else ""
            letters += len(told)
            begun[-1].append(told)
        if letters > LARGEST_PROSE:
            raise _TooMuchError
        if above:
            above[-1].remove(node)
    return [each for each in found if each.strip()]


def pdf_text(path: Path) -> str:
    """Return the layer of text of a PDF file.

    Raises
    ------
    UnreadableTextError
        If pypdf is absent (``text_needs_extra``), the file is locked or damaged, or a scan without text.
    """
    if find_spec("pypdf") is None:
        raise UnreadableTextError("text_needs_extra", path=str(path))
    from pypdf.errors import DependencyError, PyPdfError

    try:
        text = _pages(path)
    except UnreadableTextError:
        raise
    except _TooMuchError as error:
        raise UnreadableTextError("text_unfolds", path=str(path)) from error
    except DependencyError as error:
        # It is locked in a way that takes one more library to open.
        raise UnreadableTextError("text_locked", path=str(path)) from error
    # Damaged files raise nearly anything in there.
    except (PyPdfError, OSError, ValueError, LookupError, TypeError, AttributeError, RuntimeError) as error:
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
        budget = _Budget()
        return "\n".join(budget.text_of(page) for page in reader.pages)


class _Budget:
    """What may be spent on a PDF: one page can be shown 3,000 times, and each time it is read anew."""

    def __init__(self) -> None:
        self._drawn = self._unfolded = self._letters = 0

    def text_of(self, page: Any) -> str:  # noqa: ANN401 - a page of pypdf, which may be absent
        content = page.get_contents()
        self._unfolds(content)
        read = page.extract_xform_text

        def counted(form: Any, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - as pypdf gives them
            self._unfolds(form)
            return read(form, *given, **named)

        # A form is a page within a page, and can be shown as often as one likes as well.
        page.extract_xform_text = counted
        text: str = page.extract_text(visitor_operand_before=self._drew)
        self._letters += len(text)
        self._hold()
        return text

    def _unfolds(self, stream: Any) -> None:  # noqa: ANN401 - see above
        self._unfolded += len(stream.get_data()) if stream is not None else 0
        self._hold()

    def _drew(self, operator: object, *_more: object) -> None:
        self._drawn += _PICTURE if operator == b"Do" else 1
        # What is raised within a form goes no further than that form: it is raised again at what comes next.
        self._hold()

    def _hold(self) -> None:
        if self._drawn > _MOST_DRAWN or self._unfolded > _MOST_UNFOLDED or self._letters > LARGEST_PROSE:
            raise _TooMuchError
