"""The pages of this part."""

from counterpoise.web.voices.views.claims import beside, meaning
from counterpoise.web.voices.views.coding import bring, bring_several, done, leave, read, settle
from counterpoise.web.voices.views.comparing import compare, export
from counterpoise.web.voices.views.grouping import make
from counterpoise.web.voices.views.reading import book, text, texts, themes, words

__all__ = [
    "beside",
    "book",
    "bring",
    "bring_several",
    "compare",
    "done",
    "export",
    "leave",
    "make",
    "meaning",
    "read",
    "settle",
    "text",
    "texts",
    "themes",
    "words",
]
