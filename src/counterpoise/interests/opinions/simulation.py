"""Made-up conversations of which the truth is known: to hold the methods to it, and to measure large ones."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoise.interests.opinions.votes import Votes
from counterpoise.statistics.seeds import generator

__all__ = ["Made", "large", "made"]

Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """A made-up conversation.

    Attributes
    ----------
    votes
        The votes.
    groups
        Shape (n,): the group of each person.
    log_odds
        Shape (m, k): each group's log-odds to agree.
    readiness
        Shape (n,): how much more readily each person agrees, in log-odds.
    """

    votes: Votes
    groups: NDArray[np.int64]
    log_odds: Reals
    readiness: Reals


def made(
    n: int,
    m: int,
    *,
    seed: int | str,
    shares: Sequence[float] = (1.0,),
    apart: float = 0.0,
    readiness: float = 0.0,
    density: float = 0.3,
    passes: float = 0.0,
    spread: float = 1.0,
    alike: float = 0.0,
) -> Made:
    """Make a conversation.

    Parameters
    ----------
    n, m
        How many people and statements.
    seed
        The seed.
    shares
        The share of each group.
    apart
        Standard deviation of a group's log-odds around what all have in common.
    readiness
        Standard deviation of how readily people agree.
    density
        The chance that somebody votes on a statement.
    passes
        The chance that a vote is a pass.
    spread
        Standard deviation of statements' common log-odds.
    alike
        The share of statements, the first ones, on which groups do not differ.
    """
    draw = generator(f"made:{seed}")
    k = len(shares)
    groups = draw.permutation(np.repeat(np.arange(k), np.diff(np.round(np.cumsum([0, *shares]) * n).astype(int))))
    log_odds = draw.normal(0, spread, size=(m, 1)) + draw.normal(0, 1, size=(m, k)) * apart * (
        np.arange(m) >= round(alike * m)
    ).reshape(-1, 1)
    ready = draw.normal(0, 1, size=n) * readiness
    columns = [np.flatnonzero(draw.random(m) < density) for _ in range(n)]
    columns = [place if len(place) else draw.integers(0, m, 1) for place in columns]
    starts = np.concatenate([[0], np.cumsum([len(place) for place in columns])]).astype(np.int64)
    statement = np.concatenate(columns).astype(np.int32)
    person = np.repeat(np.arange(n), np.diff(starts))
    chance = 1 / (1 + np.exp(-log_odds[statement, groups[person]] - ready[person]))
    ballot = np.where(draw.random(len(chance)) < chance, 1, -1)
    ballot = np.where(draw.random(len(chance)) < passes, 0, ballot).astype(np.int8)
    names = _names(n), _names(m)
    return Made(Votes(*names, starts, statement, ballot, np.zeros(m, dtype=np.int64)), groups, log_odds, ready)


def _names(count: int) -> tuple[str, ...]:
    return tuple(map(str, range(count)))


def large(
    n: int, m: int, votes: int, *, seed: int | str
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int8]]:
    """Return person, statement and ballot of a large made-up conversation, in no order, each pair at most once.

    Parameters
    ----------
    n, m
        How many people and statements.
    votes
        About how many votes; at most half of n × m.
    seed
        The seed.

    Notes
    -----
    Three groups, one leaning besides, and people who differ much in how many votes they give. Every person has the
    statements in a row that begins anywhere and goes on in large steps, so no pair comes twice.
    """
    draw = generator(f"large:{seed}")
    activity = draw.gamma(1.0, size=n)
    many = np.clip(np.round(activity * votes / activity.sum()), 1, m).astype(np.int64)
    person = np.repeat(np.arange(n, dtype=np.int32), many)
    rank = np.arange(len(person)) - np.repeat(np.cumsum(many) - many, many)
    steps = np.asarray([step for step in range(1, m + 1) if np.gcd(step, m) == 1])
    step, begin = draw.choice(steps, n), draw.integers(0, m, n)
    statement = ((begin[person] + rank * step[person]) % m).astype(np.int32)
    groups, lean = draw.integers(0, 3, n), draw.normal(size=n).astype(np.float32)
    log_odds = (draw.normal(size=(m, 1)) + draw.normal(size=(m, 3))).astype(np.float32)
    slope = draw.normal(size=m).astype(np.float32)
    score = log_odds[statement, groups[person]] + lean[person] * slope[statement]
    chance = 1 / (1 + np.exp(-score))
    ballot = np.where(draw.random(len(person), dtype=np.float32) < chance, 1, -1).astype(np.int8)
    ballot[draw.random(len(person), dtype=np.float32) < 0.12] = 0
    order = draw.permutation(len(person))
    return person[order], statement[order], ballot[order]
