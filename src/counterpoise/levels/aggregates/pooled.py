"""Count what is passed on in counts only, for each initiative of a record, before the record is narrowed down."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from counterpoise.levels.aggregates.hours import hours_told
from counterpoise.levels.aggregates.openly import Count
from counterpoise.levels.aggregates.rankings import index_told
from counterpoise.levels.aggregates.staying import part_told, staying_told
from counterpoise.levels.sides import day_of
from counterpoise.record import Case, Record, Row, look
from counterpoise.record.initiatives import Cycle, Initiative
from counterpoise.record.participation import Participation
from counterpoise.record.people import ReleasedCount
from counterpoise.record.positions import Statement, Vote
from counterpoise.record.reviews import Ranking

__all__ = ["KINDS", "pooled_counts"]

_OWN = (Participation, Vote, Ranking)
KINDS: tuple[type[Row], ...] = (Initiative, Cycle, Statement, *_OWN)
"""What is counted, and what that needs."""

_COUNTERS = (hours_told, staying_told, part_told, index_told)


def pooled_counts(
    rows: Iterable[Row], *, initiatives: Collection[str], counted: Iterable[ReleasedCount], at: date
) -> Iterator[ReleasedCount]:
    """Count hours, ballots and rankings that are not passed on.

    Parameters
    ----------
    rows
        What was written of `KINDS` outside closed rooms and care paths, all versions.
    initiatives
        The initiatives of which counts are passed on.
    counted
        The counts that are in the record already: those that were made here are not made again.
    at
        The day, or the moment: what was written down after the day is not counted.

    Yields
    ------
    ReleasedCount
        Counts that no room released. What the table of what may be shown suppresses is not made.
    """
    kept = list(rows)
    if not any(isinstance(row, _OWN) for row in kept):
        return
    done = {(row.initiative, row.indicator) for row in counted if row.room is None and row.space is None}
    for case in look(Record.of(kept), at=day_of(at)).cases:
        initiative = case.initiative.id
        if initiative not in initiatives:
            continue
        found = (count for counter in _COUNTERS for count in counter(case))
        yield from (_row(case, count) for count in found if (initiative, count.code) not in done)


def _row(case: Case, count: Count) -> ReleasedCount:
    return ReleasedCount(
        id=f"counted-{case.initiative.id}-{count.code}-{count.part}",
        initiative=case.initiative.id,
        recorded_at=max(row.recorded_at for kind in _OWN for row in case.rows(kind)),
        indicator=count.code,
        part=count.part,
        numerator=count.numerator,
        denominator=count.denominator,
    )
