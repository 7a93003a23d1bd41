"""Blocks of ballots that are alike beyond what chance and conviction explain. They are shown, never taken out silently.

People who think alike vote alike, so equal ballots alone say nothing. For each block it is asked how many people would
be expected to give that ballot, each by their own probabilities; only a block far above that is shown, with what the
headlines would be without it.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammainc

from counterpoise.interests.opinions.agreement import Agreement, agreement
from counterpoise.interests.opinions.model.answers import Reals, agreeing
from counterpoise.interests.opinions.model.factors import Factors, factors
from counterpoise.interests.opinions.threads import one_thread
from counterpoise.interests.opinions.votes import AGREE, PASS, Votes
from counterpoise.statistics.seeds import generator

__all__ = ["Block", "blocks"]

LEAST_VOTES, LEAST_SEEN = 8, 0.6
DIFFERENT, COMMON = 0.05, 0.8
SMALLEST = 3
CHANCE = 0.001
LOOKS, LOOK_WIDTH = 8, 12
SAMPLE = 2_000
UNSEEN = 2

Dense = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Block:
    """People whose ballots are nearly the same.

    Attributes
    ----------
    people
        Their numbers.
    expected
        How many such ballots would be expected of everybody else.
    p
        The chance of so many or more.
    changed
        The statements of which the majority of a group would be less or more certain without the block: their
        agreement is certainly above or below a half only with it, or only without it.
    shift
        By how much the agreement of a group with a statement moves at most without the block.
    """

    people: tuple[int, ...]
    expected: float
    p: float
    changed: tuple[int, ...]
    shift: float


def blocks(votes: Votes, membership: Reals, shares: Agreement, *, seed: int | str) -> tuple[Block, ...]:
    """Return the blocks that stand out, the largest first.

    Parameters
    ----------
    votes
        The votes.
    membership
        Shape (n, k): the probability of each group, for what the headlines would be.
    shares
        The agreement with everybody counted.
    seed
        The seed of the looks for ballots that are nearly equal.

    Notes
    -----
    Only ballots with at least eight votes, on at least six in ten of the statements on which anybody voted, can form
    a block: of shorter ones many are equal by chance.
    """
    shown = np.unique(votes.statement)
    many = votes.per_person
    able = np.flatnonzero((many >= LEAST_VOTES) & (many >= LEAST_SEEN * len(shown)))
    if len(able) < SMALLEST:
        return ()
    ballots = _dense(votes, able, shown)
    candidates = _candidates(ballots, seed)
    if not candidates:
        return ()
    with one_thread():
        lean = factors(agreeing(votes), 4, variational=True)
    found = []
    for members in candidates:
        expected, p = _expected(votes, lean, able, ballots, shown, members, seed)
        if p < CHANCE:
            people = able[members]
            changed, shift = _influence(votes, membership, shares, people)
            found.append(Block(tuple(people.tolist()), expected, p, changed, shift))
    return tuple(found)


def _dense(votes: Votes, able: NDArray[np.int64], shown: NDArray[np.int32]) -> Dense:
    """Return the ballots of these people as one row each: they are nearly full, so nothing is wasted."""
    column = np.zeros(votes.m, dtype=np.int64)
    column[shown] = np.arange(len(shown))
    ballots = np.full((len(able), len(shown)), UNSEEN, dtype=np.int8)
    for row, person in enumerate(able.tolist()):
        part = slice(votes.starts[person], votes.starts[person + 1])
        ballots[row, column[votes.statement[part]]] = votes.ballot[part]
    return ballots


def _near(ballots: Dense, centre: Dense) -> NDArray[np.bool_]:
    """Return who differs from a ballot in at most one in twenty of what both voted on, which is nearly all."""
    both = (ballots != UNSEEN) & (centre != UNSEEN)
    common = both.sum(axis=1)
    differ = ((ballots != centre) & both).sum(axis=1)
    size = np.maximum((ballots != UNSEEN).sum(axis=1), (centre != UNSEEN).sum())
    return np.asarray((differ <= DIFFERENT * common) & (common >= COMMON * size), dtype=bool)


def _candidates(ballots: Dense, seed: int | str) -> list[NDArray[np.int64]]:
    """Return sets of three or more ballots that are nearly the same, the largest first, no ballot in two of them.

    Ballots are put together by a few columns at a time, drawn at random; two that differ little agree in at least one
    such look. In each heap the most frequent ballot is the one with which all others are compared.
    """
    draw = generator(f"raids:{seed}")
    width = min(LOOK_WIDTH, ballots.shape[1])
    centres: Counter[bytes] = Counter()
    for _ in range(LOOKS):
        columns = np.sort(draw.choice(ballots.shape[1], width, replace=False))
        heaps: dict[bytes, list[int]] = {}
        for row, key in enumerate(np.ascontiguousarray(ballots[:, columns])):
            heaps.setdefault(key.tobytes(), []).append(row)
        for rows in heaps.values():
            if len(rows) >= SMALLEST:
                whole = Counter(ballots[row].tobytes() for row in rows)
                centre, _ = min(whole.items(), key=lambda one: (-one[1], one[0]))
                centres[centre] = max(centres[centre], len(rows))
    left = np.ones(len(ballots), dtype=bool)
    sets = []
    for text, _ in sorted(centres.items(), key=lambda one: (-one[1], one[0])):
        near = _near(ballots, np.frombuffer(text, dtype=np.int8))
        sets.append((int(near.sum()), text, near))
    found = []
    for _, _, near in sorted(sets, key=lambda one: (-one[0], one[1])):
        members = np.flatnonzero(near & left)
        if len(members) >= SMALLEST:
            left[members] = False
            found.append(members)
    return found


def _expected(
    votes: Votes,
    lean: Factors,
    able: NDArray[np.int64],
    ballots: Dense,
    shown: NDArray[np.int32],
    members: NDArray[np.int64],
    seed: int | str,
) -> tuple[float, float]:
    """Return how many ballots near the block's are expected of so many people, and the chance of so many as there are.

    Twice, and the larger counts: of everybody outside the block with their own probabilities; and of people drawn
    from all leanings there are. The second is needed because those who agree with nearly everything, or with nearly
    nothing, are few, and all of them may be in the block. Passes come as often as on that statement.
    """
    rows, frequency = np.unique(ballots[members], axis=0, return_counts=True)
    centre = rows[frequency.argmax()]
    draw = generator(f"expected:{seed}")
    outside = np.setdiff1d(np.arange(len(ballots)), members)
    if len(outside) > SAMPLE:
        outside = np.sort(draw.choice(outside, SAMPLE, replace=False))
    agree, disagree, passed = votes.counts()[:, shown]
    pass_share = (passed + 1) / (agree + disagree + passed + 2)

    def match(people: Reals) -> Reals:
        scores = lean.overall + people @ np.vstack([np.ones(len(shown)), lean.statements[shown, 1:].T])
        chance = 1 / (1 + np.exp(-(scores + lean.statements[shown, 0])))
        answered = np.where(centre == AGREE, chance, 1 - chance) * (1 - pass_share)
        return np.asarray(np.where(centre == PASS, pass_share, answered))

    full = centre != UNSEEN
    both = (ballots[outside] != UNSEEN) & full
    enough = both.sum(axis=1) >= COMMON * full.sum()
    others = (_near_chance(match(lean.people[able[outside]]), both) * enough).mean() if len(outside) else 0.0
    people = lean.people[able]
    covariance = np.cov(people.T)
    if lean.people_covariance is not None:
        covariance = covariance + lean.people_covariance[able].mean(axis=0)
    drawn = draw.multivariate_normal(people.mean(axis=0), covariance, size=SAMPLE, method="cholesky")
    anybody = _near_chance(match(drawn), np.tile(full, (SAMPLE, 1))).mean()
    expected = len(ballots) * float(max(others, anybody))
    # One ballot is the block's own by choice; so many others, or more, by chance.
    return expected, float(gammainc(len(members) - 1, expected)) if expected > 0 else 0.0


def _near_chance(match: Reals, both: NDArray[np.bool_]) -> Reals:
    """Return the chance of each person to differ from a ballot in at most one in twenty statements that both answer."""
    allowed = np.floor(DIFFERENT * both.sum(axis=1)).astype(int)
    # Statement by statement: the chance to differ so far in 0, 1, 2 … of them.
    state = np.zeros((len(match), int(allowed.max(initial=0)) + 1))
    state[:, 0] = 1
    for column in range(match.shape[1]):
        same = np.where(both[:, column], match[:, column], 1.0)[:, None]
        moved = np.zeros_like(state)
        moved[:, 1:] = state[:, :-1]
        state = state * same + moved * (1 - same)
    return np.asarray(np.where(np.arange(state.shape[1]) <= allowed[:, None], state, 0).sum(axis=1))


def _influence(
    votes: Votes, membership: Reals, shares: Agreement, people: NDArray[np.int64]
) -> tuple[tuple[int, ...], float]:
    keep = np.ones((votes.n, 1))
    keep[people] = 0
    without = agreement(votes, membership * keep)

    def standing(one: Agreement) -> NDArray[np.int64]:
        return (np.nan_to_num(one.low) > 0.5).astype(np.int64) - (np.nan_to_num(one.high, nan=1.0) < 0.5)

    changed = (standing(shares) != standing(without)).any(axis=0)
    moved = np.abs(shares.mid - without.mid)
    return tuple(np.flatnonzero(changed).tolist()), float(np.nanmax(moved)) if (~np.isnan(moved)).any() else 0.0
