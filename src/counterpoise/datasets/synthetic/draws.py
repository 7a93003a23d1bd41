"""The draws of one initiative as arrays. Rows and truth are both read from them, so neither needs the other."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from counterpoise.datasets.synthetic.design import FIRST_DAY, LAST_DAY, Design
from counterpoise.statistics.seeds import generator_for

__all__ = ["CIVIC_GROUPS", "GROUPS", "PEOPLE", "Draw", "draw", "name_of"]

Ints: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]

GROUPS = 10
"""How many groups each decision touches."""

CIVIC_GROUPS = 6
"""How many of them, the first ones, are on the civic side; the others are the organization's."""

PEOPLE = 24
"""How many people take part in each initiative, all on the civic side; as many as can be shown as a rate."""

NEVER = -1
"""The lag of a group that was not told by the last day."""

DAYS = (LAST_DAY - FIRST_DAY).days
"""The number of the last day, counted from the first one."""

START = 30
"""The day on which promises are made; nothing is decided before the sixtieth."""


@dataclass(frozen=True, slots=True)
class Draw:
    """One initiative as arrays; days are counted from the first day of the register.

    Attributes
    ----------
    name
        The initiative's id.
    said_on, civic, used, kind
        For each contribution its day, whether it is civic, whether it was used, and the number of its kind.
    decided_on, promised, consented
        For each decision its day, whether deciding together was promised, and whether the civic groups agreed.
    lag
        For each decision and each group the days until they were told; -1 where they were not by the last day.
    answered, reasoned
        For each concern, two on each decision, whether it was answered, and with a reason.
    named
        For each decision whether its text says which people it means.
    against, stayed
        For each person whether they voted against the organization's proposal, and whether they stayed.
    scale
        For each person and each of the questions of the review an answer from 0 to 5.
    """

    name: str
    said_on: Ints
    civic: Flags
    used: Flags
    kind: Ints
    decided_on: Ints
    promised: Flags
    consented: Flags
    lag: Ints
    answered: Flags
    reasoned: Flags
    named: Flags
    against: Flags
    stayed: Flags
    scale: Ints


def name_of(index: int) -> str:
    """Return the id of the initiative with this number, from 0."""
    return f"initiative-{index + 1:04d}"


def draw(index: int, *, contributions: int, seed: int, design: Design) -> Draw:
    """Draw one initiative. It depends on its number, the seed and the sizes alone, not on the initiatives before it.

    Parameters
    ----------
    index
        The initiative's number, from 0.
    contributions
        How many contributions it has; it has one decision for every five of them.
    seed
        The seed of the register.
    design
        The chances.
    """
    name = name_of(index)
    chance = generator_for(seed, code="datasets.synthetic", initiative=name)
    civic = chance.random(contributions) < design.civic_share
    uptake = np.where(civic, design.civic_uptake, design.organization_uptake)
    used = chance.random(contributions) < uptake
    kind = np.where(civic, chance.integers(0, 2, contributions), chance.integers(2, 5, contributions))
    said_on = np.sort(chance.integers(START, DAYS - 200, contributions))
    decisions = contributions // 5
    decided_on = np.sort(chance.integers(60, DAYS - 90, decisions))
    promised = chance.random(decisions) < design.promised
    consented = promised & (chance.random(decisions) < design.consented)
    answered = chance.random((decisions, 2)) < design.answered
    against = chance.random(PEOPLE) < design.against
    return Draw(
        name=name,
        said_on=said_on,
        civic=civic,
        used=used,
        kind=kind,
        decided_on=decided_on,
        promised=promised,
        consented=consented,
        lag=_lags(chance, decided_on, design),
        answered=answered,
        reasoned=answered & (chance.random((decisions, 2)) < design.with_reason),
        named=chance.random(decisions) < design.named,
        against=against,
        stayed=chance.random(PEOPLE) < np.where(against, design.critic_stays, design.stays),
        scale=chance.integers(0, 6, (PEOPLE, 3)),
    )


def _lags(chance: np.random.Generator, decided_on: Ints, design: Design) -> Ints:
    shape = (len(decided_on), GROUPS)
    mean = np.where(np.arange(GROUPS) < CIVIC_GROUPS, design.civic_lag, design.organization_lag)
    slow = np.floor(chance.exponential(1.0, shape) * mean).astype(np.int64)
    slow[(chance.random(shape) < design.never_told) & (np.arange(GROUPS) < CIVIC_GROUPS)] = NEVER
    prompt = chance.random(len(decided_on)) < design.prompt
    lag = np.where(prompt[:, None], chance.integers(0, 8, shape), slow)
    return np.where(decided_on[:, None] + lag > DAYS, NEVER, lag)
