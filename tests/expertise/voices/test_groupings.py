import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.expertise.voices.groupings import UnevenGroupingsError, adjusted_rand, mutual_information

LABELS = st.lists(st.integers(0, 3), min_size=2, max_size=30)


def test_the_values_of_hubert_and_arabie_are_found() -> None:
    # Pairs together in both: 2; in the first 6, in the second 7, of 28 pairs.
    first, second = [0, 0, 0, 1, 1, 2, 2, 2], [0, 0, 1, 1, 1, 1, 2, 2]
    together, one, two, pairs = 1 + 1 + 1, 7, 8, 28
    expected = one * two / pairs
    assert adjusted_rand(first, second) == pytest.approx((together - expected) / ((one + two) / 2 - expected))


@given(LABELS)
def test_a_grouping_coincides_with_itself_under_other_names(labels: list[int]) -> None:
    renamed = [f"group {label}" for label in labels]
    assert adjusted_rand(labels, renamed) == pytest.approx(1.0)
    assert mutual_information(labels, renamed) == pytest.approx(1.0)


@given(LABELS, st.integers(0, 9))
def test_both_figures_are_symmetric(labels: list[int], shift: int) -> None:
    other = [(label + i * shift) % 3 for i, label in enumerate(labels)]
    assert adjusted_rand(labels, other) == pytest.approx(adjusted_rand(other, labels))
    assert mutual_information(labels, other) == pytest.approx(mutual_information(other, labels))


def test_independent_groupings_share_nothing() -> None:
    assert mutual_information([0, 0, 1, 1], [0, 1, 0, 1]) == pytest.approx(0.0)
    assert adjusted_rand([0, 0, 1, 1], [0, 1, 0, 1]) == pytest.approx(-0.5)


def test_groupings_of_other_things_are_refused() -> None:
    with pytest.raises(UnevenGroupingsError):
        adjusted_rand([1], [1, 2])
