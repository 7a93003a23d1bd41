"""Limits, red lines, what is left open, and requests for a limit: what is fixed beforehand, by whom, told when.

Every side may set limits and red lines. A limit that came after what it would have excluded is late, and stays so. A
request for a limit is owed an answer, which may be that nobody knows yet.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment, Side, days_between
from counterpoise.record.decisions import Decision
from counterpoise.record.mandates import Limit, LimitKind, LimitQuestion, LimitReply, LimitState

__all__ = [
    "OVERDUE_DAYS",
    "QUESTION_TRANSITIONS",
    "TRANSITIONS",
    "Lateness",
    "LimitObstacle",
    "QuestionState",
    "lateness",
    "limits_not_told_before",
    "may_answer",
    "may_ask",
    "may_declare",
    "may_settle",
    "question_state",
]

OVERDUE_DAYS = 30
"""After how many days without an answer a request for a limit is overdue."""

TRANSITIONS: Mapping[LimitState, frozenset[LimitState]] = {
    LimitState.DECLARED: frozenset({LimitState.CONTESTED}),
    LimitState.CONTESTED: frozenset({LimitState.KEPT, LimitState.CHANGED, LimitState.LIFTED}),
    LimitState.KEPT: frozenset({LimitState.CONTESTED}),
    LimitState.CHANGED: frozenset({LimitState.CONTESTED}),
    LimitState.LIFTED: frozenset({LimitState.DECLARED}),
}
"""From each state of a limit, those that can follow. None is the last: what was kept can be contested again."""


class QuestionState(StrEnum):
    """Where a request for a limit stands."""

    ASKED = "asked"
    OVERDUE = "overdue"
    NOT_KNOWN_YET = "not_known_yet"
    ANSWERED = "answered"


QUESTION_TRANSITIONS: Mapping[QuestionState, frozenset[QuestionState]] = {
    QuestionState.ASKED: frozenset({QuestionState.OVERDUE, QuestionState.NOT_KNOWN_YET, QuestionState.ANSWERED}),
    QuestionState.OVERDUE: frozenset({QuestionState.NOT_KNOWN_YET, QuestionState.ANSWERED}),
    QuestionState.NOT_KNOWN_YET: frozenset({QuestionState.OVERDUE, QuestionState.ANSWERED}),
    QuestionState.ANSWERED: frozenset(),
}
"""How a request goes on. An answer ends the request, not the limit: that can be contested."""


class Lateness(StrEnum):
    """Whether a limit was told before the first contribution that it binds."""

    IN_TIME = "in_time"
    LATE = "late"
    EITHER = "either"
    NOT_KNOWN = "not_known"


class LimitObstacle(StrEnum):
    """What can stand in the way of a step with a limit, or with a request for one."""

    NO_MATTER = "control.limit_no_matter"
    NO_TEXT = "control.limit_no_text"
    NO_SIDE = "control.limit_no_side"
    NO_CAPACITY = "control.limit_no_capacity"
    PROTECTS_NOTHING = "control.limit_protects_nothing"
    DECLARED_IN_FUTURE = "control.limit_declared_in_future"
    NOT_FROM_HERE = "control.limit_not_from_here"
    NO_REASON = "control.limit_no_reason"
    NOT_ITS_HOLDER = "control.limit_not_its_holder"
    ANSWERED_ALREADY = "control.limit_answered_already"
    NO_ANSWER_NAMED = "control.limit_no_answer_named"
    NO_DAY_NAMED = "control.limit_no_day_named"


def _no(obstacle: LimitObstacle, **given: object) -> Refusal:
    return Refusal(obstacle, given)


def may_declare(limit: Limit, *, at: datetime) -> tuple[Refusal, ...]:
    """Say what stands in the way of declaring a limit, a red line or an opening.

    Every side may declare each of them. A limit and a red line name what they protect; an opening need not.

    Parameters
    ----------
    limit
        What is declared.
    at
        Now, with its time zone: nothing was told later than now.
    """
    fixed = limit.kind is not LimitKind.OPENING
    told = limit.declared_at
    return tuple(
        _no(obstacle)
        for missing, obstacle in (
            (not limit.matter, LimitObstacle.NO_MATTER),
            (not limit.text.strip(), LimitObstacle.NO_TEXT),
            (limit.side is None, LimitObstacle.NO_SIDE),
            (fixed and not limit.protects.strip(), LimitObstacle.PROTECTS_NOTHING),
            (told is not None and _after(told, at), LimitObstacle.DECLARED_IN_FUTURE),
        )
        if missing
    )


def may_ask(question: LimitQuestion) -> tuple[Refusal, ...]:
    """Say what stands in the way of asking for a limit: words, and as what somebody asks. Everybody may."""
    found = []
    if not question.text.strip():
        found.append(_no(LimitObstacle.NO_TEXT))
    if question.asked_by is None:
        found.append(_no(LimitObstacle.NO_CAPACITY))
    return tuple(found)


def may_settle(limit: Limit, *, to: LimitState, by: Side, reason: str) -> tuple[Refusal, ...]:
    """Say what stands in the way of the next step of a limit.

    Parameters
    ----------
    limit
        The limit as it stands.
    to
        The state to come to. Every side may contest; only the side that set it keeps, changes, lifts or declares it
        again.
    by
        The side that takes the step.
    reason
        Why.
    """
    found = []
    if to not in TRANSITIONS[limit.state]:
        found.append(_no(LimitObstacle.NOT_FROM_HERE, state=limit.state, to=to))
    if to is not LimitState.CONTESTED and by is not limit.side:
        found.append(_no(LimitObstacle.NOT_ITS_HOLDER, holder=limit.side, by=by))
    if not reason.strip():
        found.append(_no(LimitObstacle.NO_REASON))
    return tuple(found)


def may_answer(
    question: LimitQuestion,
    *,
    reply: LimitReply,
    answered_with: str | None = None,
    known_on: date | None = None,
    at: date,
) -> tuple[Refusal, ...]:
    """Say what stands in the way of answering a request for a limit.

    Parameters
    ----------
    question
        The request.
    reply
        A limit, an opening, or that nobody knows yet.
    answered_with
        The id of the limit or opening.
    known_on
        When an answer is expected, where nobody knows yet; after `at`.
    at
        The day of the answer.
    """
    found = []
    if question.reply in {LimitReply.LIMIT, LimitReply.OPENING}:
        found.append(_no(LimitObstacle.ANSWERED_ALREADY, reply=question.reply))
    if reply is LimitReply.NOT_KNOWN_YET:
        if known_on is None or known_on <= at:
            found.append(_no(LimitObstacle.NO_DAY_NAMED, known_on=known_on))
    elif not answered_with:
        found.append(_no(LimitObstacle.NO_ANSWER_NAMED, reply=reply))
    return tuple(found)


def question_state(question: LimitQuestion, *, at: date) -> QuestionState:
    """Say where a request for a limit stands on a day; one whose date is not known is never overdue."""
    told = question.answered_at is None or question.answered_at.first <= at
    if question.reply is not None and told:
        if question.reply is not LimitReply.NOT_KNOWN_YET:
            return QuestionState.ANSWERED
        if question.known_on is None or at < question.known_on:
            return QuestionState.NOT_KNOWN_YET
        return QuestionState.OVERDUE
    asked = question.happened_at
    if asked is not None and asked.last + timedelta(days=OVERDUE_DAYS) < at:
        return QuestionState.OVERDUE
    return QuestionState.ASKED


def lateness(versions: Iterable[Limit], *, first_bound: Moment | None) -> Lateness:
    """Say whether a limit was told before the first contribution that it binds. Once late, it is late for ever.

    Parameters
    ----------
    versions
        All versions of the limit: an earlier date in a later version takes no mark away.
    first_bound
        When the first contribution was given that the limit binds; none where there is none yet.

    Returns
    -------
    Lateness
        On the same day counts as in time, unless both times are known. ``either`` where a date known only to the
        month leaves it open; ``not_known`` where no version says when it was told.
    """
    found = {_of_version(version.declared_at, first_bound) for version in versions if version.declared_at is not None}
    order = (Lateness.LATE, Lateness.EITHER, Lateness.IN_TIME)
    return next((each for each in order if each in found), Lateness.NOT_KNOWN)


def _of_version(declared: Moment | None, first_bound: Moment | None) -> Lateness:
    if declared is None or first_bound is None:
        return Lateness.IN_TIME
    if declared.at is not None and first_bound.at is not None:
        return Lateness.LATE if declared.at > first_bound.at else Lateness.IN_TIME
    lag = days_between(first_bound, declared)
    if lag.low > 0:
        return Lateness.LATE
    return Lateness.IN_TIME if lag.high <= 0 else Lateness.EITHER


def limits_not_told_before(decision: Decision, *, limits: Iterable[Limit]) -> tuple[str, ...]:
    """Return the limits that a decision's reasons use and that nobody had been told before: each gets the mark.

    Parameters
    ----------
    decision
        The decision; what it names in `undeclared_limits` is looked at.
    limits
        The limits of its initiative. One of the same words, told before the decision on the same matter, was told.
    """
    told = {_words(limit.text) for limit in limits if limit.matter == decision.matter and _told_before(limit, decision)}
    return tuple(text for text in decision.undeclared_limits if _words(text) not in told)


def _told_before(limit: Limit, decision: Decision) -> bool:
    if limit.declared_at is None or limit.kind is LimitKind.OPENING:
        return False
    return decision.decided_at is None or days_between(limit.declared_at, decision.decided_at).low >= 0


def _words(text: str) -> str:
    return " ".join(text.casefold().split())


def _after(moment: Moment, at: datetime) -> bool:
    return moment.at > at if moment.at is not None else moment.first > at.date()
