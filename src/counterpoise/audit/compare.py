"""The power audit at two dates, side by side: both figures and what changed. Nothing is judged."""

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import cast

from counterpoise.audit.power import DEFAULT_SEED, InitiativeAudit, PowerAudit, audit
from counterpoise.indicator import Display, Indicator
from counterpoise.record import Edition, Mode, Record, Side, look
from counterpoise.record.initiatives import Cycle, Initiative
from counterpoise.statistics.disclosure import COUNT_MINIMUM, RATE_MINIMUM
from counterpoise.statistics.intervals import newcombe

__all__ = ["Change", "Comparison", "Difference", "InitiativeComparison", "compare"]

FEW_ROUNDS = 3
"""Under this many rounds nobody may read a trend into two dates; and no arrow is ever drawn."""

_STOCKS = frozenset({"C1", "C5", "I8", "N6", "N8", "P4"})
"""What stands at a date, not what has happened until then: of these the list of changes is told, never an interval."""

_PERSONS = frozenset({"E5", "E6", "I1", "I2", "I3", "I4", "I5", "I8", "I9", "N9", "P1", "P2", "C7"})
"""Indicators whose evidence names sources and whose counts are people."""


_SIDES = frozenset(side.value for side in Side)


@dataclass(frozen=True, slots=True)
class Difference:
    """The rate over what was new between two dates, less the rate over what was there before.

    Attributes
    ----------
    new, of_new
        How many of the new records, of how many.
    before, of_before
        How many of the earlier ones, of how many.
    value
        The difference of the two shares.
    interval
        Its 95 % interval (Newcombe).
    """

    new: int
    of_new: int
    before: int
    of_before: int
    value: float
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Change:
    """One indicator at both dates.

    Attributes
    ----------
    earlier, later
        The indicator at each date; empty where the initiative was not there yet.
    added, removed
        The records that came into the denominator, or are no longer in it.
    counted, uncounted
        The records that came into the numerator, or are no longer in it.
    difference
        The rate over new records against that before; empty for what stands at a date and where there is too little.
    too_close
        Whether both figures together could point at fewer than five people: then only the earlier one may be shown.
    """

    earlier: Indicator | None
    later: Indicator | None
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    uncounted: tuple[str, ...] = ()
    difference: Difference | None = None
    too_close: bool = False

    @property
    def indicator(self) -> Indicator:
        """The later indicator, or the earlier one where there is no later."""
        return cast("Indicator", self.earlier if self.later is None else self.later)


