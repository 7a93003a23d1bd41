"""What was decided about somebody's groups without their being told: they see it at once, however long ago it was."""

from dataclasses import dataclass

from counterpoise.decisions.dossier import dossiers
from counterpoise.decisions.urgent import UrgentNotice, urgent_notices
from counterpoise.decisions.who_may import may_speak_for_group
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Group
from counterpoise.web.decisions.selectors.seen import decisions_case
from counterpoise.web.people.selectors import Viewer

__all__ = ["NotTold", "not_told"]


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


def not_told(initiative: str, *, viewer: Viewer) -> tuple[NotTold, ...]:
    """Return the decisions of which nobody told the groups that somebody speaks for, the latest first.

    Who is not signed in speaks for no group; they find every decision in the list of decisions.
    """
    case = decisions_case(initiative, viewer=viewer)
    if case is None:
        return ()
    groups = case.by_id(Group)
    found = []
    for dossier in dossiers(case):
        notices = tuple(
            (groups[each.group], each)
            for each in urgent_notices(dossier, at=case.at)
            if may_speak_for_group(groups[each.group], standing=viewer.standing, initiative=initiative, at=viewer.at)
        )
        if notices:
            found.append(NotTold(decision=dossier.decision, notices=notices))
    return tuple(sorted(found, key=lambda row: str(row.decision.decided_at), reverse=True))
