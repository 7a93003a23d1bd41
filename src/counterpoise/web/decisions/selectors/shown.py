"""What a page shows of a decision."""

from dataclasses import dataclass

from counterpoise.decisions.lifecycle import BEFORE_TAKEN
from counterpoise.decisions.notices import Lag
from counterpoise.decisions.sidedness import Classification
from counterpoise.record import KnowledgeKind, Side
from counterpoise.record.commitments import Commitment, Promise, Verdict
from counterpoise.record.contributions import Contribution
from counterpoise.record.decisions import Answer, Concern, Decision, Effect, Trace
from counterpoise.record.initiatives import Group, Matter
from counterpoise.record.mandates import StatutoryMandate
from counterpoise.record.people import Body

__all__ = ["USED", "Answered", "DecisionSeen", "Due", "Judged", "Told", "UsedBy"]

USED = frozenset({Effect.CHANGED, Effect.PARTLY})
"""What is to be said of a contribution that was used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """When one group knew of a decision, and whether a letter to it did not arrive."""

    group: Group
    lag: Lag
    share: float
    confirmed: bool
    failed: bool
    on: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A concern with its answers."""

    concern: Concern
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedBy:
    """How many contributions of one kind of knowledge were used."""

    kind: KnowledgeKind
    used: int
    given: int
    share_used: float
    share_given: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An agreement or a promise, with what both sides find of it."""

    commitment: Commitment | Promise
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A reason why a say was due and was not given, with what it rests on."""

    ground: str
    promise: Promise | None
    right: StatutoryMandate | None
    group: Group


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSeen:
    """A decision as a page shows it.

    Attributes
    ----------
    decision, matter, taker
        The decision, what it is about, who took it.
    taken
        Whether it was taken; else it is a draft.
    told
        For each group when it knew, in the order of the days; the untold last.
    civic_untold
        How many groups of the citizens' side do not know.
    classed
        How one-sided it was.
    due
        What was due and not given, each ground once.
    concerns
        The concerns with their answers.
    answered, reasoned, unanswered
        How many concerns have an answer, have one with a reason, have none.
    open
        The concerns without an answer.
    missing
        What it lacks before it may be called published, by what it is.
    used
        For each kind of knowledge how much of it was used.
    traces
        What happened with each contribution, with the contribution.
    commitments
        The agreements that follow from it.
    reverses, reversed_by
        The decision that it turned around, and the one that turned it around.
    """

    decision: Decision
    matter: Matter | None
    taker: Body | None
    taken: bool
    told: tuple[Told, ...]
    civic_untold: int
    classed: Classification | None
    due: tuple[Due, ...]
    concerns: tuple[Answered, ...]
    answered: int
    reasoned: int
    unanswered: int
    open: tuple[Concern, ...]
    missing: tuple[tuple[str, int], ...]
    used: tuple[UsedBy, ...]
    traces: tuple[tuple[Trace, Contribution | None], ...]
    commitments: tuple[Judged, ...]
    reverses: Decision | None
    reversed_by: Decision | None

    @property
    def said_taken(self) -> bool:
        """Whether it was written down as taken, if only nobody wrote down when."""
        return self.taken or self.decision.state not in BEFORE_TAKEN

    @property
    def used_count(self) -> int:
        """How many contributions were used in it."""
        return sum(trace.effect in USED for trace, _ in self.traces)

    @property
    def slowest_civic(self) -> Told | None:
        """The group of the citizens' side that was told last, of those that were told."""
        told = [row for row in self.told if row.group.side is Side.CIVIC and row.lag.days is not None]
        return told[-1] if told else None

    @property
    def all_told_after(self) -> float | None:
        """After how many days the last group was told; empty where one was not."""
        found = [row.lag.middle for row in self.told]
        return None if not found or None in found else max(day for day in found if day is not None)
