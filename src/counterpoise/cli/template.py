"""``counterpoise template``: an empty workbook to fill in by hand."""

from pathlib import Path
from typing import Annotated

import typer

from counterpoise.cli.options import LangOption
from counterpoise.cli.speech import CommandError, reader_language, say, tell
from counterpoise.formats.spreadsheets import write_template

__all__ = ["template"]


def template(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="Where to write the workbook.")],
    lang: LangOption = None,
) -> None:
    """Write an empty workbook to fill in by hand: one sheet a table, with an explanation and an example row."""
    language = reader_language(lang)
    if file.exists():
        raise CommandError("bundle_exists", path=file)
    try:
        write_template(file, lang=language)
    except OSError as error:
        raise CommandError("cannot_write", path=file, reason=error.strerror or str(error)) from error
    tell(say("done", "written", lang=language, path=file))
