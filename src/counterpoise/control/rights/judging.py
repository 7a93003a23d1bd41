"""What a track comes to: how the decision is classed, what may come next, and until when something can be done.

That something was decided is never refused once it happened. What was skipped is kept, and classed.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from counterpoise.control.rights.clocks import NOT_BEGUN, Clock, clock
from counterpoise.control.rights.deadlines import Deadline
from counterpoise.control.rights.holidays import Calendar
from counterpoise.control.rights.rows import Duty, Kind, Remedy
from counterpoise.control.rights.terms import Starts
from counterpoise.control.rights.track import Answer, Event, Step, Track, step
from counterpoise.levels.refusals import Refusal

__all__ = ["REFUSALS", "Breach", "Judgement", "Open", "judge", "may"]

REFUSALS = (
    "rights.not_asked",
    "rights.already_asked",
    "rights.already_decided",
    "rights.not_decided",
    "rights.in_another_order",
    "rights.no_such_remedy",
    "rights.too_late",
)
"""The words with which this module says no."""


class Breach(StrEnum):
    """How a decision departs from what the law asks."""

    NOT_ASKED = "not_asked"
    ASKED_TOO_LATE = "asked_too_late"
    DECIDED_BEFORE_THE_ANSWER = "decided_before_the_answer"
    NO_TALK = "no_talk"
    NO_FINDING = "no_finding"
    NO_CONSENT = "no_consent"
    NO_WRITTEN_REASONS = "no_written_reasons"


@dataclass(frozen=True, slots=True)
class Open:
    """A remedy, and until when it can be used.

    Attributes
    ----------
    remedy
        The remedy.
    deadline
        Its term; empty where the law names none, or the event that begins it has not come.
    used_on
        When it was used; empty while it was not.
    is_open
        Whether it can be used now.
    clock
        How its term runs, with what people did to it.
    """

    remedy: Remedy
    deadline: Deadline | None
    used_on: date | None
    is_open: bool
    clock: Clock = NOT_BEGUN

    @property
    def in_time(self) -> bool | None:
        """Whether it was used in time; empty while it was not used, and where no last day is known."""
        if self.used_on is None or self.deadline is None:
            return None
        return not self.deadline.is_over(self.used_on)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a track comes to on a day. It is a reading of the record, not a ruling.

    Attributes
    ----------
    track
        The track.
    step
        How far it has come.
    breaches
        How the decision departs from what the law asks; none before it is taken.
    remedies
        What can be done about it, each with its last day. None where nothing was breached.
    reply
        The term in which the other side replies, where there is one and it began.
    replying
        How that term runs, with what people did to it.
    """

    track: Track
    step: Step
    breaches: tuple[Breach, ...]
    remedies: tuple[Open, ...]
    reply: Deadline | None
    replying: Clock = NOT_BEGUN

    @property
    def last_day(self) -> date | None:
        """The last day of the remedies that are still open; empty where none has one."""
        days = [each.deadline.last_day for each in self.remedies if each.is_open and each.deadline is not None]
        return max(days, default=None)


def judge(track: Track, *, at: date, calendar: Calendar) -> Judgement:
    """Say how a decision is to be classed under a right, and what can be done about it until when.

    Parameters
    ----------
    track
        What happened.
    at
        The day; what comes after it is not looked at.
    calendar
        The days on which work is done.
    """
    seen = _until(track, at)
    replying = _reply(seen, at=at, calendar=calendar)
    breaches = _breaches(seen, reply=replying.deadline)
    # What was used is shown also where nothing of the record says that the right was not kept.
    remedies = _remedies(seen, at=at, calendar=calendar) if breaches or seen.invoked_on else ()
    return Judgement(seen, step(seen), breaches, remedies, replying.deadline, replying)


def _until(track: Track, at: date) -> Track:
    def seen(day: date | None) -> date | None:
        return day if day is not None and day <= at else None

    decided = seen(track.decided_on)
    answered = seen(track.answered_on)
    return replace(
        track,
        asked_on=seen(track.asked_on),
        answered_on=answered,
        answer=track.answer if answered is not None else None,
        talked_on=tuple(day for day in track.talked_on if day <= at),
        allowed_on=seen(track.allowed_on),
        decided_on=decided,
        follows=track.follows if decided is not None else None,
        told_on=seen(track.told_on),
        reasons_on=seen(track.reasons_on),
        invoked_on={kind: day for kind, day in track.invoked_on.items() if day <= at},
        changes=tuple(each for each in track.changes if each.on <= at),
    )


def _breaches(track: Track, *, reply: Deadline | None) -> tuple[Breach, ...]:
    decided = track.decided_on
    if decided is None:
        return ()
    found = list(_asking(track, decided, reply=reply))
    # Whoever was not even asked was not talked with either: saying it twice says nothing more.
    if track.departs and track.requires(Duty.TALK) and not _talked(track, decided):
        found.append(Breach.NO_TALK)
    if track.departs and track.requires(Duty.COMMITTEE) and not _by(track.allowed_on, decided):
        found.append(Breach.NO_FINDING)
    if track.requires(Duty.CONSENT) and not _consented(track, decided):
        found.append(Breach.NO_CONSENT)
    if track.departs and track.requires(Duty.REASONS) and track.reasons_on is None:
        found.append(Breach.NO_WRITTEN_REASONS)
    return tuple(found)


