"""What these commands say, in the reader's language."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from counterpoise.cli.speech import CommandError, Language, printable
from counterpoise.formats.fhir.importing import Skipped

__all__ = ["complaint", "phrase", "reason", "words"]


@lru_cache(maxsize=2)
def words(lang: Language) -> Mapping[str, Mapping[str, str]]:
    """Return all words of one language, by section."""
    return tomllib.loads(files("counterpoise.cli.fhir").joinpath("words", f"{lang}.toml").read_text(encoding="utf-8"))


def phrase(section: str, code: str, *, lang: Language, **given: Any) -> str:  # noqa: ANN401 - whatever fills in
    """Return one line of words, filled in; what was given can neither break the line nor steer the terminal."""
    told = {name: value if isinstance(value, int) else printable(str(value)) for name, value in given.items()}
    return words(lang)[section][code].format_map(told)


def complaint(code: str, *, lang: Language, exit_code: int = 1, **given: Any) -> CommandError:  # noqa: ANN401 - whatever fills in
    """Return the error with which the command ends."""
    return CommandError("fhir", exit_code=exit_code, message=phrase("errors", code, lang=lang, **given))


def reason(skipped: Skipped, *, lang: Language) -> str:
    """Return why something was skipped, with its place in the file."""
    why = phrase("reasons", skipped.error.code, lang=lang, **skipped.error.given)
    return phrase("done", "place", lang=lang, file=skipped.place, place=why) if skipped.place else why
