"""Reads of what happened with one contribution: in which decisions it was used or not, and why."""

from dataclasses import dataclass

from django.db.models import Q

from counterpoise.expertise.contributions import author
from counterpoise.record.contributions import Contribution
from counterpoise.record.decisions import Decision, Trace
from counterpoise.web.initiatives.selectors import LATEST_WRITTEN, Ask, slice_of
from counterpoise.web.people.selectors import Viewer

__all__ = ["Traced", "traced"]

_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """What happened with a contribution.

    Attributes
    ----------
    contribution
        The contribution.
    traces
        What each decision did with it, the latest first.
    own
        Whether who looks is its author, who says whether that is right.
    """

    contribution: Contribution
    traces: tuple[tuple[Trace, Decision | None], ...]
    own: bool


def traced(contribution: str, *, initiative: str, viewer: Viewer) -> Traced | None:
    """Return what happened with a contribution; nothing where there is none, or none that somebody may read."""
    asks = [
        Ask(Contribution, Q(pk=contribution)),
        Ask(Trace, Q(contribution=contribution), order=LATEST_WRITTEN, limit=_MOST),
    ]
    case = slice_of(initiative, viewer=viewer, asks=asks, named=(Decision,))
    row = case.by_id(Contribution).get(contribution) if case is not None else None
    if case is None or row is None or row.initiative != initiative:
        return None
    decisions = case.by_id(Decision)
    found = [each for each in case.rows(Trace) if each.contribution == contribution and each.effect is not None]
    return Traced(
        contribution=row,
        traces=tuple((each, decisions.get(each.decision or "")) for each in reversed(found)),
        own=viewer.person is not None and author(row) == viewer.person,
    )
