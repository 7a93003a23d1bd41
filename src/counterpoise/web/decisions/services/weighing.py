"""Read whose position a decision came nearest to, one reader for each side; say whom its words mean."""

from dataclasses import replace
from datetime import datetime

from django.db.models import Q

from counterpoise.interests.weighing import may_read_outcome, read_as
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment, Row, Side
from counterpoise.record.decisions import Decision, GroupReference, Nearest
from counterpoise.record.initiatives import Document, Group
from counterpoise.web.decisions import models
from counterpoise.web.decisions.services.rights import case_here, held, log_of
from counterpoise.web.initiatives.selectors import Ask
from counterpoise.web.initiatives.services import NothingHereError, acting_side, sides_in
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["read_outcome", "say_whom"]


def read_outcome(
    *,
    initiative: str,
    decision: str,
    version: int,
    nearest: Nearest | None,
    side: Side | None = None,
    by: Viewer,
    at: datetime,
) -> Decision:
    """Say, for one's side, whose position a decision came nearest to. Another reading of that side falls away.

    Raises
    ------
    NothingHereError
        There is no such decision for this person, or they do not stand on that side.
    RefusedError
        It was not taken yet, nothing was chosen, or they stand on neither of the two sides.
    StaleVersionError
        It was changed in the meantime.
    """
    acting = acting_side(initiative, by=by, side=side)
    now = held(Decision, decision, initiative=initiative, by=by)
    refusals = may_read_outcome(now, side=acting, nearest=nearest, at=at.date())
    if refusals or nearest is None:
        raise RefusedError(refusals)
    # Who wrote the decision down stays who they were: a reader of it takes nothing of theirs over.
    row = replace(
        read_as(now, side=acting, nearest=nearest),
        version=version + 1,
        supersedes_reason="a side read whose position it came nearest to",
        recorded_at=at,
    )
    log = log_of(now.space if now.decided_at is None else None, case=case_here(initiative, by=by))
    tell("outcome_read", Telling(model=models.Decision, row=row), by=by.person, at=at, log=log)
    return row


def say_whom(
    *, initiative: str, text: str, of: str, group: str | None, once: str, by: Viewer, at: datetime
) -> GroupReference:
    """Write down a place where a text speaks of people, and the described group that it means, where somebody says so.

    Raises
    ------
    NothingHereError
        There is no such text or group for this person, or they take no part.
    RefusedError
        There are no words.
    AlreadyToldError
        The same form was sent twice.
    """
    sides_in(initiative, by=by)
    case = case_here(initiative, by=by, asks=[Ask(Decision, Q(pk=of)), Ask(Document, Q(pk=of))])
    about: Row | None = case.by_id(Decision).get(of) or case.by_id(Document).get(of)
    if about is None or (group and group not in case.by_id(Group)):
        raise NothingHereError(of)
    if not text.strip():
        raise RefusedError((Refusal("interests.no_words"),))
    open_now = about.space is None or (isinstance(about, Decision) and about.decided_at is not None)
    space = None if open_now else about.space
    row = GroupReference(
        id=new_id("group-reference", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        space=space,
        text=" ".join(text.split()),
        decision=about.id if isinstance(about, Decision) else None,
        document=about.id if isinstance(about, Document) else None,
        group=group or None,
    )
    telling = Telling(model=models.GroupReference, row=row)
    tell("people_meant", telling, by=by.person, at=at, log=log_of(space, case=case))
    return row