@dataclass(frozen=True, slots=True)
class InitiativeComparison:
    """One initiative at both dates.

    Attributes
    ----------
    initiative
        The initiative, as it stood at the later date (at the earlier one where it was gone).
    rounds
        How many rounds there had been by the later date.
    changes
        One for each indicator, in the order of the measures.
    """

    initiative: Initiative
    rounds: int
    changes: tuple[Change, ...]

    @property
    def few_rounds(self) -> bool:
        """Whether there were fewer than three rounds."""
        return self.rounds < FEW_ROUNDS


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two power audits of one record, side by side.

    Attributes
    ----------
    earlier, later
        The two audits, in the order of their dates.
    initiatives
        Every initiative and care path that was there on either date.
    """

    earlier: PowerAudit
    later: PowerAudit
    initiatives: tuple[InitiativeComparison, ...]


def compare(
    record: Record,
    *,
    at: date,
    with_: date,
    mode: Mode = Mode.RECORDED,
    edition: Edition = Edition.FULL,
    seed: int = DEFAULT_SEED,
) -> Comparison:
    """Lay the power audit at two dates side by side.

    Parameters
    ----------
    record
        The record, already narrowed down to what its readers may read.
    at, with_
        The two dates, in any order.
    mode
        What a date means: what had been written down by then, or what had happened.
    edition
        Whose record this is.
    seed
        The seed of every draw.

    Returns
    -------
    Comparison
        Both indicators for each initiative, and the records that came or went. An interval stands only with a rate over
        new records, by Newcombe's method, with at least ten records before and ten new ones.
    """
    first, second = sorted((at, with_))
    earlier = audit(record, at=first, mode=mode, edition=edition, seed=seed)
    later = audit(record, at=second, mode=mode, edition=edition, seed=seed)
    before = {each.initiative.id: each for each in earlier.initiatives}
    after = {each.initiative.id: each for each in later.initiatives}
    rounds = {
        case.initiative.id: len(case.rows(Cycle)) for case in look(record, at=second, mode=mode, edition=edition).cases
    }
    return Comparison(
        earlier,
        later,
        tuple(
            InitiativeComparison(
                (after.get(name) or before[name]).initiative,
                rounds.get(name, 0),
                _changes(before.get(name), after.get(name)),
            )
            for name in dict.fromkeys((*before, *after))
        ),
    )


def _changes(before: InitiativeAudit | None, after: InitiativeAudit | None) -> tuple[Change, ...]:
    old = () if before is None else before.indicators
    new = () if after is None else after.indicators
    # Both audits read every measure in the same order; only a whole initiative can be missing on one of the dates.
    return tuple(_change(earlier, later) for earlier, later in zip_longest(old, new))


def _change(earlier: Indicator | None, later: Indicator | None) -> Change:
    if earlier is None or later is None:
        return Change(earlier, later)
    old, new = earlier.evidence, later.evidence
    added = set(new.denominator) - set(old.denominator)
    removed = set(old.denominator) - set(new.denominator)
    return Change(
        earlier,
        later,
        added=tuple(sorted(added)),
        removed=tuple(sorted(removed)),
        counted=tuple(sorted(set(new.numerator) - set(old.numerator))),
        uncounted=tuple(sorted(set(old.numerator) - set(new.numerator))),
        difference=None if removed else _difference(earlier, later, frozenset(added)),
        too_close=_too_close(earlier, later),
    )


def _difference(earlier: Indicator, later: Indicator, added: frozenset[str]) -> Difference | None:
    shown = earlier.display is Display.RATE and later.display is Display.RATE
    if not shown or later.short in _STOCKS | _PERSONS or not (_is_share(earlier) and _is_share(later)):
        return None
    old, new = earlier.evidence, later.evidence
    n_old, n_new = len(old.denominator), len(added)
    if min(n_old, n_new) < RATE_MINIMUM:
        return None
    k_new = len(added & set(new.numerator))
    k_old = len(set(new.numerator) & set(old.denominator))
    found = newcombe(k_new, n_new, k_old, n_old)
    return Difference(k_new, n_new, k_old, n_old, k_new / n_new - k_old / n_old, (found.low, found.high))


def _is_share(indicator: Indicator) -> bool:
    # Only where the records behind the figure are the counts themselves can new ones be told from old ones.
    reading = indicator.reading
    part, whole = len(reading.evidence.numerator), len(reading.evidence.denominator)
    if not whole or reading.numerator != part or reading.denominator != whole or reading.value is None:
        return False
    return abs(reading.value - part / whole) < 1e-12


def _too_close(earlier: Indicator, later: Indicator) -> bool:
    # A count over 40 people beside the same count over 39 tells what the fortieth did.
    if later.short not in _PERSONS:
        return False
    pairs = (
        (earlier.reading.numerator, later.reading.numerator),
        (earlier.reading.denominator, later.reading.denominator),
        # One newcomer on one side is not hidden by five on the other.
        *zip(earlier.reading.arms, later.reading.arms, strict=False),
        *zip(earlier.reading.cells, later.reading.cells, strict=False),
        *zip(_of_sides(earlier), _of_sides(later), strict=False),
    )
    return any(0 < abs((new or 0) - (old or 0)) < COUNT_MINIMUM for old, new in pairs)


def _of_sides(indicator: Indicator) -> tuple[float | None, ...]:
    return tuple(part.denominator for part in indicator.reading.parts if part.of in _SIDES)
