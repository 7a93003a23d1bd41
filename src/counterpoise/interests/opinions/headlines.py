"""What can be said of statements with some certainty: what unites, divides, is held by a minority or left open."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from counterpoise.interests.opinions.agreement import FEWEST, Agreement, agreement, band
from counterpoise.interests.opinions.votes import Votes
from counterpoise.statistics.multiplicity import benjamini_hochberg

__all__ = ["Found", "Lists", "Stands", "lists", "stands_for"]

Reals = NDArray[np.float64]

FALSE_DISCOVERIES = 0.10
SMALL_GROUP = 1 / 3
CLEAR = 0.9
INSIDE = (0.25, 0.75)
INSIDE_VOTES = 10.0
LEAST_OPEN = 0.01


@dataclass(frozen=True, slots=True)
class Stands:
    """A statement stands for a group: it sets the group apart from all others.

    Attributes
    ----------
    group
        The group's number.
    side
        ``agree`` or ``disagree``: what the group does with it.
    p
        The p-value after correction for all groups and statements; None where none was computed.
    """

    group: int
    side: str
    p: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A statement on a list.

    Attributes
    ----------
    statement
        Its number.
    side
        ``agree`` or ``disagree``; empty where there are both.
    low
        The certain part of the share on that side: with 95 % certainty at least so much. The list's order.
    group
        The group that it is about; None where it is about all.
    """

    statement: int
    side: str
    low: float
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists, each with the clearest statement first.

    Attributes
    ----------
    unites
        Every group is for it, or every group is against it.
    divides
        One group is for it and another against it.
    minority
        A small group holds it, all others together hold the opposite, and no other group leans to its side.
    split_inside
        A group is itself divided.
    outside
        What those hold who are clearly in no group.
    undecided
        More people pass than on other statements; `low` is the share that passes.
    """

    unites: tuple[Found, ...]
    divides: tuple[Found, ...]
    minority: tuple[Found, ...]
    split_inside: tuple[Found, ...]
    outside: tuple[Found, ...]
    undecided: tuple[Found, ...]


def _ordered(found: list[Found]) -> tuple[Found, ...]:
    return tuple(sorted(found, key=lambda one: (-one.low, one.statement, one.group or 0)))


def _sides(low: Reals, high: Reals, group: int | None = None) -> list[Found]:
    """Return the statements of which more than half is certainly on one side."""
    found = [Found(int(j), "agree", float(low[j]), group) for j in np.flatnonzero(low > 0.5)]
    return found + [Found(int(j), "disagree", 1 - float(high[j]), group) for j in np.flatnonzero(high < 0.5)]


def _others(votes: Votes, membership: Reals, group: int, weights: Reals | None) -> Agreement:
    """Return the agreement of a group and of all who are not in it, as two groups."""
    inside = membership[:, [group]]
    return agreement(votes, np.hstack([inside, membership.sum(axis=1, keepdims=True) - inside]), weights=weights)


def stands_for(votes: Votes, membership: Reals, *, weights: Reals | None = None) -> tuple[tuple[Stands, ...], ...]:
    """Return for each statement the groups that it stands for.

    A group must certainly differ from all others together, and be on that side by more than half. Of all that is
    said so, at most one in ten is false: over groups and statements together the false discovery rate is held.
    Nothing is said where there are fewer than five votes' worth in the group or among the others.

    Parameters
    ----------
    votes
        The votes.
    membership
        Shape (n, k): the probability of each group.
    weights
        Shape (n,): what each person counts for.
    """
    k = membership.shape[1]
    asked: list[tuple[int, int, str]] = []
    chance: list[float] = []
    for group in range(k if k > 1 else 0):
        pair = _others(votes, membership, group, weights)
        odds = np.log(pair.mid) - np.log1p(-pair.mid)
        size = pair.effective + 1
        error = np.sqrt((1 / (pair.mid * size) + 1 / ((1 - pair.mid) * size)).sum(axis=0))
        z = (odds[0] - odds[1]) / error
        for j in np.flatnonzero((pair.effective >= FEWEST).all(axis=0)).tolist():
            asked.append((j, group, "agree" if z[j] > 0 else "disagree"))
            on_side = (pair.mid[0, j] > 0.5) == (z[j] > 0)
            # One that is not on that side by more than half stays among those that were asked about.
            chance.append(float(2 * ndtr(-abs(z[j]))) if on_side else 1.0)
    stands: list[list[Stands]] = [[] for _ in range(votes.m)]
    for (j, group, side), p in zip(asked, benjamini_hochberg(chance), strict=True):
        if p <= FALSE_DISCOVERIES:
            stands[j].append(Stands(group, side, p))
    return tuple(tuple(sorted(of_one, key=lambda one: (one.p or 0, one.group))) for of_one in stands)


def lists(votes: Votes, membership: Reals, shares: Agreement, *, weights: Reals | None = None) -> Lists:
    """Return what can be said of statements.

    Parameters
    ----------
    votes
        The votes.
    membership
        Shape (n, k): the probability of each group.
    shares
        The agreement of each group.
    weights
        Shape (n,): what each person counts for.
    """
    low, high = shares.low, shares.high
    known = ~np.isnan(low).any(axis=0)
    least, most = np.where(known, low.min(axis=0), np.nan), np.where(known, high.max(axis=0), np.nan)
    top, bottom = np.nan_to_num(low, nan=-1.0).max(axis=0), np.nan_to_num(high, nan=2.0).min(axis=0)
    divides = [
        Found(int(j), "", float(min(top[j], 1 - bottom[j]))) for j in np.flatnonzero((top > 0.5) & (bottom < 0.5))
    ]
    split = [
        Found(int(j), "", float(min(low[g, j], 1 - high[g, j])), g)
        for g in range(shares.k)
        for j in np.flatnonzero((low[g] > INSIDE[0]) & (high[g] < INSIDE[1]) & (shares.effective[g] >= INSIDE_VOTES))
    ]
    return Lists(
        unites=_ordered(_sides(least, most)),
        divides=_ordered(divides),
        minority=_ordered(_minority(votes, membership, shares, weights)),
        split_inside=_ordered(split),
        outside=_ordered(_outside(votes, membership, weights)),
        undecided=_ordered(_undecided(votes)),
    )


def _minority(votes: Votes, membership: Reals, shares: Agreement, weights: Reals | None) -> list[Found]:
    found: list[Found] = []
    size = membership.sum(axis=0) / max(float(membership.sum()), 1e-12)
    small = [group for group in range(len(size)) if size[group] <= SMALL_GROUP]
    for group in small if len(size) > 1 else ():
        pair = _others(votes, membership, group, weights)
        # All others together can be against it while one group among them is for it: then it is not held alone.
        rest = np.delete(shares.mid, group, axis=0)
        for_it = (pair.low[0] > 0.5) & (pair.high[1] < 0.5) & ~(rest >= 0.5).any(axis=0)
        against = (pair.high[0] < 0.5) & (pair.low[1] > 0.5) & ~(rest <= 0.5).any(axis=0)
        found.extend(Found(int(j), "agree", float(pair.low[0, j]), group) for j in np.flatnonzero(for_it))
        found.extend(Found(int(j), "disagree", 1 - float(pair.high[0, j]), group) for j in np.flatnonzero(against))
    return found


def _outside(votes: Votes, membership: Reals, weights: Reals | None) -> list[Found]:
    if membership.shape[1] < 2:
        return []
    unclear = (membership.max(axis=1) <= CLEAR).astype(np.float64)[:, None]
    shares = agreement(votes, unclear, weights=weights)
    return _sides(shares.low[0], shares.high[0])


def _undecided(votes: Votes) -> list[Found]:
    agree, disagree, passed = votes.counts().astype(np.float64)
    seen = agree + disagree + passed
    low, _, _ = band(passed, seen)
    usual = passed.sum() / max(seen.sum(), 1.0)
    # A range never begins at nought, so that alone is no sign: more pass than elsewhere, one in a hundred at least.
    more = (low > usual) & (low >= LEAST_OPEN) & (passed > usual * seen) & (seen >= FEWEST)
    return [Found(int(j), "pass", float(low[j])) for j in np.flatnonzero(more)]
