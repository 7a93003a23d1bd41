"""What people say and what they are asked, in their own words and in what was made of them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from counterpoise.record.base import KnowledgeKind, Reply, Row, Side, ref, refs
from counterpoise.record.moments import Moment

__all__ = [
    "AppealOutcome",
    "Choice",
    "Contribution",
    "ContributionState",
    "Digest",
    "Medium",
    "Moderation",
    "Problem",
    "Question",
    "Reframe",
    "ReframeReply",
    "Rewording",
    "Route",
    "Stance",
    "Theme",
]


class ContributionState(StrEnum):
    """A contribution is a draft, given, or withdrawn by its author."""

    DRAFT = "draft"
    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class Stance(StrEnum):
    """How a contribution stands to the question that was asked."""

    ANSWERS = "answers"
    REJECTS_FRAME = "rejects_frame"
    OTHER = "other"


class Medium(StrEnum):
    """In what form something was said."""

    TEXT = "text"
    PHOTO = "photo"
    DRAWING = "drawing"


class Route(StrEnum):
    """By which way something came in."""

    SCREEN = "screen"
    PAPER = "paper"
    PHONE = "phone"
    MEETING = "meeting"


class ReframeReply(StrEnum):
    """What the asking side said to another wording."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


class AppealOutcome(StrEnum):
    """What came of an appeal against hiding a contribution."""

    UPHELD = "upheld"
    OVERTURNED = "overturned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the options that can be chosen, and the side that added it.

    Attributes
    ----------
    text
        The option.
    author_side
        The side that added it.
    """

    text: str = ""
    author_side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem(Row):
    """Something is wrong or missing, said before anybody knows what to do about it.

    Attributes
    ----------
    matter
        What it is about.
    text
        The problem, in the words of who opened it.
    author_side
        The side that opened it.
    options
        What could be done, added by either side.
    """

    TABLE: ClassVar[str] = "problems"

    matter: str | None = ref("matters")
    text: str = ""
    author_side: Side | None = None
    options: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Row):
    """What people are asked, in one exact wording.

    Attributes
    ----------
    matter
        What it is about.
    problem
        The problem that it answers to.
    text
        The wording.
    author_side
        The side that worded it first.
    co_authors
        Who of the other side helped to word it.
    co_author_confirmed
        Whether they confirmed that they did.
    co_author_skipped
        Whether the asking side went on without one.
    options
        What people could choose from.
    options_fixed_at
        When the options were fixed; empty where people could still add some.
    use
        What will be done with the answers.
    in_reply_to
        The question that this one replaces or follows.
    meeting
        The meeting at which it was asked.
    open_to
        The groups that could answer.
    closed_at
        When it was closed; it opened when it happened.
    """

    TABLE: ClassVar[str] = "questions"

    matter: str | None = ref("matters")
    problem: str | None = ref("problems")
    text: str = ""
    author_side: Side | None = None
    co_authors: tuple[str, ...] = refs("persons")
    co_author_confirmed: bool | None = None
    co_author_skipped: bool = False
    options: tuple[Choice, ...] = ()
    options_fixed_at: Moment | None = None
    use: str = ""
    in_reply_to: str | None = ref("questions")
    meeting: str | None = ref("meetings")
    open_to: tuple[str, ...] = refs("groups")
    closed_at: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reframe(Row):
    """Another wording for a question ("this is not the question"), and the answer to it.

    Attributes
    ----------
    question
        The question that should change.
    text
        The other wording.
    author_side
        The side that proposes it.
    reply
        What the asking side said; empty while they said nothing.
    replied_at
        When they said it.
    reason
        Why they refused.
    replaced_by
        The new question, where they accepted.
    """

    TABLE: ClassVar[str] = "reframes"

    question: str | None = ref("questions")
    text: str = ""
    author_side: Side | None = None
    reply: ReframeReply | None = None
    replied_at: Moment | None = None
    reason: str = ""
    replaced_by: str | None = ref("questions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution(Row):
    """Something that somebody said, in their own words. Nobody else ever edits it.

    Attributes
    ----------
    text
        The words; empty once withdrawn.
    medium
        In what form it was said.
    route
        By which way it came in.
    capacity
        As what the person speaks; empty for "I would rather not say".
    side
        On whose side they speak.
    kind
        Where it comes from: own experience, local knowledge, a profession, research, management. The author chooses.
    stance
        How it stands to the question that was asked.
    critical
        Whether it says that something is wrong; declared by the author or coded by citizens only.
    org_present
        Whether somebody of the organization was there when it was said; empty where unknown.
    topic
        What it is about, in a word or two.
    matter
        What can be decided that it is about.
    question
        The question that it answers.
    question_version
        The version of that question that the author saw.
    meeting
        The meeting at which it was said.
    state
        Draft, given or withdrawn.
    from_trajectory
        The care path from which its owner raised it.
    """

    TABLE: ClassVar[str] = "contributions"

    text: str = ""
    medium: Medium = Medium.TEXT
    route: Route | None = None
    capacity: str | None = ref("capacities")
    side: Side | None = None
    kind: KnowledgeKind | None = None
    stance: Stance | None = None
    critical: bool | None = None
    org_present: bool | None = None
    topic: str = ""
    matter: str | None = ref("matters")
    question: str | None = ref("questions")
    question_version: int | None = None
    meeting: str | None = ref("meetings")
    state: ContributionState = ContributionState.GIVEN
    from_trajectory: str | None = ref("trajectories")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording(Row):
    """Somebody else's wording of a contribution, beside the own words. The author says whether it is right.

    Attributes
    ----------
    contribution
        What was said.
    text
        The other wording: a summary or a translation.
    by_side
        The side that reworded it.
    ok_for_author
        What the author says of it.
    """

    TABLE: ClassVar[str] = "rewordings"

    contribution: str | None = ref("contributions")
    text: str = ""
    by_side: Side | None = None
    ok_for_author: Reply = Reply.NO_REPLY


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest(Row):
    """What a room chose to share: the only way out of a room that is closed to the other side.

    Attributes
    ----------
    from_space
        The room.
    matter
        What it is about.
    text
        What the room shares.
    votes_for
        How many members voted to share it.
    votes_against
        How many voted not to.
    released_at
        When it was shared; empty while it is a draft.
    released_by
        Who counted the vote.
    """

    TABLE: ClassVar[str] = "digests"

    from_space: str | None = ref("spaces")
    matter: str | None = ref("matters")
    text: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    released_at: Moment | None = None
    released_by: str | None = ref("persons")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme(Row):
    """A grouping of contributions, made by one side; the other side's grouping stands beside it.

    Attributes
    ----------
    name
        The theme's name.
    made_by
        The side that made it.
    contributions
        What belongs to it.
    """

    TABLE: ClassVar[str] = "themes"

    name: str = ""
    made_by: Side | None = None
    contributions: tuple[str, ...] = refs("contributions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moderation(Row):
    """A contribution was hidden, with a reason, a notice to its author and a way to appeal.

    Attributes
    ----------
    contribution
        What was hidden.
    reason
        Why.
    by_side
        The side of who hid it.
    noticed_at
        When its author was told.
    appealed_at
        When its author appealed.
    appeal_body
        The body, with both sides in it, that looked at the appeal.
    outcome
        What came of it.
    """

    TABLE: ClassVar[str] = "moderations"

    contribution: str | None = ref("contributions")
    reason: str = ""
    by_side: Side | None = None
    noticed_at: Moment | None = None
    appealed_at: Moment | None = None
    appeal_body: str | None = ref("bodies")
    outcome: AppealOutcome | None = None
