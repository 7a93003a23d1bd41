"""Rooms: who may read and write where, whom a room may let in, and what a closed room let out.

Refusals, each after ``levels.``: ``takes_no_part`` (a mixed room is for who was brought in), ``not_of_this_side``,
``speaks_for_the_other_side`` (holds a place on the side that the room is closed to), ``not_voted_in`` (the same, in a
room that admits both sides, without its vote), ``not_admitted`` (also: no longer), ``not_in_the_circle`` (neither the
owner nor let in by the owner); and for letting in ``admits_themselves``, ``no_account_check``, ``not_a_member``,
``needs_two_members_or_council``, ``needs_the_owner``.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from counterpoise.levels.refusals import Refusal
from counterpoise.levels.sides import Standing, brought_in, lasts, sides
from counterpoise.record import Case, Edition, Row, Side
from counterpoise.record.contributions import Contribution, Question
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Group
from counterpoise.record.mandates import Limit, LimitQuestion
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Admission, Body, ReleasedCount, Space, SpaceKind
from counterpoise.record.positions import Friction, Position
from counterpoise.record.trajectories import Trajectory

__all__ = [
    "CLOSED",
    "Released",
    "acts_for_owner",
    "concerns",
    "is_told",
    "may_admit",
    "may_read",
    "may_read_path",
    "may_write",
    "released",
]

CLOSED = frozenset({SpaceKind.CITIZENS_ONLY, SpaceKind.ORGANIZATION_ONLY})
"""The kinds of rooms that are closed to one of the two sides."""

_SIDE_OF = {SpaceKind.CITIZENS_ONLY: Side.CIVIC, SpaceKind.ORGANIZATION_ONLY: Side.ORGANIZATIONAL}
_OTHER = {Side.CIVIC: Side.ORGANIZATIONAL, Side.ORGANIZATIONAL: Side.CIVIC}

# A room whose own rows or members are in a record gave them to it. These tables show it; people and groups, of which
# there are far more, are never kept in a room.
_SHOWN_BY: tuple[type[Row], ...] = (Contribution, Friction, Position, Limit, LimitQuestion, Question, Meeting)


def may_read(space: Space | None, *, standing: Standing, at: date) -> Refusal | None:
    """Say whether somebody may read in a room at a day.

    An open room is open to everybody, a mixed one to all who take part by more
    than their own word. A room of one side is closed to everybody who
    holds any place on the other, unless it admits both sides and voted them in; the others need to be let in. A care
    circle is for its owner and for those whom the owner let in. Nobody reads by being an administrator.

    Parameters
    ----------
    space
        The room; None is the open room.
    standing
        What the record says of the person.
    at
        The day. Who left on it can no longer read on it.

    Returns
    -------
    Refusal or None
        What stands in the way; None where nothing does.
    """
    if space is None or space.kind is SpaceKind.OPEN:
        return None
    admission = _admission(space, standing=standing, at=at)
    if space.kind is SpaceKind.CARE_CIRCLE:
        inside = acts_for_owner(space.initiative, standing=standing) or admission is not None
        return None if inside else Refusal("levels.not_in_the_circle", {"room": space.id})
    if space.kind is SpaceKind.MIXED:
        takes_part = brought_in(standing, initiative=space.initiative, at=at)
        return None if takes_part else Refusal("levels.takes_no_part", {"room": space.id})
    refusal = _of_the_wrong_side(space, standing=standing, voted_in=admission is not None and admission.by_vote, at=at)
    if refusal is not None:
        return refusal
    return None if admission is not None else Refusal("levels.not_admitted", {"room": space.id})


def may_write(space: Space | None, *, standing: Standing, at: date) -> Refusal | None:
    """Say whether somebody may write in a room at a day: nobody speaks where they may not listen.

    Parameters and result as for `may_read`. Whoever may read may write too, so that a room has no silent audience; in
    the open room that holds for people without an account as well, who get a receipt.
    """
    return may_read(space, standing=standing, at=at)


def acts_for_owner(path: str | None, *, standing: Standing) -> bool:
    """Say whether somebody owns a care path, or represents its owner on a ground that was written down.

    Parameters
    ----------
    path
        The care path: the id of its initiative.
    standing
        What the record says of the person.
    """
    trajectory = standing.paths.get(path or "")
    # Nobody is among the owners without a name.
    return trajectory is not None and standing.person in _owners(trajectory)


def may_read_path(path: str, *, standing: Standing, circles: Collection[Space], at: date) -> Refusal | None:
    """Say whether somebody may read what belongs to a care path but stands in no room of it.

    Parameters
    ----------
    path
        The care path: the id of its initiative.
    standing
        What the record says of the person.
    circles
        The care circles of this path.
    at
        The day.
    """
    inside = acts_for_owner(path, standing=standing) or any(
        circle.initiative == path and may_read(circle, standing=standing, at=at) is None for circle in circles
    )
    return None if inside else Refusal("levels.not_in_the_circle", {"path": path})


def may_admit(
    space: Space,
    *,
    newcomer: Standing,
    by: Sequence[Standing] = (),
    by_body: Body | None = None,
    by_vote: bool = False,
    account_check: str = "",
    at: date,
) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of letting somebody into a room of one side, or into a care circle.

    Parameters
    ----------
    space
        The room.
    newcomer
        Who would be let in.
    by
        The members who let them in: two for a room of one side, the owner for a care circle.
    by_body
        The council that lets them in, instead of two members.
    by_vote
        Whether the room voted on it.
    account_check
        How it was checked that the account is who it says.
    at
        The day.
    """
    found = [] if account_check.strip() else [Refusal("levels.no_account_check", {"room": space.id})]
    names = {standing.person for standing in by if standing.person is not None}
    if newcomer.person in names:
        found.append(Refusal("levels.admits_themselves", {"room": space.id}))
    found += [
        Refusal("levels.not_a_member", {"room": space.id, "person": standing.person})
        for standing in by
        if may_read(space, standing=standing, at=at) is not None
    ]
    bodies = {by_body.id: by_body} if by_body is not None else {}
    if not _vouched(
        space, names - {newcomer.person}, bodies=bodies, body=next(iter(bodies), None), path=_path(space, by)
    ):
        circle = space.kind is SpaceKind.CARE_CIRCLE
        found.append(
            Refusal("levels.needs_the_owner" if circle else "levels.needs_two_members_or_council", {"room": space.id})
        )
    refusal = _of_the_wrong_side(space, standing=newcomer, voted_in=by_vote, at=at)
    return (*found, refusal) if refusal is not None else tuple(found)


