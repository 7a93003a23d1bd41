"""What was decided about somebody's groups without their being told: they see it at once, however long ago it was."""

from collections.abc import Collection
from dataclasses import dataclass

from counterpoise.decisions.dossier import dossiers
from counterpoise.decisions.urgent import UrgentNotice, urgent_notices
from counterpoise.decisions.who_may import may_speak_for_group
from counterpoise.record import Case
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Group
from counterpoise.web.decisions.selectors.about import waiting_for
from counterpoise.web.decisions.selectors.seen import PER_PAGE, case_about, listed
from counterpoise.web.ledger.selectors import kept_at_heads
from counterpoise.web.people.selectors import Viewer

__all__ = ["NotTold", "not_told", "not_told_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTold:
    """A decision that a group of the viewer was not told of.

    Attributes
    ----------
    decision
        The decision.
    notices
        For each such group, the group and how long it has waited.
    """

    decision: Decision
    notices: tuple[tuple[Group, UrgentNotice], ...]


def not_told(initiative: str, *, viewer: Viewer, only: str | None = None) -> tuple[NotTold, ...]:
    """Return the latest decisions of which nobody told the groups that somebody speaks for, the latest first.

    Who is not signed in speaks for no group; they find every decision in the list of decisions.

    Parameters
    ----------
    initiative, viewer
        The initiative, and who looks.
    only
        One decision to look at, as its own page shows it; without it all, as the list of decisions shows them.
    """
    if viewer.person is None:
        return ()
    key = f"not-told:{initiative}:{only}:{viewer.person}:{viewer.at.date()}"
    return kept_at_heads(key, at=viewer.heads, work=lambda: _not_told(initiative, viewer, only))


def _not_told(initiative: str, viewer: Viewer, only: str | None) -> tuple[NotTold, ...]:
    if only is not None:
        # What the page of one decision read says it already.
        case = case_about(only, initiative=initiative, viewer=viewer)
        return not_told_in(case, [only], viewer=viewer) if case is not None else ()
    names = waiting_for(initiative, viewer=viewer)
    if not names:
        return ()
    # The first page of the list reads what these need along with its own.
    _, case = listed(initiative, viewer=viewer, start=0, limit=PER_PAGE + 1)
    return not_told_in(case, names, viewer=viewer) if case is not None else ()


def not_told_in(case: Case, names: Collection[str], *, viewer: Viewer) -> tuple[NotTold, ...]:
    """Return those of some decisions of a case of which nobody told the groups that somebody speaks for."""
    groups = case.by_id(Group)
    found = []
    for dossier in dossiers(case):
        if dossier.decision.id not in names:
            continue
        notices = tuple(
            (groups[each.group], each)
            for each in urgent_notices(dossier, at=case.at)
            if may_speak_for_group(
                groups[each.group], standing=viewer.standing, initiative=case.initiative.id, at=viewer.at
            )
        )
        if notices:
            found.append(NotTold(decision=dossier.decision, notices=notices))
    return tuple(sorted(found, key=lambda row: str(row.decision.decided_at), reverse=True))
