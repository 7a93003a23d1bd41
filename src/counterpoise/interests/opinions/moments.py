"""The main directions while votes come in: whole numbers that each vote changes, and a withdrawn one changes back.

Three m × m tables of whole numbers hold all that the directions need: Σ x_ij x_ik, Σ x_ij o_ik and Σ o_ij o_ik over
people i, with x the vote (0 if none) and o whether there is one. Whole numbers do not round. So after any number of
new, changed and withdrawn votes the tables are exactly those of the votes that are left, and nothing stays of a person
who is erased.
"""

import io
import json
import zlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from counterpoise.interests.opinions.components import leading, points
from counterpoise.interests.opinions.threads import one_thread
from counterpoise.interests.opinions.votes import Votes, VotesUnusableError, gather, in_order

__all__ = ["Moments", "Refreshed"]

Reals = NDArray[np.float64]
Whole = NDArray[np.int32]

BOTH, VOTE, COUNT = 0, 1, 2
ROOM, ROWS = 64, 50


class Refreshed:
    """The main directions at one moment.

    Attributes
    ----------
    statements
        The ids, sorted.
    weights
        Shape (m, 2): each statement's weight.
    explained
        Shape (2,): each direction's share of all variance.
    means
        Shape (m,): mean vote.
    places
        Shape (m, 2): where each statement lies.
    votes
        As of how many votes.
    """

    __slots__ = ("_row", "explained", "means", "places", "statements", "votes", "weights")

    def __init__(self, statements: tuple[str, ...], weights: Reals, explained: Reals, means: Reals, votes: int) -> None:
        self.statements, self.weights, self.explained = statements, weights, explained
        self.means, self.votes = means, votes
        self.places = points(weights, means)
        self._row = {name: row for row, name in enumerate(statements)}

    def place(self, ballots: Iterable[tuple[str, int]]) -> tuple[float, float]:
        """Return where a person is who voted so; votes on other statements are passed over."""
        known = [(self._row[name], ballot) for name, ballot in ballots if name in self._row]
        if not known:
            return (0.0, 0.0)
        rows = np.asarray([row for row, _ in known])
        order = np.argsort(rows)
        rows, votes = rows[order], np.asarray([ballot for _, ballot in known], dtype=np.float64)[order]
        x, y = np.sqrt(len(self.means) / len(rows)) * ((votes - self.means[rows]) @ self.weights[rows])
        return (float(x), float(y))


