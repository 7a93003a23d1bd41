"""Pages of this room."""

from counterpoise.web.inclusion.views.barriers import adapt, report, solve, train
from counterpoise.web.inclusion.views.groups import count, describe, name_group, population
from counterpoise.web.inclusion.views.meetings import agenda, attendance, call, change, close, floor, minutes
from counterpoise.web.inclusion.views.reading import meeting, room, selection
from counterpoise.web.inclusion.views.selections import (
    change_plan,
    funnel,
    hours,
    invite,
    leave,
    plan,
    recruit,
    reply,
    seat,
    step,
)

__all__ = [
    "adapt",
    "agenda",
    "attendance",
    "call",
    "change",
    "change_plan",
    "close",
    "count",
    "describe",
    "floor",
    "funnel",
    "hours",
    "invite",
    "leave",
    "meeting",
    "minutes",
    "name_group",
    "plan",
    "population",
    "recruit",
    "reply",
    "report",
    "room",
    "seat",
    "selection",
    "solve",
    "step",
    "train",
]
