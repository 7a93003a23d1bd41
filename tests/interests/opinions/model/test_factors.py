"""Leanings: the fit is the most likely one, predicts, and says how unsure it is."""

import numpy as np
import pytest

from counterpoise.interests.opinions.model.answers import agreeing, logit, passing, sigmoid
from counterpoise.interests.opinions.model.ensemble import ensemble, pass_head
from counterpoise.interests.opinions.model.factors import PERSON_SD, STATEMENT_SD, factors
from counterpoise.interests.opinions.simulation import made
from tests.interests.opinions.conversations import gathered, shuffled


def test_without_leanings_the_fit_is_where_the_gradient_vanishes() -> None:
    answers = agreeing(made(60, 12, seed=1, readiness=1.0).votes)
    found = factors(answers, 0, start=np.zeros((12, 0)), sweeps=200)
    rest = answers.yes - found.probability(answers.rows, answers.columns)
    of_people = np.bincount(answers.rows, weights=rest) - found.people[:, 0] / PERSON_SD**2
    of_statements = np.bincount(answers.columns, weights=rest) - found.statements[:, 0] / STATEMENT_SD**2
    assert np.abs(of_people).max() < 1e-6
    assert np.abs(of_statements).max() < 1e-6


def test_probabilities_follow_the_truth() -> None:
    truth = made(300, 30, seed=2, shares=(0.5, 0.5), apart=2.0, density=0.7)
    chance = 1 / (1 + np.exp(-truth.log_odds[:, truth.groups].T))
    rows, columns = np.divmod(np.arange(300 * 30), 30)
    found = ensemble(truth.votes, seed=1).probability(rows, columns)
    assert np.corrcoef(found, chance.ravel())[0, 1] > 0.93
    assert np.abs(found.mean() - chance.mean()) < 0.02


def test_who_voted_less_is_placed_with_less_certainty() -> None:
    votes = made(120, 40, seed=3, shares=(0.5, 0.5), apart=2.0, density=0.4).votes
    few = votes.where((votes.person >= 10) | (votes.statement < 8))
    found = factors(agreeing(few), 2, variational=True)
    assert found.people_covariance is not None
    spread = np.trace(found.people_covariance, axis1=1, axis2=2)
    assert spread[:10].mean() > 1.5 * spread[10:].mean()
    assert np.linalg.eigvalsh(found.people_covariance).min() > 0


def test_votes_that_were_not_given_do_not_count() -> None:
    votes = made(40, 10, seed=4).votes
    answers = agreeing(votes)
    assert len(answers.yes) == votes.size
    assert answers.overall == pytest.approx(
        np.log((answers.yes.sum() + 1) / (len(answers.yes) - answers.yes.sum() + 1))
    )


def test_passes_are_left_out_of_agreement_and_have_a_head_of_their_own() -> None:
    votes = gathered([(0, 0, 1), (0, 1, 0), (1, 0, -1), (1, 1, 0)])
    assert agreeing(votes).yes.tolist() == [1, 0]
    assert passing(votes).yes.tolist() == [0, 1, 0, 1]
    found = pass_head(votes)
    passes, answered = (found.probability(np.array([0]), np.array([place]))[0] for place in (1, 0))
    assert passes > 0.5 > answered


def test_no_order_changes_a_prediction() -> None:
    votes = made(60, 15, seed=5, shares=(0.5, 0.5), apart=2.0).votes
    pairs = np.arange(15), np.arange(15)
    one, other = (ensemble(each, seed=3).probability(*pairs) for each in (votes, shuffled(votes, 1)))
    assert np.array_equal(one, other)


def test_the_logistic_function_and_back() -> None:
    assert sigmoid(np.array([0.0, 500.0, -500.0])) == pytest.approx([0.5, 1, 0])
    assert logit(np.array([0.5, 0.75])) == pytest.approx([0, np.log(3)])
