"""Groups of people who think alike, where people also differ in how readily they agree.

Log-odds of yes = b_i + η_gj: person i, of group g, statement j. Without b_i people who merely say yes more readily come
out as two groups that look very stable; with it a group differs in what it agrees with.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from counterpoise.interests.opinions.model.answers import Answers, Reals, logit
from counterpoise.interests.opinions.model.factors import spectral
from counterpoise.statistics.seeds import generator

__all__ = ["Mixed", "mixed", "place_all", "refit"]

Singles = NDArray[np.float32]

PERSON_SD, GROUP_SD = 0.7, 0.8
STARTS, KEPT, TRIAL, MORE = 4, 2, 10, 20
FEWEST = 7
"""Who gave fewer answers does not shape the groups."""


@dataclass(frozen=True, slots=True, eq=False)
class Mixed:
    """Fitted groups.

    Attributes
    ----------
    membership
        Shape (n, k): the probability that a person is in each group.
    people
        Shape (n,): how readily each person agrees, b_i.
    groups
        Shape (m, k): each group's log-odds of yes, η.
    sizes
        Shape (k,): each group's share.
    fit
        How well the votes are explained, with the priors; higher is better.
    """

    membership: Reals
    people: Reals
    groups: Reals
    sizes: Reals
    fit: float

    @property
    def k(self) -> int:
        """How many groups there are."""
        return int(self.groups.shape[1])

    def probability(self, rows: NDArray[np.integer], columns: NDArray[np.integer]) -> Reals:
        """Return the probability of yes for these people and statements, pairwise."""
        chance = np.zeros(len(rows))
        for g in range(self.k):
            chance += self.membership[:, g][rows] / (1 + np.exp(-self.people[rows] - self.groups[:, g][columns]))
        return chance


class _Fit:
    """One fit under way. Single precision: the answers are few bits each, and it is twice as quick."""

    def __init__(self, answers: Answers, weights: Singles | None) -> None:
        self.answers = answers
        self.sign = (2 * answers.yes - 1).astype(np.float32)
        self.weights = weights
        self.counts = answers.counts
        self.middle = logit(answers.share)
        self.ones = np.ones(answers.m, dtype=np.float32)

    def _sparse(self, values: Singles) -> csr_array:
        return self.answers.sparse(values if self.weights is None else values * self.weights)

    def step(self, now: Mixed, *, move_groups: bool = True, move_people: bool = True, assign: bool = True) -> Mixed:
        """Take one round: where the groups are, how readily people agree, who is in which group."""
        answers, k = self.answers, now.k
        people = np.repeat(now.people.astype(np.float32), self.counts)
        scores, groups = np.empty((answers.n, k)), now.groups.copy()
        pull, bend = np.zeros(answers.n), np.zeros(answers.n)
        for g in range(k):
            x = (people + now.groups[:, g].astype(np.float32)[answers.columns]) * self.sign
            one_plus = 1 + np.exp(-np.clip(x, -30, 30))
            right = 1 / one_plus
            errors, weights = self._sparse(self.sign * (1 - right)), self._sparse(right * (1 - right))
            scores[:, g] = -(self._sparse(np.log(one_plus)) @ self.ones) + np.log(max(float(now.sizes[g]), 1e-12))
            member = now.membership[:, g].astype(np.float32)
            if move_groups:
                gradient = errors.T @ member - (now.groups[:, g] - self.middle) / GROUP_SD**2
                groups[:, g] += np.clip(gradient / (weights.T @ member + 1 / GROUP_SD**2), -2, 2)
            if move_people:
                pull += member * (errors @ self.ones)
                bend += member * (weights @ self.ones)
        moved = now.people
        if move_people:
            moved = now.people + np.clip((pull - now.people / PERSON_SD**2) / (bend + 1 / PERSON_SD**2), -2, 2)
        most = scores.max(axis=1, keepdims=True)
        chances = np.exp(scores - most)
        total = chances.sum(axis=1, keepdims=True)
        prior = ((now.groups - self.middle[:, None]) ** 2).sum() / GROUP_SD**2 + (now.people**2).sum() / PERSON_SD**2
        fit = float((most + np.log(total)).sum() - prior / 2)
        membership: Reals = chances / total if assign else now.membership
        sizes = (membership.sum(axis=0) + 1) / (answers.n + k)
        return Mixed(membership, moved, groups, sizes, fit)

    def begin(self, membership: Reals) -> Mixed:
        """Return where a fit begins that knows only soft memberships."""
        k = membership.shape[1]
        groups = np.repeat(self.middle[:, None], k, axis=1)
        now = Mixed(membership, np.zeros(self.answers.n), groups, np.full(k, 1 / k), -np.inf)
        for _ in range(2):
            now = self.step(now, assign=False)
        return now


def mixed(answers: Answers, k: int, *, seed: int | str, weights: Singles | None = None, starts: int = STARTS) -> Mixed:
    """Fit k groups from several starts, and return the best; k = 1 is no groups, only people and statements.

    Parameters
    ----------
    answers
        Who agreed and who disagreed.
    k
        How many groups.
    seed
        The seed of the starts.
    weights
        Shape (v,): how much each answer counts.
    starts
        How many starts; after ten rounds the best two go on.

    Notes
    -----
    A mixed Rasch model (J. Rost, Applied Psychological Measurement 14 (1990) 271–282) with normal priors, by EM with
    one Newton step for the parameters in each round.
    """
    fit = _Fit(answers, weights)
    if k == 1:
        now = fit.begin(np.ones((answers.n, 1)))
        for _ in range(TRIAL):
            now = fit.step(now)
        return now
    lean = spectral(answers)
    ones = answers.sparse(np.ones(len(answers.yes), answers.yes.dtype))
    centred = answers.sparse(answers.yes - answers.share.astype(answers.yes.dtype)[answers.columns])
    places = np.asarray(centred @ lean, dtype=np.float64) / np.sqrt(np.maximum(ones @ np.ones(answers.m), 1))[:, None]
    places /= np.maximum(places.std(axis=0), 1e-12)
    draw = generator(f"mixed:{seed}")
    under_way = []
    for _ in range(starts):
        scores = places @ draw.normal(size=(places.shape[1], k)) * 1.5
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        now = fit.begin(chances / chances.sum(axis=1, keepdims=True))
        for _ in range(TRIAL):
            now = fit.step(now)
        under_way.append(now)
    under_way.sort(key=lambda one: -one.fit)
    return max((_go_on(fit, now, MORE) for now in under_way[:KEPT]), key=lambda one: one.fit)


def _go_on(fit: _Fit, now: Mixed, rounds: int) -> Mixed:
    for _ in range(rounds):
        now = fit.step(now)
    return now


def refit(answers: Answers, now: Mixed, *, weights: Singles | None = None, rounds: int = 15) -> Mixed:
    """Fit again from where a fit ended, with other weights."""
    return _go_on(_Fit(answers, weights), now, rounds)


def place_all(answers: Answers, found: Mixed) -> Mixed:
    """Place people in groups that were found among some of them, then let all of them move the groups once.

    Parameters
    ----------
    answers
        The answers of all n people.
    found
        Groups found among a part of them, on the same statements.
    """
    fit = _Fit(answers, None)
    membership = np.tile(found.sizes / found.sizes.sum(), (answers.n, 1))
    now = Mixed(membership, np.zeros(answers.n), found.groups, found.sizes, -np.inf)
    for _ in range(3):
        now = fit.step(replace(now, sizes=found.sizes), move_groups=False)
    now = fit.step(now)
    now = fit.step(now, move_groups=False)
    order = np.argsort(-now.membership.sum(axis=0), kind="stable")
    return Mixed(now.membership[:, order], now.people, now.groups[:, order], now.sizes[order], now.fit)
