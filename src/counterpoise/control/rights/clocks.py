"""How the terms of a track run, with what people did to them: made longer, or let stand still.

The law sets the term of a remedy. Nobody can let it stand still, and it becomes longer only where the law itself says
so: a body that trusted a longer term would lose its right. What people wrote down besides is kept, and does not count.
The term in which a body answers can be made longer and can stand still, and where the law names none it can be named.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from counterpoise.control.rights.deadlines import Deadline, deadline, deadline_on
from counterpoise.control.rights.holidays import Calendar
from counterpoise.control.rights.terms import Term
from counterpoise.control.rights.track import Change
from counterpoise.levels.refusals import Refusal
from counterpoise.record.legal import LegalStepKind

__all__ = ["NOT_BEGUN", "REFUSALS", "Clock", "clock", "may_change"]

REFUSALS = (
    "rights.law_sets_the_term",
    "rights.term_not_begun",
    "rights.term_over",
    "rights.not_longer",
    "rights.too_far",
    "rights.no_last_day",
    "rights.pause_backwards",
)
"""The words with which this module says no."""

_DAY = timedelta(days=1)
_FARTHEST = timedelta(days=2 * 366)
"""A term only becomes longer: a year that was mistyped could never be put right, and nobody would be warned again."""


@dataclass(frozen=True, slots=True)
class Clock:
    """One term as it runs.

    Attributes
    ----------
    deadline
        Its last day; empty where it has not begun, or nobody named one.
    counted
        The changes that count.
    ignored
        The changes that were written down and do not count.
    """

    deadline: Deadline | None
    counted: tuple[Change, ...] = ()
    ignored: tuple[Change, ...] = ()


NOT_BEGUN = Clock(None)
"""A term that has not begun."""


def clock(
    start: date | None,
    term: Term | None,
    changes: Iterable[Change],
    *,
    of_law: bool,
    at: date,
    calendar: Calendar,
) -> Clock:
    """Return how a term runs.

    Parameters
    ----------
    start
        The day of the event that begins it; empty where that has not come.
    term
        The term of the law; empty where it names none.
    changes
        What people did to it, in any order.
    of_law
        Whether it is the term of a remedy, which the law alone sets.
    at
        The day; a pause without an end has lasted until then.
    calendar
        The days on which work is done.
    """
    now = _State(start, term, of_law=of_law, calendar=calendar)
    counted: list[Change] = []
    ignored: list[Change] = []
    for change in sorted(changes, key=lambda each: (each.on, each.starts_on or each.on, each.kind.value)):
        (counted if now.takes(change, at=at) else ignored).append(change)
    return Clock(now.deadline, tuple(counted), tuple(ignored))


class _State:
    """A term while its changes are laid on it one after another."""

    def __init__(self, start: date | None, term: Term | None, *, of_law: bool, calendar: Calendar) -> None:
        self._start, self._term, self._of_law, self._calendar = start, term, of_law, calendar
        self._extended = False
        self._named: date | None = None
        self._pauses: list[tuple[date, date]] = []
        self.deadline = self._counted()

    def _counted(self) -> Deadline | None:
        if self._start is None:
            return None
        if self._named is not None:
            return deadline_on(self._start, self._named, calendar=self._calendar, pauses=self._pauses)
        if self._term is None:
            return None
        return deadline(self._start, self._term, calendar=self._calendar, extended=self._extended, pauses=self._pauses)

    def takes(self, change: Change, *, at: date) -> bool:
        """Lay a change on the term where it counts, and say whether it does."""
        if self._start is None or may_change(self.deadline, self._term, change, of_law=self._of_law):
            return False
        if change.kind is LegalStepKind.TERM_PAUSED:
            since, until = change.starts_on or change.on, change.until or at + _DAY
            # Days on which it stood still already are not counted twice.
            since = max([since, *(end for _, end in self._pauses)])
            if until > since:
                self._pauses.append((since, until))
        elif self._term is not None and self._term.extension:
            self._extended = True
            longest = self._counted()
            if change.until is not None and longest is not None and change.until < longest.last_day:
                self._named, self._pauses = change.until, []
        else:
            self._named, self._pauses = change.until, []
        self.deadline = self._counted()
        return True


def may_change(now: Deadline | None, term: Term | None, change: Change, *, of_law: bool) -> tuple[Refusal, ...]:
    """Say what stands in the way of making a term longer, or of letting it stand still.

    Parameters
    ----------
    now
        The term as it runs before the change; empty where it has no last day.
    term
        The term of the law; empty where it names none.
    change
        The change.
    of_law
        Whether it is the term of a remedy, which the law alone sets.

    Returns
    -------
    tuple of Refusal
        Empty where nothing does.
    """
    paused = change.kind is LegalStepKind.TERM_PAUSED
    if of_law and (paused or term is None or not term.extension):
        return (Refusal("rights.law_sets_the_term"),)
    if change.until is not None and change.until - change.on > _FARTHEST:
        return (Refusal("rights.too_far"),)
    if now is None:
        if paused or term is not None:
            return (Refusal("rights.term_not_begun"),)
        return () if change.until is not None and change.until >= change.on else (Refusal("rights.no_last_day"),)
    if now.is_over(change.on):
        return (Refusal("rights.term_over", {"last_day": now.last_day.isoformat()}),)
    if paused:
        since = change.starts_on or change.on
        backwards = change.until is not None and change.until <= since
        return (Refusal("rights.pause_backwards"),) if backwards else ()
    if change.until is None:
        return () if term is not None and term.extension else (Refusal("rights.no_last_day"),)
    longer = change.until > now.last_day
    return () if longer else (Refusal("rights.not_longer", {"last_day": now.last_day.isoformat()}),)
