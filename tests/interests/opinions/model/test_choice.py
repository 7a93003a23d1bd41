"""Groups are said to be there only where they foretell votes and come back."""

import numpy as np

from counterpoise.interests.opinions.model.answers import agreeing
from counterpoise.interests.opinions.model.choice import choose, stability
from counterpoise.interests.opinions.model.classes import classes
from counterpoise.interests.opinions.model.factors import spectral
from counterpoise.interests.opinions.model.mixed import mixed, place_all
from counterpoise.interests.opinions.simulation import made


def test_in_conversations_without_groups_none_are_found() -> None:
    assert sum(choose(made(150, 30, seed=seed, readiness=1.0).votes, seed=seed).stable for seed in range(8)) <= 1


def test_three_planted_groups_are_three() -> None:
    truth = made(210, 50, seed=1, shares=(0.4, 0.35, 0.25), apart=2.5, density=0.5)
    found = choose(truth.votes, seed=1)
    assert found.groups.k == 3
    assert found.figures["dropped"] > 0.9
    assert found.figures["clear"] > 0.8
    assert found.figures["gain"] > 2 * found.figures["gain_error"]


def test_how_readily_people_agree_is_told_apart_from_what_they_agree_with() -> None:
    truth = made(200, 40, seed=2, readiness=1.2, density=0.8)
    found = mixed(agreeing(truth.votes), 1, seed=0)
    assert np.corrcoef(found.people, truth.readiness)[0, 1] > 0.85


def test_too_few_people_are_not_divided_at_all() -> None:
    found = choose(made(9, 20, seed=3, density=0.9).votes, seed=1)
    assert not found.stable
    assert found.figures == {}
    assert found.groups.k == 1


def test_who_did_not_shape_the_groups_is_placed_in_them() -> None:
    truth = made(300, 40, seed=4, shares=(0.5, 0.5), apart=2.5, density=0.5)
    part = np.arange(300) < 150
    found = mixed(agreeing(truth.votes.of_people(part)), 2, seed=1)
    placed = place_all(agreeing(truth.votes), found).membership.argmax(axis=1)
    right = (placed == truth.groups)[~part].mean()
    assert max(right, 1 - right) > 0.95


def test_a_division_by_chance_does_not_come_back() -> None:
    answers = agreeing(made(150, 30, seed=5).votes)
    figures = stability(answers, mixed(answers, 2, seed=1), seed=1)
    assert figures["dropped"] < 0.7


def test_progress_is_told_and_the_seed_decides_everything() -> None:
    votes = made(80, 20, seed=6, shares=(0.5, 0.5), apart=2.0).votes
    steps: list[tuple[int, int]] = []
    one = choose(votes, seed=3, progress=lambda done, total: steps.append((done, total)))
    assert steps[0] == (1, 20)
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    other = choose(votes, seed=3)
    assert one.figures == other.figures
    assert np.array_equal(one.groups.membership, other.groups.membership)


def test_kinds_of_people_are_found_from_several_starts() -> None:
    truth = made(200, 40, seed=7, shares=(0.5, 0.5), apart=2.5, density=0.5)
    answers = agreeing(truth.votes)
    found = classes(answers, 2, start=spectral(answers), seed=1)
    right = (found.membership.argmax(axis=1) == truth.groups).mean()
    assert max(right, 1 - right) > 0.95
    assert ((found.share > 0) & (found.share < 1)).all()
