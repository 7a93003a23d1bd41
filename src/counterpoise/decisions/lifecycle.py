"""The life cycle of a decision, from an idea to the look back, and the record that takes a minute.

Reality comes first: that a decision was taken can be recorded from every step. What was skipped is kept, and asked
about afterwards.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from counterpoise.decisions.timing import has_come
from counterpoise.levels.refusals import Refusal
from counterpoise.record import DayRange, Moment, days_between
from counterpoise.record.decisions import Decision, DecisionState
from counterpoise.record.initiatives import Affects

__all__ = [
    "BEFORE_TAKEN",
    "LATE_DAYS",
    "REFUSALS",
    "STEPS",
    "TRANSITIONS",
    "is_taken",
    "may_move",
    "problems",
    "quick_record",
    "said_taken",
    "skipped",
    "taken",
    "written_down_after",
    "written_down_late",
]

STEPS: tuple[DecisionState, ...] = tuple(DecisionState)
"""The steps in the order in which people go through them when nothing is skipped."""

_IDEA, _DRAFT, _OPEN, _ANSWERED, _TAKEN, _TOLD, _FOLLOWED_UP, _REVIEWED = STEPS

BEFORE_TAKEN = frozenset({_IDEA, _DRAFT, _OPEN, _ANSWERED})
"""The steps of a draft: it can still be changed by what people say."""

TRANSITIONS: Mapping[DecisionState, frozenset[DecisionState]] = {
    _IDEA: frozenset({_DRAFT, _TAKEN}),
    _DRAFT: frozenset({_OPEN, _TAKEN}),
    _OPEN: frozenset({_ANSWERED, _TAKEN}),
    _ANSWERED: frozenset({_TAKEN}),
    _TAKEN: frozenset({_TOLD}),
    _TOLD: frozenset({_FOLLOWED_UP}),
    _FOLLOWED_UP: frozenset({_REVIEWED}),
    _REVIEWED: frozenset(),
}
"""From each step the steps that can follow. A decision that was reviewed is followed by another decision."""

REFUSALS = (
    "decisions.step_does_not_follow",
    "decisions.draft_without_date",
    "decisions.concerns_without_dates",
    "decisions.concerns_open_to_nobody",
    "decisions.concerns_without_answer",
    "decisions.taken_in_the_future",
    "decisions.groups_not_told",
)
"""What can stand in the way of a step."""

LATE_DAYS = 7
"""Written down more than this many days after it happened, a record says so."""


def is_taken(decision: Decision, *, at: date) -> bool:
    """Say whether a decision had been taken by a day: it has a date, and that date has come."""
    return has_come(decision.decided_at, at=at)


def said_taken(decision: Decision, *, at: date) -> bool:
    """Say whether somebody wrote down that a decision had been taken by a day; they may not have said when."""
    return is_taken(decision, at=at) or decision.state not in BEFORE_TAKEN


def may_move(state: DecisionState, to: DecisionState) -> Refusal | None:
    """Say whether one step can follow another; ``taken`` follows every step before it."""
    if to in TRANSITIONS[state]:
        return None
    follow = [step.value for step in STEPS if step in TRANSITIONS[state]]
    return Refusal("decisions.step_does_not_follow", {"from": state.value, "to": to.value, "follow": follow})


def problems(
    decision: Decision,
    *,
    to: DecisionState,
    at: date,
    without_answer: Collection[str] = (),
    untold: Collection[str] = (),
) -> tuple[Refusal, ...]:
    """Name everything that stands in the way of a step, at once.

    Parameters
    ----------
    decision
        The decision as it stands.
    to
        The step.
    at
        The day on which it is made.
    without_answer
        The concerns on it that have no answer.
    untold
        The affected groups that were not told.
    """
    found = [may_move(decision.state, to)]
    match to:
        case DecisionState.DRAFT if decision.draft_at is None:
            found.append(Refusal("decisions.draft_without_date"))
        case DecisionState.OPEN_FOR_CONCERNS:
            if decision.concerns_from is None or decision.concerns_until is None:
                found.append(Refusal("decisions.concerns_without_dates"))
            if not decision.concerns_open_to:
                found.append(Refusal("decisions.concerns_open_to_nobody"))
        case DecisionState.ANSWERED if without_answer:
            found.append(Refusal("decisions.concerns_without_answer", {"concerns": sorted(without_answer)}))
        case DecisionState.TAKEN if decision.decided_at is not None and decision.decided_at.first > at:
            # What has yet to be decided is no decision; this bars a mistaken date, never the record of what happened.
            found.append(Refusal("decisions.taken_in_the_future", {"decided_at": str(decision.decided_at)}))
        case DecisionState.TOLD if untold:
            found.append(Refusal("decisions.groups_not_told", {"groups": sorted(untold)}))
    return tuple(refusal for refusal in found if refusal is not None)


def skipped(state: DecisionState, to: DecisionState) -> tuple[DecisionState, ...]:
    """Return the steps that lie between two steps; none where the second does not lie ahead."""
    return STEPS[STEPS.index(state) + 1 : STEPS.index(to)]


def taken(decision: Decision, *, decided_at: Moment | None) -> Decision:
    """Return the decision as taken, from whatever step it was at, with the steps that were skipped.

    A decision that was taken before keeps its step: this then corrects its date and nothing else.

    Parameters
    ----------
    decision
        The decision, at any step.
    decided_at
        When it was taken; None where nobody knows yet.
    """
    if STEPS.index(decision.state) >= STEPS.index(_TAKEN):
        return replace(decision, decided_at=decided_at)
    gone = {*decision.skipped_steps, *skipped(decision.state, _TAKEN)}
    steps = tuple(step for step in STEPS if step in gone)
    return replace(decision, state=_TAKEN, decided_at=decided_at, skipped_steps=steps)


def quick_record(
    *,
    id: str,  # noqa: A002 - the field of the record has this name
    text: str,
    taken_by: str | None,
    decided_at: Moment | None,
    touches: Iterable[str],
    matter: str | None,
    initiative: str | None,
    recorded_at: datetime,
    recorded_by: str | None = None,
) -> tuple[Decision | Affects, ...]:
    """Make the rows of a decision from what is known in the first minute: what, who took it, when, whom it touches.

    Nothing is refused here, and nothing is made up. `publication.missing` lists what is still to be asked.

    Parameters
    ----------
    id
        The id of the decision; the rows that say whom it touches are named after it.
    text, taken_by, decided_at
        What was decided, the body that took it, and when.
    touches
        The groups that it touches.
    matter
        What it is about; it is what ties a decision to the groups that it touches.
    initiative, recorded_at, recorded_by
        As every record carries them.

    Returns
    -------
    tuple of Decision and Affects
        The decision first.
    """
    happened = decided_at if has_come(decided_at, at=recorded_at.date()) else None
    common: dict[str, Any] = {
        "matter": matter,
        "initiative": initiative,
        "happened_at": happened,
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
    }
    decision = Decision(
        id=id,
        text=text,
        taken_by=taken_by,
        decided_at=decided_at,
        state=_TAKEN,
        skipped_steps=STEPS[: STEPS.index(_TAKEN)],
        **common,
    )
    return (decision, *(Affects(id=f"{id}-touches-{group}", group=group, **common) for group in sorted(set(touches))))


def written_down_after(decision: Decision) -> DayRange | None:
    """Return how many days after it was taken a decision was written down; None where nobody knows when it was."""
    if decision.decided_at is None:
        return None
    return days_between(decision.decided_at, decision.recorded_at.date())


def written_down_late(decision: Decision) -> bool:
    """Say whether a decision was certainly written down more than a week after it was taken."""
    after = written_down_after(decision)
    return after is not None and after.low > LATE_DAYS
