"""The rule of editions, said to the database: which rows of a table are in somebody's edition.

`visible` mirrors ``counterpoise.levels.editions`` so that limits and counts of lists are right. What it lets through
still goes through the rule itself, which takes out the little that a query cannot say, and words the rest; a property
test holds the two together on random data. No table is read whole for it: each condition looks up rows by their names.
"""

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable
from functools import cache
from itertools import count
from threading import Lock
from typing import Any

from django.db.models import BooleanField, Expression, F, QuerySet

from counterpoise.levels.cleaning import PARENTS
from counterpoise.levels.sides import day_of, lasts
from counterpoise.record import TABLES, Edition, Level, Row, Side, links
from counterpoise.record.contributions import (
    AppealOutcome,
    Contribution,
    ContributionState,
    Digest,
    Moderation,
    Rewording,
)
from counterpoise.record.decisions import Decision, Notice
from counterpoise.record.initiatives import Affects, Group, Initiative, InitiativeState, Matter
from counterpoise.record.participation import Invitation, Participation
from counterpoise.record.people import Admission, ReleasedCount, Space, SpaceKind
from counterpoise.record.positions import Friction, Visibility, Vote
from counterpoise.record.reviews import Audit, LevelReport, Ranking, ReviewAnswer
from counterpoise.record.trajectories import (
    Agreement,
    Alignment,
    CareConversation,
    SituationChange,
    Tie,
    Trajectory,
    WhatMatters,
)
from counterpoise.web.initiatives.selectors.conditions import ANY_NAME, Condition, Table, any_of, every, never, without
from counterpoise.web.ledger.records import model_of
from counterpoise.web.ledger.selectors import Written
from counterpoise.web.people.selectors import Viewer

__all__ = ["COMES_OUT", "OfRow", "in_edition", "is_nobodys", "rows_of", "visible", "visible_by_name"]

_NEVER = frozenset({ReviewAnswer, LevelReport, Ranking})
_CARE = frozenset({Trajectory, WhatMatters, Tie, CareConversation, SituationChange, Agreement, Alignment})
COMES_OUT = frozenset({Decision, Matter, Affects, Group, Notice})
"""The tables whose rows can come out of a room of the organization."""

Rows = QuerySet[Any]


def rows_of(kind: type[Row]) -> Rows:
    """Return all rows of a table of the record, whoever looks: nothing of them may reach a page as it is."""
    return model_of(kind)._default_manager.all()  # noqa: SLF001 - Django's own name for it


def visible(kind: type[Row], *, viewer: Viewer) -> Rows:
    """Return the rows of a table that are in somebody's edition.

    Of a digest that is to be released within a day, and of a claim's evidence, it may return a row too many, which the
    rule then takes out. Answers and rankings of a review are never in it.

    Parameters
    ----------
    kind
        The table of the record.
    viewer
        Who reads.
    """
    found = rows_of(kind)
    return found.none() if kind in _NEVER else found.filter(OfRow(kind, lambda row: in_edition(row, viewer=viewer)))


def is_nobodys(kind: type[Row]) -> bool:
    """Say whether the rows of a table are in no edition at all."""
    return kind in _NEVER


def in_edition(row: Table, *, viewer: Viewer) -> Condition:
    """Return the condition that a row is in somebody's edition, as `visible` has it."""
    return never() if row.kind in _NEVER else Condition(*_condition(row.kind, row.alias, viewer))


def visible_by_name(kind: type[Row], ids: Collection[str], *, viewer: Viewer, names_only: bool) -> Written:
    """Ask for those of some rows, by their ids, that are in somebody's edition.

    Parameters
    ----------
    kind, viewer
        As for `visible`.
    ids
        The ids.
    names_only
        Whether only the ids of those that are there are wanted.
    """
    these = sorted(ids)

    def condition(name: str) -> tuple[str, tuple[Any, ...]]:
        row = Table.of(kind, name)
        found = every(row.one_of("id", these), in_edition(row, viewer=viewer))
        return found.sql, found.params

    return Written(kind, condition, names_only=names_only)


def _condition(kind: type[Row], name: str, viewer: Viewer) -> tuple[str, tuple[Any, ...]]:
    """Write the condition for a table under a name; it is put together once for a person as they look now."""
    with _LOCK:
        known, conditions = _WRITTEN.get(id(viewer), (None, {}))
        if known is not viewer:
            conditions = {}
            _WRITTEN[id(viewer)] = (viewer, conditions)
        while len(_WRITTEN) > _MOST_WRITTEN:
            _WRITTEN.popitem(last=False)
    if kind not in conditions:
        conditions[kind] = _Mirror(viewer).condition(Table.of(kind, ANY_NAME))
    found = conditions[kind]
    return f"({found.sql.replace(ANY_NAME, name)})", found.params


