"""Close a friction together: one party proposes, every party confirms, anybody can open it again."""

from dataclasses import replace
from datetime import date, datetime

from counterpoise.interests.closing import (
    confirmed,
    may_confirm,
    may_propose_closing,
    proposed,
    settled,
    spoke_in,
)
from counterpoise.interests.frictions import may_move, reopened
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment
from counterpoise.record.people import Body
from counterpoise.record.positions import Friction, FrictionState, Position
from counterpoise.web.initiatives.services import NothingHereError, log_of, sides_in
from counterpoise.web.interests import models
from counterpoise.web.interests.selectors import sides_of
from counterpoise.web.interests.services.rights import case_here, friction_here
from counterpoise.web.ledger.services import RefusedError, Telling, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["confirm", "propose_closing", "refuse_closing", "reopen"]


def propose_closing(
    *,
    initiative: str,
    friction: str,
    version: int,
    to: FrictionState | None,
    review_on: date | None = None,
    moved_to: str | None = None,
    by: Viewer,
    at: datetime,
) -> Friction:
    """Propose how a friction is closed for now. What was confirmed of another proposal is void.

    Raises
    ------
    NothingHereError
        There is no such friction or body for this person, or they take no part.
    RefusedError
        Everything that the proposal lacks.
    StaleVersionError
        It was changed in the meantime.
    """
    now, space = friction_here(friction, initiative=initiative, by=by, at=at)
    if moved_to and moved_to not in case_here(initiative, by=by).by_id(Body):
        raise NothingHereError(moved_to)
    moves = to is FrictionState.MOVED
    wanted = proposed(
        now, to=to or now.state, review_on=None if moves else review_on, moved_to=moved_to if moves else None
    )
    refusals = may_propose_closing(wanted, at=at.date())
    if refusals:
        raise RefusedError(refusals)
    row = replace(
        wanted,
        version=version + 1,
        supersedes_reason="a way to close it was proposed",
        recorded_at=at,
        recorded_by=by.person,
    )
    tell("friction_closing_proposed", Telling(model=models.Friction, row=row), by=by.person, at=at, log=log_of(space))
    return row


def confirm(*, initiative: str, friction: str, version: int, party: str, by: Viewer, at: datetime) -> Friction:
    """Confirm the closing that is proposed, for one party. With the last confirmation the friction is closed for now.

    Raises
    ------
    NothingHereError
        There is no such friction for this person, or they take no part.
    RefusedError
        Nothing is proposed, or this person can not speak for that party.
    StaleVersionError
        It was changed in the meantime.
    """
    now, space = friction_here(friction, initiative=initiative, by=by, at=at)
    case = case_here(initiative, by=by)
    positions = [row for row in case.rows(Position) if row.friction == now.id]
    refusals = may_confirm(
        now,
        party=party,
        held=sides_in(initiative, by=by),
        person=by.person,
        spoke=spoke_in(positions, person=by.person),
        sides=sides_of(now, case=case),
    )
    if refusals:
        raise RefusedError(refusals)
    moment = Moment.exactly(at)
    after = settled(confirmed(now, party=party, person=by.person, at=moment), at=moment)
    row = replace(
        after,
        version=version + 1,
        supersedes_reason="confirmed by a party",
        recorded_at=at,
        recorded_by=by.person,
    )
    event = "friction_closed" if row.state is not now.state else "friction_closing_confirmed"
    tell(event, Telling(model=models.Friction, row=row), by=by.person, at=at, log=log_of(space))
    return row


def refuse_closing(*, initiative: str, friction: str, version: int, reason: str, by: Viewer, at: datetime) -> Friction:
    """Say no to the closing that is proposed, with a reason: it stays open.

    Raises
    ------
    NothingHereError
        There is no such friction for this person, they take no part, or nothing is proposed.
    RefusedError
        There is no reason.
    StaleVersionError
        It was changed in the meantime.
    """
    now, space = friction_here(friction, initiative=initiative, by=by, at=at)
    if now.closing_as is None or now.state is now.closing_as:
        raise NothingHereError(friction)
    if not reason.strip():
        raise RefusedError((Refusal("interests.no_reason"),))
    row = replace(
        now,
        version=version + 1,
        supersedes_reason=reason.strip(),
        recorded_at=at,
        recorded_by=by.person,
        closing_as=None,
        confirmations=(),
        review_on=None,
        moved_to=None,
    )
    tell("friction_closing_refused", Telling(model=models.Friction, row=row), by=by.person, at=at, log=log_of(space))
    return row


def reopen(*, initiative: str, friction: str, version: int, reason: str, by: Viewer, at: datetime) -> Friction:
    """Open a friction again, with a reason and without anybody's leave. Its age goes on from when it was noticed.

    Raises
    ------
    NothingHereError
        There is no such friction for this person, or they take no part.
    RefusedError
        There is no reason, or it is open.
    StaleVersionError
        It was changed in the meantime.
    """
    now, space = friction_here(friction, initiative=initiative, by=by, at=at)
    refusals = may_move(now, to=FrictionState.REOPENED, at=at.date())
    if not reason.strip():
        refusals += (Refusal("interests.no_reason"),)
    if refusals:
        raise RefusedError(refusals)
    row = replace(
        reopened(now),
        version=version + 1,
        supersedes_reason=reason.strip(),
        recorded_at=at,
        recorded_by=by.person,
    )
    tell("friction_reopened", Telling(model=models.Friction, row=row), by=by.person, at=at, log=log_of(space))
    return row
