"""What was decided about somebody's groups without their being told: they see it at once, however long ago it was."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from counterpoise.decisions.dossier import dossiers
from counterpoise.decisions.urgent import UrgentNotice, urgent_notices
from counterpoise.decisions.who_may import may_speak_for_group
from counterpoise.record import Case
from counterpoise.record.decisions import Decision, Notice
from counterpoise.record.initiatives import Affects, Group
from counterpoise.web.decisions.selectors.about import LATEST_DECIDED, about
from counterpoise.web.decisions.selectors.seen import case_about
from counterpoise.web.initiatives.selectors import visible
from counterpoise.web.ledger.selectors import kept_at_heads
from counterpoise.web.people.selectors import Viewer

__all__ = ["NotTold", "not_told", "not_told_in"]

_MOST = 10


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
        One decision to look at; all without it.
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
    names = _waiting(initiative, viewer)
    case = about(names, initiative=initiative, viewer=viewer) if names else None
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


def _waiting(initiative: str, viewer: Viewer) -> list[str]:
    """Return the latest decisions that touch a group of a side or body of theirs to which no telling is known."""
    bodies = [seat.body for seat in viewer.standing.seats if seat.body]
    theirs = Q(group__side__in=list(viewer.sides(initiative))) | Q(group__body__in=bodies)
    told = visible(Notice, viewer=viewer).filter(Q(told_at__isnull=False) | Q(heard_at__isnull=False)).order_by()
    touched = visible(Affects, viewer=viewer).filter(theirs, matter=OuterRef("matter")).order_by()
    known = Exists(told.filter(decision=OuterRef(OuterRef("pk")), group=OuterRef("group")))
    open_ones = visible(Decision, viewer=viewer).filter(
        Exists(touched.filter(~known)), initiative=initiative, decided_at__isnull=False
    )
    return list(open_ones.order_by(*LATEST_DECIDED).values_list("pk", flat=True)[:_MOST])
