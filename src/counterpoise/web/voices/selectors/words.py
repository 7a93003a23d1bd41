"""Whose words a decision is written in: what both sides said before it, and which of their words it uses.

A decision uses many words that everybody uses. So the words of each side stand beside words that are as common and
belong to nobody: only what goes beyond these says anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from counterpoise.expertise.voices.language import UnreadableLanguageError, lemmas, require_language, stop_words
from counterpoise.expertise.voices.themes import LEAST
from counterpoise.expertise.voices.vocabulary import (
    NoWordsError,
    Uptake,
    WordOdds,
    counted,
    distinctive,
    log_odds,
    uptake_lift,
)
from counterpoise.record import Case, Moment, Side
from counterpoise.record.contributions import Contribution, ContributionState
from counterpoise.record.decisions import Decision
from counterpoise.web.initiatives.selectors import LATEST, Ask, slice_of
from counterpoise.web.ledger.selectors import kept_at_heads
from counterpoise.web.people.selectors import Viewer

__all__ = ["SideWords", "WrittenIn", "written_in"]

_MOST, _SHOWN, _FEWEST_WORDS = 300, 40, 5
_SIDES = (Side.CIVIC, Side.ORGANIZATIONAL)


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
class WrittenIn:
    """Whose words a decision is written in.

    Attributes
    ----------
    decision
        The decision.
    said
        How many contributions of the citizens' side, and of the organization's, were read.
    sides
        What it does with the words of each; empty where it cannot be told.
    cannot
        Why it cannot be told; empty where it can.
    """

    decision: Decision
    said: tuple[int, int]
    sides: tuple[SideWords, ...]
    cannot: str


def written_in(decision: str, *, initiative: str, viewer: Viewer) -> WrittenIn | None:
    """Return whose words a decision is written in; nothing where there is none that somebody may read.

    Parameters
    ----------
    decision, initiative, viewer
        The decision, its initiative, and who looks. Of each side the latest 300 contributions are taken that they may
        read and that were made before the decision, or on a day that nobody wrote down.
    """
    key = f"written-in:{initiative}:{decision}:{viewer.person}:{viewer.at.date()}"
    return kept_at_heads(key, at=viewer.heads, work=lambda: _written_in(decision, initiative, viewer))


def _written_in(name: str, initiative: str, viewer: Viewer) -> WrittenIn | None:
    case = slice_of(initiative, viewer=viewer, asks=[Ask(Decision, Q(pk=name))])
    decision = case.by_id(Decision).get(name) if case is not None else None
    if decision is None or decision.initiative != initiative:
        return None
    given = Q(state=ContributionState.GIVEN) & _before(decision.decided_at)
    asks = [Ask(Contribution, given & Q(side=side), order=LATEST, limit=_MOST) for side in _SIDES]
    said = slice_of(initiative, viewer=viewer, asks=asks)
    texts = [_texts(said, side) for side in _SIDES]
    numbers = (len(texts[0]), len(texts[1]))
    sides, cannot = _compared(decision, texts, seed=f"{initiative}:{name}")
    return WrittenIn(decision=decision, said=numbers, sides=sides, cannot=cannot)


def _before(moment: Moment | None) -> Q:
    if moment is None:
        return Q()
    # Moments are kept as text that sorts by time.
    return Q(happened_at__isnull=True) | Q(happened_at__lt=Moment.parse(str(moment.last + timedelta(days=1))))


def _texts(case: Case | None, side: Side) -> list[str]:
    rows = case.rows(Contribution) if case is not None else ()
    return [row.text for row in rows if row.side is side and row.text.strip()]


def _compared(decision: Decision, texts: Sequence[Sequence[str]], *, seed: str) -> tuple[tuple[SideWords, ...], str]:
    if min(map(len, texts)) < LEAST:
        return (), "few"
    parts = (decision.title, decision.text, decision.reasons, *(each.text for each in decision.considerations))
    written = "\n\n".join(part for part in parts if part)
    try:
        language = require_language([*texts[0], *texts[1]])
        require_language([written], fallback=language)
    except UnreadableLanguageError as error:
        return (), error.code.removeprefix("voices.")
    used = frozenset(_words(written, language))
    if len(used) < _FEWEST_WORDS:
        return (), "short"
    counts = [counted(_words(text, language) for text in of) for of in texts]
    try:
        odds = log_odds(counts[0], counts[1])
    except NoWordsError:
        return (), "few"
    own = distinctive(odds)
    return tuple(
        _side(side, rows, odds, used, seed=f"{seed}:{side}") for side, rows in zip(_SIDES, own, strict=True)
    ), ""


def _words(text: str, language: str) -> list[str]:
    stops = stop_words(language)
    return [word for word in lemmas(text, language) if len(word) > 1 and word not in stops]


def _side(
    side: Side, own: Sequence[WordOdds], odds: Sequence[WordOdds], used: frozenset[str], *, seed: str
) -> SideWords:
    left = [row.word for row in own if row.word not in used]
    return SideWords(side=side, uptake=uptake_lift(own, odds, used, seed=seed), left=tuple(left[:_SHOWN]))