class Moments:
    """The votes of a conversation under way, and the tables that they make."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._names: list[str] = []
        self._ballots: dict[str, tuple[Whole, Whole, int]] = {}  # statement numbers, votes, how many
        self._tables = np.zeros((3, ROOM, ROOM), dtype=np.int32)
        self.size = 0

    @classmethod
    def of(cls, votes: Votes) -> "Moments":
        """Return the tables of all these votes at once."""
        made = cls()
        for name in votes.statements:
            made._column(name)
        if votes.size:
            x = votes.sparse(votes.ballot.astype(np.int32))
            o = votes.sparse(np.ones(votes.size, dtype=np.int32))
            m = votes.m
            for place, table in ((BOTH, x.T @ x), (VOTE, x.T @ o), (COUNT, o.T @ o)):
                made._tables[place, :m, :m] = table.toarray()
        for row, person in enumerate(votes.people):
            part = slice(votes.starts[row], votes.starts[row + 1])
            ballots = votes.ballot[part].astype(np.int32)
            made._ballots[person] = (votes.statement[part].astype(np.int32), ballots, len(ballots))
        made.size = votes.size
        return made

    def packed(self) -> bytes:
        """Return the votes and their tables as bytes, from which `unpacked` makes them again, to the last bit."""
        m, parts = len(self._names), list(self._ballots.values())
        names = json.dumps([self._names, list(self._ballots)]).encode()
        arrays = (
            np.frombuffer(names, dtype=np.uint8),
            self._tables[:, :m, :m],
            np.asarray([count for _, _, count in parts], dtype=np.int32),
            np.concatenate([np.empty(0, np.int32), *(numbers[:count] for numbers, _, count in parts)]),
            np.concatenate([np.empty(0, np.int8), *(votes[:count].astype(np.int8) for _, votes, count in parts)]),
        )
        written = io.BytesIO()
        for array in arrays:
            np.save(written, array, allow_pickle=False)
        return zlib.compress(written.getvalue(), 1)

    @classmethod
    def unpacked(cls, content: bytes) -> "Moments":
        """Return what was packed.

        Raises
        ------
        VotesUnusableError
            These bytes are something else.
        """
        made = cls()
        try:
            read = io.BytesIO(zlib.decompress(content))
            names, tables, counts, numbers, votes = (np.load(read, allow_pickle=False) for _ in range(5))
            made._names, people = json.loads(names.tobytes())
        except (zlib.error, ValueError, EOFError, OSError) as error:
            raise VotesUnusableError("what was kept of the votes cannot be read") from error
        made._number = {name: number for number, name in enumerate(made._names)}
        room = max(ROOM, len(made._names))
        made._tables = np.pad(tables, ((0, 0), (0, room - len(made._names)), (0, room - len(made._names))))
        ends = np.cumsum(counts)[:-1]
        parts = zip(np.split(numbers, ends), np.split(votes.astype(np.int32), ends), counts.tolist(), strict=True)
        # Copies: a person's votes grow by themselves, not as a window on those of all.
        made._ballots = {
            name: (mine.copy(), held.copy(), count) for name, (mine, held, count) in zip(people, parts, strict=False)
        }
        made.size = len(votes)
        return made

    def _column(self, name: str) -> int:
        number = self._number.get(name)
        if number is None:
            number = self._number[name] = len(self._names)
            self._names.append(name)
            room = self._tables.shape[1]
            if number >= room:
                self._tables = np.pad(self._tables, ((0, 0), (0, room), (0, room)))
        return number

    @property
    def people(self) -> int:
        """How many people have a vote."""
        return len(self._ballots)

    def ballots(self, person: str) -> list[tuple[str, int]]:
        """Return the votes of one person, by statement."""
        numbers, votes, count = self._ballots.get(person, (np.empty(0, np.int32), np.empty(0, np.int32), 0))
        return [(self._names[j], int(x)) for j, x in zip(numbers[:count].tolist(), votes[:count].tolist(), strict=True)]

    def cast(self, person: str, statement: str, ballot: int) -> None:
        """Take in a vote; it takes the place of an earlier one on the same statement.

        Raises
        ------
        VotesUnusableError
            It is none of 1, 0 and -1.
        """
        if ballot not in (-1, 0, 1):
            raise VotesUnusableError("a vote is something else than 1, 0 or -1")
        j = self._column(statement)
        held = self._ballots.get(person)
        if held is None:
            held = (np.empty(8, np.int32), np.empty(8, np.int32), 0)
        numbers, votes, count = held
        at = np.flatnonzero(numbers[:count] == j)
        if len(at):
            old = int(votes[at[0]])
            votes[at[0]] = ballot
            self._change(j, numbers[:count], votes[:count], ballot - old, 0, ballot * ballot - old * old)
            return
        self._change(j, numbers[:count], votes[:count], ballot, 1, ballot * ballot)
        if count == len(numbers):
            numbers, votes = np.resize(numbers, 2 * count), np.resize(votes, 2 * count)
        numbers[count], votes[count] = j, ballot
        self._ballots[person] = (numbers, votes, count + 1)
        self.size += 1

    def withdraw(self, person: str, statement: str) -> bool:
        """Take a vote back; return whether there was one."""
        j, held = self._number.get(statement, -1), self._ballots.get(person)
        if held is None:
            return False
        numbers, votes, count = held
        at = np.flatnonzero(numbers[:count] == j)
        if not len(at):
            return False
        old = int(votes[at[0]])
        last = count - 1
        numbers[at[0]], votes[at[0]] = numbers[last], votes[last]
        self._change(j, numbers[:last], votes[:last], -old, -1, -old * old)
        if last:
            self._ballots[person] = (numbers, votes, last)
        else:
            del self._ballots[person]
        self.size -= 1
        return True

    def erase(self, person: str) -> int:
        """Take back all votes of a person; return how many there were."""
        names = [name for name, _ in self.ballots(person)]
        return sum(self.withdraw(person, name) for name in names)

    def _change(self, j: int, numbers: Whole, votes: Whole, vote: int, count: int, square: int) -> None:
        """Add to the tables what a change of one vote adds: of the vote, of the number of votes, of the square."""
        both, mixed, counts = self._tables
        others = numbers != j
        numbers, votes = numbers[others], votes[others]
        if vote:
            product = vote * votes
            both[j, numbers] += product
            both[numbers, j] += product
            mixed[j, numbers] += vote
        if count:
            counts[j, numbers] += count
            counts[numbers, j] += count
            mixed[numbers, j] += count * votes
        both[j, j] += square
        mixed[j, j] += vote
        counts[j, j] += count

    def counts(self) -> tuple[tuple[str, ...], NDArray[np.int64]]:
        """Return the ids of statements, sorted, and how many agreed, disagreed and passed, shape (3, m)."""
        order = in_order(self._names)
        both, vote, count = (np.diag(table)[order].astype(np.int64) for table in self._tables)
        return tuple(self._names[place] for place in order), np.stack(
            [(both + vote) // 2, (both - vote) // 2, count - both]
        )

    def tables(self) -> tuple[tuple[str, ...], Whole, Whole, Whole]:
        """Return the ids of statements, sorted, and the three tables of whole numbers in that order."""
        order = in_order(self._names)
        both, vote, count = (table[np.ix_(order, order)] for table in self._tables)
        return tuple(self._names[place] for place in order), both, vote, count

    def refresh(self) -> Refreshed:
        """Return the main directions of the votes as they are now."""
        with one_thread():
            m = len(self._names)
            both, vote, count = self._tables[:, :m, :m]
            middle = np.diag(vote) / np.maximum(np.diag(count), 1)
            covariance = _covariance(both, vote, count, middle)
            order = in_order(self._names)
            if not np.array_equal(order, np.arange(len(order))):
                covariance, middle = covariance[np.ix_(order, order)], middle[order]
            trace = float(np.trace(covariance))
            trace = trace if trace > 1e-9 else 0.0
            weights, values = leading(covariance, trace=trace) if len(order) else (np.zeros((0, 2)), np.zeros(2))
        names = tuple(self._names[place] for place in order)
        return Refreshed(names, weights, values / trace if trace else values, middle, self.size)

    def votes(self) -> Votes:
        """Return all votes as they are now.

        Raises
        ------
        NoVotesError
            There is none.
        """
        people = list(self._ballots)
        parts = [(numbers[:count], votes[:count]) for numbers, votes, count in self._ballots.values()]
        person = np.repeat(np.arange(len(people)), [len(numbers) for numbers, _ in parts])
        statement = np.concatenate([numbers for numbers, _ in parts]) if parts else np.empty(0, np.int32)
        ballot = np.concatenate([votes for _, votes in parts]) if parts else np.empty(0, np.int32)
        return gather(person, statement, ballot.astype(np.int8), people=people, statements=self._names)


def _covariance(both: Whole, vote: Whole, count: Whole, middle: Reals) -> Reals:
    """Return Σ (x_j - μ_j o_j)(x_k - μ_k o_k), some rows at a time, so that what is worked on stays near at hand."""
    covariance = np.empty(both.shape)
    for begin in range(0, len(middle), ROWS):
        rows = slice(begin, begin + ROWS)
        part = count[rows] * middle
        part -= vote[:, rows].T
        part *= middle[rows, None]
        part += both[rows]
        part -= vote[rows] * middle
        covariance[rows] = part
    return covariance
