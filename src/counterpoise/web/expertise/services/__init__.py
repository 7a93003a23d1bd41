"""Writes of this room: what people say, what they are asked, and what a room shares."""

from counterpoise.web.expertise.services.contributions import Saying, correct, judge_rewording, reword, say, withdraw
from counterpoise.web.expertise.services.rights import NothingHereError

__all__ = ["NothingHereError", "Saying", "correct", "judge_rewording", "reword", "say", "withdraw"]
