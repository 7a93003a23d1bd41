"""Collective governance: how an initiative opens, rests and wakes, and who counts as both sides.

An initiative has no end: a draft opens, an active one rests, a resting one wakes.

Refusals, each after ``levels.``: ``wrong_state``, ``no_purpose``, ``no_described_group``, ``no_promised_level``,
``no_review_date``, ``review_not_ahead``, ``review_too_far``, ``no_reason``, ``open_commitments_not_listed``,
``too_few_participants``, ``no_side``, ``no_holder``, ``same_holder``, ``side_missing``, ``same_person_twice``.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from counterpoise.levels.refusals import Refusal
from counterpoise.levels.sides import Standing, day_of, lasts
from counterpoise.record import Side
from counterpoise.record.commitments import Commitment, CommitmentState
from counterpoise.record.initiatives import Group, Initiative, InitiativeState

__all__ = [
    "FEWEST_TO_WAKE",
    "LONGEST_UNTIL_REVIEW",
    "SETTLED",
    "TRANSITIONS",
    "asleep_past_review",
    "holds_seat",
    "may_ask_for_accounts",
    "may_hand_over",
    "may_open",
    "may_rest",
    "may_wake",
    "months_after",
    "moves",
    "open_commitments",
    "review_ahead",
    "sides_missing",
]

TRANSITIONS: Mapping[InitiativeState, frozenset[InitiativeState]] = {
    InitiativeState.DRAFT: frozenset({InitiativeState.ACTIVE}),
    InitiativeState.ACTIVE: frozenset({InitiativeState.RESTING}),
    InitiativeState.RESTING: frozenset({InitiativeState.ACTIVE}),
}
"""From each state of an initiative, or of a care path, the states that can follow. None is the last."""

LONGEST_UNTIL_REVIEW = 12
"""The most months that may pass until both sides look again."""

FEWEST_TO_WAKE = 3
"""How many participants of the civic side wake a resting initiative."""

SETTLED = frozenset(
    {
        CommitmentState.KEPT,
        CommitmentState.PARTLY,
        CommitmentState.NOT_KEPT,
        CommitmentState.DROPPED,
        CommitmentState.REVERSED,
    }
)
"""The states in which a commitment is no longer open."""


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def review_ahead(review_on: date | None, *, at: date, months: int = LONGEST_UNTIL_REVIEW) -> tuple[Refusal, ...]:
    """Say what is wrong with a date of review: it is there, lies ahead, and at most so many months ahead.

    Parameters
    ----------
    review_on
        The date.
    at
        The day on which it is set.
    months
        The most months that it may lie ahead.
    """
    if review_on is None:
        return (Refusal("levels.no_review_date"),)
    today = day_of(at)
    if review_on <= today:
        return (Refusal("levels.review_not_ahead", {"review_on": review_on.isoformat()}),)
    latest = months_after(today, months)
    if review_on > latest:
        return (Refusal("levels.review_too_far", {"review_on": review_on.isoformat(), "latest": latest.isoformat()}),)
    return ()


def moves(state: InitiativeState, to: InitiativeState) -> tuple[Refusal, ...]:
    """Say whether a state can follow another one."""
    return () if to in TRANSITIONS[state] else (Refusal("levels.wrong_state", {"state": str(state), "to": str(to)}),)


def may_open(initiative: Initiative, *, affected: Iterable[Group], at: date) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of opening an initiative.

    Parameters
    ----------
    initiative
        The draft.
    affected
        The groups that it affects; at least one says who belongs to it.
    at
        The day.
    """
    found = list(moves(initiative.state, InitiativeState.ACTIVE))
    if not initiative.purpose.strip():
        found.append(Refusal("levels.no_purpose"))
    if not any(group.name.strip() and group.description.strip() for group in affected):
        found.append(Refusal("levels.no_described_group"))
    if initiative.promised_level is None:
        found.append(Refusal("levels.no_promised_level"))
    return (*found, *review_ahead(initiative.review_on, at=at))


def open_commitments(commitments: Iterable[Commitment]) -> tuple[str, ...]:
    """Return the ids of the commitments that nobody has settled, in order."""
    return tuple(sorted(row.id for row in commitments if row.state not in SETTLED))


