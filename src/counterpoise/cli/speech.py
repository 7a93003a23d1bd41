"""What the command line says, in the reader's language, and to which stream."""

import os
import sys
import tomllib
from collections.abc import Iterable, Mapping
from errno import EBADF
from functools import lru_cache
from importlib.resources import files
from typing import Any

from counterpoise.formats.problems import FileProblem

__all__ = [
    "CommandError",
    "Language",
    "mute",
    "printable",
    "problem_line",
    "reader_language",
    "say",
    "tell",
    "tell_pieces",
    "words",
]

Language = str


class CommandError(Exception):
    """A command cannot do what was asked.

    Attributes
    ----------
    code
        What is in the way, as the words know it.
    exit_code
        1 for bad input, 2 for wrong usage.
    given
        What fills in the words.
    """

    def __init__(self, code: str, *, exit_code: int = 1, **given: Any) -> None:  # noqa: ANN401 - whatever fills in
        self.code = code
        self.exit_code = exit_code
        self.given = given
        super().__init__(code)


def reader_language(asked: Language | None = None) -> Language:
    """Return the language that was asked for, or that of the reader's terminal: ``nl`` or ``en``."""
    if asked:
        return asked
    settings = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "nl" if next((setting for setting in settings if setting), "").startswith("nl") else "en"


@lru_cache(maxsize=2)
def words(lang: Language) -> Mapping[str, Mapping[str, str]]:
    """Return all words of one language, by section."""
    return tomllib.loads(files("counterpoise.cli").joinpath("words", f"{lang}.toml").read_text(encoding="utf-8"))


def say(section: str, code: str, *, lang: Language, **given: Any) -> str:  # noqa: ANN401 - whatever fills in
    """Return one line of words, filled in; what was given can neither break the line nor steer the terminal."""
    told = {name: value if isinstance(value, int | float) else printable(str(value)) for name, value in given.items()}
    return words(lang)[section][code].format_map(told)


def tell(line: str, *, error: bool = False) -> None:
    """Write one line to standard output, or to standard error; errors are those of `tell_pieces`."""
    tell_pieces([line + "\n"], error=error)


def tell_pieces(pieces: Iterable[str], *, error: bool = False) -> None:
    """Write text to standard output, or to standard error, piece by piece.

    Raises
    ------
    CommandError
        If standard output is closed or full. That standard error is, nobody can be told.
    BrokenPipeError
        If whoever read the output has gone.
    """
    stream = sys.stderr if error else sys.stdout
    if stream is None:  # closed before the program began
        if error:
            return
        raise CommandError("no_output", reason=os.strerror(EBADF))
    try:
        # A terminal that cannot write a letter gets a question mark, never a traceback.
        encoding = stream.encoding or "utf-8"
        for piece in pieces:
            stream.write(piece.encode(encoding, "replace").decode(encoding))
        # Now, not when the program ends: nobody would hear then that it failed.
        stream.flush()
    except BrokenPipeError:
        if not error:
            raise
    except OSError as failed:
        if not error:
            mute()
            raise CommandError("no_output", reason=failed.strerror or str(failed)) from failed


def mute() -> None:
    """Let what was not written yet go nowhere, so that the end of the program does not fail on it once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def problem_line(problem: FileProblem, *, lang: Language) -> str:
    """Return where a problem is, what it is and what to do, as one line."""
    place = _place(problem, lang)
    given = {
        name: ", ".join(map(str, value)) if isinstance(value, list) else value for name, value in problem.given.items()
    }
    return printable(f"{place}: {say('problems', problem.code, lang=lang, **given)}")


def printable(line: str) -> str:
    """Return a text that can stand in one line: what a file holds must neither break it nor steer the terminal."""
    return "".join(
        each if each.isprintable() else " " if each.isspace() else "\N{REPLACEMENT CHARACTER}" for each in line
    )


def _place(problem: FileProblem, lang: Language) -> str:
    where = {"file": problem.file, "sheet": problem.sheet, "line": problem.line, "field": problem.field}
    if problem.sheet:
        kind = "cell" if problem.line and problem.field else "row" if problem.line else "sheet"
        return say("places", kind, lang=lang, **where)
    place = say("places", "line" if problem.line else "file", lang=lang, **where)
    return say("places", "field", lang=lang, place=place, field=problem.field) if problem.field else place
