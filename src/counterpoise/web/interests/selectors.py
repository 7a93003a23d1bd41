"""Reads of what matters to whom: frictions with their age, and positions side by side."""

from dataclasses import dataclass

from counterpoise.interests.frictions import age, is_open, review_passed, step_ahead
from counterpoise.interests.positions import Table
from counterpoise.record import Case, DayRange, Side
from counterpoise.record.initiatives import Group, Matter
from counterpoise.record.people import Capacity
from counterpoise.record.positions import Friction, Position, Visibility
from counterpoise.web.initiatives.selectors import case_of
from counterpoise.web.interests import models
from counterpoise.web.interests.records import PAIRS
from counterpoise.web.people.selectors import Viewer

__all__ = ["FrictionSeen", "Interests", "Wanted", "interests_visible_to"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A position with who holds it: a department, a group or somebody in a capacity."""

    position: Position
    group: Group | None
    capacity: Capacity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FrictionSeen:
    """A friction with its age and the positions in it, each side beside the other."""

    friction: Friction
    age: DayRange | None
    open: bool
    step_ahead: bool
    review_passed: bool
    one_sided: bool
    matter: Matter | None
    civic: tuple[Wanted, ...]
    organizational: tuple[Wanted, ...]
    others: tuple[Wanted, ...]

    @property
    def sides_heard(self) -> int:
        """How many of the two sides wrote down what they want."""
        return bool(self.civic) + bool(self.organizational)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interests:
    """What matters to whom in an initiative.

    Attributes
    ----------
    frictions
        The frictions that this person may read; open ones first, the oldest first.
    open
        How many of them are open.
    hidden
        How many more there are whose existence the side that sees them lets everybody know.
    positions
        Positions that are in no friction.
    """

    frictions: tuple[FrictionSeen, ...]
    open: int
    hidden: int
    positions: tuple[Wanted, ...]


def interests_visible_to(initiative: str, *, viewer: Viewer) -> Interests | None:
    """Return what matters to whom in an initiative, as far as somebody may read it.

    Nothing where there is no such initiative, or none that this person may read.
    """
    case = case_of(initiative, viewer=viewer, room="interests", tables=PAIRS)
    if case is None:
        return None
    table = Table(case)
    seen = [_seen(row, table, case) for row in case.rows(Friction)]
    return Interests(
        frictions=tuple(sorted(seen, key=lambda row: (not row.open, -(row.age.high if row.age else 0)))),
        open=sum(row.open for row in seen),
        hidden=_hidden(initiative, {row.friction.id for row in seen}),
        positions=tuple(_wanted(row, case) for row in case.rows(Position) if row.friction is None),
    )


def _hidden(initiative: str, seen: set[str]) -> int:
    """Count the frictions of one side whose existence that side lets the other know; nothing else of them is read."""
    shared = models.Friction.objects.filter(
        initiative=initiative, visibility=Visibility.ONE_SIDE, existence_shared=True, space__isnull=True
    )
    return shared.exclude(id__in=seen).count()


def _seen(friction: Friction, table: Table, case: Case) -> FrictionSeen:
    positions = table.by_friction.get(friction.id, [])
    wanted = [_wanted(row, case) for row in positions]
    return FrictionSeen(
        friction=friction,
        age=age(friction, at=case.at),
        open=is_open(friction),
        step_ahead=step_ahead(friction, at=case.at),
        review_passed=review_passed(friction, at=case.at),
        one_sided=friction.visibility is Visibility.ONE_SIDE,
        matter=case.by_id(Matter).get(friction.matter or ""),
        civic=tuple(row for row in wanted if row.position.side is Side.CIVIC),
        organizational=tuple(row for row in wanted if row.position.side is Side.ORGANIZATIONAL),
        others=tuple(row for row in wanted if row.position.side not in {Side.CIVIC, Side.ORGANIZATIONAL}),
    )


def _wanted(position: Position, case: Case) -> Wanted:
    return Wanted(
        position=position,
        group=case.by_id(Group).get(position.group or ""),
        capacity=case.by_id(Capacity).get(position.capacity or ""),
    )
