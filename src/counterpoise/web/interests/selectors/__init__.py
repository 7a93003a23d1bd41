"""Reads of what matters to whom, each for somebody who looks."""

from counterpoise.web.interests.selectors.case import case_for, departments_of, sides_of, there
from counterpoise.web.interests.selectors.one import (
    OneFriction,
    Party,
    SideBySide,
    friction_visible_to,
    side_by_side_for,
)
from counterpoise.web.interests.selectors.room import (
    FrictionSeen,
    Interests,
    TradeOffSeen,
    Wanted,
    interests_visible_to,
)

__all__ = [
    "FrictionSeen",
    "Interests",
    "OneFriction",
    "Party",
    "SideBySide",
    "TradeOffSeen",
    "Wanted",
    "case_for",
    "departments_of",
    "friction_visible_to",
    "interests_visible_to",
    "side_by_side_for",
    "sides_of",
    "there",
]
