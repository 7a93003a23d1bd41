"""The formulas of Polis on a conversation worked by hand."""

import numpy as np
import pytest

from counterpoise.interests.opinions.polis.groups import Grouped
from counterpoise.interests.opinions.polis.statements import (
    consensus,
    group_aware_consensus,
    group_counts,
    proportion_z,
    representative,
)
from tests.interests.opinions.conversations import gathered

VOTES = gathered(
    [(person, 0, 1 if person < 10 else -1) for person in range(20)]
    + [(person, 1, 1 if person != 4 else 0) for person in range(20)]
)
TWO = Grouped(np.repeat([0, 1], 10), 2, {})
"""Ten people agree with statement 0 and ten disagree; all but one agree with statement 1, and one passes."""


def test_counts_of_groups() -> None:
    assert group_counts(VOTES, TWO).tolist() == [[[10, 9], [0, 10]], [[0, 0], [10, 0]], [[10, 10], [10, 10]]]


def test_how_far_a_share_lies_above_a_half() -> None:
    assert proportion_z(np.array([9]), np.array([10]))[0] == pytest.approx(2 * np.sqrt(11) * (10 / 11 - 0.5))


def test_the_statement_that_sets_groups_apart_represents_them() -> None:
    of_first, of_second = representative(VOTES, TWO)
    assert [(one.statement, one.side) for one in of_first] == [(0, "agree")]
    assert [(one.statement, one.side) for one in of_second] == [(0, "disagree")]
    one = of_first[0]
    assert one.share == pytest.approx(11 / 12)
    assert one.ratio == pytest.approx((11 / 12) / (1 / 12))
    pooled = (10 + 0 + 2) / (10 + 10 + 2)
    error = np.sqrt(pooled * (1 - pooled) * 2 / 11)
    assert one.z_ratio == pytest.approx((11 / 11 - 1 / 11) / error)
    assert one.rank == pytest.approx(one.ratio * one.z_ratio * one.share * one.z_share)


def test_what_most_agree_with_is_consensus() -> None:
    assert [(one.statement, one.side) for one in consensus(VOTES)] == [(1, "agree")]
    assert consensus(VOTES)[0].share == pytest.approx(20 / 22)


def test_consensus_that_heeds_groups_is_a_product_over_them() -> None:
    assert group_aware_consensus(VOTES, TWO) == pytest.approx([(11 / 12) * (1 / 12), (10 / 12) * (11 / 12)])


def test_one_group_is_represented_by_nothing() -> None:
    assert representative(VOTES, Grouped(np.zeros(20, int), 1, {})) == ((),)
