"""The words of this verb, in the reader's language, and its errors."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from counterpoise.cli.speech import CommandError

__all__ = ["complaint", "phrase", "words"]


@lru_cache(maxsize=2)
def words(lang: str) -> Mapping[str, Mapping[str, str]]:
    """Return all words of this verb in one language, by section."""
    path = files("counterpoise.cli.voices").joinpath("words", f"{lang}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def phrase(section: str, code: str, *, lang: str, **given: Any) -> str:  # noqa: ANN401 - whatever fills in
    """Return one line of words, filled in."""
    return words(lang)[section][code].format_map(given)


def complaint(code: str, *, lang: str, exit_code: int = 1, **given: Any) -> CommandError:  # noqa: ANN401 - see phrase
    """Return the error that tells one plain line of these words."""
    message = phrase("errors", code.removeprefix("voices."), lang=lang, **given)
    return CommandError("voices", exit_code=exit_code, message=message)
