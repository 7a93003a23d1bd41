"""k-means, silhouettes and the likeness of divisions, against hand-worked and plain ones."""

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.interests.opinions import clusters
from counterpoise.interests.opinions.clusters import adjusted_rand, distinct, lloyd, silhouette


def plain_lloyd(points: np.ndarray, centres: np.ndarray, heavy: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Do the same without any bounds."""
    labels = np.linalg.norm(points[:, None] - centres, axis=2).argmin(axis=1)
    for _ in range(100):
        moved = np.array(
            [
                (points[labels == g] * heavy[labels == g, None]).sum(0) / heavy[labels == g].sum()
                if (labels == g).any()
                else centres[g]
                for g in range(len(centres))
            ]
        )
        shift = np.linalg.norm(moved - centres, axis=1).max()
        centres = moved
        labels = np.linalg.norm(points[:, None] - centres, axis=2).argmin(axis=1)
        if shift < 0.01:
            break
    return centres, labels


@pytest.mark.parametrize("simple", [0, 10**9])
@given(seed=st.integers(0, 300), k=st.integers(1, 6))
def test_skipping_points_that_cannot_have_moved_changes_nothing(simple: int, seed: int, k: int) -> None:
    draw = np.random.default_rng(seed)
    points, heavy = draw.normal(size=(60, 2)), draw.integers(1, 9, 60).astype(float)
    with patch.object(clusters, "SIMPLE", simple):
        centres, labels = lloyd(points, points[:k], weights=heavy)
    expected, plain = plain_lloyd(points, points[:k], heavy)
    assert centres == pytest.approx(expected)
    assert labels.tolist() == plain.tolist()


def test_the_first_distinct_rows_are_taken_in_order() -> None:
    assert distinct(np.array([[2.0], [1.0], [2.0], [3.0]]), 2).tolist() == [[2.0], [1.0]]
    assert len(distinct(np.array([[2.0], [2.0]]), 5)) == 1


def test_a_silhouette_worked_by_hand() -> None:
    points = np.array([0.0, 1.0, 10.0])
    distance = np.abs(points[:, None] - points)
    # 0: own 1, other 10, 0.9; 1: own 1, other 9, 8/9; 10: alone, 0.
    assert silhouette(distance, np.array([0, 0, 1])) == pytest.approx((0.9 + 8 / 9 + 0) / 3)
    assert silhouette(distance, np.array([0, 0, 0])) == 0.0


def test_the_likeness_of_divisions_worked_by_hand() -> None:
    # Pairs together in both: 1; in the first 2, in the second 2, of 6: (1 - 4/6) / (2 - 4/6).
    assert adjusted_rand(np.array([0, 0, 1, 1]), np.array([0, 0, 1, 2])) == pytest.approx((1 - 2 / 6) / (1.5 - 2 / 6))
    assert adjusted_rand(np.array([0, 0, 1, 1]), np.array([5, 5, 3, 3])) == 1.0
    assert adjusted_rand(np.array([0, 0]), np.array([1, 1])) == 1.0
    assert adjusted_rand(np.array([0]), np.array([1])) is None
