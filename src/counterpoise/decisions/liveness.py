"""Whether an initiative is alive: whether both sides still meet, say something and answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from counterpoise.indicator import Direction, Evidence, Part, Reading
from counterpoise.levels.shares import ends
from counterpoise.record import Case, Moment, Side, days_between
from counterpoise.record.contributions import Contribution, ContributionState
from counterpoise.record.decisions import Answer
from counterpoise.record.initiatives import Cycle, Group, Initiative, InitiativeState
from counterpoise.record.meetings import Meeting
from counterpoise.record.reviews import ReviewRound
from counterpoise.statistics.intervals import wilson

__all__ = ["WINDOWS", "Window", "liveness", "two_way_events", "windows"]

WINDOWS = 6
"""How many stretches of time are looked at."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time, as long as both sides mean to wait between two meetings.

    Attributes
    ----------
    after
        The day before its first day.
    until
        Its last day.
    """

    after: date
    until: date

    def may_hold(self, moment: Moment) -> bool:
        """Say whether a moment may lie in it."""
        return self.after < moment.last and moment.first <= self.until


def windows(*, at: date, cadence_days: int, since: date | None = None, number: int = WINDOWS) -> tuple[Window, ...]:
    """Return the last stretches of time that end on a day, the latest first.

    Parameters
    ----------
    at
        The last day of the latest one.
    cadence_days
        How long each lasts, in days; none where that is not above zero.
    since
        The day on which the initiative began; stretches that had ended before it are left out.
    number
        How many.
    """
    if cadence_days <= 0:
        return ()
    found = []
    until = at
    for _ in range(number):
        # The calendar begins somewhere: a stretch that would reach further back begins there.
        length = min(cadence_days, (until - date.min).days)
        if not length or (since is not None and until < since):
            break
        found.append(Window(until - timedelta(days=length), until))
        until -= timedelta(days=length)
    return tuple(found)


def two_way_events(case: Case) -> tuple[Meeting, ...]:
    """Return the meetings at which both sides were there, something was said and something was answered.

    These are meetings with people of both sides, with one contribution at least that was given there (a later
    withdrawal does not undo that), and one answer. In the order of their dates.
    """
    contributed = {row.meeting for row in case.rows(Contribution) if row.state is not ContributionState.DRAFT}
    answered = {row.meeting for row in case.rows(Answer) if not row.no_answer}
    sides = {group.id: group.side for group in case.rows(Group)}
    found = [
        (meeting.happened_at, meeting.id, meeting)
        for meeting in case.rows(Meeting)
        if meeting.id in contributed
        and meeting.id in answered
        and meeting.happened_at is not None
        and case.had_happened(meeting.happened_at)
        and {Side.CIVIC, Side.ORGANIZATIONAL} <= _sides(meeting, sides)
    ]
    return tuple(meeting for *_, meeting in sorted(found, key=lambda one: one[:2]))


def liveness(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure is asked in the same way
    """Share of the last six stretches of time in which both sides met, said something and answered.

    Value: stretches with a two-way event / stretches, each as long as both sides mean to wait between meetings. The
    last ends on the date, and none lies before the initiative began. A two-way event: both sides were there, and
    something was said and answered. Wilson's interval.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        No value where it rests, is a draft or has no meeting. Parts: ``days_since_last`` event, ``reviews_overdue``.

    Cannot say
    ----------
    Whether the meetings were any good. Nor whether people talk in other ways.

    Gaming
    ------
    Empty meetings keep up appearances. So a meeting counts only with a contribution and an answer.

    Source
    ------
    The paper: participation without attention withers, and integration has no end state. The share is new.
    """
    initiative, events = case.initiative, two_way_events(case)
    held = [row for row in case.rows(Meeting) if case.had_happened(row.happened_at)]
    active = initiative.state is InitiativeState.ACTIVE
    looked_at = windows(at=case.at, cadence_days=initiative.cadence_days or 0, since=_began(case))
    low, high = _live(looked_at, events)
    inside = {row.id for row in events for window in looked_at if any(map(window.may_hold, _moments([row])))}
    # Where no meeting was ever written down, nobody can say that nobody met.
    n = len(looked_at) if active and held else 0
    sure = low == high
    return Reading(
        value=(low + high) / 2 / n if n else None,
        numerator=(low + high) / 2 if n else None,
        denominator=n or None,
        interval=ends(wilson(low, n)) if n and sure else None,
        range=(low / n, high / n) if n and not sure else None,
        known=sum(bool(row.attendance) for row in held),
        candidates=len(held),
        parts=(_since_last(events, case.at), _overdue(case)),
        details={
            **_standing(initiative),
            "windows": [_told(window, events) for window in looked_at] if active else [],
            "events": [{"meeting": row.id, "happened_at": str(row.happened_at)} for row in events],
        },
        evidence=Evidence(
            numerator=tuple(sorted(inside)) if n else (),
            denominator=tuple(sorted(row.id for row in held)),
            tables=(Meeting.TABLE,),
        ),
    )


def _sides(meeting: Meeting, sides: dict[str, Side | None]) -> set[Side | None]:
    return {each.side or sides.get(each.group or "") for each in meeting.attendance if each.people > 0}


def _standing(initiative: Initiative) -> dict[str, str | None]:
    return {
        "state": initiative.state.value,
        "rest_reason": initiative.rest_reason,
        "review_on": None if initiative.review_on is None else initiative.review_on.isoformat(),
    }


def _began(case: Case) -> date | None:
    """Return the first day that the record shows of the initiative; None where it shows none.

    The initiative's own row may be a later version of it, so its rounds and meetings are looked at too.
    """
    dated = [case.initiative.happened_at, *(row.happened_at for row in case.rows(Meeting))]
    days = [one.first for one in dated if one is not None]
    days += [row.active_from for row in case.rows(Cycle) if row.active_from is not None]
    return min(days, default=None)


def _moments(events: Iterable[Meeting]) -> list[Moment]:
    return [row.happened_at for row in events if row.happened_at is not None]


def _live(looked_at: tuple[Window, ...], events: tuple[Meeting, ...]) -> tuple[int, int]:
    """Return the smallest and the largest number of stretches in which events can have taken place.

    Each event covers the stretches that its date allows, which touch. The smallest number is found by giving each event
    in turn the last stretch that it allows unless one of its own is taken; the largest by giving each stretch the event
    that has the fewest left.
    """
    spans = []
    for moment in _moments(events):
        places = [place for place, window in enumerate(looked_at) if window.may_hold(moment)]
        if places:
            spans.append((places[-1], places[0], moment.first <= looked_at[-1].after))
    spans.sort()
    fewest: set[int] = set()
    for last, first, may_lie_outside in spans:
        if not may_lie_outside and not any(first <= place <= last for place in fewest):
            fewest.add(last)
    most, waiting = 0, [(last, first) for last, first, _ in spans]
    for place in range(len(looked_at)):
        fitting = next(((last, first) for last, first in waiting if first <= place <= last), None)
        if fitting is not None:
            waiting.remove(fitting)
            most += 1
    return len(fewest), most


def _told(window: Window, events: tuple[Meeting, ...]) -> dict[str, object]:
    inside = [row.id for row in events if any(map(window.may_hold, _moments([row])))]
    return {"after": window.after.isoformat(), "until": window.until.isoformat(), "events": inside}


def _since_last(events: tuple[Meeting, ...], at: date) -> Part:
    moments = _moments(events)
    if not moments:
        return Part(name="days_since_last")
    days = days_between(max(moments, key=lambda one: (one.first, one.last)), at)
    low = max(days.low, 0)
    return Part(
        name="days_since_last",
        value=(low + days.high) / 2,
        range=None if low == days.high else (float(low), float(days.high)),
    )


def _overdue(case: Case) -> Part:
    """Count the looks back that were due and were not taken: that of the initiative, and those that rounds set."""
    rounds = case.rows(ReviewRound)
    talked = [row.talked_at.first for row in rounds if row.talked_at is not None and case.had_happened(row.talked_at)]
    due = {row.next_review_on for row in rounds if row.next_review_on is not None}
    if case.initiative.review_on is not None:
        due.add(case.initiative.review_on)
    overdue = sum(day < case.at and not any(day <= other for other in talked) for day in due)
    return Part(name="reviews_overdue", value=float(overdue), direction=Direction.DUTY)
