"""What is true of a synthetic register, counted from the draws and never from the rows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from counterpoise.datasets.synthetic.design import Design
from counterpoise.datasets.synthetic.draws import CIVIC_GROUPS, NEVER, Draw

__all__ = ["Truth", "count"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """The true chances of a synthetic register, and what was drawn from them. Sums do not depend on any order.

    Attributes
    ----------
    design
        The chances.
    contributions
        For ``civic`` and ``organizational``: how many contributions of that side.
    used
        The same: how many of them were used.
    lags
        The same: for each number of days, how many groups were told after so many; -1 is not by the last day.
    concerns, answered, with_reason
        How many concerns, answered ones, and ones answered with a reason.
    sidedness
        For ``U0`` to ``U3``: how many decisions of that class.
    references, named
        How many references to people, and how many that say who is meant.
    critics, critics_stayed, others, others_stayed
        How many people voted against the organization's proposal, how many of them stayed, and the same of the others.
    """

    design: Design
    contributions: Counter[str] = field(default_factory=Counter)
    used: Counter[str] = field(default_factory=Counter)
    lags: dict[str, Counter[int]] = field(default_factory=dict)
    concerns: int = 0
    answered: int = 0
    with_reason: int = 0
    sidedness: Counter[str] = field(default_factory=Counter)
    references: int = 0
    named: int = 0
    critics: int = 0
    critics_stayed: int = 0
    others: int = 0
    others_stayed: int = 0


def count(draws: Iterable[Draw], *, design: Design) -> Truth:
    """Count what was drawn.

    Parameters
    ----------
    draws
        The draws of any number of initiatives, one at a time.
    design
        The chances from which they were drawn.
    """
    said: Counter[str] = Counter()
    used: Counter[str] = Counter()
    classes: Counter[str] = Counter()
    lags: dict[str, Counter[int]] = {"civic": Counter(), "organizational": Counter()}
    sums: Counter[str] = Counter()
    for each in draws:
        for side, mine in (("civic", each.civic), ("organizational", ~each.civic)):
            said[side] += int(mine.sum())
            used[side] += int((mine & each.used).sum())
        for side, part in (("civic", each.lag[:, :CIVIC_GROUPS]), ("organizational", each.lag[:, CIVIC_GROUPS:])):
            days, numbers = np.unique(part, return_counts=True)
            lags[side].update(dict(zip(days.tolist(), numbers.tolist(), strict=True)))
        classes.update(_classes(each))
        sums.update(_sums(each))
    return Truth(design=design, contributions=said, used=used, lags=lags, sidedness=classes, **sums)


def _sums(each: Draw) -> dict[str, int]:
    return {
        "concerns": each.answered.size,
        "answered": int(each.answered.sum()),
        "with_reason": int(each.reasoned.sum()),
        "references": len(each.named),
        "named": int(each.named.sum()),
        "critics": int(each.against.sum()),
        "critics_stayed": int((each.against & each.stayed).sum()),
        "others": int((~each.against).sum()),
        "others_stayed": int((~each.against & each.stayed).sum()),
    }


def _classes(each: Draw) -> dict[str, int]:
    # Nobody was asked beforehand and no law gives a say, so a class follows from the promise, the yes and the lag.
    civic = each.lag[:, :CIVIC_GROUPS]
    late = ((civic == NEVER) | (civic > 7)).any(axis=1)
    broken = each.promised & ~each.consented
    rest = ~broken & ~late
    return {
        "U3": int(broken.sum()),
        "U2": int((~broken & late).sum()),
        "U0": int((rest & each.promised).sum()),
        "U1": int((rest & ~each.promised).sum()),
    }
