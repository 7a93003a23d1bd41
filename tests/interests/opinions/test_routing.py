"""Every statement has a chance to be shown, and the chance is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.interests.opinions.components import components
from counterpoise.interests.opinions.routing import FLOOR, chances, next_statement, priorities
from counterpoise.interests.opinions.simulation import made
from tests.interests.opinions.conversations import gathered


def test_a_priority_worked_by_hand() -> None:
    votes = gathered([(0, 0, 1), (1, 0, -1), (2, 0, 0), (0, 1, 1), (1, 1, -1)])
    found = components(votes)
    importance = (1 - 2 / 5) * (found.extremity[0] + 1) * 2 / 5
    assert priorities(votes, found)[0] == pytest.approx((importance * (1 + 8 * 2 ** (-3 / 5))) ** 2)
    assert priorities(votes, found, meta=np.array([True, False]))[0] == 49


def test_priorities_are_never_all_the_same() -> None:
    for seed in range(10):
        votes = made(60, 20, seed=seed, shares=(0.5, 0.5), apart=1.5, passes=0.1).votes
        assert len(set(priorities(votes, components(votes)).tolist())) > 10


@given(
    priority=st.lists(st.floats(0, 1e6), min_size=1, max_size=30),
    seen=st.sets(st.integers(0, 29)),
)
def test_chances_add_up_and_leave_nothing_without_one(priority: list[float], seen: set[int]) -> None:
    values = np.array(priority)
    left = np.array([place not in seen for place in range(len(values))])
    chance = chances(values, left)
    assert (chance[~left] == 0).all()
    if left.any():
        assert chance.sum() == pytest.approx(1)
        assert chance[left].min() >= FLOOR / left.sum() * (1 - 1e-9)


def test_what_is_shown_is_drawn_with_the_chance_that_is_kept() -> None:
    votes = made(40, 6, seed=1).votes
    priority, left = np.array([5.0, 1, 1, 1, 1, 1]), np.array([True, True, True, False, True, True])
    drawn = [next_statement(votes, priority, left, seed=seed) for seed in range(600)]
    shown = [one.statement for one in drawn if one is not None]
    assert len(shown) == 600
    chance = chances(priority, left)
    assert shown.count("0") / 600 == pytest.approx(chance[0], abs=0.06)
    assert "3" not in shown
    assert drawn[0] == next_statement(votes, priority, left, seed=0)
    assert next_statement(votes, priority, np.zeros(6, dtype=bool), seed=1) is None
