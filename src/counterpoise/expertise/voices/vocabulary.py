"""Whose words: what two sides say distinctively, how far their vocabularies lie apart, and whose words a decision uses.

A difference between two vocabularies is never 0: two halves of one text differ as well. So a distance stands beside the
distance of shuffled speakers, and words that a decision takes over stand beside words that are as common.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoise.statistics.intervals import Interval, wilson
from counterpoise.statistics.intervals.resampling import bootstrap_rows
from counterpoise.statistics.multiplicity import benjamini_hochberg
from counterpoise.statistics.seeds import generator

__all__ = [
    "PRIOR",
    "Distance",
    "NoWordsError",
    "Uptake",
    "WordOdds",
    "counted",
    "distance",
    "distinctive",
    "log_odds",
    "uptake_lift",
]

Floats = NDArray[np.float64]

PRIOR = 500.0
"""How many words the prior weighs. Monroe, Colaresi and Quinn took as many as one side said in a day."""

FEWEST = 10
"""Below so many distinctive words there is no lift."""

_CONTROLS = 5
_BLOCK = 4_000_000


class NoWordsError(ValueError):
    """One of the two sides has no words: there is nothing to compare."""

    code = "voices.no_words"

    def __init__(self, first: int, second: int) -> None:
        self.first = first
        self.second = second
        super().__init__(f"Both sides need words; the first has {first} and the second {second}.")


@dataclass(frozen=True, slots=True)
class WordOdds:
    """One word and how much more the first side uses it than the second.

    Attributes
    ----------
    word
        The word.
    first, second
        How often each side used it.
    delta
        Difference of the log odds, natural logarithm; above 0 where the first side uses it more.
    z
        The difference in standard errors.
    p
        Two-sided p-value, after Benjamini and Hochberg over all words that were compared.
    """

    word: str
    first: int
    second: int
    delta: float
    z: float
    p: float


@dataclass(frozen=True, slots=True)
class Distance:
    """How far the words of two groups of speakers lie apart, beside what chance gives.

    Attributes
    ----------
    value
        Jensen-Shannon distance, 0 (the same) to 1 (no word in common).
    expected
        The mean distance after shuffling which speaker belongs to which group.
    excess
        The value minus the expected one: what is reported.
    high
        The 95 % point of the shuffled distances.
    p
        Share of the shuffles, this division included, that lie as far apart or further.
    speakers
        Number of speakers of the first and of the second group.
    draws
        Number of shuffles.
    """

    value: float
    expected: float
    excess: float
    high: float
    p: float
    speakers: tuple[int, int]
    draws: int


@dataclass(frozen=True, slots=True)
class Uptake:
    """Whether a decision is written in the words that a side raised.

    Attributes
    ----------
    used, raised
        Distinctive words of the side that the decision uses, and all of them.
    interval
        Wilson's interval of that share.
    control
        Share of equally common words, distinctive for nobody, that the decision uses; None without such words.
    lift
        The share divided by that of the control words; None below ten words, or where no control word is used.
    lift_interval
        Percentile interval of the lift over words.
    words
        The words that are used, in the order of their letters.
    """

    used: int
    raised: int
    interval: Interval
    control: float | None
    lift: float | None
    lift_interval: Interval | None
    words: tuple[str, ...]


def counted(texts: Iterable[Sequence[str]]) -> Counter[str]:
    """Return how often each word occurs in texts that were cut into words."""
    return Counter(word for text in texts for word in text)


def log_odds(
    first: Mapping[str, int],
    second: Mapping[str, int],
    *,
    background: Mapping[str, int] | None = None,
    prior: float = PRIOR,
) -> tuple[WordOdds, ...]:
    """Return for every word how distinctive it is for the first side, the most distinctive first.

    Parameters
    ----------
    first, second
        How often each side used each word.
    background
        How often each word occurs in general; both sides together if not given. A word that is absent counts as 1.
    prior
        How many words the background weighs, a0.

    Raises
    ------
    NoWordsError
        A side has no words.

    Notes
    -----
    B. L. Monroe, M. P. Colaresi and K. M. Quinn, Political Analysis 16 (2008) 372-403: with a_w = a0 bg_w / Σ bg,
    δ_w = ln((y1 + a_w) / (n1 + a0 - y1 - a_w)) - ln((y2 + a_w) / (n2 + a0 - y2 - a_w)),
    variance 1 / (y1 + a_w) + 1 / (y2 + a_w), z = δ / √variance.
    """
    vocabulary = sorted({word for word, count in (*first.items(), *second.items()) if count})
    one = np.array([first.get(word, 0) for word in vocabulary], dtype=np.float64)
    two = np.array([second.get(word, 0) for word in vocabulary], dtype=np.float64)
    if not one.sum() or not two.sum():
        raise NoWordsError(int(one.sum()), int(two.sum()))
    general = one + two if background is None else np.array([float(background.get(w, 0)) for w in vocabulary])
    delta, z = _fightin(one, two, np.where(general == 0, 1.0, general), prior)
    p = benjamini_hochberg([math.erfc(abs(value) / math.sqrt(2)) for value in z.tolist()])
    counts = (one.astype(int).tolist(), two.astype(int).tolist())
    rows = zip(vocabulary, *counts, delta.tolist(), z.tolist(), p, strict=True)
    return tuple(sorted((WordOdds(*row) for row in rows), key=lambda row: (-row.z, row.word)))


def _fightin(one: Floats, two: Floats, general: Floats, prior: float) -> tuple[Floats, Floats]:
    if one.size == 1:
        # With one word in all, both sides use it all the time.
        return np.zeros(1), np.zeros(1)
    weight = prior * general / general.sum()
    delta = np.log((one + weight) / (one.sum() + prior - one - weight))
    delta -= np.log((two + weight) / (two.sum() + prior - two - weight))
    return delta, delta / np.sqrt(1 / (one + weight) + 1 / (two + weight))


def distinctive(found: Iterable[WordOdds], *, level: float = 0.05) -> tuple[tuple[WordOdds, ...], tuple[WordOdds, ...]]:
    """Return the words that are distinctive for the first and for the second side, the most distinctive first."""
    clear = [row for row in found if row.p < level]
    return (
        tuple(row for row in clear if row.z > 0),
        tuple(sorted((row for row in clear if row.z < 0), key=lambda row: (row.z, row.word))),
    )


def distance(
    speakers: Sequence[Mapping[str, int]], of_first: Sequence[bool], *, seed: int | str, draws: int = 999
) -> Distance:
    """Return how far the vocabularies of two groups of speakers lie apart, beside shuffled groups.

    Parameters
    ----------
    speakers
        How often each speaker used each word. All contributions of one person belong in one entry, or else what is one
        person's habit counts as a habit of the group.
    of_first
        For each speaker, whether they belong to the first group.
    seed
        The seed of the shuffles.
    draws
        Number of shuffles.

    Raises
    ------
    NoWordsError
        A group has no words.

    Notes
    -----
    Square root of the Jensen-Shannon divergence in bits. P-value as B. Phipson and G. K. Smyth (2010): the division at
    hand counts among the shuffles, so it is never 0.
    """
    order = sorted(range(len(speakers)), key=lambda i: (sorted(speakers[i].items()), of_first[i]))
    vocabulary = {word: i for i, word in enumerate(sorted({word for speaker in speakers for word in speaker}))}
    lengths = [len(speakers[i]) for i in order]
    columns = np.array([vocabulary[word] for i in order for word in sorted(speakers[i])], dtype=np.intp)
    counts = np.array([speakers[i][word] for i in order for word in sorted(speakers[i])], dtype=np.float64)
    rows = np.repeat(np.arange(len(order)), lengths)
    mask = np.array([of_first[i] for i in order], dtype=np.float64)
    total: Floats = np.bincount(columns, counts, len(vocabulary)).astype(np.float64)
    own: Floats = np.bincount(columns, counts * mask[rows], len(vocabulary)).astype(np.float64)
    if not own.sum() or not (total - own).sum():
        raise NoWordsError(int(own.sum()), int((total - own).sum()))
    value = float(_jensen_shannon(own[None, :], total)[0])
    shuffled = _shuffled(mask, (rows, columns, counts), total, seed=seed, draws=draws)
    expected = float(shuffled.mean())
    return Distance(
        value=value,
        expected=expected,
        excess=value - expected,
        high=float(np.quantile(shuffled, 0.95)),
        # A shuffle that lies as far but for rounding lies as far.
        p=(1 + int((shuffled >= value - 1e-12).sum())) / (1 + draws),
        speakers=(int(mask.sum()), int(mask.size - mask.sum())),
        draws=draws,
    )


def _shuffled(
    mask: Floats,
    entries: tuple[NDArray[np.intp], NDArray[np.intp], Floats],
    total: Floats,
    *,
    seed: int | str,
    draws: int,
) -> Floats:
    rows, columns, counts = entries
    rng = generator(seed)
    dense = None
    if mask.size * total.size <= _BLOCK:
        dense = np.zeros((mask.size, total.size))
        np.add.at(dense, (rows, columns), counts)
    found = np.empty(draws)
    step = max(1, _BLOCK // max(1, total.size))
    for start in range(0, draws, step):
        masks = np.array([rng.permutation(mask) for _ in range(min(step, draws - start))])
        if dense is not None:
            sums = masks @ dense
        else:
            sums = np.array([np.bincount(columns, counts * one[rows], total.size) for one in masks])
        found[start : start + len(masks)] = _jensen_shannon(sums, total)
    return found


def _jensen_shannon(first: Floats, total: Floats) -> Floats:
    """Return the distance of each row of counts from what is left of the total."""
    second = total - first
    n, m = first.sum(axis=1, keepdims=True), second.sum(axis=1, keepdims=True)
    # A shuffle may leave a group without a word; then there is nothing that could differ.
    p, q = first / np.where(n == 0, 1, n), second / np.where(m == 0, 1, m)
    middle = (p + q) / 2

    def relative(of: Floats) -> Floats:
        inside = np.where(of > 0, of / np.where(middle > 0, middle, 1), 1.0)
        return np.asarray((of * np.log2(inside)).sum(axis=1))

    return np.sqrt(np.clip((relative(p) + relative(q)) / 2, 0.0, 1.0))


def uptake_lift(
    raised: Iterable[WordOdds],
    everything: Iterable[WordOdds],
    decision: Iterable[str],
    *,
    seed: int | str,
    background: Mapping[str, int] | None = None,
) -> Uptake:
    """Return which of the words that a side raised distinctively are in a decision, beside words that are as common.

    Parameters
    ----------
    raised
        The distinctive words of the side, from `distinctive`.
    everything
        All words that were compared, from `log_odds`; those that are distinctive for nobody serve as control words.
    decision
        The words of the decision, in the same form.
    seed
        The seed of the interval.
    background
        How often words occur in general; both sides together if not given.

    Notes
    -----
    Each word is held beside the five control words whose frequency is nearest, on a logarithmic scale.
    """
    own = sorted(raised, key=lambda row: row.word)
    text = frozenset(decision)
    used = [row.word for row in own if row.word in text]
    pool = [row for row in everything if row.p >= 0.05]
    controls = _matched(own, pool, text, background)
    share = len(used) / len(own) if own else 0.0
    control = math.fsum(controls) / len(controls) if controls else None
    pairs = [(float(row.word in text), of) for row, of in zip(own, controls, strict=False)]
    shown = len(own) >= FEWEST and bool(control)
    return Uptake(
        used=len(used),
        raised=len(own),
        interval=wilson(len(used), len(own)),
        control=control,
        lift=share / control if shown and control else None,
        lift_interval=bootstrap_rows(pairs, _ratio, seed=seed) if shown else None,
        words=tuple(used),
    )


def _ratio(pairs: Sequence[tuple[float, float]]) -> float | None:
    below = math.fsum(of for _, of in pairs)
    return math.fsum(own for own, _ in pairs) / below if below else None


def _matched(
    own: Sequence[WordOdds], pool: Sequence[WordOdds], text: frozenset[str], background: Mapping[str, int] | None
) -> list[float]:
    if not pool:
        return []

    def common(row: WordOdds) -> float:
        return math.log(max(1, (row.first + row.second) if background is None else background.get(row.word, 0)))

    ordered = sorted(pool, key=lambda row: (common(row), row.word))
    known = np.array([common(row) for row in ordered])
    inside = np.array([row.word in text for row in ordered], dtype=np.float64)
    found = []
    for row in own:
        # All words that are as near as the fifth one count, so that the order of letters decides nothing.
        gaps = np.abs(known - common(row))
        limit = np.partition(gaps, _CONTROLS - 1)[_CONTROLS - 1] if gaps.size > _CONTROLS else gaps.max()
        found.append(float(inside[gaps <= limit + 1e-12].mean()))
    return found
