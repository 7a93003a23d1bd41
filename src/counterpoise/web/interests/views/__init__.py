"""Pages of this room."""

from counterpoise.web.interests.views.appeals import appeal_statement, hear_statement, taken_out
from counterpoise.web.interests.views.frictions import (
    close,
    confirm,
    notice,
    refuse,
    reopen,
    show,
    step,
    tell_existence,
)
from counterpoise.web.interests.views.guests import begin, go_on, leave, my_code
from counterpoise.web.interests.views.opinions import (
    fix,
    hide_statement,
    opinions,
    say_statement,
    statements,
    take_vote_back,
    vote,
    vote_on,
)
from counterpoise.web.interests.views.positions import put, put_in, reword, show_position
from counterpoise.web.interests.views.reading import friction, positions, room
from counterpoise.web.interests.views.taking import bring, take_json, take_polis
from counterpoise.web.interests.views.tradeoffs import look, trade

__all__ = [
    "appeal_statement",
    "begin",
    "bring",
    "close",
    "confirm",
    "fix",
    "friction",
    "go_on",
    "hear_statement",
    "hide_statement",
    "leave",
    "look",
    "my_code",
    "notice",
    "opinions",
    "positions",
    "put",
    "put_in",
    "refuse",
    "reopen",
    "reword",
    "room",
    "say_statement",
    "show",
    "show_position",
    "statements",
    "step",
    "take_json",
    "take_polis",
    "take_vote_back",
    "taken_out",
    "tell_existence",
    "trade",
    "vote",
    "vote_on",
]
