"""What people say that the categories of professionals do not hold: the uncovered comes first.

A category is what it says of itself: its name, its description, and contributions that somebody put in it. A
contribution is near a category where it shares the words that set this category apart from what everybody says.
Words alone leave many contributions open, so there are three answers: covered, not covered, and cannot be told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from counterpoise.expertise.voices.factorization import weighted
from counterpoise.expertise.voices.language import stem
from counterpoise.expertise.voices.themes import content
from counterpoise.statistics.intervals import Interval, wilson
from counterpoise.statistics.seeds import generator

__all__ = ["Cover", "Coverage", "TooFewCategoriesError", "coverage", "uncovered_share"]

Floats = NDArray[np.float64]

_NEIGHBOURS = 40
_REFERENCES = 5_000
_BLOCK = 512


class TooFewCategoriesError(ValueError):
    """Fewer than two categories with words."""

    code = "voices.too_few_categories"

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"At least two categories with words are needed; there are {number}.")


class Cover(StrEnum):
    """Whether a category holds a contribution."""

    COVERED = "covered"
    UNCLEAR = "unclear"
    UNCOVERED = "uncovered"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which contributions the categories hold.

    Attributes
    ----------
    similarity
        For each contribution, how near it is to its nearest category, its neighbours' mean counting for half.
    nearest
        For each contribution, the name of that category.
    cover
        For each contribution: covered if it is nearer than 95 % of shuffled contributions, uncovered if it is less near
        than 95 % of them, else it cannot be told.
    low, high
        The 5 % and 95 % points of the similarity of shuffled contributions.
    uncovered
        Number of contributions that are uncovered.
    interval
        Wilson's interval of their share.
    silent
        Categories none of whose words occurs in any contribution.
    """

    similarity: tuple[float, ...]
    nearest: tuple[str, ...]
    cover: tuple[Cover, ...]
    low: float
    high: float
    uncovered: int
    interval: Interval
    silent: tuple[str, ...]

    @property
    def order(self) -> tuple[int, ...]:
        """The places of all contributions, the least covered first."""
        return tuple(sorted(range(len(self.similarity)), key=lambda i: (self.similarity[i], i)))


def coverage(
    texts: Sequence[str], categories: Mapping[str, Sequence[str]], language: str, *, seed: int | str
) -> Coverage:
    """Return which contributions are held by categories, and which by none.

    Parameters
    ----------
    texts
        The contributions.
    categories
        For each category the texts that describe it: its name, its definition, examples.
    language
        ``en`` or ``nl``.
    seed
        The seed of the shuffle that gives the thresholds.

    Raises
    ------
    TooFewCategoriesError
        Fewer than two categories have words.

    Notes
    -----
    TF-IDF rows; a category is the mean of its texts minus the mean of all contributions, scaled to length 1 (J. J.
    Rocchio's relevance feedback, 1971). For the thresholds all words of all contributions are dealt out anew, each
    contribution keeping its number of words, and the whole computation is done on these.
    """
    own = [_stems(text, language) for text in texts]
    described = {name: [_stems(text, language) for text in [name, *of]] for name, of in sorted(categories.items())}
    described = {name: [one for one in of if one] for name, of in described.items()}
    names = [name for name, of in described.items() if of]
    if len(names) < 2:
        raise TooFewCategoriesError(len(names))
    # In the order of their words, so that the shuffle does not depend on how the contributions arrived.
    order = sorted(range(len(own)), key=lambda i: (own[i], texts[i]))
    ordered = [own[i] for i in order]
    pile = np.array([word for words in ordered for word in words], dtype=object)
    dealt = generator(seed).permutation(pile)
    ends = np.cumsum([0, *(len(words) for words in ordered)])
    shuffled = [dealt[ends[i] : ends[i + 1]].tolist() for i in range(len(ordered))]
    nearest, similarity = _near(ordered, [described[name] for name in names])
    _, by_chance = _near(shuffled, [described[name] for name in names])
    low, high = np.quantile(by_chance, [0.05, 0.95]).tolist() if len(by_chance) else (0.0, 0.0)
    back = np.empty(len(order), dtype=np.intp)
    back[order] = np.arange(len(order))
    cover = tuple(_cover(value, low, high) for value in similarity[back].tolist())
    uncovered = cover.count(Cover.UNCOVERED)
    said = {word for words in own for word in words}
    return Coverage(
        similarity=tuple(similarity[back].tolist()),
        nearest=tuple(names[j] for j in nearest[back].tolist()),
        cover=cover,
        low=low,
        high=high,
        uncovered=uncovered,
        interval=wilson(uncovered, len(texts)),
        silent=tuple(name for name in categories if not said & {word for of in described[name] for word in of}),
    )


def _cover(value: float, low: float, high: float) -> Cover:
    if value > high:
        return Cover.COVERED
    return Cover.UNCOVERED if value < low else Cover.UNCLEAR


def uncovered_share(found: Coverage, members: Sequence[int]) -> tuple[int, Interval]:
    """Return how many of some contributions are uncovered, and Wilson's interval of their share."""
    number = sum(found.cover[i] is Cover.UNCOVERED for i in members)
    return number, wilson(number, len(members))


def _stems(text: str, language: str) -> list[str]:
    return [stem(word, language) for word in content(text, language)]


def _near(
    texts: Sequence[Sequence[str]], categories: Sequence[Sequence[Sequence[str]]]
) -> tuple[NDArray[np.intp], Floats]:
    """Return for each contribution its nearest category and how near it is."""
    both = [*texts, *(text for of in categories for text in of)]
    matrix = weighted(both).rows
    rows = matrix[: len(texts)]
    if not len(texts):
        return np.zeros(0, dtype=np.intp), np.zeros(0)
    middle = np.asarray(rows.mean(axis=0)).ravel()
    centres = []
    at = len(texts)
    for of in categories:
        apart = np.asarray(matrix[at : at + len(of)].mean(axis=0)).ravel() - middle
        length = np.linalg.norm(apart)
        centres.append(apart / length if length else apart)
        at += len(of)
    near = np.asarray(rows @ np.array(centres, dtype=np.float64).T)
    own = near.max(axis=1)
    return near.argmax(axis=1), (own + _around(rows, own)) / 2


def _around(rows: csr_matrix, values: Floats) -> Floats:
    """Return for each contribution the mean value of the forty contributions whose words are most like its own."""
    n = rows.shape[0]
    # With very many contributions, neighbours are looked for among a few thousand that lie evenly spread.
    reference = np.unique(np.linspace(0, n - 1, min(n, _REFERENCES)).astype(np.intp))
    few = min(_NEIGHBOURS, len(reference))
    others = csr_matrix(rows[reference].T)
    found = np.empty(n)
    for start in range(0, n, _BLOCK):
        like = (rows[start : start + _BLOCK] @ others).toarray()
        best = np.argpartition(-like, few - 1, axis=1)[:, :few]
        found[start : start + _BLOCK] = values[reference[best]].mean(axis=1)
    return found
