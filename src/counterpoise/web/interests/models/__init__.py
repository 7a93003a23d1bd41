"""The tables of this part of the site."""

from counterpoise.web.interests.models.conversations import Conversation, KeptVotes, MapDue, OpinionMap
from counterpoise.web.interests.models.frictions import Friction, Position
from counterpoise.web.interests.models.hidings import Hearing, Hiding
from counterpoise.web.interests.models.statements import OpinionGroup, Statement, Vote

__all__ = [
    "Conversation",
    "Friction",
    "Hearing",
    "Hiding",
    "KeptVotes",
    "MapDue",
    "OpinionGroup",
    "OpinionMap",
    "Position",
    "Statement",
    "Vote",
]
