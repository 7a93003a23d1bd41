"""Reads of who takes part, each for somebody who looks."""

from counterpoise.web.inclusion.selectors.case import (
    capacity_in,
    case_for,
    minutes_id,
    persons_called,
    seat_here,
    seated_in,
    sides_in_body,
    sides_of_person,
    there,
)
from counterpoise.web.inclusion.selectors.one import (
    Came,
    FloorSeen,
    OneMeeting,
    OneSelection,
    SeatSeen,
    meeting_visible_to,
    selection_visible_to,
)
from counterpoise.web.inclusion.selectors.room import (
    BarrierSeen,
    Category,
    GroupSeen,
    Inclusion,
    MeetingSeen,
    Occasion,
    Staying,
    inclusion_visible_to,
)

__all__ = [
    "BarrierSeen",
    "Came",
    "Category",
    "FloorSeen",
    "GroupSeen",
    "Inclusion",
    "MeetingSeen",
    "Occasion",
    "OneMeeting",
    "OneSelection",
    "SeatSeen",
    "Staying",
    "capacity_in",
    "case_for",
    "inclusion_visible_to",
    "meeting_visible_to",
    "minutes_id",
    "persons_called",
    "seat_here",
    "seated_in",
    "selection_visible_to",
    "sides_in_body",
    "sides_of_person",
    "there",
]
