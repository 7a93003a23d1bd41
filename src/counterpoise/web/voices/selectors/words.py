"""Whose words a decision is written in: what both sides said before it, and which of their words it uses.

A decision uses many words that everybody uses. So the words of each side stand beside words that are as common and
belong to nobody: only what goes beyond these says anything.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import F, Q

from counterpoise.expertise.wording import SideWords, text_of, words_compared
from counterpoise.levels.sides import Standing
from counterpoise.record import Case, Moment, Side
from counterpoise.record.contributions import Contribution, ContributionState
from counterpoise.record.decisions import Decision
from counterpoise.web.initiatives.selectors import LATEST, Ask, slice_of
from counterpoise.web.ledger.selectors import kept_at_heads
from counterpoise.web.people.selectors import Viewer

__all__ = ["WrittenIn", "latest_written", "written_in"]

_MOST = 200
_LAST = (F("decided_at").desc(nulls_last=True), F("written").desc())
_SIDES = (Side.CIVIC, Side.ORGANIZATIONAL)


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


def written_in(decision: str, *, initiative: str, viewer: Viewer, seen: Decision | None = None) -> WrittenIn | None:
    """Return whose words a decision is written in; nothing where there is none that somebody may read.

    Parameters
    ----------
    decision, initiative, viewer
        The decision, its initiative, and who looks. Of each side the latest 200 contributions are taken that they may
        read and that were made before the decision, or on a day that nobody wrote down.
    seen
        The decision, where somebody who may read it has it already.
    """
    key = f"written-in:{initiative}:{decision}:{viewer.person}:{viewer.at.date()}"
    return kept_at_heads(key, at=viewer.heads, work=lambda: _written_in(decision, initiative, viewer, seen))


def _written_in(name: str, initiative: str, viewer: Viewer, seen: Decision | None) -> WrittenIn | None:
    decision = seen
    if decision is None:
        case = slice_of(initiative, viewer=viewer, asks=[Ask(Decision, Q(pk=name))])
        decision = case.by_id(Decision).get(name) if case is not None else None
    if decision is None or decision.initiative != initiative:
        return None
    asks = [
        Ask(Contribution, Q(state=ContributionState.GIVEN, side=side) & when, order=LATEST, limit=_MOST)
        for side in _SIDES
        for when in _before(decision.decided_at)
    ]
    said = slice_of(initiative, viewer=viewer, asks=asks)
    texts = [_texts(said, side) for side in _SIDES]
    found = words_compared(texts[0], texts[1], text_of(decision), seed=f"{initiative}:{name}")
    return WrittenIn(decision=decision, said=found.said, sides=found.sides, cannot=found.cannot)


def latest_written(initiative: str, *, viewer: Viewer) -> WrittenIn | None:
    """Return whose words the latest decision is written in; nothing where there is none.

    Parameters
    ----------
    initiative, viewer
        The initiative, and who looks. Only what everybody may read is taken, so that both sides see the same.
    """
    nothing: frozenset[str] = frozenset()
    anybody = replace(
        viewer, person=None, name="", standing=Standing(), rooms=nothing, closed_rooms=nothing, paths=nothing
    )
    key = f"latest-written:{initiative}:{viewer.at.date()}"
    latest = kept_at_heads(key, at=viewer.heads, work=lambda: _latest(initiative, anybody))
    return None if latest is None else written_in(latest.id, initiative=initiative, viewer=anybody, seen=latest)


def _latest(initiative: str, viewer: Viewer) -> Decision | None:
    case = slice_of(initiative, viewer=viewer, asks=[Ask(Decision, Q(decided_at__isnull=False), order=_LAST, limit=1)])
    rows = [row for row in case.rows(Decision) if row.initiative == initiative] if case is not None else []
    return rows[0] if rows else None


def _before(moment: Moment | None) -> tuple[Q, ...]:
    """Say what was made before a moment, or on a day that nobody wrote down: each by itself can follow its index."""
    if moment is None:
        return (Q(),)
    # Moments are kept as text that sorts by time.
    return Q(happened_at__lt=Moment.parse(str(moment.last + timedelta(days=1)))), Q(happened_at__isnull=True)


def _texts(case: Case | None, side: Side) -> list[str]:
    rows = [row for row in case.rows(Contribution) if row.side is side] if case is not None else []
    latest = sorted(rows, key=lambda row: str(row.happened_at or ""), reverse=True)[:_MOST]
    return [row.text for row in latest if row.text.strip()]
