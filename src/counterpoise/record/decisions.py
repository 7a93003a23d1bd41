"""Decisions and what came of them: concerns, answers, traces, notices."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from counterpoise.record.base import Consideration, KnowledgeKind, Reply, Row, Side, ref, refs
from counterpoise.record.moments import Moment

__all__ = [
    "Answer",
    "Concern",
    "ConcernKind",
    "Decision",
    "DecisionState",
    "Effect",
    "GroupReference",
    "Nearest",
    "NearestCoding",
    "Notice",
    "ParticipationLink",
    "SetAsideReason",
    "Trace",
    "Weighing",
]


class DecisionState(StrEnum):
    """How far a decision has come. Reality may skip steps; what was skipped is kept."""

    IDEA = "idea"
    DRAFT = "draft"
    OPEN_FOR_CONCERNS = "open_for_concerns"
    ANSWERED = "answered"
    TAKEN = "taken"
    TOLD = "told"
    FOLLOWED_UP = "followed_up"
    REVIEWED = "reviewed"


class Nearest(StrEnum):
    """Whose position a decision came nearest to."""

    CIVIC = "civic"
    ORGANIZATIONAL = "organizational"
    BETWEEN = "between"
    OTHER = "other"
    NOT_COMPARABLE = "not_comparable"


class ParticipationLink(StrEnum):
    """Whether people took part in a decision, or it was decided not to organize that, with a reason."""

    LINKED = "linked"
    NONE_BECAUSE = "none_because"


class ConcernKind(StrEnum):
    """What kind of worry it is. A show: "this felt as if it had been decided already"."""

    OBJECTION = "objection"
    WORRY = "worry"
    COMPLAINT = "complaint"
    SHOW = "show"


class Effect(StrEnum):
    """What happened with a contribution."""

    CHANGED = "changed"
    CONFIRMED = "confirmed"
    PARTLY = "partly"
    SET_ASIDE = "set_aside"
    NOT_CONSIDERED = "not_considered"


class SetAsideReason(StrEnum):
    """Why a contribution was not used."""

    OFF_TOPIC = "off_topic"
    NOT_FEASIBLE = "not_feasible"
    NOT_ALLOWED = "not_allowed"
    WRONG_FORM = "wrong_form"
    WRONG_PERSON = "wrong_person"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """One reason that was weighed, and how much it weighed, in words.

    Attributes
    ----------
    kind
        The kind of reason.
    text
        The reason.
    side
        The side whose reason it was.
    weight
        How much it weighed, in words.
    """

    kind: Consideration | None = None
    text: str = ""
    side: Side | None = None
    weight: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearestCoding:
    """One side's reading of whose position a decision came nearest to.

    Attributes
    ----------
    coder_side
        The side of who reads it so.
    nearest
        Whose position.
    """

    coder_side: Side | None = None
    nearest: Nearest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Row):
    """A choice with a date, a taker and reasons. Until it has a date it is a draft.

    Attributes
    ----------
    matter
        What is decided about.
    topic
        The topic, as legal rights name it.
    title
        A short name.
    text
        What was decided.
    taken_by
        The body that took it.
    decided_at
        When it was taken; empty while it is a draft.
    became_likely_at
        When it had become likely.
    draft_at
        When there first was a draft.
    state
        How far it has come.
    skipped_steps
        The steps that were skipped.
    reasons
        The reasons, in the taker's own words.
    considerations
        What was weighed.
    under_mandate
        The mandate that was used; empty for none.
    without_mandate
        Whether the taker says that there was no agreed mandate to use.
    concerns_from
        When concerns could first be raised.
    concerns_until
        Until when they could.
    concerns_open_to
        The groups that could raise them.
    consulted
        The bodies that were asked in writing, as their legal right demands.
    consulted_at
        When they were asked in writing.
    consented
        The groups that agreed to it, or voted for it, before it was taken.
    urgency
        Why it could not wait.
    urgent_look_on
        When both sides look at it together afterwards.
    reverses
        The earlier decision that it turns around.
    nearest
        Whose position it came nearest to, as each side reads it.
    frictions
        The frictions that it touches.
    undeclared_limits
        Limits that its reasons use and that nobody had been told before.
    participation
        Whether people took part in it.
    participation_reason
        Why no participation was organized, where that was the choice.
    from_list
        Whether it comes from an imported list of decisions, such as minutes.
    published_at
        When it was published, with everything that publishing asks for.
    """

    TABLE: ClassVar[str] = "decisions"

    matter: str | None = ref("matters")
    topic: str = ""
    title: str = ""
    text: str = ""
    taken_by: str | None = ref("bodies")
    decided_at: Moment | None = None
    became_likely_at: Moment | None = None
    draft_at: Moment | None = None
    state: DecisionState = DecisionState.TAKEN
    skipped_steps: tuple[DecisionState, ...] = ()
    reasons: str = ""
    considerations: tuple[Weighing, ...] = ()
    under_mandate: str | None = ref("mandates")
    without_mandate: bool = False
    concerns_from: Moment | None = None
    concerns_until: Moment | None = None
    concerns_open_to: tuple[str, ...] = refs("groups")
    consulted: tuple[str, ...] = refs("bodies")
    consulted_at: Moment | None = None
    consented: tuple[str, ...] = refs("groups")
    urgency: str = ""
    urgent_look_on: date | None = None
    reverses: str | None = ref("decisions")
    nearest: tuple[NearestCoding, ...] = ()
    frictions: tuple[str, ...] = refs("frictions")
    undeclared_limits: tuple[str, ...] = ()
    participation: ParticipationLink | None = None
    participation_reason: str = ""
    from_list: bool = False
    published_at: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern(Row):
    """An objection or worry, about a draft, a decision or a matter.

    Attributes
    ----------
    decision
        The draft or decision.
    matter
        The matter, where there is no decision yet.
    kind
        What kind of worry it is.
    text
        The worry.
    side
        On whose side its asker speaks.
    capacity
        As what its asker speaks.
    group
        The group that its asker speaks for.
    """

    TABLE: ClassVar[str] = "concerns"

    decision: str | None = ref("decisions")
    matter: str | None = ref("matters")
    kind: ConcernKind = ConcernKind.WORRY
    text: str = ""
    side: Side | None = None
    capacity: str | None = ref("capacities")
    group: str | None = ref("groups")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Row):
    """A reply to a concern, given when it happened.

    Attributes
    ----------
    concern
        The concern.
    text
        The reply.
    reason
        The reason.
    department
        The department that answered.
    answered_by
        Who answered.
    meeting
        The meeting at which it was given.
    no_answer
        Whether it says, signed by a named holder, that no answer will be given. It counts as unanswered.
    ok_for_asker
        Whether the asker finds that it is an answer.
    """

    TABLE: ClassVar[str] = "answers"

    concern: str | None = ref("concerns")
    text: str = ""
    reason: str = ""
    department: str = ""
    answered_by: str | None = ref("persons")
    meeting: str | None = ref("meetings")
    no_answer: bool = False
    ok_for_asker: Reply = Reply.NO_REPLY


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace(Row):
    """What happened with a contribution, or with what a room shared.

    Attributes
    ----------
    contribution
        The contribution.
    digest
        What the room shared.
    decision
        The decision in which it was used or not.
    effect
        What happened with it.
    reason_code
        Why it was not used.
    reason
        The same in words.
    department
        The department that says so.
    knowledge_kind
        The kind of knowledge that the decision cites it for; empty where it is not cited.
    agreed_by_contributor
        Whether its author finds that this is right.
    """

    TABLE: ClassVar[str] = "traces"

    contribution: str | None = ref("contributions")
    digest: str | None = ref("digests")
    decision: str | None = ref("decisions")
    effect: Effect | None = None
    reason_code: SetAsideReason | None = None
    reason: str = ""
    department: str = ""
    knowledge_kind: KnowledgeKind | None = None
    agreed_by_contributor: Reply = Reply.NO_REPLY


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Row):
    """A group was told of a decision, or is not told yet and will be on a planned date.

    Attributes
    ----------
    decision
        The decision.
    group
        The group.
    told_at
        When they were told, says the teller.
    heard_at
        When they heard it, says the group.
    channel
        How they were told.
    language_level
        How plain the words were, such as ``B1``.
    planned_on
        When they will be told, where they are not told yet.
    """

    TABLE: ClassVar[str] = "notices"

    decision: str | None = ref("decisions")
    group: str | None = ref("groups")
    told_at: Moment | None = None
    heard_at: Moment | None = None
    channel: str = ""
    language_level: str = ""
    planned_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupReference(Row):
    """A place where a text speaks of "citizens", "the community" and the like, and whom it means.

    Attributes
    ----------
    text
        The words.
    decision
        The decision in which they stand.
    document
        The document in which they stand.
    group
        The described group that they mean; empty where nobody says.
    """

    TABLE: ClassVar[str] = "group_references"

    text: str = ""
    decision: str | None = ref("decisions")
    document: str | None = ref("documents")
    group: str | None = ref("groups")
