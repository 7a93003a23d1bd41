"""Words and phrases of a sentence, as the rules for positions read them: who is named, and what stands around."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from counterpoise.expertise.voices.language import rules, stem

__all__ = ["Grammar", "Phrase", "Word", "grammar", "phrases", "words_of"]

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[^\w\s]")
_OPENING = re.compile(r"(?:(?<=^)|(?<=[\s(\[\"]))'(?=\w)")


@dataclass(frozen=True, slots=True)
class Word:
    """One word or sign of a sentence.

    Attributes
    ----------
    text
        The word in small letters, without its possessive.
    start, end
        Where it stands in the sentence; the possessive is not in it.
    possessive
        Whether it owns what follows.
    """

    text: str
    start: int
    end: int
    possessive: bool = False

    @property
    def sign(self) -> bool:
        """Whether this is a sign and not a word."""
        return not self.text[0].isalnum()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name for people, with the words that belong to it.

    Attributes
    ----------
    head
        Index of the word that names them.
    group
        Which group they are.
    first, last
        Indices of the first and last word of the phrase, phrases that are joined by "and" included.
    """

    head: int
    group: str
    first: int
    last: int


class Grammar:
    """The lists of words of one language, ready for use."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._raw: Mapping[str, Any] = rules(language, "positioning")
        self.heads: dict[str, str] = {
            word: group for group, text in self._raw["groups"].items() for word in text.split()
        }
        self.heads_after: dict[tuple[str, str], str] = {
            (head, before): group
            for group, heads in self._raw.get("heads_after", {}).items()
            for head, text in heads.items()
            for before in text.split()
        }
        irregular = self._raw["verbs"].get("irregular", "")
        self.irregular = dict(pair.split("=") for pair in irregular.split())
        self._lists: dict[tuple[str, str], frozenset[str]] = {}
        self._stems: dict[tuple[str, str], frozenset[str]] = {}

    def of(self, section: str, name: str) -> frozenset[str]:
        """Return one list of words."""
        if (section, name) not in self._lists:
            self._lists[section, name] = frozenset(self._raw[section].get(name, "").split())
        return self._lists[section, name]

    def form_of(self, word: str, section: str, name: str) -> bool:
        """Whether a word is any form of a word in a list."""
        if (section, name) not in self._stems:
            found = self.of(section, name)
            self._stems[section, name] = found | {stem(one, self.language) for one in found}
        known = self._stems[section, name]
        plain = self.irregular.get(word, word)
        return plain in known or stem(plain, self.language) in known

    def is_plain(self, word: Word) -> bool:
        """Whether a word may be a noun, for all that the lists know."""
        lists = ("partner", "agent", "recipient", "other", "both", "of")
        if word.sign or any(word.text in self.of("prepositions", name) for name in lists):
            return False
        joining = ("joining", "and"), ("joining", "clauses"), ("joining", "relatives"), ("phrase", "determiners")
        names = ("be", "have", "do", "modal", "links", "adverbs", "negations", "pronouns")
        return not self.any_of(word.text, *joining, *(("verbs", name) for name in names))

    def any_of(self, word: str, *names: tuple[str, str]) -> bool:
        """Whether a word is in one of several lists."""
        return any(word in self.of(section, name) for section, name in names)


@lru_cache(maxsize=2)
def grammar(language: str) -> Grammar:
    """Return the lists of words of one language."""
    return Grammar(language)


def words_of(sentence: str) -> tuple[Word, ...]:
    """Cut a normalised sentence into words and signs; the parts of a word with a hyphen are words of their own."""
    found: list[Word] = []
    opened = [match.start() for match in _OPENING.finditer(sentence)]
    for match in _TOKEN.finditer(sentence):
        text, start, end = match[0], match.start(), match.end()
        if text.lower().endswith("'s"):
            found.append(Word(text[:-2].lower(), start, end - 2, possessive=True))
        elif text == "'" and found and found[-1].end == start and _owns(sentence, found[-1], opened, start):
            last = found.pop()
            found.append(Word(last.text, last.start, last.end, possessive=True))
        else:
            found.append(Word(text.lower(), start, end))
    return tuple(found)


def _owns(sentence: str, last: Word, opened: Sequence[int], at: int) -> bool:
    # In "citizens' views" it owns; in "these 'citizens' tend" it closes what was opened.
    following = sentence[at + 1 : at + 3]
    if not last.text.endswith("s") or not re.match(r"\s\w", following):
        return False
    return not any(start < at and "'" not in sentence[start + 1 : at] for start in opened)


def phrases(words: Sequence[Word], language: str) -> tuple[Phrase, ...]:
    """Return every phrase that names people, in the order of the sentence."""
    rule = grammar(language)
    heads = {i: group for i in range(len(words)) if (group := _group(words, i, rule))}
    # In "client council" it is the council that is named; both words of "family members" are one name.
    # Dutch writes such names as one word.
    named = {i: group for i, group in heads.items() if language != "en" or not _inside(words, i, heads)}
    found = []
    for i, group in named.items():
        first, last = _first(words, i, rule), i
        first = _joined_before(words, first, named, rule)
        last = _joined_after(words, i, named, rule)
        found.append(Phrase(i, group, first, last))
    return tuple(found)


def _group(words: Sequence[Word], i: int, rule: Grammar) -> str:
    text = words[i].text
    if text in rule.of("phrase", "adjectives_too") and not _is_noun(words, i, rule):
        return ""
    at = i - 2 if i > 1 and words[i - 1].text == "-" else i - 1
    before = words[at].text if at >= 0 else ""
    after = rule.heads_after.get((text, before)) or rule.heads_after.get((text, "*"))
    return after or rule.heads.get(text, "")


def _is_noun(words: Sequence[Word], i: int, rule: Grammar) -> bool:
    """Whether a word that can describe as well names people here: nothing follows that it could describe."""
    before = words[i - 1].text if i else ""
    if before in rule.of("verbs", "be") or before == "very":
        return False
    return words[i].possessive or i + 1 == len(words) or not rule.is_plain(words[i + 1])


def _inside(words: Sequence[Word], i: int, heads: Collection[int]) -> bool:
    step = 2 if i + 1 < len(words) and words[i + 1].text == "-" else 1
    return i + step in heads and not words[i].possessive and step == 1


def _first(words: Sequence[Word], head: int, rule: Grammar) -> int:
    first = head
    while first > 0 and _belongs(words, first - 1, head, rule):
        first -= 1
    return first


def _belongs(words: Sequence[Word], i: int, head: int, rule: Grammar) -> bool:
    word = words[i]
    if word.sign:
        return word.text == "-" and i > 0 and not words[i - 1].sign and words[i - 1].end == word.start
    if word.text in rule.of("joining", "clauses") and words[head].text in rule.of("phrase", "plural"):
        # "that people started": here it begins a clause.
        return False
    if word.possessive or rule.any_of(word.text, ("phrase", "determiners"), ("phrase", "adjectives")):
        return True
    if word.text in rule.heads and i == head - 1:
        return rule.language == "en"
    if rule.form_of(word.text, "verbs", "on_people"):
        # "the informed citizens" and not "to inform citizens".
        if not word.text.endswith(_DONE[rule.language]):
            return False
        return i == 0 or words[i - 1].sign or _before_noun(words[i - 1].text, rule)
    return _describes(word.text, rule)


def _before_noun(text: str, rule: Grammar) -> bool:
    return rule.any_of(text, ("phrase", "determiners"), ("phrase", "adjectives"))


_DONE = {"en": ("ed",), "nl": ("de", "te", "en")}
_DESCRIBING = {
    "en": ("al", "ive", "ous", "ic", "able", "ible", "ful", "less", "ary", "ing", "ish", "ian", "ant", "ent"),
    "nl": ("ige", "ende", "lijke", "bare", "ische", "ele", "ale", "ieve", "loze", "same", "achtige"),
}


def _describes(text: str, rule: Grammar) -> bool:
    lists = ("partner", "agent", "recipient", "other", "both", "of")
    if any(text in rule.of("prepositions", name) for name in lists) or rule.any_of(
        text, ("joining", "and"), ("joining", "clauses"), ("verbs", "be"), ("verbs", "adverbs"), ("nouns", "acts")
    ):
        return False
    return len(text) > 4 and text.endswith(_DESCRIBING[rule.language])


_MOST_JOINED = 20
"""So many names are joined to one at most: no sentence has more, and a page of nothing but names is read in no time."""


def _joined_before(words: Sequence[Word], first: int, heads: Mapping[int, str], rule: Grammar) -> int:
    joining = {",", *rule.of("joining", "and")}
    for _ in range(_MOST_JOINED):
        at = first - 1
        while at > 0 and words[at].text in joining:
            at -= 1
        if at == first - 1 or at not in heads or words[at].possessive:
            break
        first = _first(words, at, rule)
    return first


def _joined_after(words: Sequence[Word], last: int, heads: Mapping[int, str], rule: Grammar) -> int:
    joining = {",", *rule.of("joining", "and")}
    for _ in range(_MOST_JOINED):
        at = last + 1
        while at < len(words) and words[at].text in joining:
            at += 1
        if words[last].possessive or at == last + 1:
            break
        ahead = next((i for i in range(at, min(at + 4, len(words))) if i in heads), None)
        if ahead is None or _first(words, ahead, rule) > at:
            return last
        if "," in {word.text for word in words[last + 1 : at]} and not _list_ends(words, ahead, rule):
            return last
        last = ahead
    return last


def _list_ends(words: Sequence[Word], at: int, rule: Grammar) -> bool:
    # A list with commas ends in "and"; "When asked, citizens replied" is none.
    return any(word.text in rule.of("joining", "and") for word in words[max(0, at - 4) : at + 8])
