"""The votes of a record as a conversation: the last version of each vote, of statements that moderation left in."""

import numpy as np

from counterpoise.interests.opinions.votes import AGREE, DISAGREE, PASS, Votes, gather
from counterpoise.record.positions import Ballot, Statement, Vote
from counterpoise.record.record import Record

__all__ = ["texts_in", "votes_in"]

NUMBERS = {Ballot.AGREE: AGREE, Ballot.DISAGREE: DISAGREE, Ballot.PASS: PASS}


def _latest(record: Record, initiative: str) -> tuple[dict[str, Statement], dict[tuple[str, str], Vote]]:
    statements: dict[str, Statement] = {}
    for statement in sorted(record.rows(Statement), key=lambda row: row.version):
        if initiative in ("", statement.initiative):
            statements[statement.id] = statement
    held: dict[str, Vote] = {}
    for vote in sorted(record.rows(Vote), key=lambda row: row.version):
        held[vote.id] = vote
    votes: dict[tuple[str, str], Vote] = {}
    for vote in sorted(held.values(), key=lambda row: (row.recorded_at, row.id)):
        if vote.person is not None and vote.statement in statements and not statements[vote.statement].hidden:
            votes[vote.person, vote.statement] = vote
    return statements, votes


def votes_in(record: Record, *, initiative: str = "") -> Votes:
    """Return the votes of a record, of one initiative if one is named.

    Raises
    ------
    NoVotesError
        There is none.
    """
    statements, votes = _latest(record, initiative)
    shown = [name for name, statement in statements.items() if not statement.hidden]
    people = sorted({person for person, _ in votes})
    person_place = {name: place for place, name in enumerate(people)}
    statement_place = {name: place for place, name in enumerate(shown)}
    unanswered = np.zeros(len(shown), dtype=np.int64)
    rows: list[tuple[int, int, int]] = []
    for (person, statement), vote in votes.items():
        if vote.ballot in NUMBERS:
            rows.append((person_place[person], statement_place[statement], NUMBERS[vote.ballot]))
        elif vote.ballot is Ballot.SEEN:
            unanswered[statement_place[statement]] += 1
    table = np.asarray(rows, dtype=np.int64).reshape(-1, 3)
    ballots = table[:, 2].astype(np.int8)
    return gather(table[:, 0], table[:, 1], ballots, people=people, statements=shown, unanswered=unanswered)


def texts_in(record: Record, *, initiative: str = "") -> dict[str, str]:
    """Return the words of each statement that moderation left in, by id."""
    statements, _ = _latest(record, initiative)
    return {name: statement.text for name, statement in statements.items() if not statement.hidden}
