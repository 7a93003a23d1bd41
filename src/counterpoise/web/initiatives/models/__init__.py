"""The tables of this part of the site."""

from counterpoise.web.initiatives.models.around import ContextChange, Document, Meeting, ProcessRole, TradeOff
from counterpoise.web.initiatives.models.spine import (
    Affects,
    Cycle,
    Group,
    Initiative,
    InitiativeRow,
    Matter,
    by_day,
    by_first_day,
)

__all__ = [
    "Affects",
    "ContextChange",
    "Cycle",
    "Document",
    "Group",
    "Initiative",
    "InitiativeRow",
    "Matter",
    "Meeting",
    "ProcessRole",
    "TradeOff",
    "by_day",
    "by_first_day",
]
