"""Write down a rule from elsewhere, contest it, and tell whether something changed."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from counterpoise.control.contests import may_contest, may_tell_outcome, may_write_down
from counterpoise.record import Moment, Side
from counterpoise.record.initiatives import Matter
from counterpoise.record.mandates import Requirement
from counterpoise.web.control import models
from counterpoise.web.control.selectors import there
from counterpoise.web.control.services.rights import acting_side, case_here
from counterpoise.web.initiatives.selectors import Ask
from counterpoise.web.initiatives.services import NothingHereError, log_of, room_to_write_in, sides_in
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["Requiring", "contest_requirement", "tell_outcome", "write_requirement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Requiring:
    """A rule from elsewhere, as a form gives it.

    Attributes
    ----------
    text, imposed_by
        The rule, and who imposes it.
    matter
        The matter that it touches.
    protects, effect_on_room
        What it protects, and what it leaves to decide here.
    """

    text: str
    imposed_by: str
    matter: str | None = None
    protects: str = ""
    effect_on_room: str = ""


def write_requirement(*, initiative: str, requiring: Requiring, once: str, by: Viewer, at: datetime) -> Requirement:
    """Write down a rule from elsewhere.

    Raises
    ------
    NothingHereError
        There is no such initiative or matter for this person, or they take no part.
    RefusedError
        There are no words, or nobody is named who imposes it.
    AlreadyToldError
        The same form was sent twice.
    """
    sides_in(initiative, by=by)
    case = case_here(initiative, by=by, asks=[Ask(Matter, Q(pk=requiring.matter or ""), common=True)])
    if requiring.matter and requiring.matter not in case.by_id(Matter):
        raise NothingHereError(requiring.matter)
    row = Requirement(
        id=new_id("requirement", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        matter=requiring.matter or None,
        text=requiring.text.strip(),
        imposed_by=requiring.imposed_by.strip(),
        protects=requiring.protects.strip(),
        effect_on_room=requiring.effect_on_room.strip(),
    )
    refusals = may_write_down(row)
    if refusals:
        raise RefusedError(refusals)
    tell("requirement_written", Telling(model=models.Requirement, row=row), by=by.person, at=at)
    return row


def contest_requirement(
    *,
    initiative: str,
    requirement: str,
    version: int,
    reason: str,
    side: Side | None = None,
    by: Viewer,
    at: datetime,
) -> Requirement:
    """Contest a rule from elsewhere, for a side and with a reason.

    Raises
    ------
    NothingHereError
        There is no such rule for this person, or they do not stand on that side.
    RefusedError
        There is no reason, or it is contested already.
    StaleVersionError
        Somebody else took a step at the same moment.
    """
    acting = acting_side(initiative, by=by, side=side)
    now, log = _requirement(requirement, initiative=initiative, by=by, at=at)
    refusals = may_contest(now, by=acting, reason=reason)
    if refusals:
        raise RefusedError(refusals)
    row = replace(
        now,
        version=version + 1,
        supersedes_reason=reason.strip(),
        recorded_at=at,
        recorded_by=by.person,
        contested_by=acting,
        contested_at=Moment.exactly(at),
        changed_after_contest=None,
    )
    tell("requirement_contested", Telling(model=models.Requirement, row=row), by=by.person, at=at, log=log)
    return row


def tell_outcome(
    *, initiative: str, requirement: str, version: int, changed: bool, reason: str, by: Viewer, at: datetime
) -> Requirement:
    """Tell whether something changed after a rule was contested, and what or why not. It takes part on a side.

    Raises
    ------
    NothingHereError
        There is no such rule for this person, or they take no part.
    RefusedError
        It is not contested, or nothing is said about what came of it.
    StaleVersionError
        Somebody else took a step at the same moment.
    """
    sides_in(initiative, by=by)
    now, log = _requirement(requirement, initiative=initiative, by=by, at=at)
    refusals = may_tell_outcome(now, reason=reason)
    if refusals:
        raise RefusedError(refusals)
    row = replace(
        now,
        version=version + 1,
        supersedes_reason=reason.strip(),
        recorded_at=at,
        recorded_by=by.person,
        changed_after_contest=changed,
    )
    tell("requirement_outcome_told", Telling(model=models.Requirement, row=row), by=by.person, at=at, log=log)
    return row


def _requirement(name: str, *, initiative: str, by: Viewer, at: datetime) -> tuple[Requirement, str]:
    found = there(Requirement, name, initiative=initiative, viewer=by)
    if found is None:
        raise NothingHereError(name)
    return found, log_of(room_to_write_in(found.space, initiative=initiative, by=by, at=at))
