"""The whole map: the same in any order, and nothing where there is too little."""

import json
from typing import Protocol

import numpy as np
import pytest

from counterpoise.interests.opinions.mapping import OpinionMap, TooLittleError, map_model, map_polis
from counterpoise.interests.opinions.report.json import to_json
from counterpoise.interests.opinions.simulation import made
from counterpoise.interests.opinions.votes import Votes
from tests.interests.opinions.conversations import gathered, shuffled


class Mode(Protocol):
    """One of both ways to make a map."""

    def __call__(self, votes: Votes, *, seed: int | str) -> OpinionMap:
        """Return the map."""


KEYS = {
    "participants", "statements", "votes", "explained", "components", "groups", "items", "raids", "held_out",
    "cpu_seconds",
}  # fmt: skip


@pytest.mark.parametrize("mode", [map_polis, map_model])
def test_no_order_of_rows_or_columns_changes_a_letter(mode: Mode) -> None:
    votes = made(90, 20, seed=1, shares=(0.5, 0.5), apart=2.0, passes=0.1).votes
    once, again = (json.dumps(to_json(mode(one, seed=7), cpu_seconds=0)) for one in (votes, shuffled(votes, 5)))
    assert once == again


@pytest.mark.parametrize("mode", [map_polis, map_model])
def test_the_keys_are_those_that_programs_rely_on(mode: Mode) -> None:
    found = to_json(mode(made(60, 12, seed=2, shares=(0.5, 0.5), apart=2.5).votes, seed=1), cpu_seconds=1.5)
    assert set(found) == KEYS
    assert set(found["groups"]) == {"stable", "k", "stability", "people"}
    assert len(found["groups"]["people"]) == 60
    for item in found["items"]:
        assert {"id", "agree", "disagree", "pass", "seen", "consensus", "groups", "representative_of"} == set(item)
        assert len(item["groups"]) == found["groups"]["k"]
    json.dumps(found, allow_nan=False)


def test_planted_groups_are_found_with_their_people() -> None:
    truth = made(160, 40, seed=3, shares=(0.6, 0.4), apart=2.0)
    found = map_model(truth.votes, seed=1)
    assert found.groups.stable
    assert found.groups.k == 2
    clear = found.groups.membership.max(axis=1) > 0.9
    alike = found.groups.membership.argmax(axis=1)[clear] == truth.groups[clear]
    assert max(alike.mean(), 1 - alike.mean()) > 0.95
    assert found.groups.membership.sum(axis=1) == pytest.approx(np.ones(160))


def test_people_who_only_agree_more_readily_are_no_groups() -> None:
    assert not map_model(made(160, 40, seed=4, readiness=1.2).votes, seed=1).groups.stable


def test_weights_leave_groups_as_they_are_and_make_shares_less_certain() -> None:
    votes = made(100, 20, seed=5, shares=(0.5, 0.5), apart=2.0).votes
    plain = map_model(votes, seed=1)
    heavy = map_model(votes, seed=1, weights=np.where(np.arange(100) % 4, 0.5, 2.5))
    assert np.array_equal(plain.groups.membership, heavy.groups.membership)
    assert heavy.effective < plain.effective
    assert np.nanmean(heavy.agreement.high - heavy.agreement.low) > np.nanmean(
        plain.agreement.high - plain.agreement.low
    )


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([(0, 0, 1), (0, 1, -1)], "one_person"),
        ([(0, 0, 1), (1, 0, -1)], "one_statement"),
        ([(0, 0, 0), (1, 0, 0), (1, 1, 0)], "all_pass"),
    ],
)
@pytest.mark.parametrize("mode", [map_polis, map_model])
def test_too_little_is_said_to_be_too_little(rows: list[tuple[int, int, int]], problem: str, mode: Mode) -> None:
    with pytest.raises(TooLittleError) as refused:
        mode(gathered(rows), seed=1)
    assert refused.value.problem == problem


@pytest.mark.parametrize("mode", [map_polis, map_model])
def test_where_all_agree_there_are_counts_and_no_map(mode: Mode) -> None:
    found = mode(gathered([(person, statement, 1) for person in range(20) for statement in range(9)]), seed=1)
    assert not found.components.explained.any()
    assert found.groups.k == 1
    assert len(found.lists.unites) == 9


def test_more_statements_than_people_and_one_vote_each_make_no_groups() -> None:
    votes = made(12, 60, seed=6, density=0.2).votes
    assert map_model(votes, seed=1).groups.k == 1
    assert map_polis(votes, seed=1).groups.k >= 1
