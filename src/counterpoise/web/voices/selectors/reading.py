"""What the rules find in one text: who is named and in which role, and its big words."""

from dataclasses import dataclass
from functools import lru_cache

from counterpoise.expertise.voices.claims import Claimed, claims
from counterpoise.expertise.voices.language import UnreadableLanguageError, require_language, sentences
from counterpoise.expertise.voices.positioning import Gap, Mentioned, Positioning, gap, positioning, suggested_label
from counterpoise.record.documents import Label

__all__ = ["CITIZENS", "MOST_TEXTS", "Found", "found_in", "found_or_none"]

CITIZENS = "citizens"
"""The group whose mentions two people read."""

MOST_TEXTS = 60
"""So many texts of an initiative, the latest, are listed and laid beside each other."""

_DRAWS = 999


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the rules find in a text.

    Attributes
    ----------
    language
        ``en`` or ``nl``.
    positions
        Who is named, how often in which role, and every mention.
    gap
        The index of citizens beside that of professionals; None where one of them has none.
    citizens
        The mentions of citizens.
    labels
        The label that the rules suggest for each of these.
    claims
        The big words.
    sentences
        Every sentence, in order.
    """

    language: str
    positions: Positioning
    gap: Gap | None
    citizens: tuple[Mentioned, ...]
    labels: tuple[Label, ...]
    claims: tuple[Claimed, ...]
    sentences: tuple[str, ...]


# As many texts as one page lays beside each other, and a few more: with fewer places each text pushes out the next one
# that is needed, and every look reads all of them anew.
@lru_cache(maxsize=MOST_TEXTS + 8)
def found_in(text: str, *, fallback: str = "en") -> Found:
    """Return what the rules find in a text; the last texts are kept.

    Parameters
    ----------
    text
        The text.
    fallback
        The language to take where it is too short to tell.

    Raises
    ------
    UnreadableLanguageError
        It is in another language, or in two.
    """
    language = require_language([text], fallback=fallback)
    positions = positioning([text], language)
    citizens = tuple(each for each in positions.mentions if each.group == CITIZENS)
    cut = sentences(text, language)
    return Found(
        language=language,
        positions=positions,
        gap=gap(positions.mentions, seed="voices.text", draws=_DRAWS),
        citizens=citizens,
        labels=tuple(suggested_label(each, language) for each in citizens),
        claims=claims(cut, language),
        sentences=tuple(each.text for each in cut),
    )


def found_or_none(text: str) -> Found | None:
    """Return what the rules find in a text; nothing where they cannot read it."""
    try:
        return found_in(text) if text.strip() else None
    except UnreadableLanguageError:
        return None
