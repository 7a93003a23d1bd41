"""Filling seats: criteria fixed before replies are seen, who is not in, and nobody removed for what they think."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise

from counterpoise.levels.refusals import Refusal
from counterpoise.record import Side
from counterpoise.record.participation import Decline, Invitation, Selection, SelectionState
from counterpoise.record.people import SeatMethod

__all__ = [
    "REFUSALS",
    "TRANSITIONS",
    "LeavingGround",
    "NotIn",
    "as_seen_by",
    "criteria_hash",
    "frozen_too_late",
    "may_draw_for",
    "may_move",
    "may_replace",
    "of_this_round",
    "who_is_not_in",
]

REFUSALS = (
    "inclusion.no_such_step",
    "inclusion.criterion_missing",
    "inclusion.method_missing",
    "inclusion.decider_missing",
    "inclusion.criteria_not_frozen",
    "inclusion.criteria_changed",
    "inclusion.not_in_missing",
    "inclusion.removed_for_stance",
    "inclusion.conduct_missing",
    "inclusion.appeal_body_one_sided",
    "inclusion.not_seated",
    "inclusion.not_by_lottery",
    "inclusion.criteria_before_list",
    "inclusion.lottery_goes_on",
)
"""The words with which this module says no."""

TRANSITIONS: Mapping[SelectionState, frozenset[SelectionState]] = {
    SelectionState.PLANNED: frozenset({SelectionState.RECRUITING}),
    SelectionState.RECRUITING: frozenset({SelectionState.SELECTED, SelectionState.RESTING}),
    SelectionState.SELECTED: frozenset({SelectionState.SEATED, SelectionState.RESTING}),
    # A replacement leaves it seated, and can happen any number of times.
    SelectionState.SEATED: frozenset({SelectionState.SEATED, SelectionState.RESTING}),
    # A next round starts with criteria of its own.
    SelectionState.RESTING: frozenset({SelectionState.PLANNED}),
}
"""Which step can follow which."""


class LeavingGround(StrEnum):
    """Why somebody no longer holds a seat. A stance is listed because it is the one ground that is always refused."""

    OWN_WISH = "own_wish"
    TERM_ENDED = "term_ended"
    ILLNESS = "illness"
    DEATH = "death"
    CONDUCT = "conduct"
    STANCE = "stance"


@dataclass(frozen=True, slots=True)
class NotIn:
    """How many of one category are not in.

    Attributes
    ----------
    variable, category
        By what people are counted, and the category.
    population, seated
        How many there are, and how many of them hold a seat.
    """

    variable: str
    category: str
    population: int
    seated: int

    @property
    def reached(self) -> bool:
        """Whether anybody of them holds a seat."""
        return self.seated > 0


def criteria_hash(*, method: SeatMethod | None, criterion: str, decided_by: str | None) -> str:
    """Return the SHA-256 of the criteria of a selection: what is fixed before replies are seen.

    Parameters
    ----------
    method
        How seats are filled.
    criterion
        By which criterion, in words; spaces at its ends and between words do not count.
    decided_by
        The body that decides.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    frozen = {"criterion": " ".join(criterion.split()), "decided_by": decided_by, "method": method and method.value}
    return hashlib.sha256(json.dumps(frozen, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _planning_problems(selection: Selection) -> list[Refusal]:
    missing = (
        ("inclusion.criterion_missing", bool(selection.criterion.strip())),
        ("inclusion.method_missing", selection.method is not None),
        ("inclusion.decider_missing", selection.decided_by is not None),
    )
    return [Refusal(code) for code, there in missing if not there]


def _freezing_problems(selection: Selection) -> list[Refusal]:
    if not selection.criteria_hash:
        return [Refusal("inclusion.criteria_not_frozen")]
    now = criteria_hash(method=selection.method, criterion=selection.criterion, decided_by=selection.decided_by)
    if now != selection.criteria_hash:
        return [Refusal("inclusion.criteria_changed", {"frozen": selection.criteria_hash, "now": now})]
    return []


def may_move(selection: Selection, *, to: SelectionState, lottery_open: bool = False) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of the next step of a selection.

    Recruiting needs a criterion, a method, who decides, and the frozen hash of the three, so that nobody fits the
    criteria to the replies. From then on they stay as they were. Selecting needs to say who is not in. A next round can
    have a lottery of its own once that of this round was drawn or broken off.

    Parameters
    ----------
    selection
        The selection with everything that is known of it.
    to
        The step that is wanted.
    lottery_open
        Whether a lottery for it goes on in which nobody was drawn yet.

    Returns
    -------
    tuple of Refusal
        Empty where nothing stands in the way.
    """
    if to not in TRANSITIONS[selection.state]:
        possible = sorted(state.value for state in TRANSITIONS[selection.state])
        return (
            Refusal("inclusion.no_such_step", {"from": selection.state.value, "to": to.value, "possible": possible}),
        )
    if to is SelectionState.PLANNED and lottery_open:
        return (Refusal("inclusion.lottery_goes_on"),)
    if to in {SelectionState.PLANNED, SelectionState.RESTING}:
        return ()
    found = [*_planning_problems(selection), *_freezing_problems(selection)]
    if to is not SelectionState.RECRUITING and not selection.not_in.strip():
        found.append(Refusal("inclusion.not_in_missing"))
    return tuple(found)


def may_draw_for(selection: Selection) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of a list of volunteers for a selection, and of drawing from it.

    Who says yes is a reply: the criteria are fixed before anybody sees one. And seats are given by lot only where that
    is how they are filled; else a panel would be drawn that gets no seats.

    Parameters
    ----------
    selection
        The selection as it is now.

    Returns
    -------
    tuple of Refusal
        Empty where nothing stands in the way.
    """
    if selection.method is not SeatMethod.LOTTERY:
        return (Refusal("inclusion.not_by_lottery"),)
    return () if not _freezing_problems(selection) else (Refusal("inclusion.criteria_before_list"),)


def of_this_round(versions: Iterable[Selection], invitations: Iterable[Invitation]) -> list[Invitation]:
    """Return the invitations of the round that goes on: those from when it was planned.

    Parameters
    ----------
    versions
        All versions of one selection. A round begins when what rested is planned anew.
    invitations
        The invitations; those for other selections are passed over.
    """
    told = sorted(versions, key=lambda row: row.version)
    if not told:
        return []
    own = [row for row in invitations if row.selection == told[-1].id]
    began = [
        row.recorded_at
        for before, row in pairwise(told)
        if before.state is SelectionState.RESTING and row.state is SelectionState.PLANNED
    ]
    return [row for row in own if not began or not _before(row, began[-1])]


def _before(row: Invitation, moment: datetime) -> bool:
    if row.happened_at is None:
        return False
    exact = row.happened_at.at
    return exact < moment if exact is not None else row.happened_at.last < moment.date()


def frozen_too_late(versions: Iterable[Selection], invitations: Iterable[Invitation]) -> date | None:
    """Return the day of a first reply that came before the criteria of a selection were frozen, or nothing.

    Parameters
    ----------
    versions
        All versions of one selection.
    invitations
        The invitations; those for other selections, or of an earlier round, are passed over.

    Returns
    -------
    date or None
        The day of the first reply, where it lies before the day on which the present criteria were written down. None
        where the criteria came first, or nobody has replied.
    """
    told = sorted(versions, key=lambda row: row.version)
    if not told:
        return None
    replies = [row.replied_at.first for row in of_this_round(told, invitations) if row.replied_at is not None]
    if not replies:
        return None
    frozen = [
        row.recorded_at.date() for row in told if row.criteria_hash and row.criteria_hash == told[-1].criteria_hash
    ]
    return min(replies) if not frozen or min(replies) < min(frozen) else None


def who_is_not_in(
    population: Mapping[str, Mapping[str, int]], seated: Mapping[str, Mapping[str, int]]
) -> tuple[NotIn, ...]:
    """Return, for each of the variables fixed beforehand, how many of each category hold a seat and how many there are.

    Parameters
    ----------
    population
        For each variable the people per category.
    seated
        The same for those who hold a seat; a category that is absent has nobody.

    Returns
    -------
    tuple of NotIn
        In the order of the population, those that nobody was reached of as well.
    """
    return tuple(
        NotIn(variable, category, people, seated.get(variable, {}).get(category, 0))
        for variable, counts in population.items()
        for category, people in counts.items()
    )


def may_replace(
    selection: Selection, *, ground: LeavingGround, conduct: str = "", appeal_sides: Collection[Side] = ()
) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of replacing somebody who holds a seat.

    Nobody is removed for a stance. Removing somebody for conduct needs the conduct in words, and a body with both sides
    in it to appeal to.

    Parameters
    ----------
    selection
        The selection; its seats must have been filled.
    ground
        Why they no longer hold the seat.
    conduct
        What they did, in words, where they are removed for conduct.
    appeal_sides
        The sides that hold a seat in the body of appeal.
    """
    found = []
    if selection.state is not SelectionState.SEATED:
        found.append(Refusal("inclusion.not_seated", {"state": selection.state.value}))
    if ground is LeavingGround.STANCE:
        found.append(Refusal("inclusion.removed_for_stance"))
    if ground is LeavingGround.CONDUCT:
        if not conduct.strip():
            found.append(Refusal("inclusion.conduct_missing"))
        lacking = sorted(side.value for side in {Side.CIVIC, Side.ORGANIZATIONAL} - set(appeal_sides))
        if lacking:
            found.append(Refusal("inclusion.appeal_body_one_sided", {"lacking": lacking}))
    return tuple(found)


def as_seen_by(decline: Decline, *, side: Side | None) -> Decline:
    """Return a "no" as one side sees it: its reason stays with the civic side, unless who said no shares it.

    The "no" itself is seen, and counted, by all.

    Parameters
    ----------
    decline
        The "no" with its reason.
    side
        The side of who looks; None for somebody without a side.
    """
    if decline.shared or side is Side.CIVIC:
        return decline
    return replace(decline, kind=None, reason="", group=None, quote="", source="")
