"""How many groups there are, and whether they come back when votes are left out. "No stable groups" is an answer."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoise.interests.opinions.clusters import adjusted_rand
from counterpoise.interests.opinions.model.answers import Answers, Reals, agreeing
from counterpoise.interests.opinions.model.mixed import FEWEST, Mixed, mixed, place_all, refit
from counterpoise.interests.opinions.threads import one_thread
from counterpoise.interests.opinions.votes import Votes
from counterpoise.statistics.seeds import generator

__all__ = ["CERTAIN", "Choice", "choose", "stability"]

CERTAIN = 0.9
"""Above this probability somebody is clearly in a group."""

MOST, FOLDS, SAMPLE = 4, 5, 3_000
WEIGHTED, COLD = 20, 4
LEAST_WEIGHTED, LEAST_COLD = 0.60, 0.70
LEAST_MEMBERS, LEAST_GROUPS = 5, 2
FIRST_STEP, FURTHER_STEP = 2.0, 1.5
"""By how many standard errors groups must foretell better than no groups, and more groups than fewer.

The first step is the greater one: to say that there are groups where there are none does more harm.
"""
DROPPED = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """What was found.

    Attributes
    ----------
    groups
        The groups of all people; one group where there are no stable ones.
    stable
        Whether there are stable groups.
    figures
        ``reweighted`` and ``dropped``: how alike the groups of clear members are when votes are weighted at random
        and when a fifth of them is dropped (1 the same, 0 by chance); ``clear``: the share of people clearly in a
        group; ``gain``: how much better hidden votes are foretold than without groups, in nats a vote;
        ``gain_error``: its standard error. Empty where too few people answered enough to look for groups; without
        ``gain`` where no groups foretell better than none.
    """

    groups: Mixed
    stable: bool
    figures: dict[str, float]


def choose(votes: Votes, *, seed: int | str, progress: Callable[[int, int], None] | None = None) -> Choice:
    """Find groups, as many as the votes bear.

    Parameters
    ----------
    votes
        The votes; passes say nothing about groups.
    seed
        The seed of samples, starts, folds and weights.
    progress
        Called with how many steps were done, and how many there are at most.
    """
    with one_thread():
        everybody = agreeing(votes)
        sample = _sampled(votes, seed)
        tell = _Steps(progress)
        figures: dict[str, float] = {}
        if sample is not None:
            answers = agreeing(sample)
            figures = {"clear": 0.0}
            better = _better(answers, seed, tell)
            for k, gain, error in reversed(better):
                found = mixed(answers, k, seed=f"{seed}:all")
                figures = {"clear": 0.0, "gain": gain, "gain_error": error, **stability(answers, found, seed=seed)}
                if _holds(found, figures):
                    groups = place_all(everybody, found)
                    figures["clear"] = float((groups.membership.max(axis=1) > CERTAIN).mean())
                    return Choice(groups, stable=True, figures=figures)
        return Choice(place_all(everybody, mixed(everybody, 1, seed=seed)), stable=False, figures=figures)


class _Steps:
    """Counts steps for whoever watches."""

    TOTAL = MOST * FOLDS

    def __init__(self, progress: Callable[[int, int], None] | None) -> None:
        self.progress, self.done = progress, 0

    def one(self) -> None:
        """Say that one more step was done."""
        self.done += 1
        if self.progress is not None:
            self.progress(self.done, self.TOTAL)


def _sampled(votes: Votes, seed: int | str) -> Votes | None:
    """Return those who answered enough, at most 3,000 of them; None where they are too few to make two groups."""
    enough = agreeing(votes).counts >= min(FEWEST, votes.m)
    if enough.sum() < LEAST_MEMBERS * LEAST_GROUPS:
        return None
    if enough.sum() > SAMPLE:
        chosen = np.zeros(votes.n, dtype=bool)
        chosen[generator(f"sample:{seed}").choice(np.flatnonzero(enough), SAMPLE, replace=False)] = True
        enough = chosen
    return votes.of_people(enough)


def _part(answers: Answers, keep: NDArray[np.bool_]) -> Answers:
    kept = np.concatenate([[0], np.cumsum(keep)]).astype(np.int32)
    return Answers(answers.n, answers.m, kept[answers.starts], answers.columns[keep], answers.yes[keep])


def _better(answers: Answers, seed: int | str, tell: _Steps) -> list[tuple[int, float, float]]:
    """Return the numbers of groups that foretell hidden votes clearly better than fewer groups do.

    Each with its gain over no groups and the standard error of that gain; one person's votes count as one thing.
    """
    fold = generator(f"folds:{seed}").permutation(len(answers.yes)) % FOLDS
    rows = answers.rows
    losses: list[Reals] = []
    found: list[tuple[int, float, float]] = []
    best = 0
    for k in range(1, MOST + 1):
        if k == MOST and (not found or found[-1][0] < MOST - 1):
            break  # four groups are looked for only where three are better than two
        loss = np.empty(len(answers.yes))
        for number in range(FOLDS):
            hidden = fold == number
            fitted = mixed(_part(answers, ~hidden), k, seed=f"{seed}:{number}")
            chance = fitted.probability(rows[hidden], answers.columns[hidden])
            yes = answers.yes[hidden] > 0
            loss[hidden] = -np.log(np.clip(np.where(yes, chance, 1 - chance), 1e-6, 1))
            tell.one()
        losses.append(loss)
        if k > 1:
            gain, error = _paired(losses[best] - loss, rows, answers.n)
            if gain > 0 and gain >= error * (FURTHER_STEP if found else FIRST_STEP):
                best = k - 1
                found.append((k, *_paired(losses[0] - loss, rows, answers.n)))
    return found


def _paired(difference: Reals, rows: NDArray[np.int32], n: int) -> tuple[float, float]:
    """Return the mean over votes and its standard error, with people as clusters."""
    mean = float(difference.mean())
    of_person = np.bincount(rows, weights=difference - mean, minlength=n)
    return mean, float(np.sqrt((of_person**2).sum()) / len(difference))


def _alike(first: Reals, second: Reals) -> float:
    """Return how alike two divisions are, over those who are clearly somewhere in both."""
    clear = (first.max(axis=1) > CERTAIN) & (second.max(axis=1) > CERTAIN)
    if not clear.any():
        return 0.0
    one, other = first[clear].argmax(axis=1), second[clear].argmax(axis=1)
    if len(np.unique(one)) < 2 or len(np.unique(other)) < 2:
        return 0.0
    return adjusted_rand(one, other) or 0.0


def stability(answers: Answers, found: Mixed, *, seed: int | str) -> dict[str, float]:
    """Return how alike groups are when found again: ``reweighted`` and ``dropped``.

    Votes are weighted, not people: a person's group is decided by that person's own votes, so leaving people out
    makes everything look stable. And a fit that begins where the first one ended stays there, so for dropped votes
    it begins anew.
    """
    draw = generator(f"stability:{seed}")
    again = []
    for _ in range(WEIGHTED):
        weights = draw.exponential(size=len(answers.yes)).astype(np.float32)
        again.append(_alike(found.membership, refit(answers, found, weights=weights).membership))
    cold = []
    for number in range(COLD):
        part = _part(answers, draw.random(len(answers.yes)) >= DROPPED)
        cold.append(_alike(found.membership, mixed(part, found.k, seed=f"{seed}:cold{number}").membership))
    return {"reweighted": float(np.mean(again)), "dropped": float(np.mean(cold))}


def _holds(found: Mixed, figures: dict[str, float]) -> bool:
    clear = found.membership[found.membership.max(axis=1) > CERTAIN]
    members = np.bincount(clear.argmax(axis=1), minlength=found.k) if len(clear) else np.zeros(found.k)
    filled = (members >= LEAST_MEMBERS).sum() >= LEAST_GROUPS
    return bool(filled and figures["reweighted"] >= LEAST_WEIGHTED and figures["dropped"] >= LEAST_COLD)
