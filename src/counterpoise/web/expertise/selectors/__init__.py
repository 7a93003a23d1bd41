"""Reads of what people say and what they are asked, each for somebody who looks."""

from counterpoise.web.expertise.selectors.case import case_for, there
from counterpoise.web.expertise.selectors.one import OneSaid, one_said
from counterpoise.web.expertise.selectors.rooms import RoomSeen, room_seen
from counterpoise.web.expertise.selectors.said import Asked, Given, Said, said_visible_to
from counterpoise.web.expertise.selectors.standings import called, members_of, standings

__all__ = [
    "Asked",
    "Given",
    "OneSaid",
    "RoomSeen",
    "Said",
    "called",
    "case_for",
    "members_of",
    "one_said",
    "room_seen",
    "said_visible_to",
    "standings",
    "there",
]
