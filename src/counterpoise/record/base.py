"""What every record carries, and the words that more than one record uses.

A record is one thing that happened, told by somebody at some time. Records are never changed: a correction is a new
version with the same
`id`, and the last version that was recorded by a date is the one in force at that date.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from counterpoise.record.moments import Moment

__all__ = ["Consideration", "KnowledgeKind", "Level", "Reply", "Row", "Say", "Side", "Tension", "ref", "refs"]


class Level(StrEnum):
    """The two levels of the paper: one person's care, or services for many."""

    INDIVIDUAL = "individual"
    COLLECTIVE = "collective"


class Side(StrEnum):
    """On whose side somebody speaks."""

    CIVIC = "civic"
    ORGANIZATIONAL = "organizational"
    INDEPENDENT = "independent"


class Tension(StrEnum):
    """The four tensions. None is ever solved, and neither pole is better."""

    EXPERTISE = "expertise"
    CONTROL = "control"
    INCLUSION = "inclusion"
    INTERESTS = "interests"


class KnowledgeKind(StrEnum):
    """Where what somebody says comes from."""

    EXPERIENCE = "experience"
    CIVIC = "civic"
    PROFESSIONAL = "professional"
    RESEARCH = "research"
    MANAGERIAL = "managerial"


class Say(StrEnum):
    """How much say, from none to deciding; the order is the order of strength."""

    NONE = "none"
    HEAR = "hear"
    ADVISE = "advise"
    ADVISE_WEIGHTY = "advise_weighty"
    CONSENT = "consent"
    CO_DECIDE = "co_decide"
    DECIDE = "decide"


class Consideration(StrEnum):
    """The kind of reason that is weighed."""

    CARE_QUALITY = "care_quality"
    WELLBEING = "wellbeing"
    SAFETY = "safety"
    MONEY = "money"
    LOGISTICS = "logistics"
    MARKET = "market"
    LAW = "law"
    COMMUNITY = "community"
    FAIRNESS = "fairness"
    STAFF = "staff"
    OTHER = "other"


class Reply(StrEnum):
    """What somebody answered when asked whether it is right: yes, no, or nothing yet."""

    YES = "yes"
    NO = "no"
    NO_REPLY = "no_reply"


def ref(table: str) -> Any:  # noqa: ANN401 - a dataclass field of any declared type
    """Declare a field that names one row of `table` by its id, or nobody.

    Parameters
    ----------
    table
        The table whose row is named.
    """
    return field(default=None, metadata={"to": table})


def refs(table: str) -> Any:  # noqa: ANN401 - a dataclass field of any declared type
    """Declare a field that names any number of rows of `table` by their ids.

    Parameters
    ----------
    table
        The table whose rows are named.
    """
    return field(default=(), metadata={"to": table})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every record carries.

    Attributes
    ----------
    id
        The record's name; the same in every version of it.
    version
        1 for the first telling, 2 for the first correction, and so on.
    supersedes_reason
        Why this version replaces the one before.
    initiative
        The initiative or care path it belongs to; empty for what serves all of them, such as a person.
    level
        Whether it is about one person's care or about services for many.
    happened_at
        When it happened, as exactly as known; empty where nobody knows.
    recorded_at
        When it was written down here. Never earlier than it happened.
    recorded_by
        Who wrote it down.
    on_behalf_of
        For whom it was written down, where that is somebody else (by phone, from paper).
    space
        The room in which it may be read; empty for the open room.
    source
        Where this record comes from, such as a document, a list, or "assumed".
    quote
        The words of that source that say it.
    """

    TABLE: ClassVar[str] = ""

    id: str
    version: int = 1
    supersedes_reason: str = ""
    initiative: str | None = ref("initiatives")
    level: Level = Level.COLLECTIVE
    happened_at: Moment | None = None
    recorded_at: datetime
    recorded_by: str | None = ref("persons")
    on_behalf_of: str | None = ref("persons")
    space: str | None = ref("spaces")
    source: str = ""
    quote: str = ""
