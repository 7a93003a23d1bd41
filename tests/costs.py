"""What work costs the processor, told as on the machine for which the limits were set."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

PAGE = 0.05
"""The most seconds of processor time that a page may cost."""
_MEASURE = 0.013
"""How long the measure below takes on the machine for which the limit was set: x86_64, two shared cores, idle."""


def cost(
    work: Callable[[], object],
    *,
    limit: float = PAGE,
    again: int = 5,
    first: Callable[[], object] = lambda: None,
) -> float:
    """Return the processor time in seconds that work costs at best; what is done `first` each time does not count.

    It is measured without what it costs to tell which lines run. Where that is over the limit, it is measured again (so
    many times) beside a piece of work that is always the same: on a machine that is slower, or that others keep busy,
    that takes longer too, and the time is told in proportion.
    """
    tracing = sys.gettrace()
    sys.settrace(None)
    try:
        first()
        best = _seconds(work)
        for _ in range(again):
            if best <= limit:
                break
            first()
            before, spent, after = _seconds(_measure), _seconds(work), _seconds(_measure)
            best = min(best, spent / max(1.0, min(before, after) / _MEASURE))
        return best
    finally:
        sys.settrace(tracing)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _measure() -> None:
    held: dict[str, tuple[int, object]] = {}
    for number in range(60_000):
        held[str(number % 1000)] = (number, held.get(str(number % 777)))
