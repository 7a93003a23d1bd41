"""On whose side somebody stands in an initiative at a day, read from what the record says of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Protocol, TypeVar

from counterpoise.record import Case, Moment, Row, Side
from counterpoise.record.people import Admission, Body, Capacity, CapacityKind, Membership, OrgRole, Person, Seat
from counterpoise.record.trajectories import Trajectory

__all__ = [
    "SPEAKS_FOR",
    "Standing",
    "brought_in",
    "day_of",
    "has_come",
    "in_force",
    "lasts",
    "nameless",
    "sides",
    "speaks_for",
]

R = TypeVar("R", bound=Row)

SPEAKS_FOR = {
    CapacityKind.CARE_USER: Side.CIVIC,
    CapacityKind.INFORMAL_CAREGIVER: Side.CIVIC,
    CapacityKind.RESIDENT_OF_AREA: Side.CIVIC,
    CapacityKind.CLIENT_REP: Side.CIVIC,
    CapacityKind.VOLUNTEER: Side.CIVIC,
    CapacityKind.RESEARCHER: Side.INDEPENDENT,
}
"""The side of a capacity whose side was not written down. Of any other, the organization's is assumed: the mistake to
avoid is to let somebody of the organization into a room of citizens."""


def speaks_for(kind: CapacityKind | None) -> Side:
    """Return the side for which somebody speaks by a capacity of this kind, where no side was written down."""
    return SPEAKS_FOR.get(kind, Side.ORGANIZATIONAL) if kind is not None else Side.ORGANIZATIONAL


class _Lasting(Protocol):
    @property
    def active_from(self) -> date | None: ...
    @property
    def active_until(self) -> date | None: ...


def day_of(at: date) -> date:
    """Return the day of a date or of a moment."""
    return at.date() if isinstance(at, datetime) else at


def lasts(row: _Lasting, *, at: date) -> bool:
    """Say whether something with a first day and a day after the last one holds at a day; what is empty is open."""
    day = day_of(at)
    return (row.active_from is None or row.active_from <= day) and (row.active_until is None or day < row.active_until)


def has_come(moment: Moment | None, *, at: date) -> bool:
    """Say whether a moment has come: to the minute where both are known to it, else when its last possible day has."""
    if moment is None:
        return False
    if moment.at is not None and isinstance(at, datetime):
        return moment.at <= at
    return moment.last <= day_of(at)


def nameless(case: Case) -> frozenset[str]:
    """Return the people who have no name here.

    Whoever speaks without an account is written down as a new person each time, without a name. Two of these may be one
    person, so nothing that counts speakers takes them for two.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    """
    return frozenset(row.id for row in case.rows(Person) if not row.pseudonym)


def in_force(rows: Iterable[R]) -> tuple[R, ...]:
    """Return the last version of each row, in the order in which their first versions were given."""
    last: dict[str, R] = {}
    for row in rows:
        if row.id not in last or last[row.id].version < row.version:
            last[row.id] = row
    return tuple(last.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a record says of one person's place: the rows that decide where they may read and write.

    Attributes
    ----------
    person
        Who; empty for somebody who is not signed in.
    capacities, memberships, seats, admissions
        Their own rows in force, with their dates.
    bodies
        The bodies, by id: a seat in one stands on its side.
    organizations
        For each initiative, the names of the organizations in it; under None those of all initiatives.
    paths
        For each care path its row, with owner and representative.
    """

    person: str | None = None
    capacities: tuple[Capacity, ...] = ()
    memberships: tuple[Membership, ...] = ()
    seats: tuple[Seat, ...] = ()
    admissions: tuple[Admission, ...] = ()
    bodies: Mapping[str, Body] = field(default_factory=dict)
    organizations: Mapping[str | None, frozenset[str]] = field(default_factory=dict)
    paths: Mapping[str, Trajectory] = field(default_factory=dict)

    @classmethod
    def of(cls, person: str | None, rows: Iterable[Row]) -> "Standing":
        """Pick what a record says of a person.

        Parameters
        ----------
        person
            Their id.
        rows
            A record, or any rows; those that say nothing of the person's place are passed over.
        """
        found: dict[type[Row], list[Row]] = {kind: [] for kind in _READ}
        for row in rows:
            if type(row) in found:
                found[type(row)].append(row)
        organizations: defaultdict[str | None, set[str]] = defaultdict(set)
        for role in _last(found, OrgRole):
            organizations[role.initiative].add(role.organization)
        return cls(
            person=person,
            capacities=tuple(row for row in _last(found, Capacity) if row.person == person),
            memberships=tuple(row for row in _last(found, Membership) if row.person == person),
            seats=tuple(row for row in _last(found, Seat) if row.person == person),
            admissions=tuple(row for row in _last(found, Admission) if row.person == person),
            bodies={row.id: row for row in _last(found, Body)},
            organizations={name: frozenset(names) for name, names in organizations.items()},
            paths={row.initiative: row for row in _last(found, Trajectory) if row.initiative},
        )


_READ = (Capacity, Membership, Seat, Admission, Body, OrgRole, Trajectory)


def _last(found: Mapping[type[Row], list[Row]], kind: type[R]) -> tuple[R, ...]:
    return in_force(row for row in found[kind] if isinstance(row, kind))


def sides(standing: Standing, *, initiative: str | None, at: date) -> frozenset[Side]:
    """Return every side on which a person stands in an initiative at a day.

    A capacity counts with its side, a seat with the side of its body, and work for an organization of the initiative
    as the organization's side. What names no initiative counts in all of them.

    Parameters
    ----------
    standing
        What the record says of the person.
    initiative
        The initiative; None asks for every initiative at once.
    at
        The day.
    """
    found = {
        row.side or speaks_for(row.kind) for row in standing.capacities if _about(row, initiative) and lasts(row, at=at)
    }
    for seat in standing.seats:
        body = standing.bodies.get(seat.body or "")
        if body is not None and body.side is not None and _about(seat, initiative) and lasts(seat, at=at):
            found.add(body.side)
    if any(_works_here(standing, row, initiative) and lasts(row, at=at) for row in standing.memberships):
        found.add(Side.ORGANIZATIONAL)
    return frozenset(found)


def brought_in(standing: Standing, *, initiative: str | None, at: date) -> bool:
    """Say whether somebody stands in an initiative by more than their own word.

    Everybody can say as what they speak and where they work, and that is heard wherever it closes a door. It opens
    none: for that they hold a seat, or somebody else wrote down or asked them to take their place.

    Parameters
    ----------
    standing, initiative, at
        As for `sides`.
    """
    told = replace(
        standing,
        capacities=tuple(row for row in standing.capacities if row.recorded_by != standing.person),
        memberships=tuple(row for row in standing.memberships if row.recorded_by != standing.person),
    )
    return standing.person is not None and bool(sides(told, initiative=initiative, at=at))


def _about(row: Row, initiative: str | None) -> bool:
    return initiative is None or row.initiative is None or row.initiative == initiative


def _works_here(standing: Standing, row: Membership, initiative: str | None) -> bool:
    if initiative is None or row.initiative == initiative:
        return True
    if row.initiative is not None:
        return False
    here = standing.organizations.get(initiative, frozenset()) | standing.organizations.get(None, frozenset())
    # Where nobody wrote down which organizations take part, any employer may be one of them.
    return not here or row.organization in here
