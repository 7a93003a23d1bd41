"""Say what one wants and why, as oneself, for one's department or for a group; and word it anew."""

from dataclasses import dataclass, replace
from datetime import datetime

from counterpoise.interests.frictions import may_move
from counterpoise.interests.positions import problems
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.sides import lasts
from counterpoise.record import Consideration, Level, Moment, Side
from counterpoise.record.initiatives import Group
from counterpoise.record.people import Space
from counterpoise.record.positions import Friction, FrictionState, Position
from counterpoise.web.initiatives.services import (
    NothingHereError,
    acting_side,
    log_of,
    room_to_write_in,
    sides_in,
    spoken_as,
)
from counterpoise.web.interests import models
from counterpoise.web.interests.services.rights import case_here, friction_here, held, matter_here
from counterpoise.web.ledger.services import RefusedError, StaleVersionError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["Holding", "own_departments", "put_position", "reword_position", "show_position"]

_STANDS_IN_ROOM = (Refusal("interests.friction_in_room"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A position, as a form gives it.

    Attributes
    ----------
    claim, interest, consideration
        What its holder wants, why it matters to them, and the kind of reason.
    capacity, department, group
        The holder: as what somebody speaks, with their department where they speak for it; or a group.
    friction, matter
        What it is about.
    own_words
        Whether these are the holder's own words.
    room
        The room in which it may be read; a position in a friction of a room stands there too.
    side
        For which side; needed of who stands on several and speaks for no capacity.
    """

    claim: str
    interest: str
    consideration: Consideration | None = None
    capacity: str | None = None
    department: str = ""
    group: str | None = None
    friction: str | None = None
    matter: str | None = None
    own_words: bool = True
    room: str | None = None
    side: Side | None = None


def own_departments(viewer: Viewer, *, initiative: str) -> tuple[str, ...]:
    """Return the departments in which somebody works on this day, in an initiative or everywhere."""
    named = [
        row.department
        for row in viewer.standing.memberships
        if row.department and row.initiative in {None, initiative} and lasts(row, at=viewer.at)
    ]
    return tuple(dict.fromkeys(named))


def put_position(*, initiative: str, holding: Holding, once: str, by: Viewer, at: datetime) -> Position:
    """Put a position. With the second holder's own words, a friction that both sides see stands side by side.

    Raises
    ------
    NothingHereError
        There is no such initiative, friction, matter, group, room or capacity for this person; they take no part; or
        the department or group is not theirs to speak for.
    RefusedError
        Everything that it lacks.
    AlreadyToldError
        The same form was sent twice.
    """
    sides_in(initiative, by=by)
    friction, space = _about(holding, initiative=initiative, by=by, at=at)
    row = Position(
        id=new_id("position", once=once),
        initiative=initiative,
        level=friction.level if friction is not None else Level.COLLECTIVE,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        space=space.id if space is not None else None,
        friction=friction.id if friction is not None else None,
        matter=matter_here(holding.matter, initiative=initiative, by=by)
        or (friction.matter if friction is not None else None),
        capacity=holding.capacity or None,
        department=holding.department.strip(),
        group=holding.group or None,
        side=_side(holding, initiative=initiative, by=by),
        claim=holding.claim.strip(),
        interest=holding.interest.strip(),
        consideration=holding.consideration,
        own_words=holding.own_words,
    )
    refusals = problems(row)
    if refusals:
        raise RefusedError(refusals)
    telling = Telling(model=models.Position, row=row)
    beside = _beside(friction, row, initiative=initiative, by=by, at=at)
    log = log_of(space)
    if beside is not None:
        try:
            tell("position_put", telling, beside, by=by.person, at=at, log=log)
        except StaleVersionError:
            # Somebody took a step with the friction at this very moment: the position counts all the same.
            pass
        else:
            return row
    tell("position_put", telling, by=by.person, at=at, log=log)
    return row


def _about(holding: Holding, *, initiative: str, by: Viewer, at: datetime) -> tuple[Friction | None, Space | None]:
    if not holding.friction:
        return None, room_to_write_in(holding.room, initiative=initiative, by=by, at=at)
    friction, space = friction_here(holding.friction, initiative=initiative, by=by, at=at)
    # What is put into a friction of a room stays in that room.
    return friction, space or room_to_write_in(holding.room, initiative=initiative, by=by, at=at)


def _side(holding: Holding, *, initiative: str, by: Viewer) -> Side:
    capacity = spoken_as(holding.capacity, initiative=initiative, by=by)
    if capacity is not None and capacity.side is not None:
        side = capacity.side
    else:
        side = acting_side(initiative, by=by, side=holding.side)
    if holding.department.strip() and side is not Side.ORGANIZATIONAL:
        raise NothingHereError(holding.department)
    if holding.department.strip() and holding.department.strip() not in own_departments(by, initiative=initiative):
        raise NothingHereError(holding.department)
    if holding.group:
        group = case_here(initiative, by=by).by_id(Group).get(holding.group)
        if group is None or group.side is not side:
            raise NothingHereError(holding.group)
    return side


def _beside(friction: Friction | None, row: Position, *, initiative: str, by: Viewer, at: datetime) -> Telling | None:
    """Return the friction as it is once this position stands beside the others; nothing where it changes nothing."""
    if friction is None or friction.state is not FrictionState.SHARED:
        return None
    there = [each for each in case_here(initiative, by=by).rows(Position) if each.friction == friction.id]
    # What only a room reads does not stand beside anything that both sides see.
    seen = [each for each in (*there, row) if each.space == friction.space]
    if may_move(friction, to=FrictionState.JUXTAPOSED, positions=seen, at=at.date()):
        return None
    after = replace(
        friction,
        version=friction.version + 1,
        supersedes_reason="two positions stand side by side",
        recorded_at=at,
        recorded_by=by.person,
        state=FrictionState.JUXTAPOSED,
    )
    return Telling(model=models.Friction, row=after)


def _own(name: str, *, initiative: str, by: Viewer, at: datetime) -> tuple[Position, Space | None]:
    sides_in(initiative, by=by)
    now = held(Position, name, initiative=initiative, by=by)
    if by.person is None or by.person != (now.on_behalf_of or now.recorded_by):
        raise NothingHereError(name)
    return now, room_to_write_in(now.space, initiative=initiative, by=by, at=at)


def reword_position(
    *,
    initiative: str,
    position: str,
    version: int,
    claim: str,
    interest: str,
    consideration: Consideration | None,
    by: Viewer,
    at: datetime,
) -> Position:
    """Word one's own position anew; the earlier words stay in the record.

    Raises
    ------
    NothingHereError
        There is no such position for this person, or it is somebody else's.
    RefusedError
        It says no longer what they want, or why.
    StaleVersionError
        It was changed in the meantime.
    """
    now, space = _own(position, initiative=initiative, by=by, at=at)
    row = replace(
        now,
        version=version + 1,
        supersedes_reason="worded anew by who put it",
        recorded_at=at,
        recorded_by=by.person,
        claim=claim.strip(),
        interest=interest.strip(),
        consideration=consideration,
        quote="",
    )
    refusals = problems(row)
    if refusals:
        raise RefusedError(refusals)
    tell("position_reworded", Telling(model=models.Position, row=row), by=by.person, at=at, log=log_of(space))
    return row


def show_position(*, initiative: str, position: str, version: int, by: Viewer, at: datetime) -> Position:
    """Show one's own position, which stands in a room, to both sides. Its friction must be open to both.

    Raises
    ------
    NothingHereError
        There is no such position for this person, it is somebody else's, or everybody can read it already.
    RefusedError
        The friction that it is in stands in a room still.
    StaleVersionError
        It was changed in the meantime.
    """
    now, _space = _own(position, initiative=initiative, by=by, at=at)
    if now.space is None:
        raise NothingHereError(position)
    row = replace(
        now,
        version=version + 1,
        supersedes_reason="shown to both sides by who put it",
        recorded_at=at,
        recorded_by=by.person,
        space=None,
    )
    friction = case_here(initiative, by=by).by_id(Friction).get(now.friction or "")
    kept = held(Friction, friction.id, initiative=initiative, by=by) if friction is not None else None
    if kept is not None and kept.space is not None:
        raise RefusedError(_STANDS_IN_ROOM)
    beside = _beside(kept, row, initiative=initiative, by=by, at=at)
    tellings = [Telling(model=models.Position, row=row), *([beside] if beside is not None else [])]
    tell("position_shown", *tellings, by=by.person, at=at)
    return row
