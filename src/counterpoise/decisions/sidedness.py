"""What `unilateral` answers with: the classes from U0 to U3, and for each group why."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from counterpoise.decisions.dossier import Ask
from counterpoise.decisions.notices import Lag
from counterpoise.record import Say, Side
from counterpoise.record.initiatives import PromisedLevel

__all__ = [
    "IN_TIME_DAYS",
    "PROMISED_SAY",
    "SHORT_NOTICE_DAYS",
    "Classification",
    "Flag",
    "Ground",
    "GroundKind",
    "GroupClass",
    "Reason",
    "Sidedness",
    "Urgency",
]

IN_TIME_DAYS = 7
"""Told within this many days, a group was told in time."""

SHORT_NOTICE_DAYS = 14
"""Asked fewer days than this before the decision, a group was asked at short notice."""

PROMISED_SAY = {
    PromisedLevel.NOT_TOLD: Say.NONE,
    PromisedLevel.TOLD: Say.HEAR,
    PromisedLevel.ASKED: Say.ADVISE,
    PromisedLevel.WORKED_OUT_TOGETHER: Say.ADVISE_WEIGHTY,
    PromisedLevel.DECIDED_TOGETHER: Say.CO_DECIDE,
    PromisedLevel.CITIZENS_DECIDED: Say.DECIDE,
}
"""The say that each promised level amounts to."""


class Sidedness(StrEnum):
    """How one-sided: from U0, people had their say, to U3, a say that was due was passed over."""

    U0 = "U0"
    U1 = "U1"
    U2 = "U2"
    U3 = "U3"


class GroundKind(StrEnum):
    """Where a say that is due comes from."""

    MANDATE = "mandate"
    LEGAL_RIGHT = "legal_right"
    PROMISE = "promise"


class Flag(StrEnum):
    """What stands beside a class and never changes it."""

    ASKED_AT_SHORT_NOTICE = "asked_at_short_notice"
    DRAFTED_BEFORE_ASKED = "drafted_before_asked"
    DATES_LEAVE_IT_OPEN = "dates_leave_it_open"
    TAKEN_BY_CITIZENS = "taken_by_citizens"


class Urgency(StrEnum):
    """Whether the taker says that it could not wait. The class stays either way."""

    NOT_CLAIMED = "not_claimed"
    CLAIMED = "claimed"
    EXPLAINED = "explained"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a group has its class, as a word.

    Attributes
    ----------
    code
        ``due_not_met``, ``due_met``, ``not_told``, ``told_late``, ``told_in_time`` or ``asked``.
    given
        What was found, by name.
    """

    code: str
    given: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One reason why a say was due to a group, and whether that say was met.

    Attributes
    ----------
    kind
        A mandate, a legal right or a promise.
    id
        Its id.
    say
        The say.
    met
        Whether the group had that say.
    body
        The body through which the group has it; empty where the group has it itself.
    """

    kind: GroundKind
    id: str
    say: Say
    met: bool
    body: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupClass:
    """How one-sided a decision was for one group.

    Attributes
    ----------
    group, side
        The group and its side.
    sidedness
        The class.
    lag
        How long it took until they knew.
    asks
        When they were asked: questions, meetings, rounds of concerns.
    due
        The highest say that was due.
    grounds
        Every say that was due, the highest first.
    met
        Whether the highest was met; False where nothing was due.
    flags
        What stands beside the class.
    reasons
        Why this class.
    """

    group: str
    side: Side | None
    sidedness: Sidedness
    lag: Lag
    asks: tuple[Ask, ...]
    due: Say
    grounds: tuple[Ground, ...]
    met: bool
    flags: tuple[Flag, ...]
    reasons: tuple[Reason, ...]

    @property
    def asked(self) -> bool:
        """Whether they were asked."""
        return bool(self.asks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """How one-sided a decision was.

    Attributes
    ----------
    decision
        The decision.
    sidedness
        The highest class over the groups of the civic side; None where it touches no such group.
    groups
        The groups of the civic side.
    beside
        The other groups, which do not count in the class.
    flags
        The flags of the groups of the civic side.
    urgency
        Whether the taker says, and explains with a date for a look together, that it could not wait.
    """

    decision: str
    sidedness: Sidedness | None
    groups: tuple[GroupClass, ...] = ()
    beside: tuple[GroupClass, ...] = ()
    flags: tuple[Flag, ...] = ()
    urgency: Urgency = Urgency.NOT_CLAIMED
