"""The hours that citizens put in, by person, and how many of them in a person's first rounds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from counterpoise.levels.aggregates.openly import Count, held_back, may_be_told
from counterpoise.record import Case, Side
from counterpoise.record.initiatives import Cycle
from counterpoise.record.participation import Participation

__all__ = ["CODE", "FRESH_ROUNDS", "Hours", "Worked", "hours_told", "worked"]

CODE = "expertise.professionalization"

FRESH_ROUNDS = 2
"""In their first rounds, up to this one, people count as fresh."""


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of one person: in their first two rounds, and in all."""

    fresh: float
    all: float


@dataclass(frozen=True, slots=True)
class Worked:
    """What is known of the citizens' hours.

    Attributes
    ----------
    people
        The hours of each person, in an order that tells nothing.
    known
        Of how many times that somebody took part the hours, the person and the round are known.
    candidates
        How many times somebody took part.
    rounds
        The rounds that hours are known of.
    """

    people: tuple[Hours, ...]
    known: int
    candidates: int
    rounds: tuple[str, ...]

    @property
    def fresh(self) -> float:
        """The hours of all in their first rounds."""
        return sum(one.fresh for one in self.people)

    @property
    def all(self) -> float:
        """All hours."""
        return sum(one.all for one in self.people)


def worked(case: Case) -> Worked:
    """Return the citizens' hours, where the reader gets them."""
    rows = [row for row in case.rows(Participation) if row.side is Side.CIVIC]
    cycles = case.by_id(Cycle)
    known = [row for row in rows if row.hours is not None and row.person is not None and row.cycle in cycles]
    rounds = {row.cycle for row in known if row.cycle is not None}
    return Worked(tuple(_by_person(known, cycles)), len(known), len(rows), tuple(sorted(rounds)))


def _by_person(rows: Iterable[Participation], cycles: Mapping[str, Cycle]) -> list[Hours]:
    told: defaultdict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for row in rows:
        told[row.person or ""][cycles[row.cycle or ""].number] += row.hours or 0.0
    found = []
    for person in sorted(told):
        rounds = sorted(told[person])
        fresh = sum(told[person][number] for number in rounds[:FRESH_ROUNDS])
        found.append(Hours(fresh, sum(told[person][number] for number in rounds)))
    return found


def hours_told(case: Case) -> Iterator[Count]:
    """Yield the counts that are passed on; hours are whole hours.

    Fewer people than may be counted give only that something is held back.
    """
    found = worked(case)
    if not found.candidates:
        return
    n = len(found.people)
    told = may_be_told(n)
    yield held_back(CODE, when=n > 0 and not told)
    if told:
        yield Count(CODE, "hours", round(found.fresh), round(found.all))
        yield Count(CODE, "people", n, n)
        yield Count(CODE, "known", found.known, found.candidates)
