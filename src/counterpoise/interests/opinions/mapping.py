"""The opinion map: everything that the votes tell, in one piece."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from counterpoise.interests.opinions.agreement import Agreement, agreement
from counterpoise.interests.opinions.components import Components, components
from counterpoise.interests.opinions.headlines import Lists, Stands, lists, stands_for
from counterpoise.interests.opinions.model.choice import choose
from counterpoise.interests.opinions.polis.groups import NOBODY, group
from counterpoise.interests.opinions.polis.statements import representative
from counterpoise.interests.opinions.raids import Block, blocks
from counterpoise.interests.opinions.votes import Votes
from counterpoise.statistics.representation.raking import kish

__all__ = ["Groups", "OpinionMap", "TooLittleError", "map_model", "map_polis"]

Reals = NDArray[np.float64]
Progress = Callable[[int, int], None]


class TooLittleError(ValueError):
    """There are votes, but too few to draw a map.

    Attributes
    ----------
    code
        Always ``"opinions.too_little"``.
    problem
        ``one_person``, ``one_statement`` or ``all_pass``.
    """

    code = "opinions.too_little"

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(f"too little to say: {problem}")


def _check(votes: Votes) -> None:
    if votes.n < 2:
        raise TooLittleError("one_person")
    if len(np.unique(votes.statement)) < 2:
        raise TooLittleError("one_statement")
    if not votes.ballot.any():
        raise TooLittleError("all_pass")


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
        """How many groups there are; 1 where there are none to tell apart."""
        return int(self.membership.shape[1])


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
    lists
        What can be said of statements with some certainty.
    raids
        Blocks of ballots that stand out.
    effective
        How many people without weights would tell as much; the number of people where there are no weights.
    """

    mode: str
    votes: Votes
    components: Components
    groups: Groups
    agreement: Agreement
    represents: tuple[tuple[Stands, ...], ...]
    lists: Lists
    raids: tuple[Block, ...]
    effective: float


def map_polis(votes: Votes, *, seed: int | str) -> OpinionMap:
    """Return the map that Polis would draw, without its defects, with intervals.

    Parameters
    ----------
    votes
        The votes.
    seed
        The seed of the looks for blocks of ballots; the map itself holds no chance.

    Raises
    ------
    TooLittleError
        One person, one statement, or nothing but passes.
    """
    _check(votes)
    found = components(votes)
    grouped = group(votes, found)
    placed = grouped.labels != NOBODY
    inside = np.eye(grouped.k)[np.maximum(grouped.labels, 0)] * placed[:, None]
    # Somebody who is in no group by these rules counts for none of them, and may be in any.
    membership = np.where(placed[:, None], inside, 1.0 / grouped.k)
    shares = agreement(votes, inside)
    represents: list[list[Stands]] = [[] for _ in range(votes.m)]
    for number, best in enumerate(representative(votes, grouped)):
        for one in best:
            represents[one.statement].append(Stands(number, one.side))
    return OpinionMap(
        mode="polis",
        votes=votes,
        components=found,
        groups=Groups(membership, stable=False),
        agreement=shares,
        represents=tuple(map(tuple, represents)),
        lists=lists(votes, inside, shares),
        raids=blocks(votes, inside, shares, seed=seed),
        effective=float(votes.n),
    )


def map_model(
    votes: Votes, *, seed: int | str, weights: Reals | None = None, progress: Progress | None = None
) -> OpinionMap:
    """Return the better map: groups only where they are stable, and nothing that the votes do not bear.

    Parameters
    ----------
    votes
        The votes.
    seed
        The seed of everything that is drawn.
    weights
        Shape (n,): what each person counts for in shares, such as weights to the population. Who is in which group
        does not depend on them.
    progress
        Called with how many steps were done, and how many there are at most.

    Raises
    ------
    TooLittleError
        One person, one statement, or nothing but passes.
    """
    _check(votes)
    chosen = choose(votes, seed=seed, progress=progress)
    membership = chosen.groups.membership
    shares = agreement(votes, membership, weights=weights)
    return OpinionMap(
        mode="model",
        votes=votes,
        components=components(votes),
        groups=Groups(membership, chosen.stable, chosen.figures),
        agreement=shares,
        represents=stands_for(votes, membership, weights=weights),
        lists=lists(votes, membership, shares, weights=weights),
        raids=blocks(votes, membership, shares, seed=seed),
        effective=float(votes.n) if weights is None else kish(weights.tolist()).n_eff,
    )
