"""The words of this verb, in the reader's language, and its errors."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from counterpoise.cli.speech import CommandError

__all__ = ["chance", "complaint", "phrase", "words"]


@lru_cache(maxsize=2)
def words(lang: str) -> Mapping[str, Mapping[str, str]]:
    """Return all words of this verb in one language, by section."""
    path = files("counterpoise.cli.voices").joinpath("words", f"{lang}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def phrase(section: str, code: str, *, lang: str, **given: Any) -> str:  # noqa: ANN401 - whatever fills in
    """Return one line of words, filled in: the words for one where there are some and ``number`` is 1."""
    known = words(lang)[section]
    return known[f"{code}_one" if given.get("number") == 1 and f"{code}_one" in known else code].format_map(given)


_SMALLEST = 0.0001


def chance(p: float) -> str:
    """Return a p-value in four figures; one that would be nothing but noughts is told to be smaller than the last."""
    return f"{p:.4f}" if p >= _SMALLEST else f"< {_SMALLEST}"


def complaint(code: str, *, lang: str, exit_code: int = 1, **given: Any) -> CommandError:  # noqa: ANN401 - see phrase
    """Return the error that tells one plain line of these words."""
    message = phrase("errors", code.removeprefix("voices."), lang=lang, **given)
    return CommandError("voices", exit_code=exit_code, message=message)
