"""Which plan a message is about, among all plans of a care path: found without looking at each of them again."""

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from counterpoise.record import Moment

__all__ = ["Plans"]


@dataclass(slots=True)
class Plans:
    """The plans of one care path, in the order in which they were read.

    All of them are read before the first message: what is asked is answered from what was added until then.
    """

    _by_key: dict[str, list[tuple[int, Moment | None, str]]] = field(default_factory=dict)
    _decided: list[tuple[Moment, str]] = field(default_factory=list)
    _days: list[date] = field(default_factory=list)
    _latest: list[tuple[Moment, str]] = field(default_factory=list)
    _number: int = 0

    def add(self, key: str, decided: Moment | None, row: str) -> None:
        """Add a plan: its key, when it was decided, and its row."""
        self._by_key.setdefault(key, []).append((self._number, decided, row))
        self._number += 1
        if decided is not None:
            self._decided.append((decided, row))
            self._days = []

    def told_of(self, about: Collection[str], told: Moment | None) -> str | None:
        """Return the plan that people were told of: the one that is named, else the last that was decided by then.

        Parameters
        ----------
        about
            The keys of what the message is about.
        told
            When they were told.

        Returns
        -------
        str or None
            The plan's row; None where none was decided by then.
        """
        named = [one for key in about for one in self._by_key.get(key, ())]
        if named:
            fitting = [one for one in named if _not_before(one[1], told)]
            return max(fitting, key=lambda one: one[0])[2] if fitting else None
        return self._last_by(told.first) if told is not None else None

    def _last_by(self, day: date) -> str | None:
        if len(self._days) != len(self._decided):
            # By the last day on which each can have been decided; beside it the latest of all up to there.
            ordered = sorted(self._decided, key=lambda one: one[0].last)
            self._days = [decided.last for decided, _ in ordered]
            self._latest = []
            for one in ordered:
                self._latest.append(max(self._latest[-1], one) if self._latest else one)
        place = bisect_right(self._days, day)
        return self._latest[place - 1][1] if place else None


def _not_before(decided: Moment | None, told: Moment | None) -> bool:
    return decided is None or told is None or told.last >= decided.first
