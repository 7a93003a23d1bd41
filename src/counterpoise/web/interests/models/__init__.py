"""The tables of this part of the site."""

from counterpoise.web.interests.models.frictions import Friction, Position
from counterpoise.web.interests.models.statements import OpinionGroup, Statement, Vote

__all__ = ["Friction", "OpinionGroup", "Position", "Statement", "Vote"]
