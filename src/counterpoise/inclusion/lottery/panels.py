"""Panels of people: who is on which of the equally likely panels, so that everybody can count their own chance."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterpoise.inclusion.lottery.pool import Pool
from counterpoise.inclusion.lottery.types import Instance
from counterpoise.statistics.seeds import generator

__all__ = ["BrokenPersonPanelError", "broken_panels", "check_panels", "deal"]

Ints = NDArray[np.integer[Any]]


class BrokenPersonPanelError(RuntimeError):
    """A panel of people breaks a quota, has somebody twice, or has two people of one household.

    Attributes
    ----------
    panel
        Its number, from 0.
    """

    code = "lottery.broken_person_panel"

    def __init__(self, panel: int) -> None:
        self.panel = panel
        super().__init__(f"Panel {panel} breaks a quota or a household. Nothing is drawn. Please report it.")


def deal(instance: Instance, pool: Pool, panels: Ints, *, seed: int | str) -> list[list[int]]:
    """Fill panels of types with people, each person of a type as often as the others, give or take one.

    Parameters
    ----------
    instance, pool
        The question and the people.
    panels
        People per type, shape (panels, T).
    seed
        The seed: who of a type comes first.

    Returns
    -------
    list of list of int
        For each panel the places of its people in the pool, in order.

    Notes
    -----
    Whoever of a type has come least often goes next; equals go in an order that is drawn once. Households of one kind
    hold somebody of each of its types, so that some household without anybody on the panel can always be found.
    """
    chance = generator(f"{seed}/people")
    waiting = [list(np.array(members)[chance.permutation(len(members))]) for members in instance.members]
    homes = pool.households
    times: dict[int, int] = defaultdict(int)
    dealt: list[list[int]] = []
    for panel in panels:
        chosen: list[int] = []
        used: set[int] = set()
        for at in np.flatnonzero(panel):
            count = int(panel[at])
            queue = waiting[at]
            if homes is None:
                picked = queue[:count]
                waiting[at] = queue[count:] + picked
            else:
                picked = _of_free_homes(queue, count, homes, used, times)
            chosen += [int(person) for person in picked]
        dealt.append(sorted(chosen))
    return dealt


def _of_free_homes(
    queue: list[int], count: int, homes: tuple[int, ...], used: set[int], times: dict[int, int]
) -> list[int]:
    picked: list[int] = []
    for person in sorted(queue, key=lambda one: times[one]):
        if len(picked) == count:
            break
        if homes[person] not in used:
            used.add(homes[person])
            times[person] += 1
            picked.append(person)
    return picked


def check_panels(instance: Instance, pool: Pool, dealt: list[list[int]]) -> None:
    """Look at each panel of people anew: its size, its quotas, nobody twice, no two of one household.

    Raises
    ------
    BrokenPersonPanelError
        If one is not as it must be.
    """
    for number in broken_panels(instance, pool, dealt):
        raise BrokenPersonPanelError(number)


def broken_panels(instance: Instance, pool: Pool, dealt: Sequence[Sequence[int]]) -> Iterator[int]:
    """Yield the numbers, from 0, of the panels that break a quota, have another size, somebody twice or a household.

    Parameters
    ----------
    instance, pool
        The question and the people.
    dealt
        For each panel the places of its people in the pool.
    """
    cells = instance.cells[: instance.quotas]
    by_person = np.zeros((len(pool), instance.quotas))
    for at, members in enumerate(instance.members):
        by_person[list(members)] = cells[:, at]
    low, high = instance.low[: instance.quotas], instance.high[: instance.quotas]
    for number, panel in enumerate(dealt):
        counts = by_person[list(panel)].sum(axis=0)
        people = len(set(panel)) == len(panel) == instance.size
        homes = pool.households is None or len({pool.households[one] for one in panel}) == len(panel)
        if not (people and homes and ((counts >= low) & (counts <= high)).all()):
            yield number
