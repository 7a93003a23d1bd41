"""Reads of voices, each for somebody who looks."""

from counterpoise.web.voices.selectors.beside import (
    Beside,
    ClaimSeen,
    Register,
    choices_for,
    claim_seen,
    register_of,
    said_in,
)
from counterpoise.web.voices.selectors.comparing import COLUMNS, Comparison, compared_texts, export_rows
from counterpoise.web.voices.selectors.texts import (
    PER_PAGE,
    MentionSeen,
    ReaderSeen,
    TextLine,
    TextSeen,
    own_codes,
    text_of_mention,
    text_seen,
    texts_visible_to,
)
from counterpoise.web.voices.selectors.themes import Found, TalkedAbout, found_with, talked_about
from counterpoise.web.voices.selectors.words import WrittenIn, latest_written, written_in

__all__ = [
    "COLUMNS",
    "PER_PAGE",
    "Beside",
    "ClaimSeen",
    "Comparison",
    "Found",
    "MentionSeen",
    "ReaderSeen",
    "Register",
    "TalkedAbout",
    "TextLine",
    "TextSeen",
    "WrittenIn",
    "choices_for",
    "claim_seen",
    "compared_texts",
    "export_rows",
    "found_with",
    "latest_written",
    "own_codes",
    "register_of",
    "said_in",
    "talked_about",
    "text_of_mention",
    "text_seen",
    "texts_visible_to",
    "written_in",
]
