"""Groups as Polis finds them, without its defects."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.interests.opinions.components import components
from counterpoise.interests.opinions.polis.groups import NOBODY, counted, group
from counterpoise.interests.opinions.simulation import made
from tests.interests.opinions.conversations import gathered, shuffled


def test_who_gave_seven_votes_counts() -> None:
    votes = made(60, 30, seed=1, density=0.25).votes
    assert np.array_equal(counted(votes), votes.per_person >= 7)


def test_where_too_few_count_the_most_active_fill_up_to_fifteen() -> None:
    votes = made(40, 30, seed=2, density=0.1).votes
    who = counted(votes)
    assert who.sum() >= 15
    assert votes.per_person[who].min() >= votes.per_person[~who].max()


def test_planted_groups_are_found_and_the_largest_comes_first() -> None:
    truth = made(200, 40, seed=3, shares=(0.7, 0.3), apart=3.0, density=0.6)
    found = group(truth.votes, components(truth.votes))
    assert found.k == 2
    assert (found.labels == truth.groups).mean() > 0.95
    assert np.bincount(found.labels)[0] > np.bincount(found.labels)[1]
    assert found.silhouette[2] == max(found.silhouette.values())


@given(seed=st.integers(0, 200))
def test_the_order_of_people_changes_neither_groups_nor_their_number(seed: int) -> None:
    votes = made(50, 12, seed=4, shares=(0.5, 0.5), apart=1.5, density=0.8).votes
    again = shuffled(votes, seed)
    assert np.array_equal(group(votes, components(votes)).labels, group(again, components(again)).labels)


def test_nobody_is_alone_in_a_group() -> None:
    for seed in range(15):
        votes = made(18, 10, seed=seed, density=0.9).votes
        labels = group(votes, components(votes)).labels
        assert np.bincount(labels[labels != NOBODY]).min() > 1


def test_where_all_vote_the_same_there_is_one_group() -> None:
    votes = gathered([(person, statement, 1) for person in range(20) for statement in range(8)])
    assert group(votes, components(votes)).k == 1
