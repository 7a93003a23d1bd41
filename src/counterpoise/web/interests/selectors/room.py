"""Reads of what matters to whom: frictions with their age, positions side by side, and what gave way to what."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case as Case_
from django.db.models import F, IntegerField, Q, QuerySet, Value, When

from counterpoise.interests.frictions import CLOSED, age, is_open, review_passed, step_ahead
from counterpoise.interests.positions import Table
from counterpoise.levels.tradeoffs import review_due
from counterpoise.record import Case, DayRange, Side
from counterpoise.record.initiatives import Group, Matter, TradeOff
from counterpoise.record.people import Capacity
from counterpoise.record.positions import Friction, Position, Visibility
from counterpoise.web.initiatives.selectors import LATEST, Ask, counts_of, visible
from counterpoise.web.interests import models
from counterpoise.web.interests.selectors.case import slice_for
from counterpoise.web.people.selectors import Viewer

__all__ = [
    "PER_PAGE",
    "FrictionSeen",
    "Interests",
    "TradeOffSeen",
    "Wanted",
    "friction_seen",
    "interests_visible_to",
    "wanted",
]

PER_PAGE = 20
"""How many frictions stand on one page."""

_TRADE_OFFS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A position with who holds it: a department, a group or somebody in a capacity.

    Attributes
    ----------
    position, group, capacity
        The position and its holder.
    own
        Whether the viewer wrote it.
    """

    position: Position
    group: Group | None
    capacity: Capacity | None
    own: bool = False


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

    @property
    def positions(self) -> int:
        """How many positions there are in it."""
        return len(self.civic) + len(self.organizational) + len(self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeOffSeen:
    """One good that gave way to another, and whether it should have been looked at again."""

    trade_off: TradeOff
    review_due: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Interests:
    """What matters to whom in an initiative.

    Attributes
    ----------
    frictions
        Some of the frictions that this person may read; open ones first, the oldest first.
    all, open
        How many there are for them, and how many of these are open; counted up to a thousand.
    hidden
        How many more there are whose existence the side that sees them lets everybody know.
    trade_offs
        What gave way to what, those to look at again first; the latest hundred.
    takes_part
        Whether the viewer stands on a side here.
    """

    frictions: tuple[FrictionSeen, ...]
    all: int
    open: int
    hidden: int
    trade_offs: tuple[TradeOffSeen, ...] = ()
    takes_part: bool = False


def interests_visible_to(initiative: str, *, start: int = 0, limit: int = PER_PAGE, viewer: Viewer) -> Interests | None:
    """Return what matters to whom in an initiative, as far as somebody may read it.

    Nothing where there is no such initiative, or none that this person may read.

    Parameters
    ----------
    initiative, viewer
        The initiative, and who reads.
    start, limit
        The first friction to show, and how many.
    """
    seen = Q(pk__in=_in_order(initiative, viewer=viewer).values("pk")[start : start + limit])
    within = Q(friction__in=_in_order(initiative, viewer=viewer).values("pk")[start : start + limit])
    newest = Ask(TradeOff, order=LATEST, limit=_TRADE_OFFS)
    case = slice_for(initiative, Ask(Friction, seen), Ask(Position, within), newest, viewer=viewer)
    if case is None:
        return None
    table = Table(case)
    found = [friction_seen(row, table, case, viewer=viewer) for row in case.rows(Friction)]
    traded = [TradeOffSeen(trade_off=row, review_due=review_due(row, at=case.at)) for row in case.rows(TradeOff)]
    counted = _counted(initiative, viewer=viewer)
    return Interests(
        frictions=tuple(sorted(found, key=_oldest_first)),
        all=counted["all"],
        open=counted["open"],
        hidden=_hidden(initiative, viewer=viewer),
        trade_offs=tuple(sorted(traded, key=lambda row: (not row.review_due, str(row.trade_off.review_on or "")))),
        takes_part=viewer.person is not None and bool(viewer.sides(initiative)),
    )


def _in_order(initiative: str, *, viewer: Viewer) -> QuerySet[Any]:
    """Return the frictions that somebody may read: open ones first, the oldest first."""
    closed = Case_(When(state__in=list(CLOSED), then=Value(1)), default=Value(0), output_field=IntegerField())
    found: QuerySet[Any] = visible(Friction, viewer=viewer).filter(initiative=initiative).annotate(closed=closed)
    return found.order_by("closed", F("happened_at").asc(nulls_last=True), "written")


def _oldest_first(row: FrictionSeen) -> tuple[bool, bool, str, str]:
    noticed = row.friction.happened_at
    return (not row.open, noticed is None, str(noticed or ""), row.friction.id)


def _counted(initiative: str, *, viewer: Viewer) -> dict[str, int]:
    asks = {"all": Ask(Friction), "open": Ask(Friction, ~Q(state__in=list(CLOSED)))}
    return counts_of(asks, viewer=viewer, initiative=initiative)


def _hidden(initiative: str, *, viewer: Viewer) -> int:
    """Count the frictions of one side whose existence that side lets the other know; nothing else of them is read."""
    shared = models.Friction.objects.filter(
        initiative=initiative, visibility=Visibility.ONE_SIDE, existence_shared=True, space__isnull=True
    )
    seen = visible(Friction, viewer=viewer).filter(initiative=initiative)
    return shared.exclude(pk__in=seen.order_by().values("pk")).count()


def friction_seen(friction: Friction, table: Table, case: Case, *, viewer: Viewer) -> FrictionSeen:
    """Return a friction with its age and the positions in it."""
    held = [wanted(row, case, viewer=viewer) for row in table.by_friction.get(friction.id, [])]
    return FrictionSeen(
        friction=friction,
        age=age(friction, at=case.at),
        open=is_open(friction),
        step_ahead=step_ahead(friction, at=case.at),
        review_passed=review_passed(friction, at=case.at),
        one_sided=friction.visibility is Visibility.ONE_SIDE,
        matter=case.by_id(Matter).get(friction.matter or ""),
        civic=tuple(row for row in held if row.position.side is Side.CIVIC),
        organizational=tuple(row for row in held if row.position.side is Side.ORGANIZATIONAL),
        others=tuple(row for row in held if row.position.side not in {Side.CIVIC, Side.ORGANIZATIONAL}),
    )


def wanted(position: Position, case: Case, *, viewer: Viewer) -> Wanted:
    """Return a position with who holds it."""
    return Wanted(
        position=position,
        group=case.by_id(Group).get(position.group or ""),
        capacity=case.by_id(Capacity).get(position.capacity or ""),
        own=viewer.person is not None and viewer.person == (position.on_behalf_of or position.recorded_by),
    )
