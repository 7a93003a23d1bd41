"""Themes of many contributions, found in their words. Every contribution has a place; people name, split and merge.

A theme is a suggestion for where to begin reading. How much the grouping depends on the seed is shown beside it.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoise.expertise.voices.factorization import Factors, factors, weighted
from counterpoise.expertise.voices.groupings import adjusted_rand
from counterpoise.expertise.voices.language import stem, stop_words, words
from counterpoise.statistics.seeds import seed_for

__all__ = ["LEAST", "REST", "ImpossibleNumberError", "Theme", "Themes", "TooFewContributionsError", "content", "themes"]

LEAST = 10
"""Below so many contributions people read them all: there are no themes."""

REST = 0
"""The id of those whose words occur in no other contribution, or carry no theme."""

RUNS = 5
_WORDS = 10
_QUOTES = 3
_MOST = 60


class TooFewContributionsError(ValueError):
    """Too few contributions with words."""

    code = "voices.too_few"

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"Themes need at least {LEAST} contributions with words in common; there are {number}.")


class ImpossibleNumberError(ValueError):
    """Fewer than two themes, or more than there can be."""

    code = "voices.number_of_themes"

    def __init__(self, number: int, most: int) -> None:
        self.number = number
        self.most = most
        super().__init__(f"The number of themes lies between 2 and {most}; asked was {number}.")


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme.

    Attributes
    ----------
    id
        From 1, the largest first; 0 for the rest.
    words
        The words that set it apart, the strongest first; none for the rest.
    size
        Number of contributions.
    members
        Which contributions, as places in the list that was given.
    quotes
        The most typical contributions, as places in that list.
    """

    id: int
    words: tuple[str, ...]
    size: int
    members: tuple[int, ...]
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Themes:
    """The themes of a list of contributions.

    Attributes
    ----------
    themes
        The largest first, the rest last.
    assignment
        For each contribution, the id of its theme.
    stability
        Mean adjusted Rand index between the groupings of different seeds: 1 is the same each time, 0 is chance.
    runs
        Number of seeds.
    """

    themes: tuple[Theme, ...]
    assignment: tuple[int, ...]
    stability: float
    runs: int


def content(text: str, language: str) -> list[str]:
    """Return the words of a text that can carry a theme, in small letters."""
    stops = stop_words(language)
    return [word for word in words(text) if len(word) > 1 and word not in stops]


def themes(
    texts: Sequence[str],
    language: str,
    *,
    seed: int | str,
    number: int | None = None,
    runs: int = RUNS,
    progress: Callable[[int, int], None] | None = None,
) -> Themes:
    """Return the themes of contributions.

    Parameters
    ----------
    texts
        The contributions. Their order changes nothing but the order of the answer.
    language
        ``en`` or ``nl``.
    seed
        The seed of the first guesses.
    number
        How many themes to look for; if not given, the root of half the number of contributions, at most 20.
    runs
        How many seeds are tried; the one that leaves least unexplained is kept, the others show how stable it is.
    progress
        Called with the number of seeds that are done, and of all.

    Raises
    ------
    TooFewContributionsError
        Fewer than ten contributions have a word that another one has as well.
    ImpossibleNumberError
        ``number`` is below 2 or too large.

    Notes
    -----
    TF-IDF of stems, non-negative factors, and for the words c-TF-IDF (M. Grootendorst, arXiv:2203.05794). Each
    contribution belongs to the theme with its largest share. Stability after D. Greene and others (2014).
    """
    cut = [content(text, language) for text in texts]
    stemmed = [[stem(word, language) for word in own] for own in cut]
    # In the order of their words: neither draws nor sums may depend on how the contributions arrived.
    order = sorted(range(len(texts)), key=lambda i: (stemmed[i], texts[i]))
    matrix = weighted([stemmed[i] for i in order])
    placed = np.flatnonzero(np.diff(matrix.rows.indptr))
    if len(placed) < LEAST:
        raise TooFewContributionsError(len(placed))
    wanted = _wanted(number, len(placed), len(matrix.vocabulary))
    rows = matrix.rows[placed]
    found: list[Factors] = []
    for run in range(runs):
        found.append(factors(rows, wanted, seed=seed_for(seed, code="voices.themes", initiative=str(run))))
        if progress is not None:
            progress(run + 1, runs)
    best = min(range(runs), key=lambda run: (found[run].loss, run))
    groupings = [one.shares.argmax(axis=1).tolist() for one in found]
    where = [order[i] for i in placed.tolist()]
    members = _members(where, groupings[best])
    typical = dict(zip(where, _typical(found[best].shares).tolist(), strict=True))
    rest = sorted(set(range(len(texts))) - set(where))
    return _told(texts, cut, stemmed, members, rest, typical, stability=_stability(groupings), runs=runs)


