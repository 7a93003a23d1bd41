"""The questions that both sides answer: their words in English and Dutch, their sides, poles and answers.

The words are data (``data/instrument.toml``) and the project's own; they are not yet validated, and every page that
shows them says so. A question with the same code on both sides is asked as a mirror: "we told", "I was told".
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

from counterpoise.record import Side, Tension

__all__ = [
    "PAIRS",
    "PULSE",
    "VALIDATED",
    "Item",
    "ItemKind",
    "Language",
    "UnknownItemError",
    "answer_words",
    "item",
    "items",
    "no_answer_words",
    "not_yet_validated",
    "told_in",
    "whole",
]


class Language(StrEnum):
    """The languages in which the questions exist."""

    EN = "en"
    NL = "nl"


class ItemKind(StrEnum):
    """What kind of question it is.

    A balance between two poles is asked twice: as it is *now*, and as it is *wanted*. *Explicit* asks whether a tension
    is talked about, *practice* what people met with, *level* how much say there was, *open* asks for words. *Who* asks
    who decides one matter: its answer is a word of a list.
    """

    NOW = "now"
    WANTED = "wanted"
    EXPLICIT = "explicit"
    PRACTICE = "practice"
    LEVEL = "level"
    OPEN = "open"
    WHO = "who"


_SCALES: Mapping[ItemKind, tuple[int, int] | None] = {
    ItemKind.NOW: (-3, 3),
    ItemKind.WANTED: (-3, 3),
    ItemKind.EXPLICIT: (1, 5),
    ItemKind.PRACTICE: (1, 5),
    ItemKind.LEVEL: (0, 5),
    ItemKind.OPEN: None,
    ItemKind.WHO: None,
}


class UnknownItemError(LookupError):
    """There is no question with this code for this side.

    Attributes
    ----------
    code
        Always ``"reviews.unknown_item"``.
    item, side
        What was asked for.
    """

    code = "reviews.unknown_item"

    def __init__(self, item: str, side: Side) -> None:
        self.item = item
        self.side = side
        super().__init__(f"There is no question {item!r} for the {side} side: take a code from counterpoise.reviews.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question as one side is asked it.

    Attributes
    ----------
    code
        Its code, the same on both sides.
    side
        The side that is asked it in these words.
    tension
        The tension that it is about; empty where it lies across them.
    kind
        What kind of question it is.
    text
        Its words, by language.
    poles
        The two ends of a balance, by language: at −3 and at 3; empty for other kinds.
    choices
        The answers to choose from, by language, from 0 up; empty where the scale's own words serve.
    """

    code: str
    side: Side
    tension: Tension | None
    kind: ItemKind
    text: Mapping[Language, str]
    poles: Mapping[Language, tuple[str, str]]
    choices: Mapping[Language, tuple[str, ...]]

    @property
    def scale(self) -> tuple[int, int] | None:
        """The lowest and highest answer; empty where the answer is words."""
        return _SCALES[self.kind]

    def takes(self, value: int) -> bool:
        """Say whether a figure is an answer to this question."""
        return self.scale is not None and self.scale[0] <= value <= self.scale[1]

    def words(self, language: Language, *, citizens: str = "") -> str:
        """Return the question in a language, with the initiative's own word for citizens where one is given."""
        return _filled(self.text[language], language, citizens)

    def pole_words(self, language: Language, *, citizens: str = "") -> tuple[str, str] | None:
        """Return the words at both ends of a balance, at −3 and at 3; empty for other kinds."""
        poles = self.poles.get(language)
        return (_filled(poles[0], language, citizens), _filled(poles[1], language, citizens)) if poles else None

    def choice_words(self, language: Language, *, citizens: str = "") -> tuple[str, ...]:
        """Return the words of each answer, from the lowest up; none for a balance and for an open question."""
        if self.choices:
            return tuple(_filled(choice, language, citizens) for choice in self.choices[language])
        return answer_words(language) if self.kind in {ItemKind.EXPLICIT, ItemKind.PRACTICE} else ()


@lru_cache(maxsize=1)
def whole() -> Mapping[str, Any]:
    """Return all that stands in the file of the questions; what is read of it must not be changed."""
    return tomllib.loads(files("counterpoise.reviews").joinpath("data/instrument.toml").read_text(encoding="utf-8"))


def _filled(text: str, language: Language, citizens: str) -> str:
    word = citizens.strip() or str(whole()["words"][language]["citizens"])
    return text.replace("{citizens}", word).replace("{Citizens}", word[:1].upper() + word[1:])


def told_in(texts: Mapping[str, str], language: Language, *, citizens: str = "") -> str:
    """Return a text of the file in a language, with the initiative's own word for citizens where one is given."""
    return _filled(texts[language], language, citizens)


@lru_cache(maxsize=1)
def _items() -> dict[tuple[str, Side], Item]:
    found = {}
    for told in whole()["items"]:
        tension = Tension(told["tension"]) if "tension" in told else None
        kind = ItemKind(told["kind"])
        balance = kind in {ItemKind.NOW, ItemKind.WANTED}
        poles = whole()["poles"][tension] if balance else {}
        for side in (Side(told["side"]),) if "side" in told else (Side.CIVIC, Side.ORGANIZATIONAL):
            found[told["code"], side] = Item(
                code=told["code"],
                side=side,
                tension=tension,
                kind=kind,
                text={language: told[language] for language in Language},
                poles={language: (poles[language][0], poles[language][1]) for language in Language if poles},
                choices={language: tuple(words) for language, words in _choices(told)},
            )
    return found


def _choices(told: dict[str, Any]) -> list[tuple[Language, list[str]]]:
    return [(Language(language), words) for language, words in told.get("choices", {}).items()]


VALIDATED: bool = bool(whole()["validated"])
"""Whether the questions have been validated. Until they are, every page that shows them says so."""

PULSE: tuple[str, ...] = tuple(whole()["pulse"]["items"])
"""The codes of the short version: what is explicit in each tension, and whether it made a difference."""

PAIRS: tuple[tuple[str, str], ...] = (("T1a", "T1b"), ("T2a", "T2b"), ("T3a", "T3b"), ("T4a", "T4b"))
"""The codes of each balance: as it is now, and as it is wanted."""


def items(side: Side, *, pulse: bool = False) -> tuple[Item, ...]:
    """Return the questions of one side in the order in which they are asked.

    Parameters
    ----------
    side
        The civic or the organizational side; nobody else is asked.
    pulse
        Whether only the short version is wanted.
    """
    return tuple(one for (code, asked), one in _items().items() if asked is side and (not pulse or code in PULSE))


def item(code: str, side: Side) -> Item:
    """Return one question as one side is asked it.

    Raises
    ------
    UnknownItemError
        There is no such question for that side.
    """
    try:
        return _items()[code, side]
    except KeyError:
        raise UnknownItemError(code, side) from None


def answer_words(language: Language) -> tuple[str, ...]:
    """Return the words of the five answers, from 1 to 5."""
    return tuple(whole()["words"][language]["answers"])


def no_answer_words(language: Language) -> tuple[str, str]:
    """Return the words for "I don't know" and "I'd rather not say", which every question offers."""
    words = whole()["words"][language]
    return str(words["do_not_know"]), str(words["rather_not_say"])


def not_yet_validated(language: Language) -> str:
    """Return the sentence that stands with the questions as long as they are not validated."""
    return str(whole()["words"][language]["not_yet_validated"])
