"""Shares with the certainty that the votes give."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from counterpoise.interests.opinions.agreement import FEWEST, agreement, band
from counterpoise.interests.opinions.simulation import made
from tests.interests.opinions.conversations import gathered


def test_a_share_of_people_surely_in_a_group_is_that_of_counts() -> None:
    votes = gathered([(person, 0, 1 if person < 6 else -1) for person in range(10)] + [(0, 1, 0)])
    found = agreement(votes, np.ones((10, 1)))
    assert found.low[0, 0] == pytest.approx(beta.ppf(0.025, 6.5, 4.5))
    assert found.high[0, 0] == pytest.approx(beta.ppf(0.975, 6.5, 4.5))
    assert found.mid[0, 0] == pytest.approx(6.5 / 11)
    assert found.effective[0, 0] == 10
    assert found.passes[0].tolist() == [0, 1]


def test_with_fewer_than_five_votes_nothing_is_said() -> None:
    votes = gathered([(person, 0, 1) for person in range(4)] + [(person, 1, 1) for person in range(5)])
    found = agreement(votes, np.ones((votes.n, 1)))
    assert np.isnan(found.low[0, 0])
    assert found.low[0, 1] > 0.5
    assert FEWEST == 5


def test_who_is_only_perhaps_in_a_group_tells_less() -> None:
    votes = made(100, 5, seed=1, density=1.0).votes
    sure = agreement(votes, np.full((100, 1), 1.0))
    perhaps = agreement(votes, np.full((100, 2), 0.5))
    assert (perhaps.effective < 0.5 * sure.effective).all()
    assert (perhaps.high[0] - perhaps.low[0] > sure.high[0] - sure.low[0]).all()


def test_the_formula_for_missing_information_worked_by_hand() -> None:
    votes = gathered([(person, 0, 1 if person < 12 else -1) for person in range(20)])
    member = np.tile([0.8, 0.2], (20, 1))
    found = agreement(votes, member)
    share = (0.8 * 12 + 0.5) / (0.8 * 20 + 1)
    lost = 0.16 * (12 * (1 - share) ** 2 + 8 * share**2) / (share * (1 - share))
    assert found.effective[0, 0] == pytest.approx((1 - lost / 16) ** 2 * 16)


def test_equal_weights_change_nothing_and_unequal_ones_cost_kishs_price() -> None:
    votes = made(80, 6, seed=2, density=1.0).votes
    plain = agreement(votes, np.ones((80, 1)))
    equal = agreement(votes, np.ones((80, 1)), weights=np.full(80, 3.0))
    assert equal.low == pytest.approx(plain.low)
    weights = np.where(np.arange(80) < 40, 1.0, 3.0)
    heavy = agreement(votes, np.ones((80, 1)), weights=weights)
    assert heavy.effective == pytest.approx(np.full((1, 6), weights.sum() ** 2 / (weights**2).sum()))


def test_the_least_agreeing_group_speaks_for_consensus() -> None:
    rows = [(person, 0, 1) for person in range(10)] + [
        (person, 0, 1 if person < 14 else -1) for person in range(10, 20)
    ]
    votes = gathered([*rows, *((person, 1, 1) for person in range(10))])
    found = agreement(votes, np.repeat(np.eye(2), 10, axis=0))
    low, mid, high = found.least()
    assert (low[0], mid[0], high[0]) == (found.low[1, 0], found.mid[1, 0], found.high[1, 0])
    assert np.isnan(low[1])


@given(agree=st.floats(0, 50), other=st.floats(0, 50))
def test_a_band_holds_its_mean_and_stays_between_0_and_1(agree: float, other: float) -> None:
    low, mid, high = band(np.array(agree), np.array(agree + other))
    assert 0 <= low <= mid <= high <= 1


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    inside: list[bool] = []
    for seed in range(25):
        truth = made(150, 40, seed=seed, density=0.4)
        found = agreement(truth.votes, np.ones((150, 1)))
        share = 1 / (1 + np.exp(-truth.log_odds[:, 0]))
        inside += ((found.low[0] <= share) & (share <= found.high[0])).tolist()
    assert 0.93 <= np.mean(inside) <= 0.97
