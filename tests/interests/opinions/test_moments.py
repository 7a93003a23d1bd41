"""Votes that come, change and go leave exactly the tables of those that are left."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.interests.opinions.components import components
from counterpoise.interests.opinions.moments import Moments
from counterpoise.interests.opinions.simulation import made
from counterpoise.interests.opinions.votes import VotesUnusableError
from tests.interests.opinions.conversations import gathered

moves = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from((-1, 0, 1, None, "erase"))), max_size=60
)


def replayed(given: list[tuple[int, int, int | str | None]]) -> tuple[Moments, dict[tuple[str, str], int]]:
    moments, held = Moments(), dict[tuple[str, str], int]()
    for person, statement, ballot in given:
        who, which = f"p{person}", str(statement)
        if ballot == "erase":
            assert moments.erase(who) == sum(one == who for one, _ in held)
            held = {key: value for key, value in held.items() if key[0] != who}
        elif ballot is None:
            assert moments.withdraw(who, which) == (held.pop((who, which), None) is not None)
        else:
            assert isinstance(ballot, int)
            moments.cast(who, which, ballot)
            held[who, which] = ballot
    return moments, held


@settings(max_examples=300)
@given(given=moves)
def test_after_any_moves_the_tables_are_those_of_the_votes_that_are_left(
    given: list[tuple[int, int, int | str | None]],
) -> None:
    moments, held = replayed(given)
    names, both, vote, count = moments.tables()
    people = sorted({who for who, _ in held})
    x = np.array([[held.get((who, name), 0) for name in names] for who in people], dtype=int).reshape(
        len(people), len(names)
    )
    o = np.array([[(who, name) in held for name in names] for who in people], dtype=int).reshape(
        len(people), len(names)
    )
    assert np.array_equal(both, x.T @ x)
    assert np.array_equal(vote, x.T @ o)
    assert np.array_equal(count, o.T @ o)
    assert moments.size == len(held)


@given(given=moves)
def test_the_directions_are_to_the_last_bit_those_of_all_votes_at_once(
    given: list[tuple[int, int, int | str | None]],
) -> None:
    moments, held = replayed(given)
    if held:
        batch = Moments.of(moments.votes())
        one, other = moments.refresh(), batch.refresh()
        assert one.statements == other.statements
        assert np.array_equal(one.weights, other.weights)
        assert np.array_equal(one.places, other.places)


def test_many_statements_in_any_order_of_arrival_give_the_same_directions() -> None:
    votes = made(150, 90, seed=4, shares=(0.5, 0.5), apart=2.0).votes
    moments = Moments()
    for place in np.random.default_rng(0).permutation(votes.size):
        moments.cast(
            votes.people[votes.person[place]], votes.statements[votes.statement[place]], int(votes.ballot[place])
        )
    one, other = moments.refresh(), Moments.of(votes).refresh()
    assert np.array_equal(one.weights, other.weights)
    assert one.votes == votes.size
    whole = components(votes)
    assert np.abs((one.weights * whole.weights).sum(axis=0)) == pytest.approx([1, 1], abs=1e-9)
    assert one.explained == pytest.approx(whole.explained)


def test_a_persons_place_is_that_on_the_map() -> None:
    votes = made(60, 12, seed=2, shares=(0.5, 0.5), apart=2.0).votes
    moments = Moments.of(votes)
    now = moments.refresh()
    assert now.place(moments.ballots(votes.people[7])) == pytest.approx(tuple(components(votes).people[7]))
    assert now.place([("no such statement", 1)]) == (0.0, 0.0)


def test_an_erased_person_leaves_nothing() -> None:
    moments = Moments.of(gathered([(0, 0, 1), (1, 0, 1), (1, 1, -1)]))
    assert moments.erase("p001") == 2
    assert moments.ballots("p001") == []
    assert moments.withdraw("p001", "0") is False
    assert [table.sum() for table in moments.tables()[1:]] == [1, 1, 1]


def test_what_is_no_vote_is_refused_and_changes_nothing() -> None:
    moments = Moments()
    with pytest.raises(VotesUnusableError):
        moments.cast("a", "s", 2)
    assert moments.size == 0
    assert moments.refresh().votes == 0


@given(given=moves, more=moves)
def test_what_was_packed_goes_on_as_if_it_had_never_been(
    given: list[tuple[int, int, int | str | None]], more: list[tuple[int, int, int | str | None]]
) -> None:
    moments, _ = replayed(given)
    kept = Moments.unpacked(moments.packed())
    for person, statement, ballot in [*given, *more]:
        for each in (moments, kept):
            if isinstance(ballot, int):
                each.cast(f"p{person}", str(statement), ballot)
            elif ballot is None:
                each.withdraw(f"p{person}", str(statement))
            else:
                each.erase(f"p{person}")
    assert (kept.size, kept.people) == (moments.size, moments.people)
    assert kept.tables()[0] == moments.tables()[0]
    assert all(map(np.array_equal, kept.tables()[1:], moments.tables()[1:]))
    assert np.array_equal(kept.refresh().weights, moments.refresh().weights)
    assert all(kept.ballots(f"p{person}") == moments.ballots(f"p{person}") for person in range(6))


def test_bytes_of_something_else_are_refused() -> None:
    packed = Moments.of(made(20, 5, seed="kept").votes).packed()
    for content in (b"", b"votes", packed[:40]):
        with pytest.raises(VotesUnusableError):
            Moments.unpacked(content)
