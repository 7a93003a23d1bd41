"""Who may write here: what services ask before they write anything, and in which log it is told."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from counterpoise.decisions.who_may import may_record, may_speak_for_body
from counterpoise.levels.spaces import CLOSED
from counterpoise.record import Case, Row
from counterpoise.record.decisions import Decision
from counterpoise.record.people import Body, Space
from counterpoise.web.decisions.selectors import there
from counterpoise.web.initiatives.selectors import Ask, case_with
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.ledger.services import COMMON
from counterpoise.web.people.selectors import Viewer

__all__ = ["NothingHereError", "case_here", "held", "log_of", "may_record_here", "of_taker", "room_of"]

R = TypeVar("R", bound=Row)


def case_here(initiative: str, *, by: Viewer, asks: Iterable[Ask] = ()) -> Case:
    """Return what somebody may read of an initiative: its rooms, bodies and groups, and what is asked for besides.

    Raises
    ------
    NothingHereError
        There is no such initiative for this person.
    """
    case = case_with(initiative, viewer=by, asks=asks)
    if case is None:
        raise NothingHereError(initiative)
    return case


def held(kind: type[R], name: str, *, initiative: str, by: Viewer) -> R:
    """Return a row as it is kept.

    Raises
    ------
    NothingHereError
        There is no such row for this person.
    """
    found = there(kind, name, initiative=initiative, viewer=by)
    if found is None:
        raise NothingHereError(name)
    return found


def may_record_here(initiative: str, *, by: Viewer, at: datetime, asks: Iterable[Ask] = ()) -> Case:
    """Hold that somebody can write down decisions and tellings in an initiative; return what was asked for.

    Raises
    ------
    NothingHereError
        There is no such initiative for this person, or they can not.
    """
    case = case_here(initiative, by=by, asks=asks)
    if not may_record(by.standing, initiative=initiative, at=at):
        raise NothingHereError(initiative)
    return case


def of_taker(
    decision: str, *, initiative: str, by: Viewer, at: datetime, seen: tuple[Decision, Body | None] | None = None
) -> Decision:
    """Return a decision as it is kept, to somebody who speaks for the body that took it, or who wrote it down.

    Parameters
    ----------
    decision, initiative
        The decision.
    by, at
        Who asks, and when.
    seen
        The decision and its taker as a page shows them to this person, where it read them: they need not be read again.

    Raises
    ------
    NothingHereError
        There is no such decision for this person, or they do neither.
    """
    if seen is None:
        row = held(Decision, decision, initiative=initiative, by=by)
        case = case_with(initiative, viewer=by)
        taker = case.by_id(Body).get(row.taken_by or "") if case is not None else None
    else:
        row, taker = seen
        if row.initiative != initiative or not by.may_enter(row.space):
            raise NothingHereError(decision)
    wrote_it = row.recorded_by == by.person and may_record(by.standing, initiative=initiative, at=at)
    if wrote_it or may_speak_for_body(taker, standing=by.standing, initiative=initiative, at=at):
        return row
    raise NothingHereError(decision)


def room_of(decision: Decision) -> str | None:
    """Return the room in which what belongs to a decision stands: that of a draft; once it is taken, the open one."""
    return decision.space if decision.decided_at is None else None


def log_of(space: str | None, *, case: Case) -> str:
    """Return the log that tells of what stands in a room: a closed room has its own."""
    found = case.by_id(Space).get(space or "")
    return found.id if found is not None and found.kind in CLOSED else COMMON
