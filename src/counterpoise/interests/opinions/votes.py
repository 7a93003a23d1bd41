"""Votes on statements: who agreed, disagreed or passed, kept sparse and in an order of its own.

People and statements are sorted by their ids, numbers as numbers. Whatever order a file has, everything that is
computed from the votes is therefore the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

__all__ = ["AGREE", "DISAGREE", "PASS", "NoVotesError", "Votes", "VotesUnusableError", "gather", "in_order"]

AGREE, PASS, DISAGREE = 1, 0, -1
"""The three answers, as numbers of one byte."""

Ballots = NDArray[np.int8]
Indices = NDArray[np.int32]
Reals = NDArray[np.float64]


class NoVotesError(ValueError):
    """There is no vote at all."""

    code = "opinions.no_votes"

    def __init__(self) -> None:
        super().__init__("There are no votes: nothing can be said.")


class VotesUnusableError(ValueError):
    """Columns of votes that do not belong together.

    Attributes
    ----------
    problem
        What is wrong, in a few words.
    """

    code = "opinions.votes_unusable"

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(f"These votes cannot be used: {problem}.")


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """Who voted what on which statement, person by person.

    Attributes
    ----------
    people
        Ids of the n people, sorted.
    statements
        Ids of the m statements, sorted.
    starts
        Shape (n + 1,): the votes of person i are at ``starts[i]`` up to ``starts[i + 1]``.
    statement
        Shape (v,): for each vote the number of its statement, rising within a person.
    ballot
        Shape (v,): 1 agree, 0 pass, -1 disagree.
    unanswered
        Shape (m,): how often a statement was seen and left without an answer, which is no pass.
    replaced
        How many earlier votes of the same person on the same statement a later one took the place of.
    """

    people: tuple[str, ...]
    statements: tuple[str, ...]
    starts: NDArray[np.int64]
    statement: Indices
    ballot: Ballots
    unanswered: NDArray[np.int64]
    replaced: int = 0

    @property
    def n(self) -> int:
        """How many people voted."""
        return len(self.people)

    @property
    def m(self) -> int:
        """How many statements there are."""
        return len(self.statements)

    @property
    def size(self) -> int:
        """How many votes there are."""
        return len(self.ballot)

    @property
    def per_person(self) -> NDArray[np.int64]:
        """Shape (n,): how many votes each person gave."""
        return np.diff(self.starts)

    @property
    def person(self) -> Indices:
        """Shape (v,): for each vote the number of its person."""
        return np.repeat(np.arange(self.n, dtype=np.int32), self.per_person)

    def sparse(self, values: NDArray[np.floating]) -> csr_array:
        """Return these values, one for each vote, as a sparse matrix of n people by m statements."""
        return csr_array((values, self.statement, _narrow(self.starts)), shape=(self.n, self.m))

    def counts(self, chosen: NDArray[np.bool_] | None = None) -> NDArray[np.int64]:
        """Return how many agreed, disagreed and passed, as three rows of m statements; of the chosen people only."""
        return self.counts_by(np.zeros(self.n, dtype=np.int64) if chosen is None else np.where(chosen, 0, -1), 1)[:, 0]

    def counts_by(self, labels: NDArray[np.int64], k: int) -> NDArray[np.int64]:
        """Return how many agreed, disagreed and passed in each of k groups, shape (3, k, m).

        Parameters
        ----------
        labels
            Shape (n,): the group of each person, from 0; below 0 for none.
        k
            How many groups.
        """
        size = k * self.m * 3
        # Those in no group go behind all others, and are cut off; one pass over the votes does it all.
        short = np.int32 if (k + 1) * self.m * 3 < 2**31 else np.int64
        place = np.repeat((np.where(labels < 0, k, labels) * (self.m * 3)).astype(short), self.per_person)
        place += self.statement * np.int32(3)
        place += np.int8(1) - self.ballot
        found = np.bincount(place, minlength=size)[:size].reshape(k, self.m, 3)
        return np.asarray(found.transpose(2, 0, 1)[[0, 2, 1]], dtype=np.int64)

    def of_people(self, chosen: NDArray[np.bool_]) -> "Votes":
        """Return the votes of these people; all statements stay."""
        people = tuple(name for name, kept in zip(self.people, chosen, strict=True) if kept)
        keep = np.repeat(chosen, self.per_person)
        starts = np.concatenate([[0], np.cumsum(self.per_person[chosen])])
        return Votes(people, self.statements, starts, self.statement[keep], self.ballot[keep], self.unanswered)

    def where(self, keep: NDArray[np.bool_]) -> "Votes":
        """Return only the votes at which `keep`, of shape (v,), is true; all people and statements stay."""
        kept = np.concatenate([[0], np.cumsum(keep)])
        statement, ballot = self.statement[keep], self.ballot[keep]
        return Votes(self.people, self.statements, kept[self.starts], statement, ballot, self.unanswered)

    def without_statements(self, hidden: frozenset[str]) -> "Votes":
        """Return the votes on the other statements; whoever voted on these only is left out.

        A statement that moderation took out counts nowhere: not as a zero, not in anybody's number of votes.
        """
        shown = np.asarray([name not in hidden for name in self.statements], dtype=bool)
        if shown.all():
            return self
        keep = shown[self.statement]
        new = np.cumsum(shown) - 1
        kept = np.concatenate([[0], np.cumsum(keep)])
        starts = kept[self.starts]
        active = np.diff(starts) > 0
        people = tuple(name for name, here in zip(self.people, active, strict=True) if here)
        statements = tuple(name for name, here in zip(self.statements, shown, strict=True) if here)
        starts = np.concatenate([[0], np.cumsum(np.diff(starts)[active])])
        statement = new[self.statement[keep]].astype(np.int32)
        return Votes(people, statements, starts, statement, self.ballot[keep], self.unanswered[shown], self.replaced)


def _narrow(starts: NDArray[np.int64]) -> NDArray[np.integer]:
    """Return the starts in 32 bits where they fit, so that scipy need not widen the numbers of the statements."""
    return starts.astype(np.int32) if starts[-1] < 2**31 else starts


def in_order(ids: Sequence[str]) -> NDArray[np.int64]:
    """Return the places of ids in the order in which everything here is kept: numbers as numbers, before all others."""

    def key(index: int) -> tuple[int, int, str]:
        text = ids[index]
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else -1
        return (0, number, text) if number >= 0 else (1, 0, text)

    return np.asarray(sorted(range(len(ids)), key=key), dtype=np.int64)


def _last(key: NDArray[np.int64], ballot: Ballots, time: NDArray[np.int64] | None) -> NDArray[np.int64]:
    """Return the positions of the votes that hold, sorted by key: of votes with the same key the last one."""
    order = np.argsort(key)
    ordered = key[order]
    same = ordered[1:] == ordered[:-1]
    if same.any():
        # Only votes that have a double need to be put in order among themselves.
        double = np.append(same, False) | np.append(False, same)
        few = np.sort(order[double])
        keys: tuple[NDArray[np.int64], ...] = (few, key[few])
        if time is not None:
            # Of two votes at the same moment the pass holds, so that the order of the file cannot decide.
            sides = ballot[few].astype(np.int64)
            keys = (sides, -np.abs(sides), time[few], key[few])
        order[double] = few[np.lexsort(keys)]
    return np.asarray(order[np.append(~same, True)], dtype=np.int64)


def gather(
    person: NDArray[np.integer],
    statement: NDArray[np.integer],
    ballot: Ballots,
    *,
    people: Sequence[str],
    statements: Sequence[str],
    time: NDArray[np.int64] | None = None,
    unanswered: NDArray[np.int64] | None = None,
) -> Votes:
    """Bring columns of votes together: one vote for each person and statement, the last one.

    Parameters
    ----------
    person, statement
        Shape (v,): the places in `people` and in `statements`.
    ballot
        Shape (v,): 1, 0 or -1.
    people, statements
        Ids without doubles. People without a vote are left out; statements without one stay.
    time
        Shape (v,): when, in any unit. Without it a later place in the columns is a later vote.
    unanswered
        Shape (m,), in the order of `statements`: seen without an answer.

    Raises
    ------
    NoVotesError
        There is no vote.
    VotesUnusableError
        Columns differ in length, ids are there twice, or a ballot is none of the three.
    """
    if len(ballot) == 0:
        raise NoVotesError
    if not len(person) == len(statement) == len(ballot):
        raise VotesUnusableError("the columns have different lengths")
    if len(set(people)) < len(people) or len(set(statements)) < len(statements):
        raise VotesUnusableError("an id is there twice")
    if not np.isin(ballot, (AGREE, PASS, DISAGREE)).all():
        raise VotesUnusableError("a vote is something else than 1, 0 or -1")
    people_order, statement_order = in_order(people), in_order(statements)
    person_rank = np.empty(len(people), dtype=np.int64)
    person_rank[people_order] = np.arange(len(people))
    statement_rank = np.empty(len(statements), dtype=np.int64)
    statement_rank[statement_order] = np.arange(len(statements))
    key = person_rank[person] * len(statements) + statement_rank[statement]
    place = _last(key, ballot, time)
    rows, columns = np.divmod(key[place], len(statements))
    per_person = np.bincount(rows, minlength=len(people))
    active = per_person > 0
    shown = np.zeros(len(statements), dtype=np.int64) if unanswered is None else unanswered
    return Votes(
        people=tuple(people[index] for index in people_order[active]),
        statements=tuple(statements[index] for index in statement_order),
        starts=np.concatenate([[0], np.cumsum(per_person[active])]).astype(np.int64),
        statement=columns.astype(np.int32),
        ballot=ballot[place].astype(np.int8),
        unanswered=shown[statement_order],
        replaced=len(ballot) - len(place),
    )
