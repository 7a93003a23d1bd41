"""The words of the report, as data files: one folder per language, one file per room and one for what is fixed.

A test holds the languages together, and holds every sentence to plain language.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["LANGUAGES", "ROOMS", "IndicatorWords", "UnknownLanguageError", "Words", "words_in"]

LANGUAGES = ("en", "nl")
"""The languages in which the report is written, as their codes."""

ROOMS = ("expertise", "control", "inclusion", "interests", "decisions", "reviews")
"""The first halves of the indicators' codes: one file of words for each."""


class UnknownLanguageError(LookupError):
    """There are no words in this language.

    Attributes
    ----------
    code
        Always ``"unknown_language"``.
    lang
        What was asked for.
    """

    code = "unknown_language"

    def __init__(self, lang: str) -> None:
        self.lang = lang
        super().__init__(f"no words in {lang!r}; choose one of {', '.join(LANGUAGES)}")


@dataclass(frozen=True, slots=True)
class IndicatorWords:
    """The words of one indicator.

    Attributes
    ----------
    title
        The question that it answers, as a person would put it.
    low, high
        The two ends, where the paper describes two; neither is better.
    duty
        The duty as a sentence, where the paper states one.
    counts
        What was found, with ``{numerator}`` and ``{denominator}``, and ``[is|are]`` after the first of them.
    rate
        What was found, with ``{value}``; empty where the counts say it all.
    of_one
        Which one the figure is about, with ``{decision}``, where it speaks of one of several.
    entries
        What is said where the entries are listed and no figure is given; empty for the words that fit all.
    nothing
        What is said where nothing is recorded.
    coverage
        Of how much the needed fields are known, with ``{known}`` and ``{candidates}``.
    scale
        One sentence for the top of the report, with ``{value}``; empty where the counts will do.
    open
        What is still to be done, with ``{count}`` and where known ``{days}``, as for `counts`; only for a duty.
    parts
        For each further figure its name.
    lists
        For each list in the details its name.
    cannot_say, gaming, source
        What the measure says of itself; empty in English, where the measure's own words are used.
    """

    title: str
    counts: str
    nothing: str
    coverage: str
    low: str = ""
    high: str = ""
    duty: str = ""
    rate: str = ""
    of_one: str = ""
    entries: str = ""
    scale: str = ""
    open: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    cannot_say: str = ""
    gaming: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """All words of the report in one language.

    Attributes
    ----------
    lang
        The language's code.
    fixed
        The words that belong to no indicator, by section and key.
    indicators
        The words of each indicator, by its code.
    """

    lang: str
    fixed: Mapping[str, Mapping[str, str]]
    indicators: Mapping[str, IndicatorWords]

    def say(self, section: str, key: str, /, **given: Any) -> str:  # noqa: ANN401 - whatever fills in
        """Return one line of words, filled in.

        Raises
        ------
        KeyError
            If there is no such line, or a value for it is missing.
        """
        return self.fixed[section][key].format_map(given)

    def name(self, section: str, key: str) -> str:
        """Return the name of a word of the record; one that has no name is written with spaces."""
        return self.fixed[section].get(key) or spaced(key)


def spaced(key: str) -> str:
    """Return a word of the record or an id as plain words: ``other-church`` is "other church"."""
    return key.replace("_", " ").replace("-", " ")


@lru_cache(maxsize=len(LANGUAGES))
def words_in(lang: str) -> Words:
    """Return the words of one language.

    Parameters
    ----------
    lang
        The language's code: ``en`` or ``nl``.

    Raises
    ------
    UnknownLanguageError
        If there are no words in that language.
    """
    if lang not in LANGUAGES:
        raise UnknownLanguageError(lang)
    indicators = {
        f"{room}.{topic}": IndicatorWords(**entry) for room in ROOMS for topic, entry in _read(lang, room).items()
    }
    return Words(lang, _read(lang, "fixed"), indicators)


def _read(lang: str, name: str) -> dict[str, Any]:
    text = files("counterpoise.audit.report.words").joinpath(lang, f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
