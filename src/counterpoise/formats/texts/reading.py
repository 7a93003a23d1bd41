"""Read any file of texts, by the end of its name."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from counterpoise.formats.texts.documents import docx_text, pdf_text
from counterpoise.formats.texts.pages import html_text, markdown_text
from counterpoise.formats.texts.pieces import Piece, Texts, UnreadableTextError
from counterpoise.formats.texts.plain import decoded, largest
from counterpoise.formats.texts.tables import csv_texts, xlsx_texts

__all__ = ["read_texts"]

_PARAGRAPHS = re.compile(r"\n[ \t]*\n+")
_LETTER = re.compile(r"[^\W\d_]")

_Reader = Callable[[Path], str]


def _plain(path: Path) -> str:
    return decoded(path)


def _markdown(path: Path) -> str:
    return markdown_text(decoded(path))


def _html(path: Path) -> str:
    return html_text(decoded(path))


_PROSE: Mapping[str, _Reader] = {
    ".txt": _plain,
    ".text": _plain,
    "": _plain,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".docx": docx_text,
    ".pdf": pdf_text,
}
_TABLES = {".csv", ".tsv", ".xlsx"}
_WITH_PICTURES = {".docx", ".pdf"}


def read_texts(path: Path, *, column: str = "") -> Texts:
    """Read a file of texts.

    Parameters
    ----------
    path
        Text, Markdown, HTML, DOCX or PDF; or CSV, TSV or XLSX, whose rows are contributions.
    column
        The column of a table in which the texts are; not needed where there is only one.

    Returns
    -------
    Texts
        A prose file gives one piece for each paragraph, or for each line where it has no blank lines.

    Raises
    ------
    UnreadableTextError
        If nothing can be read from it.

    Notes
    -----
    PDF needs pypdf, which the extra ``text`` brings.
    """
    kind = path.suffix.lower()
    if not path.is_file():
        raise UnreadableTextError("text_missing", path=str(path))
    if kind not in _PROSE and kind not in _TABLES:
        raise UnreadableTextError("text_unknown_kind", path=str(path), kind=kind)
    largest(path, prose=kind in _PROSE and kind not in _WITH_PICTURES)
    if kind in _TABLES:
        found = xlsx_texts(path, column=column) if kind == ".xlsx" else csv_texts(path, column=column)
    else:
        found = Texts(path.name, _pieces(_PROSE[kind](path)))
    if not found.pieces:
        raise UnreadableTextError("text_empty", path=str(path))
    return found


def _pieces(text: str) -> tuple[Piece, ...]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    parts = _PARAGRAPHS.split(text.strip())
    if len(parts) == 1:
        parts = _lines(text)
    kept = [part.strip() for part in parts if _LETTER.search(part)]
    return tuple(Piece(number, part) for number, part in enumerate(kept, start=1))


def _lines(text: str) -> list[str]:
    # Lines that end as sentences do are a list; lines that were broken to a width are one paragraph.
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    ended = sum(line.endswith((".", "!", "?")) for line in lines)
    return lines if len(lines) > 1 and 2 * ended >= len(lines) else [text]
