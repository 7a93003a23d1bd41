"""What Polis says of statements: which represent a group, and which all agree on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoise.interests.opinions.polis.groups import Grouped
from counterpoise.interests.opinions.votes import Votes

__all__ = ["Representative", "consensus", "group_aware_consensus", "group_counts", "proportion_z", "representative"]

Reals = NDArray[np.float64]

CERTAIN = 1.2816
"""The normal quantile above which a finding counts: nine in ten, on one side."""

MOST = 5


@dataclass(frozen=True, slots=True)
class Representative:
    """A statement that represents a group.

    Attributes
    ----------
    statement
        Its number.
    side
        ``agree`` or ``disagree``: what the group does with it.
    share
        The group's share on that side, with one more on both sides.
    ratio
        That share over the share of all others.
    z_share, z_ratio
        How far the share lies above a half, and above that of all others, in standard errors.
    """

    statement: int
    side: str
    share: float
    ratio: float
    z_share: float
    z_ratio: float

    @property
    def rank(self) -> float:
        """What statements are ordered by."""
        return self.ratio * self.z_ratio * self.share * self.z_share


def group_counts(votes: Votes, grouped: Grouped) -> NDArray[np.int64]:
    """Return how many agree, disagree and voted at all, shape (3, k, m), in each group."""
    agree, disagree, passed = votes.counts_by(grouped.labels, grouped.k)
    return np.asarray([agree, disagree, agree + disagree + passed], dtype=np.int64)


def proportion_z(count: Reals | NDArray[np.int64], seen: Reals | NDArray[np.int64]) -> Reals:
    """Return how far shares lie above a half, in standard errors, with one more counted: 2 √(S+1) ((A+1)/(S+1) - ½)."""
    return np.asarray(2 * np.sqrt(seen + 1) * ((count + 1) / (seen + 1) - 0.5), dtype=np.float64)


def _difference_z(count: Reals, seen: Reals, other: Reals, other_seen: Reals) -> Reals:
    """Return how far one share lies above another, in pooled standard errors, with one more in all counts."""
    first, second = (count + 1) / (seen + 1), (other + 1) / (other_seen + 1)
    pooled = (count + other + 2) / (seen + other_seen + 2)
    spread = np.sqrt(np.maximum(pooled * (1 - pooled) * (1 / (seen + 1) + 1 / (other_seen + 1)), 0))
    return np.asarray(np.where(spread > 0, (first - second) / np.where(spread > 0, spread, 1), 0.0))


def representative(votes: Votes, grouped: Grouped) -> tuple[tuple[Representative, ...], ...]:
    """Return for each group the statements that represent it best, at most five; none where nothing stands out."""
    counts = group_counts(votes, grouped).astype(np.float64)
    if grouped.k < 2:
        return tuple(() for _ in range(grouped.k))
    return tuple(_of_group(counts, group) for group in range(grouped.k))


def _of_group(counts: Reals, group: int) -> tuple[Representative, ...]:
    agree, disagree, seen = counts[:, group]
    others = counts.sum(axis=1) - counts[:, group]
    found: list[Representative] = []
    for side, own, other in (("agree", agree, others[0]), ("disagree", disagree, others[1])):
        share, other_share = (own + 1) / (seen + 2), (other + 1) / (others[2] + 2)
        z_share, z_ratio = proportion_z(own, seen), _difference_z(own, seen, other, others[2])
        found.extend(
            Representative(
                int(j), side, float(share[j]), float(share[j] / other_share[j]), float(z_share[j]), float(z_ratio[j])
            )
            for j in np.flatnonzero((z_share > CERTAIN) & (z_ratio > CERTAIN))
        )
    found.sort(key=lambda one: (-one.rank, one.statement, one.side))
    best_agree = next((one for one in found if one.side == "agree"), None)
    if best_agree is not None:
        found.remove(best_agree)
        found.insert(0, best_agree)
    return tuple(found[:MOST])


def consensus(votes: Votes) -> tuple[Representative, ...]:
    """Return the statements that most people agree with or disagree with, at most five of each, the clearest first."""
    agree, disagree, passed = votes.counts().astype(np.float64)
    seen = agree + disagree + passed
    found: list[Representative] = []
    for side, own in (("agree", agree), ("disagree", disagree)):
        share, z_share = (own + 1) / (seen + 2), proportion_z(own, seen)
        passes = np.flatnonzero((share > 0.5) & (z_share > CERTAIN) & (seen > 0))
        order = sorted(passes, key=lambda j: (-share[j] * z_share[j], j))[:MOST]
        found.extend(Representative(int(j), side, float(share[j]), 1.0, float(z_share[j]), 0.0) for j in order)
    return tuple(found)


def group_aware_consensus(votes: Votes, grouped: Grouped) -> Reals:
    """Return for each statement the chance that one from each group would agree: Π (A+1)/(S+2) over groups."""
    agree, _, seen = group_counts(votes, grouped)
    return np.asarray(((agree + 1) / (seen + 2)).prod(axis=0), dtype=np.float64)