def _asking(track: Track, decided: date, *, reply: Deadline | None) -> tuple[Breach, ...]:
    if not track.requires(Duty.ASK):
        return ()
    if track.asked_on is None:
        return (Breach.NOT_ASKED,)
    if track.asked_on >= decided:
        return (Breach.ASKED_TOO_LATE,)
    if track.answered_on is None or track.answered_on > decided:
        # Where there is no term, whoever stays silent is not passed over.
        waiting = reply is not None and not reply.is_over(decided)
        return (Breach.DECIDED_BEFORE_THE_ANSWER,) if waiting or track.answered_on is not None else ()
    return ()


def _talked(track: Track, decided: date) -> bool:
    since = track.answered_on or track.asked_on
    return since is not None and any(since <= day <= decided for day in track.talked_on)


def _consented(track: Track, decided: date) -> bool:
    agreed = track.answer is Answer.AGREES and _by(track.answered_on, decided)
    return agreed or _by(track.allowed_on, decided)


def _by(day: date | None, decided: date) -> bool:
    return day is not None and day <= decided


def _remedies(track: Track, *, at: date, calendar: Calendar) -> tuple[Open, ...]:
    found = []
    named = {remedy.kind for remedy in track.right.remedies}
    besides = tuple(Remedy(kind, "") for kind in sorted(track.invoked_on.keys() - named))
    for remedy in track.right.remedies + besides:
        begun = _begun(track, remedy.term.starts) if remedy.term is not None else None
        changes = [each for each in track.changes if each.remedy == remedy.kind]
        runs = clock(begun, remedy.term, changes, of_law=True, at=at, calendar=calendar)
        used = track.invoked_on.get(remedy.kind)
        still = used is None and (runs.deadline is None or not runs.deadline.is_over(at))
        found.append(Open(remedy, runs.deadline, used, still, runs))
    return tuple(found)


def _begun(track: Track, starts: Starts) -> date | None:
    return {
        Starts.ASKED: track.asked_on,
        Starts.DECIDED: track.decided_on,
        Starts.BROUGHT: max(track.invoked_on.values(), default=None),
        Starts.TOLD: track.told_on,
        Starts.KNOWN: track.told_on,
    }[starts]


def _reply(track: Track, *, at: date, calendar: Calendar) -> Clock:
    term = track.right.reply_term
    if track.right.kind in {Kind.NULLITY, Kind.DISPUTE_BODY}:
        return NOT_BEGUN
    begun = _begun(track, term.starts if term is not None else Starts.ASKED)
    changes = [each for each in track.changes if not each.remedy]
    return clock(begun, term, changes, of_law=False, at=at, calendar=calendar)


def may(track: Track, event: Event, *, on: date, calendar: Calendar, remedy: str = "") -> tuple[Refusal, ...]:
    """Say everything that stands in the way of an event on a track.

    That something is *decided* is never refused once it happened: reality comes first, and what was skipped is classed.

    Parameters
    ----------
    track
        The track.
    event
        What happens.
    on
        The day.
    calendar
        The days on which work is done.
    remedy
        The kind of the remedy that is invoked.
    """
    found: list[Refusal] = []
    before = _earliest(track, event)
    if before is not None and on < before:
        found.append(Refusal("rights.in_another_order", {"event": event.value, "before": before.isoformat()}))
    match event:
        case Event.ASK if track.asked_on is not None:
            found.append(Refusal("rights.already_asked", {"on": track.asked_on.isoformat()}))
        case Event.ANSWER if track.asked_on is None and track.decided_on is None:
            # Who was passed over can still say what they think; before that they are asked.
            found.append(Refusal("rights.not_asked"))
        case Event.DECIDE if track.decided_on is not None:
            found.append(Refusal("rights.already_decided", {"on": track.decided_on.isoformat()}))
        case Event.REASON if track.decided_on is None:
            found.append(Refusal("rights.not_decided"))
        case Event.INVOKE:
            found += _may_invoke(track, remedy, on=on, calendar=calendar)
    return tuple(found)


def _may_invoke(track: Track, remedy: str, *, on: date, calendar: Calendar) -> list[Refusal]:
    if track.decided_on is None:
        return [Refusal("rights.not_decided")]
    fitting = [each for each in judge(track, at=on, calendar=calendar).remedies if each.remedy.kind == remedy]
    if not fitting:
        return [Refusal("rights.no_such_remedy", {"remedy": remedy})]
    late = [each.deadline.last_day for each in fitting if each.deadline is not None and each.deadline.is_over(on)]
    return [Refusal("rights.too_late", {"remedy": remedy, "last_day": day.isoformat()}) for day in late]


def _earliest(track: Track, event: Event) -> date | None:
    if event is Event.ANSWER:
        return track.asked_on
    if event in {Event.REASON, Event.INVOKE}:
        return track.decided_on
    return None
