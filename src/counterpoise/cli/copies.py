"""``counterpoise backup`` and ``counterpoise restore``: verified copies of the whole site."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from counterpoise.cli.options import LangOption
from counterpoise.cli.site import needs_the_site, site_environment
from counterpoise.cli.speech import reader_language, tell

__all__ = ["backup", "restore"]

_DJANGOS = "CommandError: "


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes; nothing is overwritten.")],
    lang: LangOption = None,
) -> None:
    """Make a verified copy of the whole site in one file, while people go on working."""
    _run("backup", str(file), lang=reader_language(lang))


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy.")],
    ledger: Annotated[
        Path | None,
        typer.Option("--ledger", metavar="ZIP", help="A later export of the ledger: what it erased is taken out."),
    ] = None,
    remember: Annotated[
        Path | None,
        typer.Option("--remember", metavar="FILE", help="What a witness remembers: a copy that is older is refused."),
    ] = None,
    even_old: Annotated[bool, typer.Option("--even-old", help="Even if the copy should have been destroyed.")] = False,  # noqa: FBT002 - a switch of the command line
    lang: LangOption = None,
) -> None:
    """Put a copy back on an empty machine; one that was altered is refused."""
    more = ["--ledger", str(ledger)] if ledger is not None else []
    more += ["--remember", str(remember)] if remember is not None else []
    more += ["--even-old"] if even_old else []
    _run("restore", str(file), *more, lang=reader_language(lang))


def _run(*words: str, lang: str) -> None:
    needs_the_site()
    command = [sys.executable, "-m", "counterpoise.web.project", *words, "--lang", lang]
    with subprocess.Popen(command, env=site_environment(), stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own program
        for line in process.stderr or ():
            told = line.rstrip("\n")
            tell(f"counterpoise: {told.removeprefix(_DJANGOS)}" if told.startswith(_DJANGOS) else told, error=True)
    if process.returncode:
        raise typer.Exit(process.returncode)
