"""Options that more than one command takes, and how their values are read."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from counterpoise.cli.speech import CommandError
from counterpoise.record import Mode

__all__ = [
    "AtOption",
    "Format",
    "FormatOption",
    "Lang",
    "LangOption",
    "LedgerOption",
    "OutputOption",
    "RecordArgument",
    "a_date",
    "usual_mode",
]


class Format(StrEnum):
    """How a result is written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


class Lang(StrEnum):
    """In which language a result is written."""

    NL = "nl"
    EN = "en"


RecordArgument = Annotated[
    Path,
    typer.Argument(
        metavar="BUNDLE|FILE.xlsx", help="A bundle (a folder or zip), or a workbook that somebody filled in."
    ),
]
AtOption = Annotated[
    str,
    typer.Option(
        "--at", metavar="DATE", help="The date up to which the record is read, such as 2015-06-30; today if not given."
    ),
]
LangOption = Annotated[Lang | None, typer.Option("--lang", help="The language; your terminal's if not given.")]
FormatOption = Annotated[Format, typer.Option("--format", help="Text to read, JSON for programs, or an HTML page.")]
LedgerOption = Annotated[
    Path | None,
    typer.Option(
        "--ledger",
        metavar="LEDGER.zip",
        help="The exported ledger of the same site: it tells for how long nobody from outside has confirmed it.",
    ),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", metavar="FILE", help="Write to this file instead of the terminal.")
]


def a_date(text: str) -> date:
    """Read a date that somebody typed.

    Raises
    ------
    CommandError
        If it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError("not_a_date", exit_code=2, text=text) from error


def usual_mode(path: Path) -> Mode:
    """Return what a date means where nobody says: a workbook does not tell when its rows were written down."""
    return Mode.HAPPENED if path.suffix.lower() == ".xlsx" else Mode.RECORDED
