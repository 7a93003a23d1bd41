"""``counterpoise check``: say everything that is wrong with a bundle or a workbook."""

import typer

from counterpoise.cli.files import loaded, number_of
from counterpoise.cli.options import LangOption, RecordArgument
from counterpoise.cli.speech import problem_line, reader_language, say, tell

__all__ = ["check"]


def check(record: RecordArgument, lang: LangOption = None) -> None:
    """Say everything that is wrong with a bundle or a workbook, each with its place. Ends with 1 if anything is."""
    language = reader_language(lang)
    found = loaded(record, lang=language)
    if not found.problems:
        rows, tables = len(found.record), len(found.record.tables)
        tell(say("done", "check_clean", lang=language, path=record, rows=rows, tables=tables))
        return
    for problem in found.problems:
        tell(problem_line(problem, lang=language), error=True)
    tell(say("done", "check_problems", lang=language, path=record, number=number_of(found)), error=True)
    raise typer.Exit(1)
