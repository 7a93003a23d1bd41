"""The main directions are those of the whole matrix, which is never made."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.formats.polis import read_votes
from counterpoise.interests.opinions.components import components, leading
from counterpoise.interests.opinions.moments import Moments
from counterpoise.interests.opinions.simulation import made
from tests.interests.opinions.conversations import dense, gathered, shuffled


@pytest.mark.parametrize("m", [40, 300])
def test_directions_are_those_of_a_dense_decomposition(m: int) -> None:
    votes = made(400, m, seed=m, shares=(0.4, 0.35, 0.25), apart=2.0, passes=0.1).votes
    found = components(votes)
    _, values, right = np.linalg.svd(dense(votes), full_matrices=False)
    assert np.abs((right[:2] * found.weights.T).sum(axis=1)) == pytest.approx([1, 1], abs=1e-9)
    assert found.explained == pytest.approx(values[:2] ** 2 / (values**2).sum(), rel=1e-9)


def test_people_and_statements_lie_where_the_formula_puts_them() -> None:
    votes = gathered([(0, 0, 1), (0, 1, -1), (1, 0, -1), (1, 1, 1), (2, 0, 1)])
    found = components(votes)
    table = dense(votes)
    for person, many in enumerate(votes.per_person):
        assert found.people[person] == pytest.approx(np.sqrt(2 / many) * table[person] @ found.weights)
    assert found.statements == pytest.approx(np.sqrt(2) * (1 - found.means)[:, None] * found.weights)
    assert found.means == pytest.approx([1 / 3, 0])


@given(seed=st.integers(0, 500))
def test_no_order_changes_a_single_bit(seed: int) -> None:
    votes = made(30, 8, seed=1, shares=(0.5, 0.5), apart=2.0).votes
    once, again = components(votes), components(shuffled(votes, seed))
    assert np.array_equal(once.people, again.people)
    assert np.array_equal(once.statements, again.statements)


def test_where_all_vote_the_same_there_is_no_direction() -> None:
    found = components(gathered([(0, 0, 1), (1, 0, 1), (0, 1, -1), (1, 1, -1)]))
    assert not found.people.any()
    assert not found.explained.any()


def test_one_statement_has_one_direction() -> None:
    found = components(gathered([(0, 0, 1), (1, 0, -1)]))
    assert found.explained.tolist() == [1.0, 0.0]


def test_the_heavy_end_of_a_direction_is_positive() -> None:
    vectors, values = leading(np.diag([5.0, 3.0, 1.0]), trace=9.0)
    assert values.tolist() == pytest.approx([5, 3])
    assert vectors[0, 0] == pytest.approx(1)
    assert vectors[1, 1] == pytest.approx(1)


@pytest.mark.shared
def test_on_real_conversations_directions_are_those_of_a_dense_decomposition(shared_data: Path) -> None:
    for folder in sorted(path for path in (shared_data / "opinion").iterdir() if path.is_dir()):
        votes = read_votes(folder).shown
        _, _, right = np.linalg.svd(dense(votes), full_matrices=False)
        assert np.abs((right[:2] * components(votes).weights.T).sum(axis=1)).min() > 0.999999


@pytest.mark.shared
def test_on_a_real_conversation_votes_one_by_one_are_all_votes_at_once(shared_data: Path) -> None:
    votes = read_votes(shared_data / "opinion" / "canadian-electoral-reform").shown
    moments = Moments()
    for who, which, ballot in zip(votes.person[::-1], votes.statement[::-1], votes.ballot[::-1], strict=True):
        moments.cast(votes.people[who], votes.statements[which], int(ballot))
    assert np.array_equal(moments.refresh().weights, Moments.of(votes).refresh().weights)
