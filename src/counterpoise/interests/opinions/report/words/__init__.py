"""The words of the map as data files, one for each language. A test holds them together."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

__all__ = ["LANGUAGES", "say", "words_in"]

LANGUAGES = ("en", "nl")


@lru_cache(maxsize=2)
def words_in(lang: str) -> Mapping[str, Mapping[str, str]]:
    """Return all words in one language, by section."""
    return tomllib.loads(
        files("counterpoise.interests.opinions.report.words").joinpath(f"{lang}.toml").read_text("utf-8")
    )


def say(section: str, code: str, *, lang: str, **given: object) -> str:
    """Return one line of words, filled in."""
    return words_in(lang)[section][code].format_map(given)
