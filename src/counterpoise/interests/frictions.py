"""Frictions: a live clash with an age, a next step and somebody who takes it. None is ever closed by one side alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from counterpoise.interests.positions import holders, in_own_words
from counterpoise.levels.refusals import Refusal
from counterpoise.record import DayRange, Side, days_between
from counterpoise.record.positions import Friction, FrictionState, Position, Visibility

__all__ = [
    "CLOSED",
    "REFUSALS",
    "TRANSITIONS",
    "Sight",
    "age",
    "as_seen_by",
    "exist_for",
    "inside_one_side",
    "is_open",
    "may_move",
    "positions_seen_by",
    "reopened",
    "review_passed",
    "sight_of",
    "step_ahead",
]

REFUSALS = (
    "interests.no_such_step",
    "interests.parties_missing",
    "interests.not_seen_by_both",
    "interests.too_few_positions",
    "interests.next_step_missing",
    "interests.next_step_past",
    "interests.not_confirmed",
    "interests.review_missing",
    "interests.review_past",
    "interests.review_too_late",
    "interests.moved_to_missing",
)
"""The words with which this module says no."""

TRANSITIONS: Mapping[FrictionState, frozenset[FrictionState]] = {
    FrictionState.NOTICED: frozenset({FrictionState.SHARED}),
    FrictionState.SHARED: frozenset({FrictionState.JUXTAPOSED}),
    FrictionState.JUXTAPOSED: frozenset({FrictionState.BEING_WORKED}),
    FrictionState.BEING_WORKED: frozenset(
        {FrictionState.SETTLED_FOR_NOW, FrictionState.LIVED_WITH, FrictionState.MOVED}
    ),
    FrictionState.SETTLED_FOR_NOW: frozenset({FrictionState.REOPENED}),
    FrictionState.LIVED_WITH: frozenset({FrictionState.REOPENED}),
    FrictionState.MOVED: frozenset({FrictionState.REOPENED}),
    # Positions may have changed since, or the old ones still stand.
    FrictionState.REOPENED: frozenset({FrictionState.JUXTAPOSED, FrictionState.BEING_WORKED}),
}
"""Which step can follow which. There is no last one."""

CLOSED = frozenset({FrictionState.SETTLED_FOR_NOW, FrictionState.LIVED_WITH, FrictionState.MOVED})
"""The states in which a friction is closed for now."""


class Sight(StrEnum):
    """How much of a friction one side sees."""

    ALL = "all"
    EXISTENCE = "existence"
    NOTHING = "nothing"


def inside_one_side(friction: Friction, *, sides: Mapping[str, Side]) -> bool:
    """Say whether all parties stand on one side: a friction between departments is as valid as any other.

    Parameters
    ----------
    friction
        The friction with its parties.
    sides
        The side of each party; one whose side nobody gives may stand on the other side.
    """
    found = {sides.get(party) for party in friction.between}
    return len(found) == 1 and None not in found


def is_open(friction: Friction) -> bool:
    """Say whether a friction is open: it is neither settled for now, nor lived with, nor moved."""
    return friction.state not in CLOSED


def age(friction: Friction, *, at: date) -> DayRange | None:
    """Return the days from the moment at which a friction was noticed until it was closed, or until `at`.

    None where nobody knows when it was noticed, or a closed one when it was closed. Days before it was shared count.
    """
    if friction.happened_at is None:
        return None
    end = at if is_open(friction) else friction.closed_at
    if end is None:
        return None
    days = days_between(friction.happened_at, end)
    # Known to the month, it may seem to end before it began; an age is never below zero.
    return DayRange(max(0, days.low), max(0, days.high))


def step_ahead(friction: Friction, *, at: date) -> bool:
    """Say whether a next step is named, with a day that is not past."""
    return bool(friction.next_step.strip()) and friction.next_step_on is not None and friction.next_step_on >= at


def review_passed(friction: Friction, *, at: date) -> bool:
    """Say whether a closed friction should have been looked at again by now."""
    return not is_open(friction) and friction.review_on is not None and friction.review_on < at


def _year_after(day: date) -> date:
    # The day a year after 29 February is 28 February: never more than twelve months.
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def may_move(
    friction: Friction,
    *,
    to: FrictionState,
    positions: Sequence[Position] = (),
    sides: Mapping[str, Side] | None = None,
    at: date,
) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of the next step of a friction.

    Parameters
    ----------
    friction
        The friction with everything that is known of it.
    to
        The state that is wanted.
    positions
        The positions on record in this friction.
    sides
        The side of each party, where it is known; a friction inside one side need not be seen by the other.
    at
        The day.

    Returns
    -------
    tuple of Refusal
        Empty where nothing stands in the way.
    """
    if to not in TRANSITIONS[friction.state]:
        possible = sorted(state.value for state in TRANSITIONS[friction.state])
        return (
            Refusal("interests.no_such_step", {"from": friction.state.value, "to": to.value, "possible": possible}),
        )
    match to:
        case FrictionState.SHARED:
            return tuple(_sharing_problems(friction, sides or {}))
        case FrictionState.JUXTAPOSED:
            return tuple(_juxtaposing_problems(positions))
        case FrictionState.BEING_WORKED:
            return tuple(_working_problems(friction, at))
        case FrictionState.SETTLED_FOR_NOW | FrictionState.LIVED_WITH | FrictionState.MOVED:
            return tuple(_closing_problems(friction, to, at))
        case _:
            # Anybody can reopen a friction, at any time, without anybody's leave.
            return ()


