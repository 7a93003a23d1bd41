"""Pages of this room."""

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
from counterpoise.web.interests.views.positions import put, put_in, reword, show_position
from counterpoise.web.interests.views.reading import friction, positions, room
from counterpoise.web.interests.views.tradeoffs import look, trade

__all__ = [
    "close",
    "confirm",
    "friction",
    "look",
    "notice",
    "positions",
    "put",
    "put_in",
    "refuse",
    "reopen",
    "reword",
    "room",
    "show",
    "show_position",
    "step",
    "tell_existence",
    "trade",
]
