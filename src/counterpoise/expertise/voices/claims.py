"""Big words in a text, such as "at the centre" or "seamless", that ask what they mean here.

A finder of words, not a judge: a claim can be true. The page lays it beside what the register says.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from counterpoise.expertise.voices.language import Sentence, rules

__all__ = ["Claimed", "claims"]


@dataclass(frozen=True, slots=True)
class Claimed:
    """One claim.

    Attributes
    ----------
    name
        Which kind of claim, such as ``seamless``.
    number
        The number of the sentence, from 0.
    sentence
        The sentence.
    start, end
        Where the words stand in the sentence.
    text
        The words.
    """

    name: str
    number: int
    sentence: str
    start: int
    end: int
    text: str


@lru_cache(maxsize=2)
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((one["name"], re.compile(one["pattern"])) for one in rules(language, "claims")["claim"])


def claims(sentences: Sequence[Sentence], language: str) -> tuple[Claimed, ...]:
    """Return every claim in these sentences, in their order; the same words count once, for the first kind of claim."""
    found: list[Claimed] = []
    for sentence in sentences:
        own: list[Claimed] = []
        # Letter by letter: a few capitals become two signs, and places after them would be told one too far.
        lowered = "".join(low if len(low := sign.lower()) == 1 else sign for sign in sentence.text)
        for name, pattern in _patterns(language):
            for match in pattern.finditer(lowered):
                if not any(match.start() < one.end and one.start < match.end() for one in own):
                    start, end = match.end() - len(match[0].lstrip()), match.end()
                    own.append(Claimed(name, sentence.number, sentence.text, start, end, sentence.text[start:end]))
        found += sorted(own, key=lambda one: one.start)
    return tuple(found)
