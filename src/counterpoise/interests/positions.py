"""What somebody wants and why it matters to them: positions side by side, each with a holder of its own."""

from collections import defaultdict
from collections.abc import Iterable

from counterpoise.levels.refusals import Refusal
from counterpoise.record import Case, Side
from counterpoise.record.decisions import Decision
from counterpoise.record.positions import Friction, Position

__all__ = [
    "REFUSALS",
    "Table",
    "about_decision",
    "both_sides",
    "decided",
    "frictions_of_decision",
    "holder_of",
    "holders",
    "in_own_words",
    "problems",
    "side_by_side",
]

REFUSALS = (
    "interests.holder_missing",
    "interests.several_holders",
    "interests.claim_missing",
    "interests.interest_missing",
    "interests.nothing_to_be_about",
)
"""The words with which this module says no."""


class Table:
    """The positions and frictions of an initiative, looked up by what they are about.

    Parameters
    ----------
    case
        One initiative at a date.
    """

    def __init__(self, case: Case) -> None:
        self.by_friction: defaultdict[str, list[Position]] = defaultdict(list)
        self.by_matter: defaultdict[str, list[Position]] = defaultdict(list)
        for position in case.rows(Position):
            if position.friction is not None:
                self.by_friction[position.friction].append(position)
            if position.matter is not None:
                self.by_matter[position.matter].append(position)
        self.frictions: defaultdict[str, list[Friction]] = defaultdict(list)
        for friction in case.rows(Friction):
            if friction.matter is not None:
                self.frictions[friction.matter].append(friction)


def holder_of(position: Position) -> tuple[str, str] | None:
    """Return who holds a position, as what it is and its name: a department, a group or a capacity.

    None where nobody is named: "the organization" holds no position.
    """
    found = _named(position)
    return found[0] if found else None


def _named(position: Position) -> list[tuple[str, str]]:
    names = (("department", position.department), ("group", position.group), ("capacity", position.capacity))
    return [(kind, name) for kind, name in names if name]


def problems(position: Position) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of a position: one holder, what they want, why, and about what."""
    named = _named(position)
    found = []
    if not named:
        found.append(Refusal("interests.holder_missing"))
    # A person who speaks for a department names both; two groups, or a group and a department, are two positions.
    if position.department and position.group:
        found.append(Refusal("interests.several_holders", {"holders": [name for _, name in named]}))
    if not position.claim.strip():
        found.append(Refusal("interests.claim_missing"))
    if not position.interest.strip():
        found.append(Refusal("interests.interest_missing"))
    if position.friction is None and position.matter is None:
        found.append(Refusal("interests.nothing_to_be_about"))
    return tuple(found)


def in_own_words(positions: Iterable[Position]) -> tuple[Position, ...]:
    """Return the positions that their holders put in their own words."""
    return tuple(row for row in positions if row.own_words and row.claim.strip())


def holders(positions: Iterable[Position], *, side: Side | None = None) -> frozenset[tuple[str, str]]:
    """Return the different holders, of one side where one is given; a position without a holder counts as its own."""
    return frozenset(holder_of(row) or ("position", row.id) for row in positions if side is None or row.side is side)


def both_sides(positions: Iterable[Position]) -> bool:
    """Say whether the civic and the organization's side each hold a position."""
    return {Side.CIVIC, Side.ORGANIZATIONAL} <= {row.side for row in positions}


def side_by_side(positions: Iterable[Position]) -> dict[Side | None, tuple[Position, ...]]:
    """Return the positions of each side, in the order of the sides and then of their holders; none has a rank."""
    ordered = sorted(positions, key=lambda row: (holder_of(row) or ("", ""), row.id))
    sides: tuple[Side | None, ...] = (*Side, None)
    return {side: rows for side in sides if (rows := tuple(row for row in ordered if row.side is side))}


def decided(case: Case) -> tuple[Decision, ...]:
    """Return the decisions that were taken by the date, sorted by their ids; drafts are none."""
    return tuple(sorted((row for row in case.rows(Decision) if case.had_happened(row.decided_at)), key=_id))


def _id(decision: Decision) -> str:
    return decision.id


def frictions_of_decision(decision: Decision, table: Table) -> frozenset[str]:
    """Return the frictions that a decision touches: those it names, and those on its matter noticed before it."""
    noticed = {
        row.id
        for row in table.frictions[decision.matter or ""]
        if row.happened_at is not None
        and decision.decided_at is not None
        and row.happened_at.first <= decision.decided_at.last
    }
    return frozenset(noticed | set(decision.frictions))


def about_decision(decision: Decision, table: Table) -> tuple[Position, ...]:
    """Return the positions on a decision: on its matter, and in the frictions that it touches; each once, by id."""
    found = {row.id: row for row in table.by_matter[decision.matter or ""]}
    for friction in frictions_of_decision(decision, table):
        found.update((row.id, row) for row in table.by_friction[friction])
    return tuple(found[name] for name in sorted(found))
