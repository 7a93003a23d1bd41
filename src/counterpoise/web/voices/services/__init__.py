"""Bring a text in, read it apart from the other reader, settle what differs, and say what a big word means."""

from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.voices.services.bringing import LONGEST, MOST_MENTIONS, MOST_TEXTS, bring_text, bring_texts
from counterpoise.web.voices.services.claims import lay_beside, say_meaning
from counterpoise.web.voices.services.coding import finish, keep_codes, settle, step_back

__all__ = [
    "LONGEST",
    "MOST_MENTIONS",
    "MOST_TEXTS",
    "NothingHereError",
    "bring_text",
    "bring_texts",
    "finish",
    "keep_codes",
    "lay_beside",
    "say_meaning",
    "settle",
    "step_back",
]
