"""A round in which both sides look back: planned, open, closed, seen by both at one moment, talked about.

Every function says everything that stands in the way at once; nothing in the way is an empty answer. When the answers
may be read is decided by time alone, for everybody: `counterpoise.levels.timelock`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from counterpoise.control.agreement import ITEM
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.timelock import is_released
from counterpoise.record import Moment, Side, Tension
from counterpoise.record.reviews import NoAnswer, ReviewAnswer, ReviewOutcome, ReviewRound, RoundState
from counterpoise.reviews.deciders import deciders
from counterpoise.reviews.instrument import ItemKind, UnknownItemError, item

__all__ = [
    "DAYS_AFTER_EVENT",
    "DAYS_BETWEEN",
    "FEWEST_CHANNELS",
    "FEWEST_DAYS",
    "FEWEST_ROUNDS_FOR_A_TREND",
    "FEWEST_VOTES",
    "MOST_MATTERS",
    "TRANSITIONS",
    "RoundObstacle",
    "SidesPresent",
    "due_by",
    "may_agree",
    "may_answer",
    "may_close",
    "may_open",
    "may_plan",
    "may_propose",
    "may_release",
    "may_settle",
    "may_talk",
    "plan_problems",
    "sides_present",
    "trend_may_be_drawn",
    "words_may_be_shared",
]

FEWEST_DAYS = 14
"""For how many days at least people can answer."""
FEWEST_CHANNELS = 2
"""In how many ways at least people can answer."""
DAYS_BETWEEN = 183
"""After how many days at most both sides look again: half a year."""
DAYS_AFTER_EVENT = 30
"""Within how many days both sides look after a change around them, or after a one-sided decision."""
FEWEST_ROUNDS_FOR_A_TREND = 3
"""Under this number of rounds no trend is drawn."""
MOST_MATTERS = 12
"""Of so many matters at most both sides are asked who decides: more is too long for one sitting."""
FEWEST_VOTES = 2
"""So many people of a side at least let words of that side out, so that nobody does so alone."""

TRANSITIONS: Mapping[RoundState, frozenset[RoundState]] = {
    RoundState.PLANNED: frozenset({RoundState.OPEN}),
    RoundState.OPEN: frozenset({RoundState.CLOSED}),
    RoundState.CLOSED: frozenset({RoundState.RELEASED}),
    RoundState.RELEASED: frozenset({RoundState.TALKED}),
    RoundState.TALKED: frozenset(),
}
"""How a round goes on. The talk ends this round and names the day of the next one: looking back itself has no end."""


class SidesPresent(StrEnum):
    """Which sides answered. With one side only, no gap is computed and the page says "one side only"."""

    BOTH = "both"
    CIVIC_ONLY = "civic_only"
    ORGANIZATIONAL_ONLY = "organizational_only"
    NOBODY = "nobody"


class RoundObstacle(StrEnum):
    """What can stand in the way of a step of a round."""

    NOT_FROM_HERE = "review.not_from_here"
    NO_DATES = "review.no_dates"
    TOO_SHORT = "review.too_short"
    TOO_FEW_CHANNELS = "review.too_few_channels"
    NO_RELEASE = "review.no_release"
    RELEASED_WHILE_OPEN = "review.released_while_open"
    NOT_YET = "review.not_yet"
    NOT_OPEN = "review.not_open"
    UNKNOWN_ITEM = "review.unknown_item"
    NO_ANSWER = "review.no_answer"
    NOT_AN_ANSWER = "review.not_an_answer"
    NO_MEETING = "review.no_meeting"
    TENSION_LEFT_OUT = "review.tension_left_out"
    TENSION_TWICE = "review.tension_twice"
    STEP_OR_REASON = "review.step_or_reason"
    NO_NEXT_REVIEW = "review.no_next_review"
    ONE_GOES_ON = "review.one_goes_on"
    DAY_HAS_PASSED = "review.day_has_passed"
    NOT_TALKED = "review.not_talked"
    SAME_PERSON = "review.same_person"
    SAME_SIDE = "review.same_side"
    TOO_MANY_MATTERS = "review.too_many_matters"


def _no(obstacle: RoundObstacle, **given: object) -> Refusal:
    return Refusal(obstacle, given)


def _step(one: ReviewRound, to: RoundState) -> list[Refusal]:
    allowed = to in TRANSITIONS[one.state]
    return [] if allowed else [_no(RoundObstacle.NOT_FROM_HERE, state=one.state, to=to)]


def plan_problems(one: ReviewRound) -> tuple[Refusal, ...]:
    """Say what a planned round lacks: two weeks, two ways to answer, and one moment at which both sides see it all."""
    found = []
    if one.open_from is None or one.open_until is None:
        found.append(_no(RoundObstacle.NO_DATES))
    elif (one.open_until - one.open_from).days < FEWEST_DAYS:
        found.append(_no(RoundObstacle.TOO_SHORT, days=(one.open_until - one.open_from).days, fewest=FEWEST_DAYS))
    channels = {channel.strip().casefold() for channel in one.channels} - {""}
    if len(channels) < FEWEST_CHANNELS:
        found.append(_no(RoundObstacle.TOO_FEW_CHANNELS, channels=len(channels), fewest=FEWEST_CHANNELS))
    if one.release_at is None:
        found.append(_no(RoundObstacle.NO_RELEASE))
    elif one.open_until is not None and one.release_at.first < one.open_until:
        found.append(_no(RoundObstacle.RELEASED_WHILE_OPEN, release_at=str(one.release_at)))
    if len(one.matters) > MOST_MATTERS:
        found.append(_no(RoundObstacle.TOO_MANY_MATTERS, matters=len(one.matters), most=MOST_MATTERS))
    return tuple(found)


def may_plan(one: ReviewRound, *, others: Iterable[ReviewRound], at: date) -> tuple[Refusal, ...]:
    """Say what stands in the way of planning a round: what it lacks, or another one that goes on.

    Parameters
    ----------
    one
        The round.
    others
        The other rounds of the initiative.
    at
        The day.
    """
    found = list(plan_problems(one))
    if one.open_from is not None and one.open_from < at:
        found.append(_no(RoundObstacle.DAY_HAS_PASSED, open_from=one.open_from))
    ended = {RoundState.RELEASED, RoundState.TALKED}
    found += [_no(RoundObstacle.ONE_GOES_ON, number=other.number) for other in others if other.state not in ended]
    return tuple(found)


def may_open(one: ReviewRound, *, at: date) -> tuple[Refusal, ...]:
    """Say what stands in the way of opening a planned round on a day."""
    found = [*_step(one, RoundState.OPEN), *plan_problems(one)]
    if one.open_from is not None and at < one.open_from:
        found.append(_no(RoundObstacle.NOT_YET, open_from=one.open_from))
    return tuple(found)


def may_close(one: ReviewRound, *, at: date) -> tuple[Refusal, ...]:
    """Say what stands in the way of closing an open round: nobody closes it before its last day."""
    found = _step(one, RoundState.CLOSED)
    if one.open_until is None or at < one.open_until:
        found.append(_no(RoundObstacle.NOT_YET, open_until=one.open_until))
    return tuple(found)


def may_release(one: ReviewRound, *, at: datetime) -> tuple[Refusal, ...]:
    """Say what stands in the way of showing the answers to both sides; nobody, no administrator either, may earlier."""
    found = _step(one, RoundState.RELEASED)
    if one.release_at is None:
        found.append(_no(RoundObstacle.NO_RELEASE))
    elif one.state is RoundState.CLOSED and not is_released(one, at=at):
        found.append(_no(RoundObstacle.NOT_YET, release_at=str(one.release_at)))
    return tuple(found)


def may_answer(one: ReviewRound, answer: ReviewAnswer, *, at: date) -> tuple[Refusal, ...]:
    """Say what stands in the way of an answer.

    Parameters
    ----------
    one
        The round.
    answer
        The answer: a figure on the question's scale, a reason why there is none, or words for an open question; for
        who decides a matter, a word of the list.
    at
        The day.
    """
    found = []
    began = one.open_from is not None and one.open_from <= at
    lasts = one.open_until is not None and at < one.open_until
    if one.state is not RoundState.OPEN or not (began and lasts):
        found.append(_no(RoundObstacle.NOT_OPEN, state=one.state, open_from=one.open_from, open_until=one.open_until))
    if answer.item == ITEM:
        return (*found, *_who_decides(answer))
    try:
        asked = item(answer.item, answer.side or Side.INDEPENDENT)
    except UnknownItemError:
        return (*found, _no(RoundObstacle.UNKNOWN_ITEM, item=answer.item, side=answer.side))
    if answer.no_answer is not None:
        return tuple(found)
    if asked.kind is ItemKind.OPEN:
        if not answer.words.strip():
            found.append(_no(RoundObstacle.NO_ANSWER, item=answer.item))
    elif answer.value is None:
        found.append(_no(RoundObstacle.NO_ANSWER, item=answer.item))
    elif not asked.takes(answer.value):
        found.append(_no(RoundObstacle.NOT_AN_ANSWER, item=answer.item, value=answer.value, scale=asked.scale))
    return tuple(found)


def _who_decides(answer: ReviewAnswer) -> list[Refusal]:
    if not answer.matter or answer.side not in {Side.CIVIC, Side.ORGANIZATIONAL}:
        return [_no(RoundObstacle.UNKNOWN_ITEM, item=answer.item, side=answer.side)]
    if answer.no_answer is not None:
        return []
    if not answer.words:
        return [_no(RoundObstacle.NO_ANSWER, item=answer.item)]
    if answer.words not in deciders():
        return [_no(RoundObstacle.NOT_AN_ANSWER, item=answer.item, value=answer.words, scale=None)]
    return []


def may_talk(one: ReviewRound, *, meeting: str | None, talked_at: Moment | None, at: date) -> tuple[Refusal, ...]:
    """Say what stands in the way of noting that both sides talked about a released round, at which meeting and when."""
    found = _step(one, RoundState.TALKED)
    if not meeting:
        found.append(_no(RoundObstacle.NO_MEETING))
    if talked_at is None or talked_at.first > at:
        found.append(_no(RoundObstacle.NOT_YET, talked_at=None if talked_at is None else str(talked_at)))
    return tuple(found)


def may_settle(outcomes: Iterable[ReviewOutcome], *, next_review_on: date | None, at: date) -> tuple[Refusal, ...]:
    """Say what the outcome of a round lacks.

    Parameters
    ----------
    outcomes
        For each tension one: a step, or the reason why both sides leave it for now. Not both, not neither.
    next_review_on
        When both sides look again; after `at`.
    at
        The day of the talk.
    """
    given = tuple(outcomes)
    times = Counter(outcome.tension for outcome in given)
    found = [_no(RoundObstacle.TENSION_LEFT_OUT, tension=tension) for tension in Tension if not times[tension]]
    found += [_no(RoundObstacle.TENSION_TWICE, tension=tension) for tension in Tension if times[tension] > 1]
    found += [
        _no(RoundObstacle.STEP_OR_REASON, tension=outcome.tension)
        for outcome in given
        if bool(outcome.step.strip()) == bool(outcome.leave_because.strip())
    ]
    if next_review_on is None or next_review_on <= at:
        found.append(_no(RoundObstacle.NO_NEXT_REVIEW, next_review_on=next_review_on))
    return tuple(found)


def may_propose(
    one: ReviewRound, outcomes: Iterable[ReviewOutcome], *, next_review_on: date | None, at: date
) -> tuple[Refusal, ...]:
    """Say what stands in the way of proposing an outcome; the parameters are those of `may_settle`, and the round."""
    found = [] if one.state is RoundState.TALKED else [_no(RoundObstacle.NOT_TALKED, state=one.state)]
    return (*found, *may_settle(outcomes, next_review_on=next_review_on, at=at))


def may_agree(*, proposed_by: str, for_side: Side, by: str, side: Side) -> tuple[Refusal, ...]:
    """Say what stands in the way of agreeing to an outcome: it takes two people, one of each side.

    Parameters
    ----------
    proposed_by, for_side
        Who proposed it, and for which side.
    by, side
        Who agrees, and for which side.
    """
    found = [_no(RoundObstacle.SAME_PERSON)] if by == proposed_by else []
    if {for_side, side} != {Side.CIVIC, Side.ORGANIZATIONAL}:
        found.append(_no(RoundObstacle.SAME_SIDE, side=side))
    return tuple(found)


def words_may_be_shared(*, votes_for: int, votes_against: int) -> bool:
    """Say whether a side lets its words be read by the other side: two people at least, and more for than against."""
    return votes_for >= FEWEST_VOTES and votes_for > votes_against


def sides_present(answers: Iterable[ReviewAnswer]) -> SidesPresent:
    """Say which sides gave any answer in a round; "I don't know" is an answer, "I'd rather not say" is not."""
    sides = {answer.side for answer in answers if answer.no_answer is not NoAnswer.RATHER_NOT_SAY}
    if {Side.CIVIC, Side.ORGANIZATIONAL} <= sides:
        return SidesPresent.BOTH
    if Side.CIVIC in sides:
        return SidesPresent.CIVIC_ONLY
    return SidesPresent.ORGANIZATIONAL_ONLY if Side.ORGANIZATIONAL in sides else SidesPresent.NOBODY


def due_by(*, last_on: date, events: Iterable[date] = ()) -> date:
    """Return the day by which both sides look again.

    Parameters
    ----------
    last_on
        The day of the last round, or of the start where there was none.
    events
        The days of changes around the initiative and of one-sided decisions; those up to `last_on` were looked at.

    Returns
    -------
    date
        Half a year after the last round, or 30 days after the first event since, whichever comes first.
    """
    after = [event + timedelta(days=DAYS_AFTER_EVENT) for event in events if event > last_on]
    return min([last_on + timedelta(days=DAYS_BETWEEN), *after])


def trend_may_be_drawn(rounds: int) -> bool:
    """Say whether there are enough rounds to draw how answers change."""
    return rounds >= FEWEST_ROUNDS_FOR_A_TREND
