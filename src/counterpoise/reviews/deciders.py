"""Who decides this? Asked of both sides for each matter, with the same list of answers, so that they can be compared.

The answer is a word of a list, never free text: with free text two people who mean the same would count as differing.
What both sides most often answer is set side by side. Who is right is not said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from counterpoise.control.agreement import FEWEST_ANSWERS, ITEM, said_by_matter
from counterpoise.record import Side, Tension
from counterpoise.record.initiatives import Matter
from counterpoise.record.reviews import ReviewAnswer
from counterpoise.reviews.instrument import Item, ItemKind, Language, told_in, whole
from counterpoise.statistics.agreement import modes
from counterpoise.statistics.disclosure import RATE_MINIMUM, Audience

__all__ = [
    "SideSaid",
    "code_of",
    "decider_words",
    "deciders",
    "item_of",
    "matter_of",
    "said_by_both",
    "who_decides_item",
]

_MARK = f"{ITEM}:"


@dataclass(frozen=True, slots=True, kw_only=True)
class SideSaid:
    """What one side says about who decides one matter, as far as it may be shown.

    Attributes
    ----------
    people
        How many gave an answer; empty where that is fewer than five, and then the rest is empty too.
    most
        The answer that was given most often; several where they tie.
    counts
        How often each answer was given, the most frequent first; only from ten answers on.
    """

    people: int | None = None
    most: tuple[str, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()


def deciders() -> tuple[str, ...]:
    """Return the words from which is chosen, as the record keeps them."""
    return tuple(_told()["choices"])


def decider_words(word: str, language: Language, *, citizens: str = "") -> str:
    """Return what people read for an answer; a word that is not of the list, such as an imported one, as it is."""
    told = _told()["choices"].get(word)
    return word if told is None else told_in(told, language, citizens=citizens)


def code_of(matter: str) -> str:
    """Return the code under which one matter is asked about."""
    return _MARK + matter


def matter_of(code: str) -> str | None:
    """Return the matter that a code asks about; nothing for the other questions."""
    return code.removeprefix(_MARK) if code.startswith(_MARK) else None


def item_of(code: str) -> str:
    """Return the code of the question as the record keeps it: the same for every matter."""
    return ITEM if matter_of(code) is not None else code


def who_decides_item(matter: Matter, side: Side) -> Item:
    """Return the question about one matter, as it is asked of one side.

    Parameters
    ----------
    matter
        The matter; its own words stand in the question, in the language in which they were written.
    side
        The side that is asked. Both are asked in the same words.
    """
    told = _told()
    return Item(
        code=code_of(matter.id),
        side=side,
        tension=Tension.CONTROL,
        kind=ItemKind.WHO,
        text={language: str(told[language]).replace("{matter}", matter.text) for language in Language},
        poles={},
        choices={
            language: tuple(told_in(each, language) for each in told["choices"].values()) for language in Language
        },
    )


def said_by_both(answers: Iterable[ReviewAnswer], *, audience: Audience) -> dict[str, dict[Side, SideSaid]]:
    """Return for each matter what each side answered most often, and how often each answer was given.

    Parameters
    ----------
    answers
        The answers of one round.
    audience
        Those who take part, or everybody.

    Returns
    -------
    dict
        By matter and side. Under five answers nothing is there but that; from five the most frequent answer, for those
        who take part; from ten how often each was given, for everybody.
    """
    fewest = FEWEST_ANSWERS if audience is Audience.INSIDE else RATE_MINIMUM
    return {
        matter: {side: _shown(words, fewest=fewest) for side, words in sides.items()}
        for matter, sides in said_by_matter(answers).items()
    }


def _shown(words: list[str], *, fewest: int) -> SideSaid:
    if len(words) < fewest:
        return SideSaid()
    counted = sorted(((word, words.count(word)) for word in set(words)), key=lambda each: (-each[1], each[0]))
    return SideSaid(people=len(words), most=modes(words), counts=tuple(counted) if len(words) >= RATE_MINIMUM else ())


def _told() -> Mapping[str, Any]:
    told: Mapping[str, Any] = whole()["who_decides"]
    return told
