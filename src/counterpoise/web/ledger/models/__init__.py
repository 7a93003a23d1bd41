"""The log of what happened, earlier versions of rows, and what every table of the record has in common."""

from counterpoise.web.ledger.models.base import Told
from counterpoise.web.ledger.models.fields import ManyField, MomentField, RefField, WordField
from counterpoise.web.ledger.models.log import EarlierVersion, Entry, EntryBody, EntryRow, Log
from counterpoise.web.ledger.models.tree import Checkpoint, RoomDay, TreeNode, WitnessKey

__all__ = [
    "Checkpoint",
    "EarlierVersion",
    "Entry",
    "EntryBody",
    "EntryRow",
    "Log",
    "ManyField",
    "MomentField",
    "RefField",
    "RoomDay",
    "Told",
    "TreeNode",
    "WitnessKey",
    "WordField",
]
