"""What was promised and agreed, and what both sides find of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from counterpoise.record.base import Row, Side, ref, refs
from counterpoise.record.initiatives import PromisedLevel
from counterpoise.record.moments import Moment

__all__ = [
    "Commitment",
    "CommitmentState",
    "Judgement",
    "Promise",
    "Verdict",
]


class CommitmentState(StrEnum):
    """Where a promise or an agreement to act stands."""

    MADE = "made"
    ON_TRACK = "on_track"
    LATE = "late"
    DONE_CLAIMED = "done_claimed"
    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not_kept"
    CONTESTED = "contested"
    UNDER_REVIEW = "under_review"
    CONFIRMED = "confirmed"
    RENEGOTIATED = "renegotiated"
    DROPPED = "dropped"
    REVERSED = "reversed"


class Judgement(StrEnum):
    """One side's verdict on whether it was kept."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not_kept"
    TOO_EARLY = "too_early"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Row):
    """Something said beforehand, to whom, on what condition and about which matters.

    Attributes
    ----------
    text
        The promise.
    made_by
        The body that made it.
    to
        The groups that it was made to.
    promised_level
        The say that it promises.
    scope
        The matters that it holds for; empty means all.
    condition
        On what condition.
    due_on
        By when.
    state
        Where it stands.
    withdrawn_at
        When it was taken back; empty while it stands.
    context_change
        The change around the initiative that put it on review.
    """

    TABLE: ClassVar[str] = "promises"

    text: str = ""
    made_by: str | None = ref("bodies")
    to: tuple[str, ...] = refs("groups")
    promised_level: PromisedLevel | None = None
    scope: tuple[str, ...] = refs("matters")
    condition: str = ""
    due_on: date | None = None
    state: CommitmentState = CommitmentState.MADE
    withdrawn_at: Moment | None = None
    context_change: str | None = ref("context_changes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Row):
    """An agreement to act: who does what by when.

    Attributes
    ----------
    text
        What will be done.
    decision
        The decision that it follows from.
    by
        The body that does it.
    department
        The department that does it.
    side
        The side that does it.
    to
        The groups that it was agreed with.
    due_on
        By when.
    state
        Where it stands.
    context_change
        The change around the initiative that put it on review.
    """

    TABLE: ClassVar[str] = "commitments"

    text: str = ""
    decision: str | None = ref("decisions")
    by: str | None = ref("bodies")
    department: str = ""
    side: Side | None = None
    to: tuple[str, ...] = refs("groups")
    due_on: date | None = None
    state: CommitmentState = CommitmentState.MADE
    context_change: str | None = ref("context_changes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Row):
    """One side's judgement whether a promise or an agreement was kept.

    Attributes
    ----------
    commitment
        The agreement.
    promise
        The promise.
    side
        The side that judges.
    judgement
        What it finds.
    why
        Why.
    """

    TABLE: ClassVar[str] = "verdicts"

    commitment: str | None = ref("commitments")
    promise: str | None = ref("promises")
    side: Side | None = None
    judgement: Judgement | None = None
    why: str = ""