def _sharing_problems(friction: Friction, sides: Mapping[str, Side]) -> list[Refusal]:
    found = []
    if len(set(friction.between)) < 2:
        found.append(Refusal("interests.parties_missing", {"parties": list(friction.between)}))
    if friction.visibility is not Visibility.BOTH_SIDES and not inside_one_side(friction, sides=sides):
        found.append(Refusal("interests.not_seen_by_both", {"visibility": friction.visibility.value}))
    return found


def _juxtaposing_problems(positions: Sequence[Position]) -> list[Refusal]:
    there = len(holders(in_own_words(positions)))
    return [Refusal("interests.too_few_positions", {"needed": 2, "there": there})] if there < 2 else []


def _working_problems(friction: Friction, at: date) -> list[Refusal]:
    fields = (
        ("next_step", friction.next_step.strip()),
        ("next_step_by", friction.next_step_by.strip()),
        ("next_step_on", friction.next_step_on),
    )
    missing = [name for name, value in fields if not value]
    found = [Refusal("interests.next_step_missing", {"missing": missing})] if missing else []
    if friction.next_step_on is not None and friction.next_step_on < at:
        found.append(Refusal("interests.next_step_past", {"on": friction.next_step_on}))
    return found


def _closing_problems(friction: Friction, to: FrictionState, at: date) -> list[Refusal]:
    """Name what closing still needs: every party confirms, whoever closes it, and a day to look again."""
    found = []
    if len(set(friction.between)) < 2:
        found.append(Refusal("interests.parties_missing", {"parties": list(friction.between)}))
    confirmed = {
        one.party for one in friction.confirmations if one.confirmed_at is not None and one.confirmed_at.last <= at
    }
    silent = sorted(set(friction.between) - confirmed)
    if silent:
        found.append(Refusal("interests.not_confirmed", {"parties": silent}))
    if to is FrictionState.MOVED:
        return [*found, *([] if friction.moved_to else [Refusal("interests.moved_to_missing")])]
    if friction.review_on is None:
        found.append(Refusal("interests.review_missing"))
    elif friction.review_on <= at:
        found.append(Refusal("interests.review_past", {"on": friction.review_on}))
    elif friction.review_on > _year_after(at):
        found.append(Refusal("interests.review_too_late", {"on": friction.review_on, "latest": _year_after(at)}))
    return found


def sight_of(friction: Friction, *, side: Side | None) -> Sight:
    """Say how much of a friction one side sees.

    What only one side can see is nothing to the others, unless that side lets them know that there is something. Where
    nobody said who can see it, only the side that holds it does.

    Parameters
    ----------
    friction
        The friction.
    side
        The side of who looks; None for somebody without a side.
    """
    if friction.visibility is Visibility.BOTH_SIDES or (side is not None and side is friction.held_by):
        return Sight.ALL
    if friction.existence_shared and friction.held_by is not None and friction.visibility is Visibility.ONE_SIDE:
        return Sight.EXISTENCE
    return Sight.NOTHING


def as_seen_by(friction: Friction, *, side: Side | None) -> Friction | None:
    """Return a friction as one side sees it: whole, or nothing. Existence alone is only ever a count (`exist_for`)."""
    return friction if sight_of(friction, side=side) is Sight.ALL else None


def positions_seen_by(friction: Friction, positions: Iterable[Position], *, side: Side | None) -> tuple[Position, ...]:
    """Return the positions of a friction that one side sees: those of a friction that it sees, and no others."""
    if sight_of(friction, side=side) is not Sight.ALL:
        return ()
    return tuple(row for row in positions if row.friction == friction.id)


def exist_for(frictions: Iterable[Friction], *, side: Side | None) -> int:
    """Return how many frictions one side knows of: those that it sees, and those that it was told there are."""
    return sum(sight_of(row, side=side) is not Sight.NOTHING for row in frictions)


def reopened(friction: Friction) -> Friction:
    """Return a friction as it is when somebody reopens it: its age goes on from when it was noticed."""
    return replace(
        friction,
        state=FrictionState.REOPENED,
        closed_at=None,
        closing_as=None,
        confirmations=(),
        review_on=None,
        moved_to=None,
    )
