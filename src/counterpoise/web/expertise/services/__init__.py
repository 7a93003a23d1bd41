"""Writes of this room: what people say, what they are asked, and what a room shares."""

from counterpoise.web.expertise.services.contributions import (
    Saying,
    correct,
    judge_rewording,
    matter_said,
    reword,
    say,
    withdraw,
)
from counterpoise.web.expertise.services.founding import (
    Founding,
    admit_for_council,
    councils_of,
    found_room,
    hand_over,
)
from counterpoise.web.expertise.services.guests import say_without_account
from counterpoise.web.expertise.services.moderation import appeal, hear_appeal, hide
from counterpoise.web.expertise.services.problems import add_option, make_theme, open_problem, reshape_theme, sort_under
from counterpoise.web.expertise.services.questions import Asking, accept, close, confirm_part, propose, put, refuse
from counterpoise.web.expertise.services.rooms import let_in, propose_digest, propose_member, release, vote
from counterpoise.web.initiatives.services import NothingHereError

__all__ = [
    "Asking",
    "Founding",
    "NothingHereError",
    "Saying",
    "accept",
    "add_option",
    "admit_for_council",
    "appeal",
    "close",
    "confirm_part",
    "correct",
    "councils_of",
    "found_room",
    "hand_over",
    "hear_appeal",
    "hide",
    "judge_rewording",
    "let_in",
    "make_theme",
    "matter_said",
    "open_problem",
    "propose",
    "propose_digest",
    "propose_member",
    "put",
    "refuse",
    "release",
    "reshape_theme",
    "reword",
    "say",
    "say_without_account",
    "sort_under",
    "vote",
    "withdraw",
]
