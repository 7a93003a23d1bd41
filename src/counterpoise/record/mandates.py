"""Who decides what: mandates and their versions, legal rights, requirements, limits and requests for a limit."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from counterpoise.record.base import Row, Say, Side, ref
from counterpoise.record.moments import Moment

__all__ = [
    "Assent",
    "Basis",
    "DutyMove",
    "GroupSay",
    "Limit",
    "LimitKind",
    "LimitQuestion",
    "LimitReply",
    "LimitState",
    "Mandate",
    "MandateState",
    "Requirement",
    "StatutoryMandate",
]


class MandateState(StrEnum):
    """Where the talk about a mandate stands. It never ends: agreed can be reopened, expired can be proposed again."""

    PROPOSED = "proposed"
    CONTESTED = "contested"
    AGREED = "agreed"
    EXPIRED = "expired"


class Basis(StrEnum):
    """On what a mandate rests."""

    AGREED = "agreed"
    STATUTORY = "statutory"
    CLAIMED = "claimed"


class DutyMove(StrEnum):
    """To which side a version of a mandate moves a duty."""

    TO_CIVIC = "to_civic"
    TO_ORGANIZATION = "to_organization"


class LimitKind(StrEnum):
    """What is fixed beforehand, what its holder will not negotiate, or what is deliberately left open."""

    LIMIT = "limit"
    RED_LINE = "red_line"
    OPENING = "opening"


class LimitState(StrEnum):
    """Where a limit stands. A lifted limit can be declared again."""

    DECLARED = "declared"
    CONTESTED = "contested"
    KEPT = "kept"
    CHANGED = "changed"
    LIFTED = "lifted"


class LimitReply(StrEnum):
    """What was answered to a request for a limit."""

    LIMIT = "limit"
    OPENING = "opening"
    NOT_KNOWN_YET = "not_known_yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSay:
    """The say of one group.

    Attributes
    ----------
    group
        The group.
    say
        How much say it has.
    """

    group: str | None = ref("groups")
    say: Say = Say.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Assent:
    """One side's yes to a version of a mandate.

    Attributes
    ----------
    side
        The side.
    person
        Who said yes for it.
    body
        In which body they hold a seat.
    given_at
        When.
    """

    side: Side | None = None
    person: str | None = ref("persons")
    body: str | None = ref("bodies")
    given_at: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate(Row):
    """One version of who decides a matter. All versions of a mandate share its `id`; the history is part of the record.

    Attributes
    ----------
    matter
        What can be decided.
    holder
        The body that has the say of this mandate.
    say
        Its say; ``decide`` for the body that decides.
    others
        The say of each group.
    limits
        Within which limits.
    conflict_decides
        Who decides where both sides disagree.
    conflict_mediator
        Who helps them talk.
    conflict_max_days
        After how many days at most it is decided.
    review_on
        When it is looked at again.
    expires_on
        The day from which it no longer holds.
    reason
        Why this version.
    basis
        Agreed by both sides, laid down by law, or claimed by its holder.
    state
        Where the talk about it stands.
    assents
        Who said yes, for which side, when.
    legal_right
        The legal right that it follows from.
    direction
        -1 where this version moves control to the local or civic side, 1 to the centre, 0 where it moves
        nothing; empty where nobody coded it.
    cites_requirement
        The requirement from elsewhere that the reason cites.
    duty_moved
        To which side it moves a duty; empty where it moves none.
    duty
        The duty that it moves.
    say_with_it
        The say that goes along with that duty; ``none`` where none does.
    context_change
        The change around the initiative that put this mandate on review.
    """

    TABLE: ClassVar[str] = "mandates"

    matter: str | None = ref("matters")
    holder: str | None = ref("bodies")
    say: Say | None = None
    others: tuple[GroupSay, ...] = ()
    limits: str = ""
    conflict_decides: str = ""
    conflict_mediator: str = ""
    conflict_max_days: int | None = None
    review_on: date | None = None
    expires_on: date | None = None
    reason: str = ""
    basis: Basis | None = None
    state: MandateState = MandateState.PROPOSED
    assents: tuple[Assent, ...] = ()
    legal_right: str | None = ref("statutory_mandates")
    direction: int | None = None
    cites_requirement: str | None = ref("requirements")
    duty_moved: DutyMove | None = None
    duty: str = ""
    say_with_it: Say | None = None
    context_change: str | None = ref("context_changes")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatutoryMandate(Row):
    """A legal right of a group or its body. It names topics, never a whole matter.

    Attributes
    ----------
    pack
        The law and its version, such as ``nl-wmcz-1996``.
    article
        The article.
    topics
        The topics that it names.
    say
        The say that it gives.
    body
        The body that has the right.
    group
        The group that it has the right for.
    active_from
        The first day on which it holds.
    active_until
        The day from which it no longer does; empty while it does.
    """

    TABLE: ClassVar[str] = "statutory_mandates"

    pack: str = ""
    article: str = ""
    topics: tuple[str, ...] = ()
    say: Say | None = None
    body: str | None = ref("bodies")
    group: str | None = ref("groups")
    active_from: date | None = None
    active_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement(Row):
    """A rule from elsewhere that must be accounted for, what it protects and what room it leaves.

    Attributes
    ----------
    matter
        The matter that it touches.
    text
        The rule.
    imposed_by
        Who imposes it.
    protects
        What it protects.
    effect_on_room
        What it leaves to decide here.
    contested_by
        The side that contests it.
    contested_at
        When it did.
    changed_after_contest
        Whether something changed after that.
    """

    TABLE: ClassVar[str] = "requirements"

    matter: str | None = ref("matters")
    text: str = ""
    imposed_by: str = ""
    protects: str = ""
    effect_on_room: str = ""
    contested_by: Side | None = None
    contested_at: Moment | None = None
    changed_after_contest: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit(Row):
    """A limit, a red line or an opening: what is fixed beforehand, or deliberately not.

    Attributes
    ----------
    matter
        The matter.
    kind
        A limit, a red line, or left open.
    text
        What is fixed or open.
    side
        The side that set it.
    set_by
        The body that set it.
    reason
        Why.
    protects
        What it protects.
    declared_at
        When people were told.
    until
        Until when it holds.
    negotiable
        Whether its holder will talk about it.
    state
        Where it stands.
    real_for_citizens
        Whether citizens find that it is a real limit.
    """

    TABLE: ClassVar[str] = "limits"

    matter: str | None = ref("matters")
    kind: LimitKind = LimitKind.LIMIT
    text: str = ""
    side: Side | None = None
    set_by: str | None = ref("bodies")
    reason: str = ""
    protects: str = ""
    declared_at: Moment | None = None
    until: date | None = None
    negotiable: bool | None = None
    state: LimitState = LimitState.DECLARED
    real_for_citizens: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitQuestion(Row):
    """Somebody asks for a limit: when is it too far? It was asked when it happened, and is owed an answer.

    Attributes
    ----------
    matter
        The matter.
    text
        The question.
    asked_by
        As what the asker speaks.
    department
        The asker's department.
    side
        The asker's side.
    reply
        What was answered; empty while nothing was.
    answered_at
        When.
    answered_with
        The limit or opening that is the answer.
    known_on
        When an answer is expected, where nobody knows yet.
    """

    TABLE: ClassVar[str] = "limit_questions"

    matter: str | None = ref("matters")
    text: str = ""
    asked_by: str | None = ref("capacities")
    department: str = ""
    side: Side | None = None
    reply: LimitReply | None = None
    answered_at: Moment | None = None
    answered_with: str | None = ref("limits")
    known_on: date | None = None
