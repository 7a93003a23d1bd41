"""Votes on statements in files: what Polis exports, and tables of votes with other names for the columns."""

from counterpoise.formats.polis.reading import Conversation, Statement, VotesFileError, read_votes
from counterpoise.formats.polis.writing import export_tables, write_export, write_votes

__all__ = [
    "Conversation",
    "Statement",
    "VotesFileError",
    "export_tables",
    "read_votes",
    "write_export",
    "write_votes",
]
