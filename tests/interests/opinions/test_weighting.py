"""Weights bring those who voted to the population's margins, and tell their price."""

import numpy as np
import pytest

from counterpoise.interests.opinions.votes import VotesUnusableError
from counterpoise.interests.opinions.weighting import population_weights
from tests.interests.opinions.conversations import gathered

VOTES = gathered([(person, 0, 1) for person in range(8)])
TRAITS = {name: ("woman" if number < 6 else "man",) for number, name in enumerate(VOTES.people)}


def test_the_weighted_shares_are_those_of_the_population() -> None:
    found = population_weights(VOTES, TRAITS, [{"woman": 50, "man": 50}])
    assert found.converged
    assert found.weights.mean() == pytest.approx(1)
    assert found.weights[:6].sum() == pytest.approx(4)
    assert found.effective == pytest.approx(8**2 / (6 * (4 / 6) ** 2 + 2 * 2**2))


def test_weights_beyond_the_bounds_are_cut_and_that_is_said() -> None:
    found = population_weights(VOTES, TRAITS, [{"woman": 1, "man": 99}])
    assert not found.converged
    assert np.ptp(found.weights) > 0


def test_somebody_without_a_known_category_is_named() -> None:
    with pytest.raises(VotesUnusableError, match="p000"):
        population_weights(VOTES, {**TRAITS, "p000": ("other",)}, [{"woman": 50, "man": 50}])
