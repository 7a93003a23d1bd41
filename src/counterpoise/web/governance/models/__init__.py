"""The tables of this part of the site."""

from counterpoise.web.governance.models.letters import Letter, LetterKind, LetterState, ReadSoFar, Route, Wanted, Wish
from counterpoise.web.governance.models.life import WakeCall

__all__ = ["Letter", "LetterKind", "LetterState", "ReadSoFar", "Route", "WakeCall", "Wanted", "Wish"]
