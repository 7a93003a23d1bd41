"""Reads of what people say and what they are asked, each for somebody who looks."""

from counterpoise.web.expertise.selectors.case import capacities_of, case_for, rooms_to_write_in, there
from counterpoise.web.expertise.selectors.one import OneSaid, one_said
from counterpoise.web.expertise.selectors.said import Asked, Given, Said, said_visible_to

__all__ = [
    "Asked",
    "Given",
    "OneSaid",
    "Said",
    "capacities_of",
    "case_for",
    "one_said",
    "rooms_to_write_in",
    "said_visible_to",
    "there",
]