_MOST_WRITTEN = 64
_LOCK = Lock()
_WRITTEN: OrderedDict[int, tuple[Viewer, dict[type[Row], Condition]]] = OrderedDict()
"""The conditions of those who looked last. It holds the viewer as well, so that no other gets the same number."""


class OfRow(Expression):
    """Whether a condition holds for a row of a table, within a query that Django writes.

    It writes its own SQL. The same as Django's expressions takes a page thirty milliseconds to put together.

    Parameters
    ----------
    kind
        The table of the record.
    condition
        Gives the condition for the table under the name that it has in the query.
    """

    output_field = BooleanField()
    conditional = True

    def __init__(self, kind: type[Row], condition: Callable[[Table], Condition]) -> None:
        super().__init__()
        self.kind, self.condition = kind, condition
        self.row: Any = F("pk")

    def get_source_expressions(self) -> list[Any]:
        """Name the row itself, so that Django tells under which name its table stands in the query."""
        return [self.row]

    def set_source_expressions(self, exprs: Iterable[Any]) -> None:
        """Take the row as Django found it."""
        (self.row,) = exprs

    def as_sql(self, compiler: Any, _connection: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ANN401 - Django's own
        """Write the condition."""
        # Django leaves a made-up name such as U0 bare; PostgreSQL takes a quoted one for another.
        name = compiler.quote_name_unless_alias(self.row.alias)
        found = self.condition(Table.of(self.kind, name))
        return f"({found.sql})", found.params


@cache
def _parents(table: str) -> tuple[tuple[str, type[Row]], ...]:
    kind = TABLES[table]
    return tuple((link.path, TABLES[link.to]) for link in links(kind) if link.path in PARENTS.get(kind, ()))


class _Mirror:
    """The conditions for one person; each table in a query gets a name of its own."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.person = viewer.person
        self.rooms = sorted({*viewer.rooms, *viewer.open_rooms})
        self.paths = sorted(viewer.paths)
        self._numbers = count()

    def table(self, kind: type[Row]) -> Table:
        return Table.of(kind, f"m{next(self._numbers)}")

    def condition(self, row: Table) -> Condition:
        parts = [self.in_path(row), self.in_room(row)]
        own = _OWN.get(row.kind)
        if own is not None:
            parts.append(own(self, row))
        for name, kind in _parents(row.kind.TABLE):
            parent = self.table(kind)
            there = parent.there(parent.same("id", row, name), self.condition(parent))
            parts.append(any_of(row.empty(name), there))
        return every(*parts)

    def in_path(self, row: Table) -> Condition:
        collective = row.other("level", Level.INDIVIDUAL)
        if row.kind is Initiative:
            return every(row.other("state", InitiativeState.DRAFT), any_of(collective, row.one_of("id", self.paths)))
        theirs = row.one_of("initiative", self.paths)
        begun = self.table(Initiative)
        drafts = begun.chosen("id", begun.one_of("state", [InitiativeState.DRAFT]))
        return every(row.not_in_list("initiative", drafts), theirs if row.kind in _CARE else any_of(collective, theirs))

    def in_room(self, row: Table) -> Condition:
        if row.kind is Space:
            # That there is a room is for everybody; of a care circle nobody else knows.
            theirs = any_of(row.one_of("id", sorted(self.viewer.rooms)), row.one_of("initiative", self.paths))
            return any_of(row.other("kind", SpaceKind.CARE_CIRCLE, or_empty=True), theirs)
        inside = self.inside(row, "space")
        if row.kind is ReleasedCount:
            return any_of(row.given("room"), inside)
        if row.kind is Digest:
            return any_of(self.released(row), every(inside, self.inside(row, "from_space")))
        if row.kind is Admission:
            return every(inside, row.one_of("room", self.rooms))
        return any_of(inside, self.out(row)) if row.kind in COMES_OUT else inside

    def inside(self, row: Table, name: str) -> Condition:
        return any_of(row.empty(name), row.one_of(name, self.rooms))

    def released(self, row: Table) -> Condition:
        """Mirror `has_come`: the last possible day has come; a time of today or tomorrow is left to the rule."""
        day = self.viewer.at.date()
        text, tomorrow, after = (day.fromordinal(day.toordinal() + more).isoformat() for more in range(3))
        month = row.up_to if tomorrow[:7] != text[:7] else row.before
        year = row.up_to if tomorrow[:4] != text[:4] else row.before
        return any_of(
            every(row.length("released_at", "= 4"), year("released_at", text[:4])),
            every(row.length("released_at", "= 7"), month("released_at", text[:7])),
            every(row.length("released_at", "= 10"), row.up_to("released_at", text)),
            every(row.length("released_at", "> 10"), row.before("released_at", after)),
        )

    def wrote(self, row: Table) -> Condition:
        return any_of(
            row.equal("on_behalf_of", self.person),
            every(row.empty("on_behalf_of"), row.equal("recorded_by", self.person)),
        )

    def own_alone(self, row: Table) -> Condition:
        return row.equal("person", self.person)

    def asked(self, row: Table) -> Condition:
        return any_of(row.empty("person"), row.equal("person", self.person))

    def shared(self, row: Table) -> Condition:
        return row.equal("edition", Edition.SHARED)

    def no_draft_of_others(self, row: Table) -> Condition:
        return any_of(row.other("state", ContributionState.DRAFT), self.wrote(row))

    def repeats_nothing_silenced(self, row: Table) -> Condition:
        said, why, room = self.table(Contribution), self.table(Moderation), self.table(Space)
        both = room.there(room.same("id", why, "space"), room.one_of("kind", [SpaceKind.OPEN, SpaceKind.MIXED]))
        hidden = why.there(
            why.same("contribution", said, "id"),
            why.other("outcome", AppealOutcome.OVERTURNED, or_empty=True),
            any_of(why.empty("space"), both, why.same("space", said, "space")),
        )
        silenced = any_of(said.equal("state", ContributionState.WITHDRAWN), every(hidden, without(self.wrote(said))))
        return without(said.there(said.same("id", row, "contribution"), silenced))

    def sees_friction(self, row: Table) -> Condition:
        unsaid = every(row.equal("visibility", Visibility.UNKNOWN), row.empty("held_by"))
        shared = every(row.other("visibility", Visibility.ONE_SIDE), row.other("visibility", Visibility.UNKNOWN))
        closed = row.one_of("space", sorted(self.viewer.closed_rooms))
        return any_of(shared, unsaid, closed, self.by_sides(row, lambda held: _held_by(row, held)))

    def by_sides(self, row: Table, asked: Callable[[frozenset[Side]], Condition]) -> Condition:
        """Return a condition that depends on where the person stands in the initiative of a row."""
        standing = self.viewer.standing
        rows: Iterable[Row] = (*standing.capacities, *standing.seats, *standing.memberships)
        named = {each.initiative for each in rows if each.initiative is not None}
        if standing.memberships:
            named |= {name for name in standing.organizations if name is not None}
        places: dict[frozenset[Side], list[str]] = {}
        for name in sorted(named):
            places.setdefault(self.viewer.sides(name), []).append(name)
        found = [every(row.one_of("initiative", names), asked(held)) for held, names in places.items()]
        elsewhere = every(row.given("initiative"), without(row.one_of("initiative", sorted(named))))
        return any_of(
            *found,
            every(elsewhere, asked(self.viewer.sides(_NOWHERE))),
            every(row.empty("initiative"), asked(self.viewer.sides(None))),
        )

    def out(self, row: Table) -> Condition:
        """Mirror what comes out of a room of the organization: a decision with a date, for those whom it affects."""
        away = self.away(row)
        if row.kind is Decision:
            return every(away, row.given("decided_at"), self.by_sides(row, lambda held: self.touches(row, held)))
        decision = self.table(Decision)
        came = self.out(decision)
        if row.kind is Notice:
            return every(away, decision.there(decision.same("id", row, "decision"), came))
        if row.kind is Group:
            touched = self.table(Affects)
            through = decision.there(decision.same("matter", touched, "matter"), came)
            return every(away, touched.there(touched.same("group", row, "id"), through))
        of = "id" if row.kind is Matter else "matter"
        return every(away, decision.there(decision.same("matter", row, of), came))

    def away(self, row: Table) -> Condition:
        room = self.table(Space)
        elsewhere = without(room.one_of("id", sorted(self.viewer.rooms)))
        closed = room.there(room.same("id", row, "space"), room.equal("kind", SpaceKind.ORGANIZATION_ONLY), elsewhere)
        return every(row.given("space"), row.other("level", Level.INDIVIDUAL), closed)

    def touches(self, decision: Table, held: frozenset[Side]) -> Condition:
        day = day_of(self.viewer.at)
        bodies = sorted({seat.body for seat in self.viewer.standing.seats if seat.body and lasts(seat, at=day)})
        touched, group = self.table(Affects), self.table(Group)
        theirs = any_of(group.empty("side"), group.one_of("side", sorted(held)), group.one_of("body", bodies))
        named = group.there(group.same("id", touched, "group"), theirs)
        return touched.there(touched.same("matter", decision, "matter"), named)


_OWN: dict[type[Row], Callable[[_Mirror, Table], Condition]] = {
    Vote: _Mirror.own_alone,
    Participation: _Mirror.own_alone,
    Invitation: _Mirror.asked,
    Audit: _Mirror.shared,
    Contribution: _Mirror.no_draft_of_others,
    Rewording: _Mirror.repeats_nothing_silenced,
    Friction: _Mirror.sees_friction,
}
_NOWHERE = "\x00"
"""The name of no initiative: as in any that nothing was written of."""


def _held_by(row: Table, held: frozenset[Side]) -> Condition:
    return row.equal("held_by", next(iter(held))) if len(held) == 1 else never()
