"""What keeps people away, what was changed for them, and who trained whom."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from counterpoise.record.base import Row, Side, ref
from counterpoise.record.moments import Moment

__all__ = [
    "Adaptation",
    "Barrier",
    "BarrierKind",
    "Training",
]


class BarrierKind(StrEnum):
    """What keeps people away."""

    PLACE = "place"
    TIME = "time"
    MONEY = "money"
    TRANSPORT = "transport"
    LANGUAGE = "language"
    HEALTH = "health"
    TRUST = "trust"
    BELIEF = "belief"
    DIGITAL = "digital"
    CARE_DUTY = "care_duty"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Training(Row):
    """Who trained whom, and in what.

    Attributes
    ----------
    trainer_side
        The side that trained.
    trainee_side
        The side that was trained.
    topic
        In what.
    hours
        How many hours.
    people
        How many people were trained.
    """

    TABLE: ClassVar[str] = "trainings"

    trainer_side: Side | None = None
    trainee_side: Side | None = None
    topic: str = ""
    hours: float | None = None
    people: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier(Row):
    """Something that keeps a group away, reported when it happened, and what was done about it.

    Attributes
    ----------
    kind
        What it is.
    text
        What keeps them away, in plain words.
    group
        The group that it keeps away.
    reported_by
        The side that reported it.
    meeting
        The meeting that it is about.
    solved_at
        When it was solved; empty while it is not.
    how
        How.
    side_effect
        What gave way for that.
    """

    TABLE: ClassVar[str] = "barriers"

    kind: BarrierKind | None = None
    text: str = ""
    group: str | None = ref("groups")
    reported_by: Side | None = None
    meeting: str | None = ref("meetings")
    solved_at: Moment | None = None
    how: str = ""
    side_effect: str | None = ref("trade_offs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Adaptation(Row):
    """What the organization changed so that people could take part.

    Attributes
    ----------
    text
        What it changed.
    meeting
        The meeting that it was for.
    barrier
        The barrier that it answers.
    department
        The department that changed it.
    """

    TABLE: ClassVar[str] = "adaptations"

    text: str = ""
    meeting: str | None = ref("meetings")
    barrier: str | None = ref("barriers")
    department: str = ""
