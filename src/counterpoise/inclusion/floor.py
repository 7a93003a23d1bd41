"""Who holds the floor: how evenly people speak at meetings, by side and never by name."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from counterpoise.indicator import Display, Evidence, Part, Reading
from counterpoise.levels.shares import ends
from counterpoise.record import Case, Side
from counterpoise.record.meetings import FloorUnit, Meeting
from counterpoise.statistics.chance import Chance, chance_of_gini
from counterpoise.statistics.distances import effective_number, gini
from counterpoise.statistics.intervals import Interval, bootstrap_multinomial
from counterpoise.statistics.seeds import seed_for

__all__ = ["SPEAKERS_MINIMUM", "floor"]

SPEAKERS_MINIMUM = 5
"""A meeting at which fewer people spoke is left out: figures about it would be figures about persons."""

_DRAWS = 999
_CODE = "inclusion.floor"


@dataclass(frozen=True, slots=True)
class _Floor:
    """One meeting: people, how uneven, how many effective speakers, and people and amounts by side."""

    meeting: str
    unit: FloorUnit | None
    amounts: tuple[float, ...]
    sides: dict[Side | None, tuple[int, float]]
    uneven: float
    corrected: float
    effective: float

    @property
    def people(self) -> int:
        """How many people were counted."""
        return len(self.amounts)


def _floor_of(meeting: Meeting) -> _Floor | None:
    amounts = tuple(sorted(one.amount for one in meeting.floor))
    if sum(amount > 0 for amount in amounts) < SPEAKERS_MINIMUM or amounts[0] < 0:
        return None
    sides: dict[Side | None, tuple[int, float]] = {}
    for one in sorted(meeting.floor, key=lambda share: share.amount):
        people, amount = sides.get(one.side, (0, 0.0))
        sides[one.side] = (people + 1, amount + one.amount)
    return _Floor(
        meeting.id,
        meeting.floor_unit,
        amounts,
        sides,
        uneven=gini(amounts) or 0.0,
        corrected=gini(amounts, small_sample=True) or 0.0,
        effective=effective_number(amounts) or 0.0,
    )


def _mean(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return the mean of values weighted by people: (value, people) per meeting."""
    people = math.fsum(weight for _, weight in pairs)
    return math.fsum(value * weight for value, weight in pairs) / people if people else None


def _chance(case: Case, floors: Sequence[_Floor], seed: int) -> Chance | None:
    if not floors or sum(one.people for one in floors) < 10:
        return None
    draws = max(99, _DRAWS // len(floors))
    text = seed_for(seed, code=_CODE, initiative=case.initiative.id)
    found = [
        (
            chance_of_gini(
                max(1, round(math.fsum(one.amounts))), one.people, seed=f"{text}:{one.meeting}", draws=draws
            ),
            one,
        )
        for one in floors
    ]
    expected = _mean([(chance.expected, one.people) for chance, one in found])
    high = _mean([(chance.high, one.people) for chance, one in found])
    return Chance(expected or 0.0, high or 0.0, draws)


def _interval(case: Case, floors: Sequence[_Floor], seed: int) -> Interval | None:
    """Draw the meetings anew; one meeting alone, or few people, say nothing about others."""
    if len(floors) < 2 or sum(one.people for one in floors) < 10:
        return None
    people = np.asarray([one.people for one in floors], dtype=np.float64)
    weighted = people * np.asarray([one.uneven for one in floors])
    return bootstrap_multinomial(
        [1] * len(floors),
        lambda drawn: np.asarray((drawn @ weighted) / (drawn @ people), dtype=np.float64),
        seed=seed_for(seed, code=_CODE, initiative=case.initiative.id),
    )


def floor(case: Case, *, seed: int) -> Reading:
    """How unevenly people had the floor at meetings.

    Value: Gini coefficient, sum of (2i - n - 1) x_(i) over n times the sum of x, with x what each person said; over
    several meetings the mean weighted by people. 0: all the same.

    Parameters
    ----------
    case
        One initiative at a date; meetings with fewer than five speakers are left out.
    seed
        The audit's seed.

    Returns
    -------
    Reading
        With the coefficient times n / (n - 1), effective speakers exp(entropy), people and floor by side, and chance.

    Cannot say
    ----------
    Who was listened to, and what came of it. People speak in turns, so by words or seconds chance comes out too low.

    Gaming
    ------
    Staff can speak little and write the minutes. So who chairs, sets the agenda and writes the minutes is shown too.

    Source
    ------
    Karpowitz and Mendelberg on floor time; Gerber 2014; Showers and others on meetings.
    """
    held = [row for row in case.rows(Meeting) if case.had_happened(row.happened_at)]
    counted = [row for row in held if row.floor]
    floors = [one for row in sorted(counted, key=lambda row: row.id) if (one := _floor_of(row)) is not None]
    people = sum(one.people for one in floors)
    return Reading(
        value=_mean([(one.uneven, one.people) for one in floors]),
        denominator=people,
        interval=ends(_interval(case, floors, seed)),
        known=len(counted),
        candidates=len(held),
        parts=_parts(floors, _chance(case, floors, seed)) if floors else (),
        details={"meetings": [_detail(one) for one in floors], "too_few_speakers": len(counted) - len(floors)},
        evidence=Evidence(
            denominator=tuple(one.meeting for one in floors),
            excluded=tuple(sorted({row.id for row in counted} - {one.meeting for one in floors})),
            tables=("meetings",),
        ),
        arms=(people,),
        at_most=None if floors else Display.SUPPRESSED,
    )


def _parts(floors: Sequence[_Floor], chance: Chance | None) -> tuple[Part, ...]:
    people = sum(one.people for one in floors)
    silent = sum(amount == 0 for one in floors for amount in one.amounts)
    effective = _mean([(one.effective, one.people) for one in floors])
    found = [
        Part(name="gini_corrected", value=_mean([(one.corrected, one.people) for one in floors]), denominator=people),
        Part(name="effective_speakers", value=effective, denominator=people / len(floors)),
        Part(name="silent", value=silent / people, numerator=silent, denominator=people),
    ]
    # Where somebody is alone on their side, the side's share of the floor would be theirs.
    alone = any(people_there == 1 for one in floors for people_there, _ in one.sides.values())
    for side in Side:
        there = sum(one.sides.get(side, (0, 0.0))[0] for one in floors)
        if there and not alone:
            shares = [(one.sides.get(side, (0, 0.0))[1] / math.fsum(one.amounts), one.people) for one in floors]
            found += [
                Part(name="people", value=there / people, numerator=there, denominator=people, of=side.value),
                Part(name="floor", value=_mean(shares), of=side.value),
            ]
    if chance is not None:
        found += [Part(name="chance", value=chance.expected), Part(name="chance_high", value=chance.high)]
    return tuple(found)


def _detail(one: _Floor) -> dict[str, object]:
    total = math.fsum(one.amounts)
    alone = any(people == 1 for people, _ in one.sides.values())
    sides = [] if alone else sorted(one.sides.items(), key=lambda pair: pair[0] or "")
    return {
        "meeting": one.meeting,
        "unit": one.unit.value if one.unit else None,
        "people": one.people,
        "gini": one.uneven,
        "effective_speakers": one.effective,
        "sides": [
            {"side": side.value if side else None, "people": people, "amount": amount, "share": amount / total}
            for side, (people, amount) in sides
        ],
    }
