"""Votes on statements in files: what Polis exports, and tables of votes with other names for the columns."""

from counterpoise.formats.polis.reading import Conversation, Statement, VotesFileError, read_votes
from counterpoise.formats.polis.writing import write_export, write_votes

__all__ = ["Conversation", "Statement", "VotesFileError", "read_votes", "write_export", "write_votes"]
