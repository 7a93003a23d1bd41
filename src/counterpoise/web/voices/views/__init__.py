"""The pages of this part."""

from counterpoise.web.voices.views.reading import themes, words

__all__ = ["themes", "words"]
