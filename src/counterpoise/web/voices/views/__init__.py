"""The pages of this part."""

from counterpoise.web.voices.views.claims import beside, meaning
from counterpoise.web.voices.views.coding import bring, done, leave, read, settle
from counterpoise.web.voices.views.comparing import compare, export
from counterpoise.web.voices.views.reading import book, text, texts, themes, words

__all__ = [
    "beside",
    "book",
    "bring",
    "compare",
    "done",
    "export",
    "leave",
    "meaning",
    "read",
    "settle",
    "text",
    "texts",
    "themes",
    "words",
]