def may_rest(
    initiative: Initiative,
    *,
    reason: str,
    review_on: date | None,
    commitments: Iterable[Commitment] = (),
    listed: Collection[str] = (),
    at: date,
) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of letting an initiative rest.

    Parameters
    ----------
    initiative
        The initiative.
    reason
        Why it rests.
    review_on
        When both sides look again.
    commitments
        What was agreed in it.
    listed
        The open agreements that are told to everybody when it goes to rest: all of them.
    at
        The day.
    """
    found = list(moves(initiative.state, InitiativeState.RESTING))
    if not reason.strip():
        found.append(Refusal("levels.no_reason"))
    missing = [name for name in open_commitments(commitments) if name not in listed]
    if missing:
        found.append(Refusal("levels.open_commitments_not_listed", {"commitments": tuple(missing)}))
    return (*found, *review_ahead(review_on, at=at))


def may_wake(initiative: Initiative, *, side: Side, participants: Collection[str], at: date) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of waking a resting initiative. Either side may, at any time.

    Parameters
    ----------
    initiative
        The initiative, with the date on which both sides will look again.
    side
        The side that wakes it.
    participants
        Who of that side asks for it.
    at
        The day.
    """
    found = []
    if initiative.state is not InitiativeState.RESTING:
        found.append(Refusal("levels.wrong_state", {"state": str(initiative.state), "to": str(InitiativeState.ACTIVE)}))
    if side is Side.INDEPENDENT:
        found.append(Refusal("levels.no_side", {"side": str(side)}))
    needed = FEWEST_TO_WAKE if side is Side.CIVIC else 1
    if len(set(participants)) < needed:
        found.append(Refusal("levels.too_few_participants", {"needed": needed, "there": len(set(participants))}))
    return (*found, *review_ahead(initiative.review_on, at=at))


def may_hand_over(initiative: Initiative, *, new_holder: str | None) -> tuple[Refusal, ...]:
    """Say what stands in the way of giving an initiative to another body; its state stays as it is."""
    if not new_holder:
        return (Refusal("levels.no_holder"),)
    return (Refusal("levels.same_holder", {"holder": new_holder}),) if new_holder == initiative.holder else ()


def asleep_past_review(initiative: Initiative, *, at: date) -> bool:
    """Say whether an initiative rests although its date of review has come."""
    if initiative.state is not InitiativeState.RESTING:
        return False
    return initiative.review_on is None or initiative.review_on <= day_of(at)


def holds_seat(standing: Standing, *, side: Side, initiative: str | None, at: date) -> bool:
    """Say whether somebody holds a seat in a body of a side for an initiative: such people speak for that side.

    Parameters
    ----------
    standing
        What the record says of the person.
    side
        The side.
    initiative
        The initiative.
    at
        The day.
    """
    return any(
        body.side is side
        for seat in standing.seats
        if seat.initiative in {None, initiative} and lasts(seat, at=at)
        if (body := standing.bodies.get(seat.body or "")) is not None
    )


def may_ask_for_accounts(initiative: Initiative, *, standing: Standing, at: date) -> bool:
    """Say whether somebody may choose if people can speak in an initiative without an account.

    It shuts people out, so it is not for everybody who takes part: a member of the body that holds the initiative may.
    Where no body holds it, only a member of a body in which both sides sit.

    Parameters
    ----------
    initiative
        The initiative.
    standing
        What the record says of the person.
    at
        The day.
    """
    if standing.person is None:
        return False
    seated = {
        seat.body
        for seat in standing.seats
        if seat.body and seat.initiative in {None, initiative.id} and lasts(seat, at=at)
    }
    if initiative.holder is not None:
        return initiative.holder in seated
    return any((body := standing.bodies.get(name)) is not None and body.side is None for name in seated)


def sides_missing(people: Iterable[Standing], *, initiative: str | None, at: date) -> tuple[Refusal, ...]:
    """Say which side is missing among people who act for both sides together.

    Both sides means one person each who holds a seat in a body of that side, and two different people: somebody with a
    seat on either side counts for one of them.

    Parameters
    ----------
    people
        What the record says of each.
    initiative
        The initiative.
    at
        The day.
    """
    there = {standing.person: standing for standing in people if standing.person is not None}
    both = (Side.CIVIC, Side.ORGANIZATIONAL)
    speaks = {
        side: {name for name, one in there.items() if holds_seat(one, side=side, initiative=initiative, at=at)}
        for side in both
    }
    missing = tuple(Refusal("levels.side_missing", {"side": str(side)}) for side in both if not speaks[side])
    if missing or any(a != b for a in speaks[Side.CIVIC] for b in speaks[Side.ORGANIZATIONAL]):
        return missing
    return (Refusal("levels.same_person_twice", {"person": next(iter(speaks[Side.CIVIC]))}),)
