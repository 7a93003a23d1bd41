"""How well hidden votes are foretold: by the model, and by the groups that Polis would make."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoise.interests.opinions.components import components
from counterpoise.interests.opinions.model.ensemble import ensemble, pass_head
from counterpoise.interests.opinions.polis.groups import NOBODY, Grouped, group
from counterpoise.interests.opinions.votes import AGREE, DISAGREE, PASS, Votes
from counterpoise.statistics.seeds import generator

__all__ = ["HeldOut", "calibration_error", "evaluate", "hide"]

Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Losses on hidden votes, in nats a vote; lower is better.

    Attributes
    ----------
    votes
        How many votes were hidden, and how many of them are no pass.
    polis, model
        Mean log-loss of agree against disagree.
    polis_three, model_three
        The same with passes.
    calibration
        Expected calibration error of the model in ten bins.
    calibration_floor
        The mean of the same where each vote is drawn from the model's own probabilities: what even the truth shows.
    """

    votes: tuple[int, int]
    polis: float
    model: float
    polis_three: float
    model_three: float
    calibration: float
    calibration_floor: float


def hide(votes: Votes, *, share: float, seed: int | str) -> tuple[Votes, Votes]:
    """Return the votes without a random share of them, and these."""
    hidden = generator(f"hide:{seed}").random(votes.size) < share
    return votes.where(~hidden), votes.where(hidden)


def calibration_error(chance: Reals, yes: Reals, *, bins: int = 10) -> float:
    """Return the mean distance of stated and found shares over bins of equal width, each by its size."""
    place = np.minimum((chance * bins).astype(int), bins - 1)
    return float(np.abs(np.bincount(place, weights=chance - yes, minlength=bins)).sum() / len(yes))


def _loss(chance: Reals) -> float:
    return float(-np.log(np.clip(chance, 1e-6, 1)).mean())


def _of_groups(train: Votes, grouped: Grouped, rows: NDArray[np.int32], columns: NDArray[np.int32]) -> Reals:
    """Return the chances of agree, disagree and pass that each person's group gives, shape (3, v)."""
    labels = np.where(grouped.labels == NOBODY, grouped.k, grouped.labels)
    inside, everybody = train.counts_by(grouped.labels, grouped.k), train.counts()[:, None]
    tables = np.concatenate([inside, everybody], axis=1)  # who is in no group is foretold by all
    return np.asarray(tables[:, labels[rows], columns], dtype=np.float64)


def evaluate(votes: Votes, *, seed: int | str, share: float = 0.15) -> HeldOut | None:
    """Hide a share of the votes, fit to the others, and foretell what was hidden.

    Parameters
    ----------
    votes
        All votes.
    seed
        Which are hidden, and the model's starts.
    share
        How large a part is hidden.

    Returns
    -------
    HeldOut or None
        None where too little would be left on one of both sides: no vote to foretell, or none to learn from.
    """
    train, test = hide(votes, share=share, seed=seed)
    if not test.ballot.any() or not train.ballot.any():
        return None
    rows, columns, ballot = test.person, test.statement, test.ballot
    firm = ballot != PASS
    counts = _of_groups(train, group(train, components(train)), rows, columns)
    agree = (counts[0] + 1) / (counts[0] + counts[1] + 2)
    passes = (counts[2] + 1) / (counts.sum(axis=0) + 3)
    model = ensemble(train, seed=seed).probability(rows, columns)
    skips = pass_head(train).probability(rows, columns)
    yes = (ballot == AGREE)[firm].astype(np.float64)

    def two(chance: Reals) -> float:
        return _loss(np.where(ballot == AGREE, chance, 1 - chance)[firm])

    def three(chance: Reals, skip: Reals) -> float:
        answered = np.where(ballot == DISAGREE, 1 - chance, chance) * (1 - skip)
        return _loss(np.where(firm, answered, skip))

    draws = generator(f"floor:{seed}").random((200, int(firm.sum()))) < model[firm]
    floor = float(np.mean([calibration_error(model[firm], draw.astype(np.float64)) for draw in draws]))
    return HeldOut(
        votes=(len(ballot), int(firm.sum())),
        polis=two(agree),
        model=two(model),
        polis_three=three(agree, passes),
        model_three=three(model, skips),
        calibration=calibration_error(model[firm], yes),
        calibration_floor=floor,
    )
