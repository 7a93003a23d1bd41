"""The track of a legal right on one decision: asked in time, advice, a talk, the decision, written reasons.

A track is pure: it holds days and answers. `judging` says how it is to be classed, and what can be done about it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from counterpoise.control.rights.rows import Duty, Right
from counterpoise.record.legal import LegalStepKind

__all__ = ["Answer", "Change", "Event", "Step", "Track", "step", "with_event"]


class Answer(StrEnum):
    """What the body said."""

    AGREES = "agrees"
    OBJECTS = "objects"


class Event(StrEnum):
    """What can happen on a track."""

    ASK = "ask"
    ANSWER = "answer"
    TALK = "talk"
    ALLOW = "allow"
    DECIDE = "decide"
    REASON = "reason"
    INVOKE = "invoke"


class Step(StrEnum):
    """How far a track has come."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    ANSWERED = "answered"
    TALKED = "talked"
    DECIDED = "decided"
    REASONED = "reasoned"
    INVOKED = "invoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A term was made longer, or stood still.

    Attributes
    ----------
    kind
        Which of these.
    remedy
        The remedy whose term it is; empty for the term in which the body answers.
    on
        The day on which it was done.
    starts_on
        The first day on which the term stood still; the day on which it was done where nobody says.
    until
        The new last day, empty for as long as the law allows; or the day from which the term ran again, empty while it
        stands still.
    """

    kind: LegalStepKind
    remedy: str = ""
    on: date
    starts_on: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """What happened under one right on one decision. A day that is empty has not come, or nobody wrote it down.

    Attributes
    ----------
    right
        The right.
    asked_on
        When the body was asked in writing.
    answer
        What it said.
    answered_on
        When.
    talked_on
        When both sides talked it over, each time.
    allowed_on
        When a committee found that departing is reasonable, or gave the consent that was lacking.
    decided_on
        When it was decided.
    follows
        Whether the decision follows what the body said.
    told_on
        When the body was told of it, or found out.
    reasons_on
        When it got the reasons in writing.
    invoked_on
        When the body invoked a remedy, by the remedy's kind.
    changes
        How its terms were changed.
    """

    right: Right
    asked_on: date | None = None
    answer: Answer | None = None
    answered_on: date | None = None
    talked_on: tuple[date, ...] = ()
    allowed_on: date | None = None
    decided_on: date | None = None
    follows: bool | None = None
    told_on: date | None = None
    reasons_on: date | None = None
    invoked_on: Mapping[str, date] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()

    def requires(self, duty: Duty) -> bool:
        """Say whether the right asks this of the organization."""
        return duty in self.right.requires

    @property
    def departs(self) -> bool:
        """Whether the decision departs from what the body said, as far as is written down."""
        against = self.follows is False or (self.follows is None and self.answer is Answer.OBJECTS)
        return self.decided_on is not None and against


def step(track: Track) -> Step:
    """Say how far a track has come."""
    if track.invoked_on:
        return Step.INVOKED
    if track.decided_on is not None:
        return Step.REASONED if track.reasons_on is not None else Step.DECIDED
    if track.answered_on is not None and any(day >= track.answered_on for day in track.talked_on):
        return Step.TALKED
    if track.answered_on is not None:
        return Step.ANSWERED
    return Step.ASKED if track.asked_on is not None else Step.NOT_ASKED


def with_event(
    track: Track,
    event: Event,
    *,
    on: date,
    answer: Answer | None = None,
    follows: bool | None = None,
    remedy: str = "",
) -> Track:
    """Return the track after an event; `may` says beforehand what stands in its way.

    Parameters
    ----------
    track
        The track.
    event
        What happened.
    on
        The day.
    answer
        What the body said.
    follows
        Whether the decision follows what the body said.
    remedy
        The kind of the remedy that was invoked.
    """
    match event:
        case Event.ASK:
            return replace(track, asked_on=on)
        case Event.ANSWER:
            return replace(track, answer=answer, answered_on=on)
        case Event.TALK:
            return replace(track, talked_on=tuple(sorted({*track.talked_on, on})))
        case Event.ALLOW:
            return replace(track, allowed_on=on)
        case Event.DECIDE:
            return replace(track, decided_on=on, follows=follows)
        case Event.REASON:
            return replace(track, reasons_on=on, told_on=track.told_on or on)
    return replace(track, invoked_on={**track.invoked_on, remedy: on})
