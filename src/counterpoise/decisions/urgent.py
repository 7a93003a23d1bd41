"""The urgent notice: no record ever waits here while people do not know what was decided about them.

A decision that is written down late is visible to each affected group that was not told, at once and whatever else is
missing. The guards of publishing bar the word *published*, and nothing but that word.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from counterpoise.decisions.dossier import Dossier
from counterpoise.decisions.lifecycle import is_taken
from counterpoise.decisions.notices import lags, untold
from counterpoise.levels.refusals import Refusal
from counterpoise.record import DayRange
from counterpoise.record.decisions import Decision

__all__ = ["REFUSALS", "SHOWN_AT_ONCE", "UrgentNotice", "may_stay_unseen", "sees_at_once", "urgent_notices"]

SHOWN_AT_ONCE = ("title", "text", "topic", "taken_by", "decided_at")
"""The fields of a decision that an urgent notice shows: what, who took it, when."""

REFUSALS = ("decisions.existence_cannot_be_kept_back",)
"""What is said to who would keep a decision in a closed room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentNotice:
    """A group sees a decision at once, as nobody told it.

    Attributes
    ----------
    decision
        The decision.
    group
        The group.
    waited
        For how many days it has been decided.
    planned_on
        When somebody means to tell them.
    """

    decision: str
    group: str
    waited: DayRange
    planned_on: date | None = None


def urgent_notices(dossier: Dossier, *, at: date) -> tuple[UrgentNotice, ...]:
    """Return the affected groups that see a decision at once: it was taken and nobody told them.

    The day of the decision counts: whoever is told by this page is told on that day.

    Parameters
    ----------
    dossier
        The decision with what belongs to it.
    at
        The day.
    """
    if not is_taken(dossier.decision, at=at):
        return ()
    known = lags(dossier, at=at)
    return tuple(
        UrgentNotice(
            decision=dossier.decision.id, group=group, waited=known[group].waited, planned_on=known[group].planned_on
        )
        for group in untold(dossier, at=at)
    )


def sees_at_once(dossier: Dossier, *, group: str, at: date) -> bool:
    """Say whether a group sees a decision by the urgent notice."""
    return any(notice.group == group for notice in urgent_notices(dossier, at=at))


def may_stay_unseen(decision: Decision, *, affected: Collection[str], at: date) -> Refusal | None:
    """Say whether a closed room may keep to itself that a decision exists.

    Parameters
    ----------
    decision
        The decision or draft.
    affected
        The groups that it touches.
    at
        The day.

    Returns
    -------
    Refusal or None
        None for a draft, and for what touches nobody. Once a decision was taken and touches a group, no room keeps it.
    """
    if not affected or not is_taken(decision, at=at):
        return None
    return Refusal("decisions.existence_cannot_be_kept_back", {"decision": decision.id, "groups": sorted(affected)})
