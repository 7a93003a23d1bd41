"""A result as headed blocks, written as text for a terminal or as one HTML page."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from counterpoise.cli.speech import printable

__all__ = ["Block", "as_html", "as_text"]

_WIDTH = 100

_STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
table{border-collapse:collapse;margin:1rem 0;width:100%}caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{border-bottom:1px solid #767676;padding:.3rem .6rem;text-align:left;vertical-align:top}
blockquote{border-left:.25rem solid #767676;margin:.5rem 0;padding:0 1rem}
"""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a result.

    Attributes
    ----------
    title
        Its heading.
    lines
        Sentences, in their order.
    columns, rows
        A table; no columns where there is none.
    quotes
        What people said, in their own words.
    own_words
        Those of the columns that hold words of the texts.
    """

    title: str
    lines: Sequence[str] = ()
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = field(default=())
    quotes: Sequence[str] = ()
    own_words: Sequence[str] = ()


def as_text(title: str, blocks: Sequence[Block]) -> str:
    """Return a result as text of at most a hundred signs a line, tables apart."""
    parts = [title, "=" * len(title), ""]
    for block in blocks:
        if block.title:
            parts += [title := printable(block.title), "-" * len(title)]
        for line in block.lines:
            parts += textwrap.wrap(printable(line), _WIDTH) or [""]
        if block.columns:
            parts += _table(block)
        for quote in block.quotes:
            parts += textwrap.wrap(f"“{printable(quote)}”", _WIDTH, initial_indent="  ", subsequent_indent="  ")
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def _table(block: Block) -> list[str]:
    cells = [list(block.columns), *([printable(cell) for cell in row] for row in block.rows)]
    widths = [min(60, max(len(row[i]) for row in cells)) for i in range(len(block.columns))]
    lines = []
    for row in cells:
        wrapped = [textwrap.wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
        for i in range(max(len(cell) for cell in wrapped)):
            shown = [cell[i] if i < len(cell) else "" for cell in wrapped]
            lines.append("  ".join(cell.ljust(width) for cell, width in zip(shown, widths, strict=True)).rstrip())
    return lines


def as_html(title: str, blocks: Sequence[Block], *, lang: str, source: str) -> str:
    """Return a result as one page that needs nothing else.

    Parameters
    ----------
    title, blocks
        Its heading and its parts.
    lang
        The language in which it is told.
    source
        The language of the texts, in which their own words stand.
    """
    body = "".join(_section(block, "" if source == lang else f' lang="{source}"') for block in blocks)
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n"
        f"<body><main><h1>{escape(title)}</h1>\n{body}</main></body>\n</html>\n"
    )


def _section(block: Block, foreign: str) -> str:
    parts = [f"<h2>{_safe(block.title)}</h2>" if block.title else ""]
    parts += [f"<p>{_safe(line)}</p>" for line in block.lines]
    if block.columns:
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in block.columns)
        spoken = [foreign if name in block.own_words else "" for name in block.columns]
        rows = "".join(
            "<tr>" + "".join(f"<td{of}>{_safe(cell)}</td>" for cell, of in zip(row, spoken, strict=True)) + "</tr>"
            for row in block.rows
        )
        parts.append(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
    parts += [f"<blockquote{foreign}><p>{_safe(quote)}</p></blockquote>" for quote in block.quotes]
    return f"<section>{''.join(parts)}</section>\n"


def _safe(text: str) -> str:
    return escape(printable(text))
