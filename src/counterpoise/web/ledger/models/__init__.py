"""The log of what happened, earlier versions of rows, and what every table of the record has in common."""

from counterpoise.web.ledger.models.base import Told
from counterpoise.web.ledger.models.fields import ManyField, MomentField, RefField, WordField
from counterpoise.web.ledger.models.log import EarlierVersion, Entry, EntryBody, Log

__all__ = ["EarlierVersion", "Entry", "EntryBody", "Log", "ManyField", "MomentField", "RefField", "Told", "WordField"]
