"""Promises and agreements to act: from made to kept, with the verdict of those they were made to.

Nobody says of themselves that they kept their word: the one who acts can say that it is done, and it stays at that
until the other side gives its verdict.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from counterpoise.indicator import Direction, Evidence, Part, Reading
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.shares import ends, share_part
from counterpoise.record import Case, Moment, Side
from counterpoise.record.commitments import Commitment, CommitmentState, Judgement, Promise, Verdict
from counterpoise.record.initiatives import Group
from counterpoise.statistics.intervals import newcombe

__all__ = [
    "BEFORE_DONE",
    "ENDED",
    "REFUSALS",
    "TRANSITIONS",
    "is_past_due",
    "judged",
    "may_move",
    "path_to",
    "problems",
    "promised_to",
    "put_under_review",
    "verdicts",
]

_S = CommitmentState
_GOING_ON = frozenset({_S.ON_TRACK, _S.LATE, _S.DONE_CLAIMED, _S.UNDER_REVIEW})
_VERDICTS = frozenset({_S.KEPT, _S.PARTLY, _S.NOT_KEPT, _S.CONTESTED})

TRANSITIONS: Mapping[CommitmentState, frozenset[CommitmentState]] = {
    _S.MADE: _GOING_ON,
    _S.ON_TRACK: frozenset({_S.LATE, _S.DONE_CLAIMED, _S.UNDER_REVIEW}),
    # Who waits for a holder that never says it is done can still say that it was not kept.
    _S.LATE: frozenset({_S.ON_TRACK, _S.DONE_CLAIMED, _S.UNDER_REVIEW, _S.PARTLY, _S.NOT_KEPT, _S.CONTESTED}),
    _S.DONE_CLAIMED: _VERDICTS | {_S.UNDER_REVIEW},
    _S.CONTESTED: frozenset({_S.KEPT, _S.PARTLY, _S.NOT_KEPT, _S.UNDER_REVIEW}),
    _S.UNDER_REVIEW: frozenset({_S.CONFIRMED, _S.RENEGOTIATED, _S.DROPPED, _S.REVERSED}),
    _S.CONFIRMED: _GOING_ON,
    _S.RENEGOTIATED: _GOING_ON,
    # What has ended can be reopened, by either side and with a reason.
    _S.KEPT: frozenset({_S.CONTESTED}),
    _S.PARTLY: frozenset({_S.CONTESTED}),
    _S.NOT_KEPT: frozenset({_S.CONTESTED}),
    _S.DROPPED: frozenset({_S.UNDER_REVIEW}),
    _S.REVERSED: frozenset({_S.UNDER_REVIEW}),
}
"""From each state the states that can follow. None is the last: what has ended can be reopened."""

ENDED = frozenset({_S.KEPT, _S.PARTLY, _S.NOT_KEPT, _S.DROPPED, _S.REVERSED})
"""The states that end something until it is reopened; a change around the initiative puts all others on review."""

BEFORE_DONE = frozenset(state for state, follow in TRANSITIONS.items() if _S.DONE_CLAIMED in follow)
"""The states in which who acts can say that it is done."""

REFUSALS = (
    "decisions.state_does_not_follow",
    "decisions.kept_without_verdict_of_promisee",
    "decisions.verdict_of_promisee_is_missing",
    "decisions.review_without_change",
    "decisions.renegotiated_by_one_side",
    "decisions.dropped_without_reason",
    "decisions.reopened_without_reason",
    "decisions.dropped_without_telling",
)
"""What can stand in the way."""

_STATE_OF = {
    Judgement.KEPT: CommitmentState.KEPT,
    Judgement.PARTLY: CommitmentState.PARTLY,
    Judgement.NOT_KEPT: CommitmentState.NOT_KEPT,
}

Word = TypeVar("Word", Promise, Commitment)


def may_move(state: CommitmentState, to: CommitmentState) -> Refusal | None:
    """Say whether one state can follow another."""
    if to in TRANSITIONS[state]:
        return None
    follow = [each.value for each in CommitmentState if each in TRANSITIONS[state]]
    return Refusal("decisions.state_does_not_follow", {"from": state.value, "to": to.value, "follow": follow})


def problems(
    state: CommitmentState,
    *,
    to: CommitmentState,
    of_promisee: Judgement | None = None,
    agreed_by: Collection[Side] = (),
    reason: str = "",
    told: bool = False,
    context_change: str | None = None,
) -> tuple[Refusal, ...]:
    """Name everything that stands in the way of the next state, at once.

    Parameters
    ----------
    state, to
        Where it stands, and where it is to stand.
    of_promisee
        The verdict of those to whom it was promised; *too early* is none yet.
    agreed_by
        The sides that agreed to a new wording.
    reason, told
        Why it is dropped or reopened; and whether those to whom it was promised were told that it is dropped.
    context_change
        The change around the initiative that puts it on review.
    """
    found = [may_move(state, to)]
    given = of_promisee if of_promisee in _STATE_OF else None
    if state in ENDED and to in TRANSITIONS[state]:
        return () if reason.strip() else (Refusal("decisions.reopened_without_reason"),)
    match to:
        case CommitmentState.KEPT if given is not Judgement.KEPT:
            found.append(Refusal("decisions.kept_without_verdict_of_promisee"))
        case CommitmentState.PARTLY | CommitmentState.NOT_KEPT | CommitmentState.CONTESTED if given is None:
            found.append(Refusal("decisions.verdict_of_promisee_is_missing"))
        case CommitmentState.UNDER_REVIEW if context_change is None:
            found.append(Refusal("decisions.review_without_change"))
        case CommitmentState.RENEGOTIATED if not {Side.CIVIC, Side.ORGANIZATIONAL} <= set(agreed_by):
            found.append(Refusal("decisions.renegotiated_by_one_side", {"agreed_by": sorted(agreed_by)}))
        case CommitmentState.DROPPED:
            found += [] if reason.strip() else [Refusal("decisions.dropped_without_reason")]
            found += [] if told else [Refusal("decisions.dropped_without_telling")]
    return tuple(refusal for refusal in found if refusal is not None)


def judged(*, of_promisee: Judgement | None, of_holder: Judgement | None = None) -> CommitmentState:
    """Return where something stands that its holder says is done, with the verdicts of both sides.

    Parameters
    ----------
    of_promisee
        The verdict of those to whom it was promised.
    of_holder
        The verdict of those who acted; without one, the other stands alone.

    Returns
    -------
    CommitmentState
        ``done_claimed`` while those to whom it was promised gave no verdict, or find it too early; ``contested`` where
        the two sides differ.
    """
    if of_promisee not in _STATE_OF:
        return CommitmentState.DONE_CLAIMED
    if of_holder in _STATE_OF and of_holder is not of_promisee:
        return CommitmentState.CONTESTED
    return _STATE_OF[of_promisee]


def put_under_review(
    words: Iterable[Word], *, context_change: str, happened_at: Moment, recorded_at: datetime
) -> tuple[Word, ...]:
    """Return new versions of what a change around the initiative puts on review: all that has not ended.

    Parameters
    ----------
    words
        Promises or agreements, each in its version in force.
    context_change
        The change.
    happened_at, recorded_at
        When it was put on review, and when that was written down.
    """
    return tuple(
        replace(
            word,
            version=word.version + 1,
            state=CommitmentState.UNDER_REVIEW,
            context_change=context_change,
            happened_at=happened_at,
            recorded_at=recorded_at,
        )
        for word in words
        if word.state not in ENDED and getattr(word, "withdrawn_at", None) is None
    )


def promised_to(word: Promise | Commitment, *, holder: Side | None, groups: Mapping[str, Group]) -> Side:
    """Return the side whose verdict decides whether something was kept: that of those to whom it was promised.

    Parameters
    ----------
    word
        The promise or agreement.
    holder
        The side that acts.
    groups
        The groups, by id. Where the promise names none of the other side, the other of the two sides is meant.
    """
    named = [groups[name].side for name in word.to if name in groups]
    for side in (Side.CIVIC, Side.ORGANIZATIONAL):
        if side in named and side is not holder:
            return side
    return Side.ORGANIZATIONAL if holder is Side.CIVIC else Side.CIVIC


def path_to(word: Promise | Commitment, *, to: CommitmentState, at: date) -> tuple[CommitmentState, ...]:
    """Return the states through which something reaches another; empty where it can not.

    What is past its day can first be called late, so that who waits for a holder that never says it is done can still
    say that it was not kept.

    Parameters
    ----------
    word
        The promise or agreement, in its version in force.
    to
        The state to reach.
    at
        The day.
    """
    if may_move(word.state, to) is None:
        return (to,)
    late = CommitmentState.LATE
    if is_past_due(word, at=at) and may_move(word.state, late) is None and may_move(late, to) is None:
        return (late, to)
    return ()


def is_past_due(commitment: Commitment | Promise, *, at: date) -> bool:
    """Say whether the day by which it was to be done has gone by."""
    return commitment.due_on is not None and commitment.due_on < at


def verdicts(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure is asked in the same way
    """Share of agreements kept by the citizens' verdict, minus the share by the organization's own verdict.

    Value: kept by civic verdict / n - kept by organizational verdict / n, over the n agreements past due that both
    sides judged. Newcombe's interval. A verdict of *too early* is none yet. Of several by one side the last holds.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        Counts: agreements that the citizens find kept, of those that both sides judged. Parts: ``judged_by`` and
        ``kept_by`` each side.

    Cannot say
    ----------
    Whether an agreement was worth making. Nor what happens with agreements that nobody wrote down.

    Gaming
    ------
    Small and easy agreements are quickly kept. So the list is shown. Agreements without a date are never past due.
    So their number is shown.

    Source
    ------
    Involve's standard for the feedback loop asks citizens to judge what came of it. The difference is new.
    """
    rows = sorted(case.rows(Commitment), key=lambda row: row.id)
    due = [row.id for row in rows if is_past_due(row, at=case.at)]
    last = _last_verdicts(case.rows(Verdict))
    sides = {side: {name: last[name, side] for name in due if (name, side) in last} for side in _BOTH}
    both = [name for name in due if all(name in sides[side] for side in _BOTH)]
    kept = {side: [name for name in both if sides[side][name] is Judgement.KEPT] for side in _BOTH}
    n, civic, own = len(both), len(kept[Side.CIVIC]), len(kept[Side.ORGANIZATIONAL])
    return Reading(
        value=(civic - own) / n if n else None,
        numerator=civic if n else None,
        denominator=n or None,
        interval=ends(newcombe(civic, n, own, n)) if n else None,
        known=n,
        candidates=len(due),
        parts=tuple(_of_sides(due, sides)),
        details={
            "commitments": [
                {"commitment": name, **{side.value: sides[side].get(name) for side in _BOTH}} for name in due
            ],
            "without_date": sum(row.due_on is None for row in rows),
        },
        evidence=Evidence(
            numerator=tuple(kept[Side.CIVIC]),
            denominator=tuple(both),
            excluded=tuple(name for name in due if name not in both),
            tables=(Commitment.TABLE,),
        ),
    )


_BOTH = (Side.CIVIC, Side.ORGANIZATIONAL)


def _of_sides(due: list[str], sides: Mapping[Side, Mapping[str, Judgement]]) -> Iterable[Part]:
    for side in _BOTH:
        given = sides[side]
        yield share_part("judged_by", len(given), len(due), direction=Direction.DUTY, of=side.value)
        kept = sum(judgement is Judgement.KEPT for judgement in given.values())
        yield share_part("kept_by", kept, len(given), direction=Direction.DUTY, of=side.value)


def _last_verdicts(rows: Iterable[Verdict]) -> dict[tuple[str, Side], Judgement]:
    """Return the last verdict of each side on each agreement; what they still find too early is left out."""
    told: defaultdict[tuple[str, Side], list[Verdict]] = defaultdict(list)
    for row in rows:
        if row.commitment is not None and row.side is not None and row.judgement is not None:
            told[row.commitment, row.side].append(row)
    last = {key: max(given, key=_when) for key, given in told.items()}
    return {key: row.judgement for key, row in last.items() if row.judgement in _STATE_OF}


def _when(row: Verdict) -> tuple[date, datetime, str]:
    given = row.recorded_at.date() if row.happened_at is None else row.happened_at.first
    return given, row.recorded_at, row.id
