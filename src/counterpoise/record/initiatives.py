"""The spine of an initiative: its rounds, groups, matters, documents, trade-offs and the changes around it."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import ClassVar

from counterpoise.record.base import Row, Side, ref, refs

__all__ = [
    "Affects",
    "ContextChange",
    "ContextChangeKind",
    "Cycle",
    "Document",
    "DocumentKind",
    "Group",
    "Initiative",
    "InitiativeState",
    "Lane",
    "Matter",
    "ProcessRole",
    "ProcessRoleKind",
    "PromisedLevel",
    "Reached",
    "TradeOff",
]


class PromisedLevel(IntEnum):
    """How much say is promised, or was experienced; the six steps that people choose from."""

    NOT_TOLD = 0
    TOLD = 1
    ASKED = 2
    WORKED_OUT_TOGETHER = 3
    DECIDED_TOGETHER = 4
    CITIZENS_DECIDED = 5


class InitiativeState(StrEnum):
    """An initiative is a draft, active or resting. It is never finished."""

    DRAFT = "draft"
    ACTIVE = "active"
    RESTING = "resting"


class Lane(StrEnum):
    """Where a matter lives: in people's own lives, in care, in a profession, an organization or the system."""

    LIFE_WORLD = "life_world"
    CLINICAL = "clinical"
    PROFESSIONAL = "professional"
    ORGANIZATIONAL = "organizational"
    SYSTEM = "system"


class Reached(StrEnum):
    """Whether a group has had a real chance to take part."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    UNKNOWN = "unknown"


class ContextChangeKind(StrEnum):
    """What changed around an initiative."""

    LEADERSHIP = "leadership"
    MISSION = "mission"
    LAW = "law"
    MONEY = "money"
    MERGER = "merger"


class ProcessRoleKind(StrEnum):
    """Who calls the tune: the tasks that shape a participation."""

    AGENDA = "agenda"
    WORDING = "wording"
    CHAIR = "chair"
    MINUTES = "minutes"
    MONEY = "money"
    DATA = "data"
    SELECTION = "selection"
    END_DATE = "end_date"


class DocumentKind(StrEnum):
    """What kind of text a document is."""

    POLICY = "policy"
    PLAN = "plan"
    MINUTES = "minutes"
    REPORT = "report"
    LETTER = "letter"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative(Row):
    """A joint effort that is active or rests, and is never finished. One person's care path is one too.

    Attributes
    ----------
    title
        Its name.
    purpose
        What it is for, as declared at the start.
    purpose_declared_by
        The side that declared the purpose.
    promised_level
        The say that is promised.
    state
        Whether it is a draft, active or resting.
    review_on
        When both sides look again; at most twelve months ahead.
    rest_reason
        Why it rests.
    cadence_days
        How often both sides mean to meet, in days.
    scope
        The matters that it is about; empty means all its matters.
    holder
        The body that holds it.
    """

    TABLE: ClassVar[str] = "initiatives"

    title: str = ""
    purpose: str = ""
    purpose_declared_by: Side | None = None
    promised_level: PromisedLevel | None = None
    state: InitiativeState = InitiativeState.ACTIVE
    review_on: date | None = None
    rest_reason: str = ""
    cadence_days: int | None = None
    scope: tuple[str, ...] = refs("matters")
    holder: str | None = ref("bodies")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle(Row):
    """A round: one period between two reviews.

    Attributes
    ----------
    number
        1 for the first round.
    active_from
        The first day.
    active_until
        The day after the last one; empty while it lasts.
    """

    TABLE: ClassVar[str] = "cycles"

    number: int = 1
    active_from: date | None = None
    active_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Row):
    """A named and described set of people.

    Attributes
    ----------
    name
        Its name; "citizens" alone is no name.
    description
        Who belongs to it.
    side
        On whose side it stands.
    size
        How many people it has.
    status
        Whether it has had a real chance to take part.
    whole_population
        Whether it is simply everybody of the area.
    body
        The body that speaks for it, if any.
    """

    TABLE: ClassVar[str] = "groups"

    name: str = ""
    description: str = ""
    side: Side | None = None
    size: int | None = None
    status: Reached = Reached.UNKNOWN
    whole_population: bool = False
    body: str | None = ref("bodies")


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter(Row):
    """A thing that somebody can decide about.

    Attributes
    ----------
    text
        What can be decided.
    lane
        Where the matter lives.
    owner_department
        The department that holds it.
    departments
        All departments that it concerns.
    holders
        The bodies that hold it, from the system and from people's own lives.
    important_for_citizens
        Whether citizens marked it as important.
    active_from
        The first day on which it was live.
    active_until
        The day from which it no longer was; empty while it is.
    """

    TABLE: ClassVar[str] = "matters"

    text: str = ""
    lane: Lane | None = None
    owner_department: str = ""
    departments: tuple[str, ...] = ()
    holders: tuple[str, ...] = refs("bodies")
    important_for_citizens: bool | None = None
    active_from: date | None = None
    active_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Affects(Row):
    """A matter touches a group: that group is to be told, and asked where it has a say.

    Attributes
    ----------
    matter
        The matter.
    group
        The group.
    how
        How it touches them.
    """

    TABLE: ClassVar[str] = "affects"

    matter: str | None = ref("matters")
    group: str | None = ref("groups")
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextChange(Row):
    """Something changed around the initiative: what was promised and agreed is put on review.

    Attributes
    ----------
    kind
        What changed.
    text
        What happened, in plain words.
    """

    TABLE: ClassVar[str] = "context_changes"

    kind: ContextChangeKind | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessRole(Row):
    """Who holds one of the tasks that shape a participation.

    Attributes
    ----------
    role
        The task.
    side
        The side that holds it.
    body
        The body that holds it.
    """

    TABLE: ClassVar[str] = "process_roles"

    role: ProcessRoleKind | None = None
    side: Side | None = None
    body: str | None = ref("bodies")


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeOff(Row):
    """One good gave way to another, for a while.

    Attributes
    ----------
    good_a
        The one good.
    good_b
        The other good.
    gave_way
        Which of the two gave way.
    for_how_long
        For how long, in plain words.
    review_on
        When it is looked at again.
    """

    TABLE: ClassVar[str] = "trade_offs"

    good_a: str = ""
    good_b: str = ""
    gave_way: str = ""
    for_how_long: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Row):
    """A policy, plan, minutes or other text.

    Attributes
    ----------
    title
        Its title.
    kind
        What kind of text it is.
    author_side
        The side that wrote it.
    lane
        The level of integration that it speaks about.
    text
        The text itself.
    """

    TABLE: ClassVar[str] = "documents"

    title: str = ""
    kind: DocumentKind | None = None
    author_side: Side | None = None
    lane: Lane | None = None
    text: str = ""
