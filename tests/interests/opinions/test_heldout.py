"""Hidden votes are foretold without having been seen."""

import numpy as np
import pytest

from counterpoise.interests.opinions.heldout import calibration_error, evaluate, hide
from counterpoise.interests.opinions.simulation import made
from tests.interests.opinions.conversations import gathered


def test_hidden_and_kept_votes_are_all_votes() -> None:
    votes = made(50, 20, seed=1).votes
    train, test = hide(votes, share=0.15, seed=3)
    assert np.array_equal(train.counts() + test.counts(), votes.counts())
    assert test.size == pytest.approx(0.15 * votes.size, rel=0.5)


def test_calibration_worked_by_hand() -> None:
    # In the bin from 0.2: stated 0.25 and 0.25, found one half; in that from 0.9: stated 0.95, found 1.
    error = calibration_error(np.array([0.25, 0.25, 0.95]), np.array([0.0, 1.0, 1.0]))
    assert error == pytest.approx((0.5 + 0.05) / 3)


def test_the_model_foretells_better_than_groups_where_people_differ_in_more_than_groups() -> None:
    votes = made(250, 40, seed=4, shares=(0.5, 0.5), apart=1.5, readiness=1.0, density=0.5, passes=0.1).votes
    found = evaluate(votes, seed=1)
    assert found is not None
    assert found.model < 0.97 * found.polis
    assert found.calibration <= found.calibration_floor + 0.02
    assert found == evaluate(votes, seed=1)


def test_where_nothing_can_be_hidden_nothing_is_said() -> None:
    assert evaluate(gathered([(0, 0, 1)]), seed=0) is None
