"""One friction with everything around it, and all positions side by side, question by question."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from counterpoise.interests.closing import may_show, parties_for, spoke_in, writer_of
from counterpoise.interests.frictions import CLOSED, TRANSITIONS
from counterpoise.interests.positions import Table
from counterpoise.record import Case, Side
from counterpoise.record.initiatives import Matter
from counterpoise.record.people import Body
from counterpoise.record.positions import Friction, FrictionState, Position
from counterpoise.web.initiatives.selectors import Ask, counts_of
from counterpoise.web.interests.selectors.case import sides_of, slice_for
from counterpoise.web.interests.selectors.room import FrictionSeen, Wanted, friction_seen, wanted
from counterpoise.web.people.selectors import Viewer

__all__ = ["POSITIONS", "OneFriction", "Party", "SideBySide", "friction_visible_to", "side_by_side_for"]

POSITIONS = 15
"""How many positions stand on one page."""

_WITH_STEP = frozenset({FrictionState.JUXTAPOSED, FrictionState.BEING_WORKED, FrictionState.REOPENED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party of a friction, its side where that is known, and whether it confirmed the closing."""

    name: str
    side: Side | None
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OneFriction:
    """A friction, and what somebody can do with it.

    Attributes
    ----------
    seen
        The friction with its positions.
    parties
        Its parties.
    closing_moved_to
        The body to which it is, or is to be, moved.
    history
        Its versions that this person may read, the first one first.
    takes_part
        Whether they stand on a side here.
    may_show, may_step, may_propose, may_reopen
        What they can do.
    confirms_for
        The parties for which they can confirm the closing that is proposed.
    """

    seen: FrictionSeen
    parties: tuple[Party, ...]
    closing_moved_to: Body | None
    history: tuple[Friction, ...]
    takes_part: bool
    may_show: bool
    may_step: bool
    may_propose: bool
    may_reopen: bool
    confirms_for: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """A question of control, or none in particular, with the positions of each side on it."""

    matter: Matter | None
    civic: tuple[Wanted, ...]
    organizational: tuple[Wanted, ...]
    others: tuple[Wanted, ...]


def friction_visible_to(initiative: str, friction: str, *, viewer: Viewer) -> OneFriction | None:
    """Return one friction; nothing where there is none, or none that this person may read."""
    asks = (Ask(Friction, Q(pk=friction)), Ask(Position, Q(friction=friction)))
    case = slice_for(initiative, *asks, viewer=viewer)
    row = case.by_id(Friction).get(friction) if case is not None else None
    if case is None or row is None:
        return None
    table = Table(case)
    sides = sides_of(row, case=case)
    held = viewer.sides(initiative) if viewer.person is not None else frozenset()
    confirmed = {one.party for one in row.confirmations}
    spoke = spoke_in(table.by_friction.get(row.id, ()), person=viewer.person)
    history = tuple(version for version in case.versions(Friction) if version.id == row.id)
    return OneFriction(
        seen=friction_seen(row, table, case, viewer=viewer),
        parties=tuple(
            Party(name=name, side=sides.get(name), confirmed=name in confirmed) for name in dict.fromkeys(row.between)
        ),
        closing_moved_to=case.by_id(Body).get(row.moved_to or ""),
        history=history,
        takes_part=bool(held),
        may_show=bool(held) and not may_show(row, writer=writer_of(history), by=viewer.person),
        may_step=bool(held) and row.state in _WITH_STEP,
        may_propose=bool(held) and bool(TRANSITIONS[row.state] & CLOSED),
        may_reopen=bool(held) and row.state in CLOSED,
        confirms_for=parties_for(row, held=held, person=viewer.person, spoke=spoke, sides=sides) if held else (),
    )


def side_by_side_for(
    initiative: str, *, start: int = 0, limit: int = POSITIONS, viewer: Viewer
) -> tuple[tuple[SideBySide, ...], int] | None:
    """Return positions that somebody may read, question by question, those about none in particular last.

    Parameters
    ----------
    initiative, viewer
        The initiative, and who reads.
    start, limit
        The first position to show, and how many.

    Returns
    -------
    tuple of tuple of SideBySide and int, or None
        The positions, and how many there are; nothing where there is no such initiative for this person.
    """
    of_friction = F("friction__matter__written")
    order = (Coalesce(F("matter__written"), of_friction).asc(nulls_last=True), F("written").asc())
    asked = Ask(Position, order=order, start=start, limit=limit)
    case = slice_for(initiative, asked, viewer=viewer)
    if case is None:
        return None
    named = {row.friction for row in case.rows(Position) if row.friction is not None}
    around = slice_for(initiative, Ask(Friction, Q(pk__in=sorted(named))), viewer=viewer) if named else None
    frictions = around.by_id(Friction) if around is not None else {}
    matters = {**(around.by_id(Matter) if around is not None else {}), **case.by_id(Matter)}
    in_order = sorted(matters.values(), key=lambda row: (row.recorded_at, row.id))
    about = {row.id: _about(row, frictions, matters) for row in case.rows(Position)}
    found = [_beside(matter, case, about, viewer=viewer) for matter in (*in_order, None)]
    total = counts_of({"all": Ask(Position)}, viewer=viewer, initiative=initiative)["all"]
    return tuple(row for row in found if row.civic or row.organizational or row.others), total


def _about(row: Position, frictions: Mapping[str, Friction], matters: Mapping[str, Matter]) -> str | None:
    friction = frictions.get(row.friction or "")
    named = row.matter or (friction.matter if friction is not None else None)
    return named if named in matters else None


def _beside(matter: Matter | None, case: Case, about: Mapping[str, str | None], *, viewer: Viewer) -> SideBySide:
    name = matter.id if matter is not None else None
    rows = [wanted(row, case, viewer=viewer) for row in case.rows(Position) if about[row.id] == name]
    return SideBySide(
        matter=matter,
        civic=tuple(row for row in rows if row.position.side is Side.CIVIC),
        organizational=tuple(row for row in rows if row.position.side is Side.ORGANIZATIONAL),
        others=tuple(row for row in rows if row.position.side not in {Side.CIVIC, Side.ORGANIZATIONAL}),
    )
