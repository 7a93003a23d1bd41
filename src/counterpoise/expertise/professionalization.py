"""Whether the same people carry the participation, and who trains whom. About people together, never about one."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from counterpoise.indicator import Display, Evidence, Part, Reading
from counterpoise.levels.aggregates import FRESH_ROUNDS, Hours, is_held_back, openly, worked
from counterpoise.levels.shares import ends, share_part
from counterpoise.levels.sides import lasts
from counterpoise.record import Case, Side
from counterpoise.record.access import Training
from counterpoise.record.initiatives import Cycle
from counterpoise.record.people import Body, Capacity, Seat
from counterpoise.statistics.intervals import bootstrap_multinomial
from counterpoise.statistics.seeds import seed_for

__all__ = ["FEWEST", "FRESH_ROUNDS", "MANY_SEATS", "professionalization"]

MANY_SEATS = 3
"""Who holds so many seats holds many."""

FEWEST = 10
"""Below so many people there is no interval."""

_CODE = "expertise.professionalization"


def professionalization(case: Case, *, seed: int) -> Reading:
    """Share of the citizens' hours that come from people in their first or second round.

    Value: hours by people in their first or second round / all hours of the civic side. Where the reader does not get
    anybody's hours, the whole hours of all together are there as a count.

    Parameters
    ----------
    case
        One initiative at a date.
    seed
        Seed of the draws behind the interval.

    Returns
    -------
    Reading
        Share, 0 to 1, with a bootstrap interval over people from ten people on; a count has
        no interval. Parts: ``many_seats`` (share of the
        citizens' seats held by people with three or more), ``training_of_citizens`` and ``training_of_staff`` (hours),
        and ``training_balance`` (the first divided by the second).

    Cannot say
    ----------
    That somebody is "too professional". Long involvement can make people better challengers. Never shown per person.

    Gaming
    ------
    Names can be rotated while the same few people do the talking. So seats and training stand beside the hours.

    Source
    ------
    Thompson and others 2012 on the professionalized lay expert. People's own accounts of both views.
    """
    counted = _told(case)
    if counted is not None:
        return counted
    found = worked(case)
    people = found.people
    return Reading(
        value=found.fresh / found.all if found.all else None,
        numerator=found.fresh,
        denominator=found.all,
        interval=_interval(people, seed_for(seed, code=_CODE, initiative=case.initiative.id)),
        known=found.known,
        candidates=found.candidates,
        parts=(_many_seats(case), *_training(case)),
        details={"people": len(people)},
        evidence=Evidence(denominator=found.rounds, tables=(Cycle.TABLE,)),
        arms=(len(people),) if people else (),
    )


def _told(case: Case) -> Reading | None:
    """Read the counts, where the reader does not get anybody's hours."""
    hours, people = openly(case, _CODE, "hours"), openly(case, _CODE, "people")
    if hours is None or people is None:
        return Reading(at_most=Display.SUPPRESSED) if is_held_back(case, _CODE) else None
    known, candidates = openly(case, _CODE, "known") or (0, 0)
    fresh, total = hours
    return Reading(
        value=fresh / total if total else None,
        numerator=float(fresh),
        denominator=float(total),
        known=known,
        candidates=candidates,
        parts=(_many_seats(case), *_training(case)),
        details={"people": people[0], "counted_before": True},
        evidence=Evidence(denominator=tuple(sorted(case.by_id(Cycle))), tables=(Cycle.TABLE,)),
        arms=(people[0],),
    )


def _interval(people: Sequence[Hours], seed: str) -> tuple[float, float] | None:
    if len(people) < FEWEST:
        return None
    fresh = np.asarray([one.fresh for one in people])
    total = np.asarray([one.all for one in people])

    def share(drawn: NDArray[np.int64]) -> NDArray[np.float64]:
        below: NDArray[np.float64] = drawn @ total
        shares: NDArray[np.float64] = np.full(below.shape, np.nan)
        np.divide(drawn @ fresh, below, out=shares, where=below > 0)
        return shares

    return ends(bootstrap_multinomial([1] * len(people), share, seed=seed))


def _many_seats(case: Case) -> Part:
    bodies, capacities = case.by_id(Body), case.by_id(Capacity)
    held: Counter[str] = Counter()
    for seat in case.rows(Seat):
        body, capacity = bodies.get(seat.body or ""), capacities.get(seat.capacity or "")
        side = capacity.side if capacity is not None else body.side if body is not None else None
        if seat.person is not None and side is Side.CIVIC and lasts(seat, at=case.at):
            held[seat.person] += 1
    return share_part("many_seats", sum(n for n in held.values() if n >= MANY_SEATS), held.total())


def _training(case: Case) -> tuple[Part, Part, Part]:
    hours: defaultdict[tuple[Side | None, Side | None], float] = defaultdict(float)
    for row in case.rows(Training):
        hours[row.trainer_side, row.trainee_side] += row.hours or 0.0
    citizens = hours[Side.ORGANIZATIONAL, Side.CIVIC]
    staff = hours[Side.CIVIC, Side.ORGANIZATIONAL]
    return (
        Part(name="training_of_citizens", value=citizens),
        Part(name="training_of_staff", value=staff),
        Part(name="training_balance", value=citizens / staff if staff else None, numerator=citizens, denominator=staff),
    )
