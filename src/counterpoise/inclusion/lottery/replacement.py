"""Replacements: who takes the place of somebody who left, so that the panel is expected to keep its quotas best."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoise.inclusion.lottery.pool import Pool
from counterpoise.inclusion.lottery.quotas import Quotas
from counterpoise.statistics.seeds import generator

__all__ = ["NotEnoughLeftError", "Replacement", "UnknownPersonError", "leaving_odds", "replace"]

Floats = NDArray[np.float64]


class UnknownPersonError(ValueError):
    """Somebody is named who is not in the pool, or not on the panel.

    Attributes
    ----------
    name
        The id.
    """

    code = "lottery.unknown_person"

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name!r} is not on the panel or not in the pool. Look at the spelling.")


class NotEnoughLeftError(ValueError):
    """There are fewer people left in the pool than places to fill."""

    code = "lottery.not_enough_left"

    def __init__(self, wanted: int, left: int) -> None:
        self.wanted = wanted
        self.left = left
        super().__init__(f"There are {wanted} places to fill and {left} people left in the pool.")


@dataclass(frozen=True, slots=True)
class Replacement:
    """Who takes the places.

    Attributes
    ----------
    people
        Their ids.
    panel
        The ids of the whole panel after it.
    broken
        By how many people the quotas are missed now, all quotas together; 0 where all are kept.
    expected
        By how many they are expected to be missed, if people leave as they have left before.
    """

    people: tuple[str, ...]
    panel: tuple[str, ...]
    broken: int
    expected: float


def leaving_odds(
    past: Sequence[tuple[Sequence[int], bool]], *, values: Sequence[int], weight: float = 10.0
) -> list[list[float]]:
    """Return how much likelier than all people of one value were to leave, learnt from earlier panels.

    Parameters
    ----------
    past
        For each earlier person the value of each feature, and whether they left.
    values
        How many values each feature has.
    weight
        With as many people who left, a value counts half: with fewer it stays close to the odds of all.

    Returns
    -------
    list of list of float
        For each feature and value a factor; the share of all who left comes last, as a feature with one value.

    Notes
    -----
    Each factor is (those who left + weight · share of all) / (expected to leave + weight · share of all). Someone's
    odds are the share of all times the factors of their values, at most 0.95.
    """
    left = sum(gone for _, gone in past)
    share = (left + 0.5) / (len(past) + 1.0)
    factors = []
    for feature, count in enumerate(values):
        row = []
        for value in range(count):
            those = [gone for person, gone in past if person[feature] == value]
            row.append((sum(those) + weight * share) / (len(those) * share + weight * share))
        factors.append(row)
    return [*factors, [share]]


def odds_of(factors: Sequence[Sequence[float]], person: Sequence[int]) -> float:
    """Return how likely a person with these values is to leave."""
    odds = factors[-1][0]
    for feature, value in enumerate(person):
        odds *= factors[feature][value]
    return min(odds, 0.95)


class _Panel:
    """For each quota the chances that so many of its people stay; people are added one at a time."""

    def __init__(self, pool: Pool, quotas: Quotas, odds: Mapping[int, float]) -> None:
        self.pool, self.odds = pool, odds
        self.places = {
            (number, at): row
            for number, feature in enumerate(quotas.features)
            for at, row in enumerate(quotas.of(feature))
        }

    def loss(self, people: Collection[int]) -> float:
        """Return by how many people the quotas are expected to be missed."""
        stay: dict[tuple[int, int], Floats] = {place: np.ones(1) for place in self.places}
        for person in people:
            leave = self.odds.get(person, 0.0)
            for place in enumerate(self.pool.values[person]):
                stay[place] = np.convolve(stay[place], [leave, 1.0 - leave])
        total = 0.0
        for place, row in self.places.items():
            count = np.arange(len(stay[place]))
            total += float(stay[place] @ (np.maximum(row.least - count, 0) + np.maximum(count - row.most, 0)))
        return total


def replace(
    pool: Pool,
    quotas: Quotas,
    panel: Collection[str],
    gone: Collection[str],
    *,
    seed: int | str,
    odds: Mapping[str, float] | None = None,
    unwilling: Collection[str] = (),
) -> Replacement:
    """Choose who takes the places of those who left.

    Parameters
    ----------
    pool, quotas
        The people and the quotas.
    panel
        The ids of the panel.
    gone
        The ids of those who left.
    seed
        The seed of the draw among people who are equally good.
    odds
        How likely each person is to leave; nobody is expected to if not given.
    unwilling
        The ids of those who cannot be asked any more.

    Raises
    ------
    UnknownPersonError
        If an id is not in the pool, or one that left not on the panel.
    NotEnoughLeftError
        If there are fewer people left than places.

    Notes
    -----
    One person at a time with the least expected loss, then exchanges of one chosen person for another as long as they
    help. Among equals chance decides, so that nobody picks. The loss is exact: for each quota the number of those who
    stay is a sum of independent yes and no.
    """
    place = {name: at for at, name in enumerate(pool.ids)}
    for name in [*panel, *gone, *unwilling]:
        if name not in place or (name in gone and name not in panel):
            raise UnknownPersonError(name)
    staying = [place[name] for name in panel if name not in gone]
    out = {place[name] for name in [*panel, *unwilling]}
    # One order of the whole pool: who stands before whom does not change with who else has left by then.
    everybody = generator(f"{seed}/replacement").permutation(len(pool)).tolist()
    order = [at for at in everybody if at not in out]
    measure = _Panel(pool, quotas, {place[name]: chance for name, chance in (odds or {}).items() if name in place})
    chosen = _greedy(measure, staying, order, len(gone), pool)
    _exchange(measure, staying, order, chosen, pool)
    whole = [*staying, *chosen]
    certain = _Panel(pool, quotas, {})
    return Replacement(
        tuple(pool.ids[at] for at in chosen),
        tuple(sorted(pool.ids[at] for at in whole)),
        round(certain.loss(whole)),
        measure.loss(whole),
    )


def _alike(measure: _Panel, pool: Pool, order: Sequence[int], used: Collection[int]) -> list[int]:
    """Return the first of the order for each kind of people who can still be chosen."""
    homes = {pool.households[at] for at in used} if pool.households else set()
    seen: set[tuple[object, ...]] = set()
    found = []
    for at in order:
        kind = (pool.values[at], measure.odds.get(at, 0.0))
        if at in used or (pool.households and pool.households[at] in homes) or kind in seen:
            continue
        seen.add(kind)
        found.append(at)
    return found


def _greedy(measure: _Panel, staying: list[int], order: list[int], places: int, pool: Pool) -> list[int]:
    chosen: list[int] = []
    for _ in range(places):
        able = _alike(measure, pool, order, {*staying, *chosen})
        if not able:
            raise NotEnoughLeftError(places, len(chosen))
        chosen.append(min(able, key=lambda at: measure.loss([*staying, *chosen, at])))
    return chosen


def _exchange(measure: _Panel, staying: list[int], order: list[int], chosen: list[int], pool: Pool) -> None:
    best = measure.loss([*staying, *chosen])
    better = True
    while better:
        better = False
        for number in range(len(chosen)):
            others = [*staying, *chosen[:number], *chosen[number + 1 :]]
            for at in _alike(measure, pool, order, others):
                loss = measure.loss([*others, at])
                if loss < best - 1e-9:
                    chosen[number], best, better = at, loss, True
