"""The votes of a record are a conversation."""

from datetime import UTC, datetime

import pytest

from counterpoise.interests.opinions.record import texts_in, votes_in
from counterpoise.interests.opinions.votes import NoVotesError
from counterpoise.record.positions import Ballot, Statement, Vote
from counterpoise.record.record import Record


def at(day: int) -> datetime:
    return datetime(2015, 6, day, tzinfo=UTC)


def vote(name: str, person: str, statement: str, ballot: Ballot, *, day: int = 2, version: int = 1) -> Vote:
    return Vote(id=name, person=person, statement=statement, ballot=ballot, recorded_at=at(day), version=version)


STATEMENTS = [
    Statement(id="buses", text="More buses", recorded_at=at(1)),
    Statement(id="rude", text="They are fools", recorded_at=at(1)),
    Statement(id="rude", text="They are fools", recorded_at=at(2), version=2, hidden=True),
]


def test_the_last_version_of_a_vote_holds_and_hidden_statements_are_left_out() -> None:
    record = Record.of(
        [
            *STATEMENTS,
            vote("v1", "ann", "buses", Ballot.AGREE),
            vote("v1", "ann", "buses", Ballot.DISAGREE, day=3, version=2),
            vote("v2", "ben", "buses", Ballot.PASS),
            vote("v3", "cas", "buses", Ballot.SEEN),
            vote("v4", "ann", "rude", Ballot.AGREE),
        ]
    )
    votes = votes_in(record)
    assert (votes.people, votes.statements) == (("ann", "ben"), ("buses",))
    assert votes.ballot.tolist() == [-1, 0]
    assert votes.unanswered.tolist() == [1]
    assert texts_in(record) == {"buses": "More buses"}


def test_a_second_vote_of_the_same_person_takes_the_place_of_the_first() -> None:
    votes = votes_in(
        Record.of([*STATEMENTS, vote("a", "ann", "buses", Ballot.AGREE), vote("b", "ann", "buses", Ballot.PASS, day=5)])
    )
    assert votes.ballot.tolist() == [0]


def test_a_record_without_votes_is_told() -> None:
    with pytest.raises(NoVotesError):
        votes_in(Record.of(STATEMENTS))
