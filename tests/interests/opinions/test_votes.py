"""Votes come together the same way whatever order they are in."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.interests.opinions.votes import NoVotesError, VotesUnusableError, gather
from tests.interests.opinions.conversations import Row, gathered, rows, shuffled


def test_people_and_statements_are_sorted_with_numbers_as_numbers() -> None:
    votes = gather(
        np.array([0, 1, 2]),
        np.array([0, 1, 2]),
        np.ones(3, np.int8),
        people=["b", "10", "9"],
        statements=["a", "2", "11"],
    )
    assert votes.people == ("9", "10", "b")
    assert votes.statements == ("2", "11", "a")


def test_the_last_vote_of_a_person_on_a_statement_holds() -> None:
    votes = gathered([(0, 0, 1), (0, 1, 1), (0, 0, -1)])
    assert votes.ballot.tolist() == [-1, 1]
    assert votes.replaced == 1


def test_with_times_the_latest_holds_wherever_it_stands_in_the_file() -> None:
    votes = gather(
        np.zeros(3, int), np.zeros(3, int), np.array([1, -1, 0], np.int8),
        people=["a"], statements=["s"], time=np.array([5, 9, 7]),
    )  # fmt: skip
    assert votes.ballot.tolist() == [-1]


@given(order=st.permutations([0, 1, 2]))
def test_of_votes_at_the_same_moment_the_pass_holds_in_any_order(order: list[int]) -> None:
    ballots = np.array([1, -1, 0], np.int8)[order]
    votes = gather(np.zeros(3, int), np.zeros(3, int), ballots, people=["a"], statements=["s"], time=np.zeros(3, int))
    assert votes.ballot.tolist() == [0]


@given(given=rows, seed=st.integers(0, 99))
def test_the_order_of_rows_and_columns_changes_nothing(given: list[Row], seed: int) -> None:
    once = gathered(given)
    again = shuffled(once, seed)
    assert again.people == once.people
    assert np.array_equal(again.statement, once.statement)
    assert np.array_equal(again.ballot, once.ballot)


@given(given=rows)
def test_counts_are_those_of_a_dictionary(given: list[Row]) -> None:
    last = {(person, statement): ballot for person, statement, ballot in given}
    votes = gathered(given)
    for place, name in enumerate(votes.statements):
        ballots = [ballot for (_, statement), ballot in last.items() if str(statement) == name]
        assert votes.counts()[:, place].tolist() == [ballots.count(1), ballots.count(-1), ballots.count(0)]


def test_counts_by_group_add_up_and_leave_out_who_is_in_none() -> None:
    votes = gathered([(0, 0, 1), (1, 0, -1), (2, 0, 0), (3, 0, 1)])
    counts = votes.counts_by(np.array([0, 1, 1, -1]), 2)
    assert counts[:, :, 0].tolist() == [[1, 0], [0, 1], [0, 1]]


def test_statements_that_moderation_took_out_count_nowhere() -> None:
    votes = gathered([(0, 0, 1), (0, 1, 1), (1, 1, -1)]).without_statements(frozenset({"1"}))
    assert votes.people == ("p000",)
    assert votes.statements == ("0",)
    assert votes.per_person.tolist() == [1]


def test_parts_of_votes_keep_who_and_what() -> None:
    votes = gathered([(0, 0, 1), (1, 0, -1), (1, 1, 0)])
    assert votes.of_people(np.array([False, True])).ballot.tolist() == [-1, 0]
    firm = votes.where(votes.ballot != 0)
    assert firm.n == 2
    assert firm.per_person.tolist() == [1, 1]


def test_what_cannot_be_votes_is_refused() -> None:
    one = np.zeros(1, int)
    with pytest.raises(NoVotesError):
        gather(one[:0], one[:0], one[:0].astype(np.int8), people=[], statements=[])
    with pytest.raises(VotesUnusableError, match="something else"):
        gather(one, one, np.array([2], np.int8), people=["a"], statements=["s"])
    with pytest.raises(VotesUnusableError, match="twice"):
        gather(one, one, np.array([1], np.int8), people=["a", "a"], statements=["s"])
    with pytest.raises(VotesUnusableError, match="lengths"):
        gather(np.zeros(2, int), one, np.array([1], np.int8), people=["a"], statements=["s"])
