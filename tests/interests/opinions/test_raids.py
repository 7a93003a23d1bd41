"""Blocks of ballots that stand out are shown; people who simply agree are not."""

import numpy as np

from counterpoise.interests.opinions.agreement import agreement
from counterpoise.interests.opinions.raids import Block, blocks
from counterpoise.interests.opinions.simulation import made
from counterpoise.interests.opinions.votes import Votes, gather
from tests.interests.opinions.conversations import shuffled


def with_copies(votes: Votes, copies: int, seed: int) -> Votes:
    """Return the votes with as many new people who give one random ballot on eight in ten statements."""
    draw = np.random.default_rng(seed)
    columns = np.flatnonzero(draw.random(votes.m) < 0.8)
    ballot = draw.choice(np.array([-1, 1], np.int8), len(columns))
    return gather(
        np.concatenate([votes.person, np.repeat(np.arange(votes.n, votes.n + copies), len(columns))]),
        np.concatenate([votes.statement, np.tile(columns, copies)]),
        np.concatenate([votes.ballot, np.tile(ballot, copies)]),
        people=[str(number) for number in range(votes.n + copies)],
        statements=votes.statements,
    )


def found_in(votes: Votes) -> tuple[Block, ...]:
    everybody = np.ones((votes.n, 1))
    return blocks(votes, everybody, agreement(votes, everybody), seed=1)


def test_a_block_is_found_with_exactly_its_people() -> None:
    votes = with_copies(made(160, 30, seed=1, density=0.8).votes, 8, seed=2)
    (block,) = found_in(votes)
    assert [votes.people[person] for person in block.people] == [str(number) for number in range(160, 168)]
    assert block.p < 0.001
    assert block.shift > 0


def test_ballots_that_differ_a_little_are_found_too() -> None:
    votes = with_copies(made(160, 40, seed=3, density=0.8).votes, 9, seed=4)
    ballot = votes.ballot.copy()
    for person in range(160, 169):
        ballot[votes.starts[person] + person - 160] *= -1
    changed = Votes(votes.people, votes.statements, votes.starts, votes.statement, ballot, votes.unanswered)
    # Each differs from the others in two statements of about thirty.
    assert any(
        len(set(block.people) & set(range(160, 169))) >= 3 for block in found_in(with_copies(changed, 3, seed=4))
    )


def test_equal_ballots_of_people_who_agree_with_nearly_everything_are_no_block() -> None:
    assert (
        sum(
            bool(found_in(made(150, 15, seed=seed, density=0.9, spread=0.5, readiness=2.5).votes)) for seed in range(20)
        )
        <= 1
    )


def test_short_ballots_form_no_block() -> None:
    votes = with_copies(made(160, 9, seed=5, density=0.8).votes, 12, seed=6)
    assert found_in(votes.where(votes.statement < 7)) == ()


def test_the_order_of_votes_changes_no_block() -> None:
    votes = with_copies(made(120, 30, seed=7, density=0.8).votes, 7, seed=8)
    assert found_in(votes) == found_in(shuffled(votes, 3))
