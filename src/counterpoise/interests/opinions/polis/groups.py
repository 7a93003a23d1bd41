"""Opinion groups as Polis finds them: many small clusters of places on the map, then few clusters of those."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoise.interests.opinions.clusters import distinct, lloyd, silhouette
from counterpoise.interests.opinions.components import Components
from counterpoise.interests.opinions.threads import one_thread
from counterpoise.interests.opinions.votes import Votes

__all__ = ["NOBODY", "Grouped", "counted", "group"]

NOBODY = -1
"""The group of somebody who is in none: too few votes to tell."""

ENOUGH_VOTES, ENOUGH_PEOPLE, BASES, MOST_GROUPS = 7, 15, 100, 5


@dataclass(frozen=True, slots=True, eq=False)
class Grouped:
    """People in groups.

    Attributes
    ----------
    labels
        Shape (n,): each person's group, from 0, the largest first; `NOBODY` for who gave too few votes.
    k
        How many groups; 1 where they do not hold apart.
    silhouette
        How well the groups hold apart: for each number of groups that was tried.
    """

    labels: NDArray[np.int64]
    k: int
    silhouette: dict[int, float]


def counted(votes: Votes) -> NDArray[np.bool_]:
    """Return who counts: those with enough votes, filled up with the most active where these are too few."""
    many = votes.per_person
    enough = many >= min(ENOUGH_VOTES, votes.m)
    if enough.sum() < ENOUGH_PEOPLE:
        enough = enough.copy()
        enough[np.argsort(-many, kind="stable")[:ENOUGH_PEOPLE]] = True
    return np.asarray(enough, dtype=bool)


def group(votes: Votes, found: Components) -> Grouped:
    """Return the groups of people on the map.

    A number of groups that leaves somebody alone in a group is not taken: one person is no group.
    """
    who = counted(votes)
    places = found.people[who]
    labels = np.full(votes.n, NOBODY, dtype=np.int64)
    with one_thread():
        bases, base_of = lloyd(places, distinct(places, BASES))
        used, base_of = np.unique(base_of, return_inverse=True)
        bases, sizes = bases[used], np.bincount(base_of).astype(np.float64)
        distance = np.sqrt(((bases[:, None] - bases[None]) ** 2).sum(axis=2))
        tried: dict[int, tuple[float, NDArray[np.int64]]] = {}
        for k in range(2, min(MOST_GROUPS, 2 + len(bases) // 12) + 1):
            start = distinct(bases, k)
            if len(start) < k:
                break
            _, of_base = lloyd(bases, start, weights=sizes)
            people = np.bincount(of_base, weights=sizes, minlength=k)
            if people.min() > 1:
                tried[k] = (silhouette(distance, of_base), of_base)
    if not tried:
        labels[who] = 0
        return Grouped(labels, 1, {})
    best = max(tried, key=lambda k: (tried[k][0], -k))
    labels[who] = _largest_first(tried[best][1][base_of])
    return Grouped(labels, best, {k: score for k, (score, _) in tried.items()})


def _largest_first(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    order = np.argsort(-np.bincount(labels), kind="stable")
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return rank[labels]
