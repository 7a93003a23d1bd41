"""The page for a data protection impact assessment, made from a data file: what is kept, why, and until when."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ABOUT", "Table", "kept_page", "kept_tables"]

FILE = Path(__file__).with_name("kept.toml")
ABOUT = {
    "health": "people may tell of their health",
    "person": "about a person",
    "office": "done in office",
    "machine": "about nobody",
}
TEXT = Path(__file__).with_name("kept.md")
"""What an assessment says besides the tables, with what is to be filled in."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with what the data file says of it.

    Attributes
    ----------
    name
        App and model.
    about
        Whose data it may hold, one of `ABOUT`.
    until, why
        Until when and why it is kept, in words.
    ours
        Whether it is a table of our own.
    """

    name: str
    about: str
    until: str
    why: str
    ours: bool


def kept_tables() -> list[Table]:
    """Return every table of the data file."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return [
        Table(name, about, read["until"][until], why, kind == "tables")
        for kind in ("tables", "elsewhere")
        for name, (about, until, why) in read[kind].items()
    ]


def kept_page(made: str) -> str:
    """Return the page."""
    rows = kept_tables()
    counts = Counter(row.about for row in rows)
    lines = [made, TEXT.read_text(encoding="utf-8"), "## Every table", ""]
    lines += [
        f"There are {len(rows)} tables. In {counts['health']} of them people may tell of their health.",
        f"{counts['person']} are about a person, {counts['office']} hold what is done in office.",
        f"{counts['machine']} are about nobody.",
        "The fields of the record's tables stand in [the reference of the record](record.md).",
        "For the tables about people each field has its own reason, in `counterpoise.web.people.models.PURPOSES`.",
        "",
        "| table | whose | why | until |",
        "|---|---|---|---|",
    ]
    lines += [f"| `{row.name}` | {ABOUT[row.about]} | {row.why} | {row.until} |" for row in rows]
    return "\n".join(lines) + "\n"
