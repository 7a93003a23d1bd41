"""One person's care: what matters to them, the people around them, talks, changes and agreements. Closed by rule."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from counterpoise.record.base import Row, ref, refs

__all__ = [
    "Agreement",
    "Alignment",
    "AlignmentStatus",
    "CareConversation",
    "SituationChange",
    "Tie",
    "TieKind",
    "Trajectory",
    "WhatMatters",
]


class TieKind(StrEnum):
    """Whether somebody helps unpaid or as their work."""

    INFORMAL = "informal"
    FORMAL = "formal"


class AlignmentStatus(StrEnum):
    """Whether what matters and what the system asks go together, for now."""

    ALIGNED = "aligned"
    PARTLY = "partly"
    NOT_ALIGNED = "not_aligned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trajectory(Row):
    """A care path: an initiative at the level of one person, who owns it. It has no end.

    Attributes
    ----------
    owner
        The care user.
    represented_by
        Who acts for them, where somebody does.
    representation_ground
        On what ground.
    """

    TABLE: ClassVar[str] = "trajectories"

    owner: str | None = ref("persons")
    represented_by: str | None = ref("persons")
    representation_ground: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatMatters(Row):
    """What matters to the owner, in their own words.

    Attributes
    ----------
    text
        The words.
    """

    TABLE: ClassVar[str] = "what_matters"

    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie(Row):
    """Somebody around the owner: who helps, with what, and what they are willing to be asked.

    Attributes
    ----------
    name
        What the owner calls them.
    kind
        Whether they help unpaid or as their work.
    task
        What they help with.
    willing_for
        What they are willing to be asked.
    active_from
        The first day.
    active_until
        The day from which they no longer do; empty while they do.
    """

    TABLE: ClassVar[str] = "ties"

    name: str = ""
    kind: TieKind | None = None
    task: str = ""
    willing_for: str = ""
    active_from: date | None = None
    active_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CareConversation(Row):
    """A talk about the care, and who was there or was asked.

    Attributes
    ----------
    text
        What was said.
    present
        Who was there.
    consulted
        Who was asked beforehand.
    """

    TABLE: ClassVar[str] = "care_conversations"

    text: str = ""
    present: tuple[str, ...] = refs("ties")
    consulted: tuple[str, ...] = refs("ties")


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationChange(Row):
    """Something changed for the owner: the agreements need a new look.

    Attributes
    ----------
    text
        What changed.
    looked_at_in
        The talk in which it was looked at; empty while it was not.
    """

    TABLE: ClassVar[str] = "situation_changes"

    text: str = ""
    looked_at_in: str | None = ref("care_conversations")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Row):
    """Who does what around the owner, with a short date to look again and the right to step back.

    Attributes
    ----------
    text
        What was agreed.
    by
        Who does it.
    review_on
        When it is looked at again.
    stepped_back_on
        The day on which they stepped back; empty while they have not.
    """

    TABLE: ClassVar[str] = "agreements"

    text: str = ""
    by: str | None = ref("ties")
    review_on: date | None = None
    stepped_back_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment(Row):
    """What matters to the owner, beside what the system asks.

    Attributes
    ----------
    what_matters
        What matters.
    system_asks
        What the system asks.
    status
        Whether they go together, for now.
    next_look_on
        When it is looked at again.
    """

    TABLE: ClassVar[str] = "alignments"

    what_matters: str | None = ref("what_matters")
    system_asks: str = ""
    status: AlignmentStatus | None = None
    next_look_on: date | None = None