def _members(where: Sequence[int], grouping: Sequence[int]) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for i, theme in zip(where, grouping, strict=True):
        groups.setdefault(theme, []).append(i)
    return [sorted(group) for group in groups.values()]


def _wanted(number: int | None, contributions: int, vocabulary: int) -> int:
    most = min(_MOST, contributions // 2, vocabulary)
    if number is None:
        return max(2, min(20, math.isqrt(contributions // 2), most))
    if not 2 <= number <= most:
        raise ImpossibleNumberError(number, most)
    return number


def _typical(shares: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how much of each contribution its own theme explains, times how clearly it is that one."""
    strongest = shares.max(axis=1)
    return np.asarray(strongest * strongest / np.maximum(shares.sum(axis=1), 1e-12))


def _stability(groupings: Sequence[Sequence[int]]) -> float:
    pairs = [adjusted_rand(first, second) for i, first in enumerate(groupings) for second in groupings[i + 1 :]]
    return math.fsum(pairs) / len(pairs) if pairs else 1.0


def _told(
    texts: Sequence[str],
    cut: Sequence[Sequence[str]],
    stemmed: Sequence[Sequence[str]],
    members: Sequence[Sequence[int]],
    rest: Sequence[int],
    typical: dict[int, float],
    *,
    stability: float,
    runs: int,
) -> Themes:
    surface = _surface(cut, stemmed)
    names = _words(stemmed, members)
    # The largest first; among equals, by their words.
    ranked = sorted(range(len(members)), key=lambda j: (-len(members[j]), names[j]))
    told = []
    assignment = [REST] * len(texts)
    for new, j in enumerate(ranked, start=1):
        for i in members[j]:
            assignment[i] = new
        quotes = sorted(members[j], key=lambda i: (-typical[i], len(texts[i]), texts[i]))
        shown = tuple(surface[word] for word in names[j])
        told.append(Theme(new, shown, len(members[j]), tuple(members[j]), tuple(_unlike(quotes, texts))))
    if rest:
        told.append(Theme(REST, (), len(rest), tuple(rest), tuple(_unlike(rest, texts))))
    return Themes(tuple(told), tuple(assignment), stability, runs)


def _unlike(ordered: Sequence[int], texts: Sequence[str]) -> list[int]:
    # Twice the same words tell nothing new.
    found: dict[str, int] = {}
    for i in ordered:
        found.setdefault(texts[i].strip().lower(), i)
        if len(found) == _QUOTES:
            break
    return list(found.values())


def _surface(cut: Sequence[Sequence[str]], stemmed: Sequence[Sequence[str]]) -> dict[str, str]:
    """Return the most common form in which each stem occurs."""
    forms: dict[str, Counter[str]] = {}
    for own, stems in zip(cut, stemmed, strict=True):
        for word, one in zip(own, stems, strict=True):
            forms.setdefault(one, Counter())[word] += 1
    return {one: min(found, key=lambda word: (-found[word], word)) for one, found in forms.items()}


def _words(stemmed: Sequence[Sequence[str]], members: Sequence[Sequence[int]]) -> list[tuple[str, ...]]:
    """Return the stems that set each theme apart: frequency in the theme times ln(1 + mean size / frequency in all)."""
    own = [Counter(word for i in group for word in stemmed[i]) for group in members]
    total: Counter[str] = Counter()
    for one in own:
        total.update(one)
    mean = total.total() / max(1, len(own))
    named = []
    for one in own:
        size = max(1, one.total())
        score = {word: count / size * math.log(1 + mean / total[word]) for word, count in one.items()}
        named.append(tuple(sorted(score, key=lambda word: (-score[word], word))[:_WORDS]))
    return named
