"""Pages of this room, and what is sent from them."""

from counterpoise.web.expertise.views.reading import room
from counterpoise.web.expertise.views.saying import answer, change, judge, one, reword, say, take_back

__all__ = ["answer", "change", "judge", "one", "reword", "room", "say", "take_back"]
