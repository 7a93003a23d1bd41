"""Reads of what people say and what they are asked, each for somebody who looks."""

from counterpoise.web.expertise.selectors.case import case_for, matters_to_choose, there
from counterpoise.web.expertise.selectors.moderation import (
    Hidden,
    hidden_visible_to,
    may_moderate,
    sides_heard,
    what_hides,
)
from counterpoise.web.expertise.selectors.one import OneSaid, one_said
from counterpoise.web.expertise.selectors.outside import (
    HandedOver,
    SilencePrompt,
    ThemeSeen,
    handed_over_of,
    handed_to,
    silence_prompt,
    theme_seen,
)
from counterpoise.web.expertise.selectors.rooms import RoomSeen, room_seen
from counterpoise.web.expertise.selectors.said import Asked, Given, Said, question_visible_to, said_visible_to
from counterpoise.web.expertise.selectors.standings import called, members_of, standings

__all__ = [
    "Asked",
    "Given",
    "HandedOver",
    "Hidden",
    "OneSaid",
    "RoomSeen",
    "Said",
    "SilencePrompt",
    "ThemeSeen",
    "called",
    "case_for",
    "handed_over_of",
    "handed_to",
    "hidden_visible_to",
    "matters_to_choose",
    "may_moderate",
    "members_of",
    "one_said",
    "question_visible_to",
    "room_seen",
    "said_visible_to",
    "sides_heard",
    "silence_prompt",
    "standings",
    "theme_seen",
    "there",
    "what_hides",
]
