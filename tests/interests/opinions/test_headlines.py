"""What is said of statements is said only where it is certain."""

import numpy as np

from counterpoise.interests.opinions.agreement import agreement
from counterpoise.interests.opinions.headlines import lists, stands_for
from counterpoise.interests.opinions.simulation import made
from counterpoise.interests.opinions.votes import Votes
from tests.interests.opinions.conversations import Row, gathered

GROUPS = np.repeat(np.eye(2), [30, 12], axis=0)
"""Thirty people in one group, twelve in another."""


def conversation() -> Votes:
    """All agree with 0; the groups oppose each other on 1; the large group is divided on 2; many pass on 3."""
    rows: list[Row] = []
    for person in range(42):
        small = person >= 30
        rows += [(person, 0, 1), (person, 1, -1 if small else 1), (person, 2, 1 if small or person % 2 else -1)]
        rows.append((person, 3, 0 if person % 3 else 1))
    return gathered(rows)


def test_each_statement_is_on_the_list_where_it_belongs() -> None:
    votes = conversation()
    found = lists(votes, GROUPS, agreement(votes, GROUPS))
    assert [(one.statement, one.side) for one in found.unites] == [(0, "agree")]
    assert [one.statement for one in found.divides] == [1]
    assert [(one.statement, one.side, one.group) for one in found.minority] == [(1, "disagree", 1)]
    assert [(one.statement, one.group) for one in found.split_inside] == [(2, 0)]
    assert [one.statement for one in found.undecided] == [3]
    assert found.outside == ()


def test_what_those_outside_all_groups_hold_has_its_own_list() -> None:
    votes = conversation()
    perhaps = GROUPS.copy()
    perhaps[:10] = 0.5
    found = lists(votes, perhaps, agreement(votes, perhaps))
    assert {(one.statement, one.side) for one in found.outside} == {(0, "agree"), (1, "agree")}


def test_nothing_is_on_a_list_with_fewer_than_five_votes_in_a_group() -> None:
    votes = conversation()
    few = votes.where((votes.statement != 0) | (votes.person < 34))
    found = lists(few, GROUPS, agreement(few, GROUPS))
    assert 0 not in [one.statement for one in found.unites]


def test_a_statement_stands_for_the_groups_that_it_sets_apart() -> None:
    votes = conversation()
    found = stands_for(votes, GROUPS)
    assert {(one.group, one.side) for one in found[1]} == {(0, "agree"), (1, "disagree")}
    assert found[0] == ()
    assert all(one.p is not None and one.p <= 0.1 for of_one in found for one in of_one)


def test_one_group_has_nothing_that_sets_it_apart() -> None:
    votes = conversation()
    assert all(of_one == () for of_one in stands_for(votes, np.ones((42, 1))))


def test_hardly_anything_is_said_of_groups_that_do_not_differ() -> None:
    said = 0
    for seed in range(30):
        truth = made(120, 30, seed=seed, shares=(0.5, 0.5))
        said += any(stands_for(truth.votes, np.eye(2)[truth.groups]))
    assert said <= 6  # one in ten of the conversations is expected at most


def test_a_small_group_holds_nothing_alone_that_another_group_holds_too() -> None:
    # Sixty disagree, twenty agree, and a third group of twenty leans to agree: others together disagree all the same.
    sides = [-1] * 60 + [1] * 20 + [1] * 13 + [-1] * 7
    votes = gathered([(person, 0, side) for person, side in enumerate(sides)])
    three = np.repeat(np.eye(3), [60, 20, 20], axis=0)
    two = np.repeat(np.eye(2), [80, 20], axis=0)
    apart = gathered([(person, 0, -1 if person < 80 else 1) for person in range(100)])
    assert lists(votes, three, agreement(votes, three)).minority == ()
    assert [one.group for one in lists(apart, two, agreement(apart, two)).minority] == [1]


def test_where_nobody_passes_nothing_is_left_open() -> None:
    answered = gathered([(person, statement, 1 if person % 2 else -1) for person in range(40) for statement in (0, 1)])
    assert lists(answered, np.ones((40, 1)), agreement(answered, np.ones((40, 1)))).undecided == ()
    rare = gathered([(person, statement, 1) for person in range(60) for statement in range(40)] + [(60, 0, 0)])
    assert lists(rare, np.ones((61, 1)), agreement(rare, np.ones((61, 1)))).undecided == ()
