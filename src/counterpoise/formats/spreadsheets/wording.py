"""The words of the workbook, in both languages: what is written in it, and how what people write is understood."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from importlib.resources import files
from typing import Any

from counterpoise.formats.spreadsheets.names import key_of
from counterpoise.formats.spreadsheets.plan import SHEETS, Field, Sheet
from counterpoise.record.base import Side
from counterpoise.record.people import BodyKind

__all__ = [
    "LANGUAGES",
    "ColumnWords",
    "KnownName",
    "choices",
    "column_words",
    "empty_words",
    "headers",
    "known_names",
    "sheet_titles",
    "sheet_words",
    "shown",
    "truths",
    "workbook_words",
]

LANGUAGES = ("en", "nl")


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """What a column is called and how it is explained.

    Attributes
    ----------
    head
        Its header.
    help
        One line that explains it.
    example
        What stands in the example row.
    also
        Other headers by which it is known.
    """

    head: str
    help: str
    example: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownName:
    """What a name says by itself, where no sheet says it.

    Attributes
    ----------
    key
        What all its spellings stand for.
    side
        On whose side.
    kind
        What kind of body, if it is one.
    """

    key: str
    side: Side
    kind: BodyKind | None


@lru_cache(maxsize=4)
def _file(name: str) -> dict[str, Any]:
    data = files("counterpoise.formats.spreadsheets").joinpath("sheets", f"{name}.toml")
    return tomllib.loads(data.read_text(encoding="utf-8"))


def workbook_words(lang: str) -> Mapping[str, Any]:
    """Return the words of the workbook as a whole."""
    return dict(_file(lang)["workbook"])


def sheet_words(sheet: Sheet, *, lang: str) -> tuple[str, str]:
    """Return the name of a sheet and what it is about."""
    given = _file(lang)["sheets"][sheet.table]
    return given["name"], given["about"]


def column_words(sheet: Sheet, field: Field, *, lang: str) -> ColumnWords:
    """Return what a column of a sheet is called and how it is explained."""
    common = _file(lang)["columns"]
    given: Any = common.get(field.key)
    if given is None:
        given = _file(lang)["sheets"][sheet.table]["columns"]
        for part in field.key.split("."):
            given = given[part]
    return ColumnWords(given["head"], given["help"], given["example"], tuple(given.get("also", ())))


@lru_cache(maxsize=1)
def sheet_titles() -> Mapping[str, Sheet]:
    """Return every sheet by each name that it may have, in the form of `key_of`."""
    found: dict[str, Sheet] = {}
    for lang in LANGUAGES:
        for sheet in SHEETS:
            given = _file(lang)["sheets"][sheet.table]
            for title in (given["name"], *given.get("also", ())):
                found.setdefault(key_of(title), sheet)
    return found


@lru_cache(maxsize=64)
def headers(sheet: Sheet) -> Mapping[str, Field]:
    """Return the columns of a sheet by each header that they may have, in the form of `key_of`."""
    found: dict[str, Field] = {}
    every = [(field, column_words(sheet, field, lang=lang)) for lang in LANGUAGES for field in sheet.fields]
    # A column's own header goes before another column's other name.
    for field, words in every:
        found.setdefault(key_of(words.head), field)
    for field, words in every:
        for other in words.also:
            found.setdefault(key_of(other), field)
    return found


@lru_cache(maxsize=64)
def choices(words: type[Enum]) -> Mapping[str, Any]:
    """Return the members of an enumeration by each word that stands for them, in the form of `key_of`."""
    found: dict[str, Any] = {}
    for lang in LANGUAGES:
        given = _file(lang)["choices"][words.__name__]
        for member in words:
            for word in given[str(member.value)]:
                found.setdefault(key_of(word), member)
    for member in words:
        found.setdefault(key_of(str(member.value)), member)
    return found


def shown(words: type[Enum], *, lang: str) -> tuple[str, ...]:
    """Return the words to choose from, as the workbook shows them."""
    given = _file(lang)["choices"][words.__name__]
    return tuple(given[str(member.value)][0] for member in words)


@lru_cache(maxsize=1)
def truths() -> Mapping[str, bool]:
    """Return the words and signs that mean yes or no, in small letters."""
    return {
        word.casefold(): meaning == "yes"
        for lang in LANGUAGES
        for meaning in ("yes", "no")
        for word in _file(lang)["cells"][meaning]
    }


@lru_cache(maxsize=1)
def empty_words() -> frozenset[str]:
    """Return what people write for "we do not know", in small letters."""
    return frozenset(word.casefold() for lang in LANGUAGES for word in _file(lang)["cells"]["nothing"])


@lru_cache(maxsize=1)
def known_names() -> Mapping[str, KnownName]:
    """Return the names that say by themselves what they are, by each spelling in the form of `key_of`."""
    found: dict[str, KnownName] = {}
    for given in _file("names")["known"]:
        kind = BodyKind(given["kind"]) if "kind" in given else None
        known = KnownName(key_of(given["spellings"][0]), Side(given["side"]), kind)
        found.update((key_of(spelling), known) for spelling in given["spellings"])
    return found
