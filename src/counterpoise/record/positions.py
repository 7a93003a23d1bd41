"""What matters to whom: positions, frictions, and statements that people vote on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from counterpoise.record.base import Consideration, Row, Side, Tension, ref, refs
from counterpoise.record.moments import Moment

__all__ = [
    "Ballot",
    "Confirmation",
    "Friction",
    "FrictionState",
    "OpinionGroup",
    "Position",
    "Statement",
    "Visibility",
    "Vote",
]


class FrictionState(StrEnum):
    """Where a friction stands. It can always be reopened."""

    NOTICED = "noticed"
    SHARED = "shared"
    JUXTAPOSED = "juxtaposed"
    BEING_WORKED = "being_worked"
    SETTLED_FOR_NOW = "settled_for_now"
    LIVED_WITH = "lived_with"
    MOVED = "moved"
    REOPENED = "reopened"


class Visibility(StrEnum):
    """Who can see a friction."""

    BOTH_SIDES = "both_sides"
    ONE_SIDE = "one_side"
    UNKNOWN = "unknown"


class Ballot(StrEnum):
    """What somebody voted on a statement. Seen without an answer is not a pass."""

    AGREE = "agree"
    DISAGREE = "disagree"
    PASS = "pass"  # noqa: S105 - a ballot, no password
    SEEN = "seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """One party confirmed that a friction is settled for now, or lived with.

    Attributes
    ----------
    party
        The party, as the friction names it.
    confirmed_at
        When.
    person
        Who spoke for that party; nobody speaks for two of them.
    """

    party: str = ""
    confirmed_at: Moment | None = None
    person: str | None = ref("persons")


@dataclass(frozen=True, slots=True, kw_only=True)
class Friction(Row):
    """A live clash in a case. It was noticed when it happened; it has an age, a next step and somebody who takes it.

    Attributes
    ----------
    text
        The friction, in plain words.
    tension
        The tension that it belongs to.
    matter
        The matter that it is about.
    between
        The parties.
    sides
        The side of each party, in the same order; empty where nobody wrote them down.
    visibility
        Who can see it.
    held_by
        The side that can, where only one can.
    existence_shared
        Whether that side lets the other know that there is one.
    state
        Where it stands.
    next_step
        What happens next.
    next_step_by
        Who does it.
    next_step_on
        When.
    closed_at
        When it was settled for now, lived with or moved.
    closing_as
        As what its parties mean to close it, once one of them proposed that; empty else.
    confirmations
        The parties that confirmed that.
    moved_to
        The body that it was moved to.
    review_on
        When a settled one is looked at again; at most twelve months ahead.
    norm
        The rule or norm that it is with, at the level of one person's care.
    """

    TABLE: ClassVar[str] = "frictions"

    text: str = ""
    tension: Tension | None = None
    matter: str | None = ref("matters")
    between: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    visibility: Visibility = Visibility.UNKNOWN
    held_by: Side | None = None
    existence_shared: bool = False
    state: FrictionState = FrictionState.NOTICED
    next_step: str = ""
    next_step_by: str = ""
    next_step_on: date | None = None
    closed_at: Moment | None = None
    closing_as: FrictionState | None = None
    confirmations: tuple[Confirmation, ...] = ()
    moved_to: str | None = ref("bodies")
    review_on: date | None = None
    norm: str | None = ref("requirements")


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Row):
    """What somebody wants, with the interest behind it.

    A department, a role or a group holds it, never simply "the organization".

    Attributes
    ----------
    friction
        The friction that it is in.
    matter
        The matter that it is about.
    capacity
        The holder, where it is a person in a capacity.
    department
        The holder, where it is a department.
    group
        The holder, where it is a group.
    side
        The holder's side.
    claim
        What they want.
    interest
        Why it matters to them.
    consideration
        The kind of reason.
    own_words
        Whether these are the holder's own words.
    """

    TABLE: ClassVar[str] = "positions"

    friction: str | None = ref("frictions")
    matter: str | None = ref("matters")
    capacity: str | None = ref("capacities")
    department: str = ""
    group: str | None = ref("groups")
    side: Side | None = None
    claim: str = ""
    interest: str = ""
    consideration: Consideration | None = None
    own_words: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Row):
    """A short sentence that people can agree or disagree with.

    Attributes
    ----------
    text
        The sentence.
    author_side
        The side that wrote it.
    matter
        What it is about.
    against_proposal
        The vote on it that stands against the organization's proposal; fixed before anybody votes. Empty for
        most statements.
    hidden
        Whether it was taken out by moderation.
    friction
        The friction that it speaks of.
    position
        The position that it speaks of.
    decision
        The decision that it speaks of.
    contribution
        The contribution of which it was made by its author.
    """

    TABLE: ClassVar[str] = "statements"

    text: str = ""
    author_side: Side | None = None
    matter: str | None = ref("matters")
    against_proposal: Ballot | None = None
    hidden: bool = False
    friction: str | None = ref("frictions")
    position: str | None = ref("positions")
    decision: str | None = ref("decisions")
    contribution: str | None = ref("contributions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Row):
    """One person's vote on one statement; the last version holds.

    Attributes
    ----------
    statement
        The statement.
    person
        Who voted.
    ballot
        What; empty once they took their vote back.
    important
        Whether they marked it as important to them.
    chance
        The chance with which the statement was drawn for them, between 0 and 1; empty where they looked it up.
    words
        What they add to their vote, in their own words.
    """

    TABLE: ClassVar[str] = "votes"

    statement: str | None = ref("statements")
    person: str | None = ref("persons")
    ballot: Ballot | None = None
    important: bool = False
    chance: float | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionGroup(Row):
    """A group of opinions found in the votes: a share, never a list of people.

    Attributes
    ----------
    run
        The run that found it.
    name
        What people call it.
    share
        Its share of those who voted, between 0 and 1.
    voters
        How many people voted in that run.
    stable
        Whether the groups of that run were stable.
    has_seat
        Whether somebody with these opinions has a seat; empty where nobody knows.
    differs
        The statements on which it differs most from all others, the clearest first.
    """

    TABLE: ClassVar[str] = "opinion_groups"

    run: str = ""
    name: str = ""
    share: float | None = None
    voters: int | None = None
    stable: bool | None = None
    has_seat: bool | None = None
    differs: tuple[str, ...] = refs("statements")
