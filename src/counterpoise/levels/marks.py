"""Who was critical, in a record that is passed on: seen by citizens, and by everybody else only as a count.

People mark their own words as critical. Whoever stands on the citizens' side reads these marks, and so does everybody
in a closed room of theirs. To all others, and to what both sides read together, goes how many words were critical with
somebody of the organization there, and how many without.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from counterpoise.levels.sides import in_force
from counterpoise.record import Case, Side
from counterpoise.record.contributions import Contribution, ContributionState
from counterpoise.record.people import Capacity, ReleasedCount

__all__ = ["ABSENT", "CODE", "FEWEST", "PRESENT", "counted_openly", "pooled_marks", "sees_marks"]

CODE = "expertise.presence"
"""The measure that compares what is said with and without somebody of the organization there."""

PRESENT, ABSENT = "present", "absent"
"""Its two figures: with and without somebody of the organization there."""

FEWEST = 3
"""The smallest number of marked contributions of which it is passed on how many are critical."""


def sees_marks(held: Collection[Side]) -> bool:
    """Say whether somebody who stands on these sides reads who was critical: on the citizens' side and on no other."""
    return set(held) == {Side.CIVIC}


def pooled_marks(
    said: Iterable[Contribution], *, capacities: Mapping[str, Capacity], counted: Iterable[ReleasedCount]
) -> Iterator[ReleasedCount]:
    """Count the marks that are not passed on, for each initiative with and without somebody of the organization there.

    What the organization's own side said is not counted, and neither is what was taken back.

    Parameters
    ----------
    said
        The contributions outside closed rooms, as they were written: all versions, with their marks.
    capacities
        As what people spoke, by id.
    counted
        The counts that are in the record already: those that were made here are not made again.

    Yields
    ------
    ReleasedCount
        A count that no room released: it is of what was said in the open. Fewer than `FEWEST` give nothing.
    """
    done = {(row.initiative, row.part) for row in counted if _is_open_count(row)}
    arms: defaultdict[tuple[str, str], list[Contribution]] = defaultdict(list)
    for row in in_force(said):
        if row.critical is None or row.org_present is None or row.state is not ContributionState.GIVEN:
            continue
        if _side(row, capacities) is not Side.ORGANIZATIONAL:
            arms[row.initiative or "", PRESENT if row.org_present else ABSENT].append(row)
    for (initiative, part), rows in sorted(arms.items()):
        if len(rows) < FEWEST or (initiative or None, part) in done:
            continue
        yield ReleasedCount(
            id="-".join(each for each in ("marks", initiative, part) if each),
            initiative=initiative or None,
            recorded_at=max(row.recorded_at for row in rows),
            indicator=CODE,
            part=part,
            numerator=sum(bool(row.critical) for row in rows),
            denominator=len(rows),
        )


def counted_openly(case: Case, part: str) -> ReleasedCount | None:
    """Return the count of what was said in the open, in a record whose reader does not see who was critical."""
    return next((row for row in case.rows(ReleasedCount) if _is_open_count(row) and row.part == part), None)


def _is_open_count(row: ReleasedCount) -> bool:
    return row.room is None and row.space is None and row.indicator == CODE


def _side(row: Contribution, capacities: Mapping[str, Capacity]) -> Side | None:
    if row.side is not None or row.capacity is None:
        return row.side
    capacity = capacities.get(row.capacity)
    return capacity.side if capacity is not None else None
