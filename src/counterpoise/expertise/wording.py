"""Whose words decisions are written in, and how far the words of both sides lie apart. For research, and switched off.

No power check computes this by itself: it takes longer than all its other figures together. The site works it out for
one decision at a time, beside the odds of being used (E3). The distance by month (E6 d) is on no page.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterpoise.expertise.given import given, side_of
from counterpoise.expertise.voices.language import (
    UnreadableLanguageError,
    lemmas,
    one_language,
    stop_words,
)
from counterpoise.expertise.voices.vocabulary import (
    Distance,
    NoWordsError,
    Uptake,
    WordOdds,
    counted,
    distance,
    distinctive,
    log_odds,
    uptake_lift,
)
from counterpoise.record import Case, Side
from counterpoise.record.contributions import Contribution
from counterpoise.record.decisions import Decision
from counterpoise.record.people import Capacity, Space, SpaceKind

__all__ = ["FEWEST", "MonthOfWords", "SideWords", "Wording", "text_of", "wording", "words_by_month", "words_compared"]

FEWEST = 10
"""So many contributions of each side are the least from which anything is told."""

_FEWEST_WORDS, _SHOWN = 5, 40
_SIDES = (Side.CIVIC, Side.ORGANIZATIONAL)
_BOTH_READ = frozenset({SpaceKind.OPEN, SpaceKind.MIXED})

_Said = tuple[str, Side, str]
"""Who said something, on which side, and the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideWords:
    """The words of one side, and what a decision does with them.

    Attributes
    ----------
    side
        The side.
    uptake
        Which of the words that it used distinctively are in the decision, beside words that are as common.
    left
        The clearest of its words that are not in the decision.
    """

    side: Side
    uptake: Uptake
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Whose words something is written in.

    Attributes
    ----------
    said
        How many contributions of the citizens' side, and of the organization's, were read.
    sides
        What is done with the words of each; empty where it cannot be told.
    cannot
        Why it cannot be told (``few``, ``short``, or the end of a code of `UnreadableLanguageError`); empty where it
        can.
    """

    said: tuple[int, int]
    sides: tuple[SideWords, ...]
    cannot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthOfWords:
    """How far the words of both sides lie apart in one month.

    Attributes
    ----------
    month
        The month, as ``2014-11``.
    speakers
        How many people of the citizens' side, and of the organization's, said something.
    distance
        The distance beside that of shuffled speakers; None below ten people of a side, or where their words cannot be
        read.
    """

    month: str
    speakers: tuple[int, int]
    distance: Distance | None


def text_of(decision: Decision) -> str:
    """Return everything that a decision says, its reasons and what was weighed included."""
    parts = (decision.title, decision.text, decision.reasons, *(each.text for each in decision.considerations))
    return "\n\n".join(part for part in parts if part)


def words_compared(civic: Sequence[str], organizational: Sequence[str], written: str, *, seed: int | str) -> Wording:
    """Return in whose words a text is written.

    Parameters
    ----------
    civic, organizational
        What each side said before it was written.
    written
        The text.
    seed
        The seed of the intervals.
    """
    texts = (civic, organizational)
    said = (len(civic), len(organizational))
    if min(said) < FEWEST:
        return Wording(said=said, sides=(), cannot="few")
    try:
        language = one_language((civic, organizational, [written]))
    except UnreadableLanguageError as error:
        return Wording(said=said, sides=(), cannot=error.code.removeprefix("voices."))
    used = frozenset(_words(written, language))
    if len(used) < _FEWEST_WORDS:
        return Wording(said=said, sides=(), cannot="short")
    counts = [counted(_words(text, language) for text in of) for of in texts]
    try:
        odds = log_odds(counts[0], counts[1])
    except NoWordsError:
        return Wording(said=said, sides=(), cannot="few")
    sides = [
        SideWords(
            side=side,
            uptake=uptake_lift(own, odds, used, seed=f"{seed}:{side}"),
            left=_left(own, used),
        )
        for side, own in zip(_SIDES, distinctive(odds), strict=True)
    ]
    return Wording(said=said, sides=tuple(sides), cannot="")


def _left(own: Sequence[WordOdds], used: frozenset[str]) -> tuple[str, ...]:
    return tuple([row.word for row in own if row.word not in used][:_SHOWN])


def _words(text: str, language: str) -> list[str]:
    stops = stop_words(language)
    return [word for word in lemmas(text, language) if len(word) > 1 and word not in stops]


def wording(case: Case, *, seed: int) -> Wording:
    """Return in whose words the decisions of an initiative are written, all together. Experimental, and switched off.

    Parameters
    ----------
    case
        One initiative at a date. What was said in a room of one side alone is not read: it is no input for others.
    seed
        The seed of the intervals.

    Notes
    -----
    Contributions from the day after the last decision on are left out. A word that was first said after an early
    decision can still be found in that one; the page of one decision is stricter.
    """
    decisions = sorted(case.rows(Decision), key=lambda row: row.id)
    days = [row.decided_at.last for row in decisions if row.decided_at is not None]
    texts: dict[Side, list[str]] = {side: [] for side in _SIDES}
    for row, side in _heard_by_both(case):
        late = bool(days) and row.happened_at is not None and row.happened_at.first > max(days)
        if side in texts and row.text.strip() and not late:
            texts[side].append(row.text)
    written = "\n\n".join(text_of(row) for row in decisions)
    return words_compared(texts[Side.CIVIC], texts[Side.ORGANIZATIONAL], written, seed=seed)


def _heard_by_both(case: Case) -> list[tuple[Contribution, Side | None]]:
    rooms, capacities = case.by_id(Space), case.by_id(Capacity)
    return [
        (row, side_of(row, capacities))
        for row in given(case)
        if row.space is None or (row.space in rooms and rooms[row.space].kind in _BOTH_READ)
    ]


def words_by_month(case: Case, *, seed: int, draws: int = 999) -> tuple[MonthOfWords, ...]:
    """Return for each month how far the words of citizens are from those of the organization. Experimental, and off.

    Jensen-Shannon distance of dictionary forms, always beside that of shuffled speakers: two halves of one text differ
    too. A distance that shrinks can mean that citizens took words over, that the organization did, or that they spoke
    of other things.

    Parameters
    ----------
    case
        One initiative at a date. What was said in a room of one side alone is not read: it is no input for others.
    seed
        The seed of the shuffles.
    draws
        Number of shuffles.

    Returns
    -------
    tuple of MonthOfWords
        In the order of the months; months in which nobody of these two sides spoke are left out.
    """
    capacities = case.by_id(Capacity)
    said: defaultdict[str, list[_Said]] = defaultdict(list)
    for row, side in _heard_by_both(case):
        if row.happened_at is not None and side is not None and side in _SIDES and row.text.strip():
            said[row.happened_at.first.isoformat()[:7]].append((_speaker(row, capacities), side, row.text))
    return tuple(_month(month, rows, seed=f"{seed}:{month}", draws=draws) for month, rows in sorted(said.items()))


def _speaker(row: Contribution, capacities: Mapping[str, Capacity]) -> str:
    capacity = capacities.get(row.capacity or "")
    # Where nobody wrote down who spoke, each contribution is somebody's.
    return (capacity.person if capacity is not None else row.capacity) or f"who said {row.id}"


def _language(rows: Sequence[_Said]) -> str:
    try:
        return one_language([[text for _, of, text in rows if of is side] for side in _SIDES])
    except UnreadableLanguageError:
        return ""


def _month(month: str, rows: Sequence[_Said], *, seed: str, draws: int) -> MonthOfWords:
    texts: defaultdict[tuple[str, Side], list[str]] = defaultdict(list)
    for who, side, text in rows:
        texts[who, side].append(text)
    people = sorted(texts)
    speakers = (sum(side is Side.CIVIC for _, side in people), sum(side is Side.ORGANIZATIONAL for _, side in people))
    apart = None
    if min(speakers) >= FEWEST and (language := _language(rows)):
        counts: list[Mapping[str, int]] = [
            Counter(word for text in texts[one] for word in _words(text, language)) for one in people
        ]
        try:
            apart = distance(counts, [side is Side.CIVIC for _, side in people], seed=seed, draws=draws)
        except NoWordsError:
            apart = None
    return MonthOfWords(month=month, speakers=speakers, distance=apart)
