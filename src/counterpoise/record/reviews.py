"""Both sides look: rounds of review, answers, experienced levels of say, rankings, and audits with their contests."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from counterpoise.record.base import Row, Side, Tension, ref, refs
from counterpoise.record.initiatives import PromisedLevel
from counterpoise.record.moments import Moment

__all__ = [
    "Audit",
    "AuditFinding",
    "Contest",
    "Edition",
    "LevelReport",
    "NoAnswer",
    "Ranking",
    "ReviewAnswer",
    "ReviewOutcome",
    "ReviewRound",
    "RoundState",
]


class RoundState(StrEnum):
    """Where a round of review stands."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    RELEASED = "released"
    TALKED = "talked"


class NoAnswer(StrEnum):
    """Why there is no figure."""

    DO_NOT_KNOW = "do_not_know"
    RATHER_NOT_SAY = "rather_not_say"


class Edition(StrEnum):
    """Whose record an audit reads."""

    SHARED = "shared"
    ROOM = "room"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOutcome:
    """What both sides agreed on for one tension: one step, or to leave it, with the reason.

    Attributes
    ----------
    tension
        The tension.
    step
        The step; empty where they leave it.
    leave_because
        Why they leave it.
    """

    tension: Tension | None = None
    step: str = ""
    leave_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRound(Row):
    """Both sides answer the same questions and see the answers at the same moment.

    Attributes
    ----------
    number
        1 for the first round.
    state
        Where it stands.
    open_from
        The first day on which people can answer.
    open_until
        The day from which they no longer can.
    channels
        By which ways people can answer.
    release_at
        When both sides see the answers, and nobody earlier.
    talked_at
        When they talked about them.
    meeting
        The meeting at which they did.
    outcomes
        What they agreed on, per tension.
    next_review_on
        When they look again.
    matters
        The matters of which both sides are asked who decides; empty for the first ones that can be decided about.
    """

    TABLE: ClassVar[str] = "review_rounds"

    number: int = 1
    state: RoundState = RoundState.PLANNED
    open_from: date | None = None
    open_until: date | None = None
    channels: tuple[str, ...] = ()
    release_at: Moment | None = None
    talked_at: Moment | None = None
    meeting: str | None = ref("meetings")
    outcomes: tuple[ReviewOutcome, ...] = ()
    next_review_on: date | None = None
    matters: tuple[str, ...] = refs("matters")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAnswer(Row):
    """One person's answer to one question of a review. The person is only a number of that round.

    Attributes
    ----------
    round
        The round.
    side
        The person's side.
    respondent
        The person's number in that round; it says nothing in another one.
    item
        The question's code, such as ``T2a``, ``X1`` or ``who_decides``.
    matter
        The matter, for "who decides this?".
    value
        The figure.
    no_answer
        Why there is none.
    words
        The answer in words.
    shared_at
        When their own side let the words be read by the other side.
    """

    TABLE: ClassVar[str] = "review_answers"

    round: str | None = ref("review_rounds")
    side: Side | None = None
    respondent: str = ""
    item: str = ""
    matter: str | None = ref("matters")
    value: int | None = None
    no_answer: NoAnswer | None = None
    words: str = ""
    shared_at: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelReport(Row):
    """How much say somebody experienced, told outside a round of review.

    Attributes
    ----------
    side
        The person's side.
    experienced_level
        The say that they experienced.
    """

    TABLE: ClassVar[str] = "level_reports"

    side: Side | None = None
    experienced_level: PromisedLevel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking(Row):
    """How one person rates the considerations and ranks the preferences of a question; for the study of reasoning.

    Attributes
    ----------
    round
        The round of review that it belongs to.
    side
        The person's side.
    respondent
        The person's number in that round.
    considerations
        How strongly they agree with each consideration.
    preferences
        The rank that they give to each preference.
    """

    TABLE: ClassVar[str] = "rankings"

    round: str | None = ref("review_rounds")
    side: Side | None = None
    respondent: str = ""
    considerations: tuple[int, ...] = ()
    preferences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit(Row):
    """A power check was run.

    Attributes
    ----------
    at
        The day up to which the record was read.
    edition
        Whose record was read.
    seed
        The seed of every draw.
    settings
        What else was set, in plain words.
    records_hash
        The SHA-256 of the records that were read.
    published_at
        When it was published, with the contests.
    """

    TABLE: ClassVar[str] = "audits"

    at: date | None = None
    edition: Edition = Edition.SHARED
    seed: int = 0
    settings: str = ""
    records_hash: str = ""
    published_at: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFinding(Row):
    """One figure of a power check. Nobody can delete it; everybody can contest it.

    Attributes
    ----------
    audit
        The power check.
    indicator
        The indicator's code.
    value
        The figure; empty where there is none.
    numerator
        How many.
    denominator
        Of how many.
    display
        How it may be shown.
    """

    TABLE: ClassVar[str] = "audit_findings"

    audit: str | None = ref("audits")
    indicator: str = ""
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    display: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest(Row):
    """Somebody disagrees with a figure. The contest stands beside it.

    Attributes
    ----------
    finding
        The figure in one power check.
    indicator
        The indicator's code, where it is about every power check.
    text
        What they say.
    side
        On whose side they speak.
    capacity
        As what they speak.
    """

    TABLE: ClassVar[str] = "contests"

    finding: str | None = ref("audit_findings")
    indicator: str = ""
    text: str = ""
    side: Side | None = None
    capacity: str | None = ref("capacities")
