"""How people reason together: do those who weigh considerations alike also rank the options alike? For research."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from counterpoise.indicator import Display, Evidence, Part, Reading
from counterpoise.levels.aggregates import FEWEST_TO_RANK, is_held_back, last_rankings, openly, read_scale
from counterpoise.levels.shares import ends
from counterpoise.record import Case
from counterpoise.record.reviews import Ranking, ReviewRound
from counterpoise.statistics.intervals import Interval, bootstrap_multinomial
from counterpoise.statistics.reasoning import reason_index, reason_index_of_pairs, shuffled_index, spearman_pairs
from counterpoise.statistics.seeds import seed_for

__all__ = ["MINIMUM", "reasoning"]

MINIMUM = FEWEST_TO_RANK
"""Fewer people than this, or fewer considerations, and the index is not shown."""

_CODE = "interests.reasoning"


def _interval(rows: Sequence[Ranking], *, seed: str) -> Interval | None:
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
    and |q| up to 0.2 counts in part. From -3 to 1; not cut off. Where the reader gets no rankings, the index is there
    to three decimals, without an interval.

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
    return _told(case) or _read(case, seed=seed)


def _read(case: Case, *, seed: int) -> Reading:
    found = last_rankings(case)
    rows, last = found.rows, found.round
    considerations, preferences = [row.considerations for row in rows], [row.preferences for row in rows]
    index = reason_index(considerations, preferences)
    enough = len(rows) >= MINIMUM
    text = seed_for(seed, code=_CODE, initiative=case.initiative.id)
    shuffled = shuffled_index(considerations, preferences, seed=text) if enough else None
    return Reading(
        value=index.modified,
        denominator=len(rows),
        interval=ends(_interval(rows, seed=text)) if enough and index.modified is not None else None,
        known=len(rows),
        candidates=found.answered,
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
        at_most=None if found.enough or not rows else Display.SUPPRESSED,
    )


def _told(case: Case) -> Reading | None:
    """Read the index, where the reader does not get anybody's ranking."""
    people = openly(case, _CODE, "people")
    if people is None:
        return Reading(at_most=Display.SUPPRESSED) if is_held_back(case, _CODE) else None
    told = {name: openly(case, _CODE, name) for name in ("modified", "standard", "low_signal")}
    value = {name: None if one is None else read_scale(name, one[0]) for name, one in told.items()}
    return Reading(
        value=value["modified"],
        denominator=people[0],
        known=people[0],
        candidates=people[1],
        parts=tuple(Part(name=name, value=value[name]) for name in ("standard", "low_signal")),
        details={"counted_before": True},
        evidence=Evidence(denominator=tuple(row.id for row in case.rows(ReviewRound)), tables=("review_rounds",)),
        arms=(people[0],),
    )
