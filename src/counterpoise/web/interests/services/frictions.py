"""Write a friction down, show it to both sides, let the other side know that there is one, name the next step."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from counterpoise.interests.closing import may_name_step, may_notice, may_show, party_sides, writer_of
from counterpoise.interests.frictions import may_move
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment, Side, Tension
from counterpoise.record.positions import Friction, FrictionState, Position, Visibility
from counterpoise.web.initiatives.services import NothingHereError, acting_side, log_of, room_to_write_in
from counterpoise.web.interests import models
from counterpoise.web.interests.selectors import sides_of
from counterpoise.web.interests.services.rights import case_here, friction_here, matter_here
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["Noticing", "Stepping", "name_step", "notice", "show", "tell_existence", "versions_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticing:
    """A friction, as a form gives it.

    Attributes
    ----------
    text
        What clashes, in the writer's own words.
    tension
        The tension that it belongs to.
    parties
        Who clashes, each with their side.
    matter
        The matter that it is about.
    noticed_at
        When it was noticed; empty for now.
    one_side
        Whether only the writer's side may read it, for now.
    room
        The room in which it may be read; empty for none of its own.
    side
        For which side; needed of who stands on several.
    """

    text: str
    tension: Tension | None
    parties: tuple[tuple[str, Side], ...]
    matter: str | None = None
    noticed_at: Moment | None = None
    one_side: bool = False
    room: str | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stepping:
    """The next step of a friction: what, who takes it, and when."""

    step: str
    by_whom: str
    on: date | None


def notice(*, initiative: str, noticing: Noticing, once: str, by: Viewer, at: datetime) -> Friction:
    """Write a friction down. Where everybody whom it is between can read it, it counts as shared.

    Raises
    ------
    NothingHereError
        There is no such initiative, room or matter for this person, or they take no part.
    RefusedError
        Everything that it lacks.
    AlreadyToldError
        The same form was sent twice.
    """
    side = acting_side(initiative, by=by, side=noticing.side)
    space = room_to_write_in(noticing.room, initiative=initiative, by=by, at=at)
    hidden = noticing.one_side or space is not None
    row = Friction(
        id=new_id("friction", once=once),
        initiative=initiative,
        happened_at=noticing.noticed_at or Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        space=space.id if space is not None else None,
        text=noticing.text.strip(),
        tension=noticing.tension,
        matter=matter_here(noticing.matter, initiative=initiative, by=by),
        between=tuple(name for name, _ in noticing.parties),
        sides=tuple(party_side for _, party_side in noticing.parties),
        visibility=Visibility.ONE_SIDE if hidden else Visibility.BOTH_SIDES,
        held_by=side if hidden else None,
    )
    refusals = may_notice(row)
    if row.happened_at is not None and row.happened_at.first > at.date():
        refusals += (Refusal("interests.noticed_in_future"),)
    if refusals:
        raise RefusedError(refusals)
    sides = party_sides(row, known={})
    if not may_move(row, to=FrictionState.SHARED, sides=sides, at=at.date()):
        row = replace(row, state=FrictionState.SHARED)
    tell("friction_noticed", Telling(model=models.Friction, row=row), by=by.person, at=at, log=log_of(space))
    return row


def show(*, initiative: str, friction: str, version: int, by: Viewer, at: datetime) -> Friction:
    """Show a friction of one side to both. Only who wrote it down can; positions in a room stay there.

    Raises
    ------
    NothingHereError
        There is no such friction for this person.
    RefusedError
        Both sides see it already, or somebody else wrote it down.
    StaleVersionError
        It was changed in the meantime.
    """
    now, _space = friction_here(friction, initiative=initiative, by=by, at=at)
    case = case_here(initiative, by=by)
    writer = writer_of(versions_of(now, initiative=initiative, by=by))
    refusals = may_show(now, writer=writer, by=by.person)
    if refusals:
        raise RefusedError(refusals)
    shown = replace(
        now,
        version=version + 1,
        supersedes_reason="shown to both sides by who wrote it down",
        recorded_at=at,
        recorded_by=by.person,
        space=None,
        visibility=Visibility.BOTH_SIDES,
        existence_shared=False,
    )
    if not may_move(shown, to=FrictionState.SHARED, sides=sides_of(shown, case=case), at=at.date()):
        shown = replace(shown, state=FrictionState.SHARED)
    rows = [shown]
    open_to_all = [row for row in case.rows(Position) if row.friction == now.id and row.space is None]
    if not may_move(shown, to=FrictionState.JUXTAPOSED, positions=open_to_all, at=at.date()):
        rows.append(replace(shown, version=shown.version + 1, state=FrictionState.JUXTAPOSED))
    tell("friction_shown", *(Telling(model=models.Friction, row=row) for row in rows), by=by.person, at=at)
    return rows[-1]


def versions_of(friction: Friction, *, initiative: str, by: Viewer) -> tuple[Friction, ...]:
    """Return the versions of a friction that somebody may read."""
    return tuple(row for row in case_here(initiative, by=by).versions(Friction) if row.id == friction.id)


def tell_existence(*, initiative: str, friction: str, version: int, by: Viewer, at: datetime) -> Friction:
    """Let the other side know that there is a friction, and nothing else of it. What stands in a room stays unknown.

    Raises
    ------
    NothingHereError
        There is no such friction for this person, it stands in a room, or the other side knows already.
    StaleVersionError
        It was changed in the meantime.
    """
    now, space = friction_here(friction, initiative=initiative, by=by, at=at)
    if now.visibility is not Visibility.ONE_SIDE or now.existence_shared or space is not None:
        raise NothingHereError(friction)
    row = replace(
        now,
        version=version + 1,
        supersedes_reason="the other side may know that there is one",
        recorded_at=at,
        recorded_by=by.person,
        existence_shared=True,
    )
    tell("friction_existence_told", Telling(model=models.Friction, row=row), by=by.person, at=at)
    return row


def name_step(
    *, initiative: str, friction: str, version: int, stepping: Stepping, by: Viewer, at: datetime
) -> Friction:
    """Name the next step of a friction, who takes it and when.

    Raises
    ------
    NothingHereError
        There is no such friction for this person, or they take no part.
    RefusedError
        Everything that the step lacks, or the positions are not side by side yet.
    StaleVersionError
        It was changed in the meantime.
    """
    now, space = friction_here(friction, initiative=initiative, by=by, at=at)
    case = case_here(initiative, by=by)
    row = replace(
        now,
        version=version + 1,
        supersedes_reason="a next step was named",
        recorded_at=at,
        recorded_by=by.person,
        next_step=stepping.step.strip(),
        next_step_by=stepping.by_whom.strip(),
        next_step_on=stepping.on,
    )
    positions = [each for each in case.rows(Position) if each.friction == now.id]
    refusals = may_name_step(row, positions=positions, at=at.date())
    if refusals:
        raise RefusedError(refusals)
    row = replace(row, state=FrictionState.BEING_WORKED)
    tell("friction_step_named", Telling(model=models.Friction, row=row), by=by.person, at=at, log=log_of(space))
    return row
