"""Who went on to the next round, counted: people who took a position against the organization's proposal, and others.

Who voted how is worked out here, counted, and forgotten.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from counterpoise.levels.aggregates.openly import Count, held_back, is_held_back, may_be_told, openly
from counterpoise.record import Case, Side
from counterpoise.record.initiatives import Cycle
from counterpoise.record.participation import Participation
from counterpoise.record.people import Seat
from counterpoise.record.positions import Ballot, Statement, Vote
from counterpoise.statistics.disclosure import About, Audience, display

__all__ = [
    "CODE",
    "TOOK_PART",
    "Arm",
    "Fixed",
    "Stayed",
    "fixed_statements",
    "part_told",
    "stayed",
    "staying_told",
    "took_part",
]

CODE = "inclusion.staying"
TOOK_PART = "inclusion.viewpoints"
_LATE = "late:"


@dataclass(frozen=True, slots=True)
class Fixed:
    """The statements whose vote against the proposal was fixed beforehand.

    Attributes
    ----------
    beforehand
        For each statement the vote that stands against the proposal.
    late
        Statements for which that was said only after somebody had voted; they do not count.
    """

    beforehand: Mapping[str, Ballot]
    late: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arm:
    """How many people there were, how many stayed, and how long each has held a seat, where that is known."""

    stayed: int
    people: int
    spans: Sequence[tuple[float, bool]] = ()


@dataclass(frozen=True, slots=True)
class Stayed:
    """Critics and others of the last round that people went on from.

    Attributes
    ----------
    critics, others
        Both groups; empty where they were too small to be passed on.
    voted
        How many of those who took part in the round voted.
    there
        How many took part in it.
    held_back
        Whether there are figures that were too small to be passed on.
    """

    critics: Arm
    others: Arm
    voted: int
    there: int
    held_back: bool = False


def fixed_statements(case: Case) -> Fixed:
    """Return the statements whose vote against the organization's proposal was written down before anybody voted."""
    first_vote: dict[str, date] = {}
    for vote in case.versions(Vote):
        if vote.statement is not None and vote.ballot is not None:
            day = vote.recorded_at.date()
            first_vote[vote.statement] = min(day, first_vote.get(vote.statement, day))
    now = {row.id: row.against_proposal for row in case.rows(Statement) if row.against_proposal is not None}
    said: dict[str, date] = {}
    for version in case.versions(Statement):
        if now.get(version.id, Ballot.SEEN) is version.against_proposal:
            day = version.recorded_at.date()
            said[version.id] = min(day, said.get(version.id, day))
    late = {row for row in now if row in first_vote and first_vote[row] < said[row]}
    late |= {row for row in now if openly(case, CODE, _LATE + row) is not None}
    return Fixed({row: ballot for row, ballot in sorted(now.items()) if row not in late}, tuple(sorted(late)))


def took_part(case: Case) -> int:
    """Return how many citizens took part, each person once."""
    told = openly(case, TOOK_PART, "took_part")
    if told is not None:
        return told[0]
    return len({row.person for row in case.rows(Participation) if row.side in {None, Side.CIVIC}} - {None})


def stayed(case: Case, fixed: Fixed) -> Stayed:
    """Count who went on to the next round, or read the counts where the reader gets no ballots."""
    nobody = (0, 0)
    voted, critics, others = (openly(case, CODE, part) for part in ("voted", "critics", "others"))
    if critics is not None and others is not None:
        return Stayed(Arm(*critics), Arm(*others), *(voted or nobody))
    if voted is not None or is_held_back(case, CODE):
        return Stayed(Arm(0, 0), Arm(0, 0), *(voted or nobody), held_back=True)
    return _counted(case, fixed)


def staying_told(case: Case) -> Iterator[Count]:
    """Yield the counts that are passed on.

    The four cells go along only where each of them is large enough; else it is only told that something is held back.
    """
    if any(row.person is not None for row in case.rows(Vote)):
        fixed = fixed_statements(case)
        found = _counted(case, fixed)
        shown = _cells_may_be_told(found)
        yield held_back(CODE, when=found.voted > 0 and not shown)
        if may_be_told(found.voted):
            yield Count(CODE, "voted", found.voted, found.there)
        if shown:
            yield Count(CODE, "critics", found.critics.stayed, found.critics.people)
            yield Count(CODE, "others", found.others.stayed, found.others.people)
        for statement in fixed.late:
            yield Count(CODE, _LATE + statement, 1, 1)


