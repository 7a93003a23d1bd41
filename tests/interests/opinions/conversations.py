"""Small conversations for the tests."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from counterpoise.interests.opinions.votes import Votes, gather

Row = tuple[int, int, int]

rows = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 5), st.sampled_from((-1, 0, 1))), min_size=1, max_size=40)
"""Votes of up to eight people on up to six statements: person, statement, ballot."""


def gathered(votes: Sequence[Row]) -> Votes:
    """Bring votes together; people are p000, p001 …, statements 0, 1 …."""
    table = np.asarray(votes, dtype=np.int64).reshape(-1, 3)
    people = [f"p{number:03}" for number in range(int(table[:, 0].max()) + 1)]
    statements = [str(number) for number in range(int(table[:, 1].max()) + 1)]
    return gather(table[:, 0], table[:, 1], table[:, 2].astype(np.int8), people=people, statements=statements)


def shuffled(votes: Votes, seed: int) -> Votes:
    """Bring the same votes together again, with people, statements and votes in another order."""
    draw = np.random.default_rng(seed)
    people, statements, order = (draw.permutation(size) for size in (votes.n, votes.m, votes.size))
    return gather(
        np.argsort(people)[votes.person][order],
        np.argsort(statements)[votes.statement][order],
        votes.ballot[order],
        people=[votes.people[place] for place in people],
        statements=[votes.statements[place] for place in statements],
    )


def dense(votes: Votes) -> np.ndarray:
    """Return the votes minus the statement's mean as a whole matrix; 0 where nobody voted."""
    table, seen = np.zeros((votes.n, votes.m)), np.zeros((votes.n, votes.m))
    table[votes.person, votes.statement] = votes.ballot
    seen[votes.person, votes.statement] = 1
    return np.asarray((table - table.sum(axis=0) / np.maximum(seen.sum(axis=0), 1)) * seen)
