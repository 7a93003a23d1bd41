"""Pages of this room, and what is sent from them."""

from counterpoise.web.expertise.views.asking import ask, confirm, propose, reply
from counterpoise.web.expertise.views.founding import (
    admit_for_council,
    close,
    found,
    hand_over,
    handed,
    reshape,
    theme_page,
)
from counterpoise.web.expertise.views.moderation import appeal, hear, hidden, hide
from counterpoise.web.expertise.views.problems import open_problem, option, theme
from counterpoise.web.expertise.views.reading import question, room
from counterpoise.web.expertise.views.rooms import admit, digest, let_in, own_room, release, vote
from counterpoise.web.expertise.views.saying import answer, change, judge, one, reword, say, take_back

__all__ = [
    "admit",
    "admit_for_council",
    "answer",
    "appeal",
    "ask",
    "change",
    "close",
    "confirm",
    "digest",
    "found",
    "hand_over",
    "handed",
    "hear",
    "hidden",
    "hide",
    "judge",
    "let_in",
    "one",
    "open_problem",
    "option",
    "own_room",
    "propose",
    "question",
    "release",
    "reply",
    "reshape",
    "reword",
    "room",
    "say",
    "take_back",
    "theme",
    "theme_page",
    "vote",
]
