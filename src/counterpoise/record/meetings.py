"""Meetings: where, who came, who had the floor, and how they closed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from counterpoise.record.base import Row, Side, ref, refs
from counterpoise.record.moments import Moment
from counterpoise.record.people import CapacityKind

__all__ = [
    "AgendaItem",
    "Attendance",
    "FloorShare",
    "FloorUnit",
    "Meeting",
]


class FloorUnit(StrEnum):
    """In what somebody's share of the talking was counted."""

    WORDS = "words"
    SECONDS = "seconds"
    TURNS = "turns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """How many people of one kind attended.

    Attributes
    ----------
    side
        On whose side.
    people
        How many.
    capacity
        As what they came, where that is known.
    department
        Their department, for an organization's members.
    group
        The group that they came from.
    """

    side: Side | None = None
    people: int = 0
    capacity: CapacityKind | None = None
    department: str = ""
    group: str | None = ref("groups")


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorShare:
    """How much one person at a meeting spoke. Never with a name.

    Attributes
    ----------
    side
        On whose side.
    amount
        How many words, seconds or turns.
    """

    side: Side | None = None
    amount: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One point of an agenda, and the side that put it there.

    Attributes
    ----------
    text
        The point.
    author_side
        The side that put it there.
    """

    text: str = ""
    author_side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Row):
    """People met: where, who, who had the floor, and how it closed.

    Attributes
    ----------
    title
        What the meeting was called.
    planned_on
        When it is to be held, while it was not held yet, or was to be.
    place
        Where.
    meaning_of_place
        What the place stands for, to those who were asked to come.
    cost
        What it cost, in euros.
    chair_side
        The side that chaired.
    agenda_by
        The side that made the agenda.
    minutes_by
        The side that wrote the minutes.
    matters
        What it was about.
    open_to
        The groups that could come.
    attendance
        How many came, by side and capacity.
    agenda
        The points of the agenda.
    floor
        How much each person spoke.
    floor_unit
        In what that was counted.
    barriers_asked
        Whether it was asked beforehand what would keep people away.
    closing_note
        How the meeting was closed, in the words of who closed it.
    closed_at
        When the meeting was closed.
    """

    TABLE: ClassVar[str] = "meetings"

    title: str = ""
    planned_on: date | None = None
    place: str = ""
    meaning_of_place: str = ""
    cost: float | None = None
    chair_side: Side | None = None
    agenda_by: Side | None = None
    minutes_by: Side | None = None
    matters: tuple[str, ...] = refs("matters")
    open_to: tuple[str, ...] = refs("groups")
    attendance: tuple[Attendance, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    floor: tuple[FloorShare, ...] = ()
    floor_unit: FloorUnit | None = None
    barriers_asked: bool | None = None
    closing_note: str = ""
    closed_at: Moment | None = None
