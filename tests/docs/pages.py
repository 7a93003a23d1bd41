"""What a page of the docs is made of: blocks of code, tables to type in, links, headings and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The project."""
FRONT = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "CODE_OF_CONDUCT.md")
"""Pages that lie beside the folder."""

FENCE = re.compile(r"^(`{3,}|:{3,})\s*(\S*)")
HEADING = re.compile(r"^(#{1,6}) (.+)$")
LINK = re.compile(r"(?<!\\)\[(?:[^\[\]\\]|\\.)*\]\(([^()\s]+)\)")


def pages(root: Path = ROOT) -> list[Path]:
    """Return every page that people write or that is made and kept; not what Sphinx makes while it builds."""
    docs = root / "docs"
    apart = (docs / "_build", docs / "reference" / "generated")
    below = (path for path in sorted(docs.rglob("*.md")) if not any(path.is_relative_to(each) for each in apart))
    return [*(path for name in FRONT if (path := root / name).exists()), *below]


@dataclass(frozen=True)
class Block:
    """A block of code: its language, its text, and the line on which that text begins."""

    language: str
    text: str
    line: int


@dataclass(frozen=True)
class Typing:
    """Rows that a reader is asked to type on a sheet of a workbook, each by its column."""

    sheet: str
    rows: tuple[dict[str, str], ...]
    line: int


@dataclass
class Page:
    """One page, taken apart.

    Attributes
    ----------
    path
        Where it lies.
    steps
        What a reader is asked to run or to type, in the order of the page.
    headings
        The anchors of its headings.
    links
        Each link with its line.
    words
        Its prose, line by line: no code, no tables, no directives.
    """

    path: Path
    steps: list[Block | Typing] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)
    words: list[tuple[int, str]] = field(default_factory=list)


def read(path: Path) -> Page:
    """Take a page apart."""
    page = Page(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    number = 0
    while number < len(lines):
        line = lines[number]
        if fence := FENCE.match(line.strip()):
            end = next(
                (at for at in range(number + 1, len(lines)) if lines[at].strip() == fence[1]),
                len(lines),
            )
            inner = [text.removeprefix(line[: len(line) - len(line.lstrip())]) for text in lines[number + 1 : end]]
            page.steps.append(Block(fence[2], "\n".join(inner) + "\n", number + 2))
            number = end + 1
            continue
        page.links.extend((number + 1, link) for link in LINK.findall(line))
        if line.startswith("|"):
            number = _table(page, lines, number)
            continue
        if heading := HEADING.match(line):
            page.headings.append(_anchor(heading[2], page.headings))
        elif not line.startswith("<!--"):
            page.words.append((number + 1, line))
        number += 1
    return page


def _anchor(heading: str, before: list[str]) -> str:
    plain = re.sub(r"[^\w\- ]", "", heading.lower().replace("\\_", "_")).strip().replace(" ", "-")
    again = sum(re.fullmatch(rf"{re.escape(plain)}(-\d+)?", each) is not None for each in before)
    return f"{plain}-{again}" if again else plain


def _table(page: Page, lines: list[str], first: int) -> int:
    end = next((at for at in range(first, len(lines)) if not lines[at].startswith("|")), len(lines))
    for number in range(first + 1, end):
        page.links.extend((number + 1, link) for link in LINK.findall(lines[number]))
    above = next((line for line in reversed(lines[:first]) if line.strip()), "")
    if sheet := re.search(r"On the sheet \*([^*]+)\*:$", above):
        head, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[first:end]]
        page.steps.append(Typing(sheet[1], tuple(dict(zip(head, row, strict=True)) for row in rows), first + 1))
    return end


def sentences(page: Page) -> Iterator[tuple[int, str]]:
    """Yield each sentence of a page's prose with the line on which its paragraph or point begins."""
    start, gathered = 0, ""
    for number, line in [*page.words, (0, "")]:
        begins = re.match(r"\s*(?:[-*]|\d+\.)\s+", line)
        if gathered and (begins or not line.strip()):
            for each in re.split(r"(?<=[.!?])[\"”)*_]*\s+", _plain(gathered)):
                yield start, each
            gathered = ""
        if line.strip():
            start = start if gathered else number
            gathered = f"{gathered} {line[begins.end() if begins else 0 :].strip()}".strip()


def _plain(text: str) -> str:
    text = re.sub(r"`[^`]+`", "code", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"\$[^$]+\$", "formula", text).replace("**", "")


def length(sentence: str) -> int:
    """Return how many words a sentence has."""
    return len(re.findall(r"[\w’'’\-./]*\w[\w’'’\-./]*", sentence))
