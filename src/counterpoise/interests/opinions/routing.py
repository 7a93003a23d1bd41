"""Which statement somebody sees next: drawn by priority, with a chance for every one, and the chance is kept."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoise.interests.opinions.components import Components
from counterpoise.interests.opinions.votes import Votes
from counterpoise.statistics.seeds import generator

__all__ = ["FLOOR", "Shown", "chances", "draw", "next_statement", "priorities", "urgency"]

Reals = NDArray[np.float64]

META = 49.0
"""The priority of statements that tell about people instead of the question."""

FLOOR = 0.1
"""The part of all chances that is given out evenly, so that no statement is never shown."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement that was drawn for somebody. To be kept with the answer, or with its absence.

    Attributes
    ----------
    statement
        Its id.
    probability
        The chance that it had.
    """

    statement: str
    probability: float


def priorities(votes: Votes, found: Components, *, meta: NDArray[np.bool_] | None = None) -> Reals:
    """Return how urgently each statement asks for votes, shape (m,).

    Parameters
    ----------
    votes, found
        The votes and their main directions.
    meta
        Shape (m,): which statements are about the people who vote.

    Notes
    -----
    Polis: [(1 - (P+1)/(S+2)) (E+1) (A+1)/(S+2) (1 + 8 · 2^(-S/5))]² with S votes of which A agree and P pass, and E
    the distance of the statement from the middle of the map.
    """
    value = urgency(votes.counts(), found.extremity)
    return np.asarray(value if meta is None else np.where(meta, META, value), dtype=np.float64)


def urgency(counts: NDArray[np.int64], extremity: Reals) -> Reals:
    """Return how urgently each statement asks for votes, shape (m,), as `priorities` does.

    Parameters
    ----------
    counts
        Shape (3, m): how many agreed, disagreed and passed.
    extremity
        Shape (m,): the distance of each statement from the middle of the map.
    """
    agree, disagree, passed = counts
    seen = agree + disagree + passed
    importance = (1 - (passed + 1) / (seen + 2)) * (extremity + 1) * (agree + 1) / (seen + 2)
    return np.asarray((importance * (1 + 8 * 2.0 ** (-seen / 5))) ** 2, dtype=np.float64)


def chances(priority: Reals, left: NDArray[np.bool_]) -> Reals:
    """Return the chance of each statement to be shown; they add up to 1 over those that are left.

    Parameters
    ----------
    priority
        Shape (m,): from `priorities`.
    left
        Shape (m,): which statements this person has not seen yet.
    """
    number = int(left.sum())
    if number == 0:
        return np.zeros(len(priority))
    value = np.where(left, priority, 0.0)
    total = float(value.sum())
    drawn = value / total if total > 0 else left / number
    return np.asarray((1 - FLOOR) * drawn + FLOOR * left / number, dtype=np.float64)


def next_statement(votes: Votes, priority: Reals, left: NDArray[np.bool_], *, seed: int | str) -> Shown | None:
    """Draw the statement that somebody sees next; None where they have seen all.

    Parameters
    ----------
    votes
        The votes, for the ids.
    priority, left
        As for `chances`.
    seed
        The seed, another one for each person and turn.
    """
    return draw(votes.statements, priority, left, seed=seed)


def draw(statements: Sequence[str], priority: Reals, left: NDArray[np.bool_], *, seed: int | str) -> Shown | None:
    """Draw one of these statements, as `next_statement` does; `statements` are the m ids."""
    chance = chances(priority, left)
    if not left.any():
        return None
    place = int(generator(f"route:{seed}").choice(len(chance), p=chance / chance.sum()))
    return Shown(statements[place], float(chance[place]))
