"""Read the files that somebody gives, and find their language."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from counterpoise.cli.files import progress
from counterpoise.cli.voices.speaking import complaint, phrase
from counterpoise.expertise.voices.language import UnreadableLanguageError, require_language
from counterpoise.formats.texts import Texts, UnreadableTextError, read_texts

__all__ = ["Gathered", "gather", "language_told", "one_file", "row_names"]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The texts of one run.

    Attributes
    ----------
    files
        What each file says.
    language
        ``en`` or ``nl``.
    assumed
        Whether the texts are too short to tell, so that the language of the reader was taken.
    """

    files: tuple[Texts, ...]
    language: str
    assumed: bool = False

    @property
    def named(self) -> str:
        """The code of the line that names the language."""
        return f"{'assumed' if self.assumed else 'language'}_{self.language}"

    @property
    def texts(self) -> list[str]:
        """Every piece of every file, in order."""
        return [piece.text for file in self.files for piece in file.pieces]

    @property
    def empty(self) -> int:
        """Number of rows without words."""
        return sum(file.empty for file in self.files)


def one_file(path: Path, *, column: str, lang: str) -> Texts:
    """Read one file.

    Raises
    ------
    CommandError
        If nothing can be read from it.
    """
    try:
        return read_texts(path, column=column)
    except UnreadableTextError as error:
        raise complaint(error.code, lang=lang, **error.given) from error


def gather(paths: Sequence[Path], *, column: str, lang: str) -> Gathered:
    """Read all files and find the one language that they are in.

    Raises
    ------
    CommandError
        If a file cannot be read, or the texts are in another language or in two.
    """
    with progress(phrase("work", "reading", lang=lang)) as step:
        files = []
        for number, path in enumerate(paths):
            step(number, len(paths))
            files.append(one_file(path, column=column, lang=lang))
        language = _one_language(files, lang=lang)
    # Too short to tell: it is taken to be in the language of the reader, and the result says so.
    return Gathered(tuple(files), language or lang, assumed=not language)


def _one_language(files: Sequence[Texts], *, lang: str) -> str:
    """Return the language of all files, each looked at by itself first; empty where it cannot be told."""
    first, language = "", ""
    for file in files:
        found = language_told([piece.text for piece in file.pieces], name=file.name, lang=lang)
        if language and found and found != language:
            both = f"{language}, {found}"
            raise complaint("files_differ", lang=lang, first=first, second=file.name, languages=both)
        if found and not language:
            first, language = file.name, found
    return language or language_told([piece.text for file in files for piece in file.pieces], name="", lang=lang)


def language_told(texts: Sequence[str], *, name: str, lang: str) -> str:
    """Return the language of some texts; empty where they are too short to tell.

    Raises
    ------
    CommandError
        If they are in another language, or in two.
    """
    try:
        return require_language(texts)
    except UnreadableLanguageError as error:
        if error.code == "voices.no_language":
            return ""
        raise complaint(error.code, lang=lang, language=error.language, path=name) from error


def row_names(files: Sequence[Texts]) -> list[str]:
    """Return a name for every piece: its row, with its file before it where there are several."""
    if len(files) == 1:
        return [str(piece.row) for piece in files[0].pieces]
    return [f"{file.name}:{piece.row}" for file in files for piece in file.pieces]