def is_told(decision: Decision, *, affected: Iterable[Group], standing: Standing, at: date) -> bool:
    """Say whether a decision can not be kept from somebody in a room of the organization.

    Once a decision has a date, every group that it affects may read it. A group is its side and the body that speaks
    for it; one whose side nobody wrote down could be anybody's.

    Parameters
    ----------
    decision
        The decision.
    affected
        The groups that its matter touches.
    standing
        What the record says of the person.
    at
        The day.
    """
    if decision.decided_at is None:
        return False
    held = sides(standing, initiative=decision.initiative, at=at)
    bodies = {seat.body for seat in standing.seats if lasts(seat, at=at)}
    return any(concerns(group, held) or (group.body is not None and group.body in bodies) for group in affected)


def concerns(group: Group, held: Collection[Side]) -> bool:
    """Say whether a group is of one of these sides, or of a side that nobody wrote down."""
    return group.side is None or group.side in held


def _of_the_wrong_side(space: Space, *, standing: Standing, voted_in: bool, at: date) -> Refusal | None:
    if space.kind not in CLOSED:
        return None
    side = _SIDE_OF[space.kind]
    held = sides(standing, initiative=space.initiative, at=at)
    if side not in held:
        return Refusal("levels.not_of_this_side", {"room": space.id})
    if _OTHER[side] not in held:
        return None
    if not space.admits_both_sides:
        return Refusal("levels.speaks_for_the_other_side", {"room": space.id})
    return None if voted_in else Refusal("levels.not_voted_in", {"room": space.id})


def _admission(space: Space, *, standing: Standing, at: date) -> Admission | None:
    # The last word on somebody's place in a room counts: an older admission never outlasts a leaving.
    told = [row for row in standing.admissions if row.room == space.id]
    last = max(told, key=lambda row: (row.recorded_at, row.version, row.id), default=None)
    if last is None or not lasts(last, at=at):
        return None
    by = {person for person in last.admitted_by if person != standing.person}
    path = standing.paths.get(space.initiative or "")
    vouched = _vouched(space, by, bodies=standing.bodies, body=last.admitted_by_body, path=path)
    return last if vouched else None


def _vouched(
    space: Space, by: Collection[str | None], *, bodies: Mapping[str, Body], body: str | None, path: Trajectory | None
) -> bool:
    if space.kind is SpaceKind.CARE_CIRCLE:
        return path is not None and not _owners(path).isdisjoint(by)
    council = bodies.get(body or "")
    return len(by) >= 2 or (council is not None and council.side is _SIDE_OF.get(space.kind))


def _path(space: Space, by: Sequence[Standing]) -> Trajectory | None:
    return next((standing.paths[name] for standing in by if (name := space.initiative or "") in standing.paths), None)


def _owners(trajectory: Trajectory) -> set[str]:
    owners = {trajectory.owner} if trajectory.owner else set()
    if trajectory.represented_by and trajectory.representation_ground.strip():
        owners.add(trajectory.represented_by)
    return owners


@dataclass(frozen=True, slots=True)
class Released:
    """What closed rooms released for one figure.

    Attributes
    ----------
    numerator, denominator
        The sum over rooms of the last count that each released.
    silent_rooms
        How many closed rooms there are that released no count for it and did not give their rows either.
    """

    numerator: int = 0
    denominator: int = 0
    silent_rooms: int = 0


def released(case: Case, code: str, part: str = "") -> Released:
    """Sum what closed rooms released for one figure, and count the rooms that released nothing.

    A room counts up to a day, so its last count takes the place of those before. A room whose own rows are in the
    record adds nothing: its rows are counted where they stand. In the full edition that is every room.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    code
        The indicator's code, such as ``expertise.presence``.
    part
        The figure of that indicator; empty for the main one.
    """
    if case.edition is Edition.FULL:
        return Released()
    rooms = {row.id for row in case.rows(Space) if row.kind in CLOSED}
    rooms -= _given(case, rooms)
    last: dict[str, ReleasedCount] = {}
    for row in case.rows(ReleasedCount):
        if row.indicator != code or row.part != part or row.room is None or row.room not in rooms:
            continue
        if row.room not in last or _counted(last[row.room]) < _counted(row):
            last[row.room] = row
    return Released(
        sum(row.numerator for row in last.values()),
        sum(row.denominator for row in last.values()),
        len(rooms) - len(last),
    )


def _counted(row: ReleasedCount) -> tuple[date, date, str]:
    day = row.recorded_at.date()
    return (row.counted_on or day, day, row.id)


def _given(case: Case, rooms: set[str]) -> set[str]:
    if not rooms:
        return set()
    given = {row.room for row in case.rows(Admission)}
    for kind in _SHOWN_BY:
        given.update(row.space for row in case.rows(kind))
    return {room for room in rooms if room in given}