def part_told(case: Case) -> Iterator[Count]:
    """Yield how many citizens took part, where that may be told."""
    people = took_part(case)
    if people:
        yield held_back(TOOK_PART, when=not may_be_told(people))
    if may_be_told(people):
        yield Count(TOOK_PART, "took_part", people, people)


def _cells_may_be_told(found: Stayed) -> bool:
    critics, others = found.critics, found.others
    told = display(
        About.PERSONS_OUTCOME,
        numerator=critics.stayed,
        denominator=critics.people,
        arms=(critics.people, others.people),
        cells=(critics.stayed, critics.people - critics.stayed, others.stayed, others.people - others.stayed),
        audience=Audience.INSIDE,
    )
    return told != "suppressed"


def _counted(case: Case, fixed: Fixed) -> Stayed:
    rounds = _rounds(case)
    if rounds is None:
        return Stayed(Arm(0, 0), Arm(0, 0), 0, 0)
    now, following = rounds
    there, went_on = _people_in(case, now), _people_in(case, following)
    voted = _against(case, fixed.beforehand, before=following.active_from)
    arms = []
    for critical in (True, False):
        people = {person for person in there if voted.get(person) is critical}
        arms.append(Arm(len(people & went_on), len(people), _spans(case, people)))
    critics, others = arms
    return Stayed(critics, others, critics.people + others.people, len(there))


def _rounds(case: Case) -> tuple[Cycle, Cycle] | None:
    """Return the last round that people went on from, and the round after it; nothing where nobody has gone on yet."""
    taken_part = {row.cycle for row in case.rows(Participation)}
    told = sorted((row for row in case.rows(Cycle) if row.id in taken_part), key=lambda row: (row.number, row.id))
    return (told[-2], told[-1]) if len(told) > 1 else None


def _people_in(case: Case, cycle: Cycle) -> set[str]:
    return {
        row.person
        for row in case.rows(Participation)
        if row.cycle == cycle.id and row.person is not None and row.side in {None, Side.CIVIC}
    }


def _against(case: Case, fixed: Mapping[str, Ballot], *, before: date | None) -> dict[str, bool]:
    """Say for each person who voted before the next round whether they voted against the proposal at least once."""
    last: dict[tuple[str, str], Ballot] = {}
    for vote in sorted(case.versions(Vote), key=lambda row: (row.recorded_at, row.version, row.id)):
        person, statement, ballot = vote.person, vote.statement, vote.ballot
        if person is None or statement is None or statement not in fixed or ballot is None or ballot is Ballot.SEEN:
            continue
        day = vote.happened_at.first if vote.happened_at else vote.recorded_at.date()
        if before is None or day < before:
            last[person, statement] = ballot
    found: dict[str, bool] = {}
    for (person, statement), ballot in last.items():
        found[person] = found.get(person, False) or ballot is fixed[statement]
    return found


def _spans(case: Case, people: Iterable[str]) -> list[tuple[float, bool]]:
    """Return for each person whose seat has a first day how many days they have held it, and whether they left it."""
    seats: dict[str, tuple[date, date | None]] = {}
    for seat in sorted(case.rows(Seat), key=lambda row: (row.active_from or date.max, row.id)):
        if seat.person is None or seat.active_from is None or seat.active_from > case.at:
            continue
        start, end = seats.get(seat.person, (seat.active_from, seat.active_until))
        still = end is None or seat.active_until is None
        seats[seat.person] = (start, None if still else max(end or date.min, seat.active_until or date.min))
    found = []
    for person in people:
        if person in seats:
            start, end = seats[person]
            left = end is not None and end <= case.at
            found.append((float(((end if left and end else case.at) - start).days), left))
    return sorted(found)
