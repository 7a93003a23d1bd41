"""The opinion map: everything that the votes tell, in one piece."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from counterpoise.interests.opinions.agreement import Agreement, agreement
from counterpoise.interests.opinions.components import Components, components
from counterpoise.interests.opinions.polis.groups import NOBODY, group
from counterpoise.interests.opinions.polis.statements import representative
from counterpoise.interests.opinions.votes import Votes

__all__ = ["Groups", "OpinionMap", "Progress", "Stands", "map_polis"]

Reals = NDArray[np.float64]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Stands:
    """A statement stands for a group.

    Attributes
    ----------
    group
        The group's number.
    side
        ``agree`` or ``disagree``: what the group does with it.
    """

    group: int
    side: str


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """People in groups, as probabilities.

    Attributes
    ----------
    membership
        Shape (n, k): the probability of each group, rows add up to 1.
    stable
        Whether the groups come back when votes are left out; False where nobody looked.
    stability
        The figures behind that, by name; empty where nobody looked.
    """

    membership: Reals
    stable: bool
    stability: dict[str, float] = field(default_factory=dict)

    @property
    def k(self) -> int:
        """How many groups there are."""
        return self.membership.shape[1]


@dataclass(frozen=True, slots=True, eq=False)
class OpinionMap:
    """What the votes tell.

    Attributes
    ----------
    mode
        ``polis`` or ``model``.
    votes
        The votes behind it.
    components
        Main directions and places.
    groups
        Who thinks alike.
    agreement
        How many in each group agree.
    represents
        For each statement the groups that it stands for.
    """

    mode: str
    votes: Votes
    components: Components
    groups: Groups
    agreement: Agreement
    represents: tuple[tuple[Stands, ...], ...]


def map_polis(votes: Votes) -> OpinionMap:
    """Return the map that Polis would draw, without its defects."""
    found = components(votes)
    grouped = group(votes, found)
    membership = np.full((votes.n, grouped.k), 1.0 / grouped.k)
    placed = grouped.labels != NOBODY
    membership[placed] = np.eye(grouped.k)[grouped.labels[placed]]
    # Somebody who is in no group by these rules counts for none of them.
    shares = agreement(votes, membership * placed[:, None])
    represents: list[list[Stands]] = [[] for _ in range(votes.m)]
    for number, best in enumerate(representative(votes, grouped)):
        for one in best:
            represents[one.statement].append(Stands(number, one.side))
    return OpinionMap("polis", votes, found, Groups(membership, stable=False), shares, tuple(map(tuple, represents)))
