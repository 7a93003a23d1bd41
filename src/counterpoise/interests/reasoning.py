"""How people reason together: do those who weigh considerations alike also rank the options alike? For research."""

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from counterpoise.indicator import Display, Evidence, Part, Reading
from counterpoise.levels.shares import ends
from counterpoise.record import Case
from counterpoise.record.reviews import Ranking, ReviewRound
from counterpoise.statistics.intervals import Interval, bootstrap_multinomial
from counterpoise.statistics.reasoning import reason_index, reason_index_of_pairs, shuffled_index, spearman_pairs
from counterpoise.statistics.seeds import seed_for

__all__ = ["MINIMUM", "reasoning"]

MINIMUM = 10
"""Fewer people than this, or fewer considerations, and the index is not shown."""


def _last_round(case: Case) -> tuple[list[Ranking], int, str | None]:
    """Return the rankings of the last round that can be compared, how many people answered in it, and the round."""
    rounds: defaultdict[str | None, list[Ranking]] = defaultdict(list)
    for row in case.rows(Ranking):
        rounds[row.round].append(row)
    if not rounds:
        return [], 0, None
    last = max(rounds, key=lambda name: (max(row.recorded_at for row in rounds[name]), name or ""))
    shapes: defaultdict[tuple[int, int], list[Ranking]] = defaultdict(list)
    for row in rounds[last]:
        if len(row.considerations) > 1 and len(row.preferences) > 1:
            shapes[len(row.considerations), len(row.preferences)].append(row)
    # Only people who were asked the same can be compared: the shape that most of them have.
    usable = max(shapes.items(), key=lambda pair: (len(pair[1]), pair[0]))[1] if shapes else []
    return sorted(usable, key=lambda row: (row.considerations, row.preferences, row.id)), len(rounds[last]), last


def _interval(rows: list[Ranking], *, seed: str) -> Interval | None:
    """Return the bootstrap interval over persons; a person who is drawn twice makes no pair with herself."""
    n = len(rows)
    r = spearman_pairs([row.considerations for row in rows])
    q = spearman_pairs([row.preferences for row in rows])
    first, second = np.triu_indices(n, k=1)
    # The index is linear in the mean over pairs, so the index of each pair alone is all that the draws need.
    each = [reason_index_of_pairs([one], [other]).modified for one, other in zip(r, q, strict=True)]
    known = np.asarray([value is not None for value in each])
    values = np.asarray([0.0 if value is None else value for value in each])

    def drawn(counts: NDArray[np.int64]) -> NDArray[np.float64]:
        weights = (counts[:, first] * counts[:, second] * known).astype(np.float64)
        total = weights.sum(axis=1)
        means = np.divide(weights @ values, total, out=np.full(len(total), np.nan), where=total > 0)
        return np.asarray(means, dtype=np.float64)

    return bootstrap_multinomial([1] * n, drawn, seed=seed)


def reasoning(case: Case, *, seed: int) -> Reading:
    """Deliberative Reason Index: whether people who weigh considerations alike also rank the options alike.

    Value: 2 (mean(1 - d) - L) / (1 - L) - 1 over pairs, d = |r - q| / sqrt 2, L = 1 - sqrt 2 / 2; a pair with both |r|
    and |q| up to 0.2 counts in part. From -3 to 1; not cut off.

    Parameters
    ----------
    case
        One initiative at a date; the last round with rankings is read.
    seed
        The audit's seed.

    Returns
    -------
    Reading
        With the standard index, the share of pairs with a low signal, and the index on shuffled rankings.

    Cannot say
    ----------
    Whether anything is true or fair. Coherence is no agreement.

    Gaming
    ------
    With few considerations the index is easily high. So it is not shown under ten people or ten considerations.

    Source
    ------
    Niemeyer and Veri 2022; Veri on pairs with a low signal. Experimental.
    """
    rows, answered, last = _last_round(case)
    considerations, preferences = [row.considerations for row in rows], [row.preferences for row in rows]
    index = reason_index(considerations, preferences)
    enough = len(rows) >= MINIMUM
    text = seed_for(seed, code="interests.reasoning", initiative=case.initiative.id)
    shuffled = shuffled_index(considerations, preferences, seed=text) if enough else None
    wide = bool(rows) and len(rows[0].considerations) >= MINIMUM
    return Reading(
        value=index.modified,
        denominator=len(rows),
        interval=ends(_interval(rows, seed=text)) if enough and index.modified is not None else None,
        known=len(rows),
        candidates=answered,
        parts=(
            Part(name="standard", value=index.standard),
            Part(name="low_signal", value=index.low_signal_share, denominator=index.pairs),
            Part(name="shuffled", value=shuffled.mean if shuffled else None),
            Part(name="shuffled_high", value=shuffled.high if shuffled else None),
        ),
        details={"round": last, "pairs": index.pairs, "undefined_pairs": index.undefined_pairs} if rows else {},
        # The round is the source; who ranked what is never evidence.
        evidence=Evidence(
            denominator=tuple(row.id for row in case.rows(ReviewRound) if rows and row.id == last),
            tables=("review_rounds",),
        ),
        arms=(len(rows),) if rows else (),
        at_most=None if enough and wide else Display.SUPPRESSED,
    )
