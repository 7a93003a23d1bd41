"""How much say was promised, and how much people met with."""

from collections.abc import Sequence
from statistics import median
from typing import Any

from counterpoise.indicator import Direction, Evidence, Part, Reading
from counterpoise.levels.shares import share_part
from counterpoise.record import Case, Side
from counterpoise.record.initiatives import Initiative, PromisedLevel
from counterpoise.record.reviews import LevelReport, ReviewRound
from counterpoise.reviews.influence import side_details
from counterpoise.reviews.latest import latest
from counterpoise.statistics.disclosure import review_display

__all__ = ["ITEM", "level"]

ITEM = "X4"
"""The question's code: which of six steps of say fits best, from 0 "not told" to 5 "citizens decided"."""


def level(case: Case, *, seed: int) -> Reading:
    """Difference between the say that people met with and the say that was promised.

    Value: median of the civic side − promised level, in steps from 0 to 5; below zero is less than promised. Read from
    the last round that both sides may read, or else from reports outside of one.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        Counts: those of the civic side who met with less than was promised, of those who answered. Parts: that share
        with its interval, the level that was promised, and median and gap of each side with five answers or more.

    Cannot say
    ----------
    Which level fits. More say is not always better, and levels may differ for good reasons.

    Gaming
    ------
    Little can be promised. So the promise is shown when people sign up, and they are asked what they want.

    Source
    ------
    Arnstein 1969 on rungs of say, in six steps of our own wording.
    """
    del seed
    found = latest(case, ITEM)
    if found is not None:
        civic, organizational = found.civic.values, found.organizational.values
        people = found.civic.asked
        evidence = Evidence(denominator=(found.round.id,), tables=(ReviewRound.TABLE,))
        details: dict[str, Any] = side_details(found)
    else:
        reports = [row for row in case.rows(LevelReport) if row.experienced_level is not None]
        civic, organizational = (_reported(reports, side) for side in (Side.CIVIC, Side.ORGANIZATIONAL))
        people = sum(row.side is Side.CIVIC for row in case.rows(LevelReport))
        # The reports are persons' own answers, so the evidence names the initiative that they are about.
        evidence = Evidence(denominator=(case.initiative.id,), tables=(Initiative.TABLE,)) if people else Evidence()
        details = {}
    if not civic and not organizational:
        return Reading(candidates=people)
    return _compared(case.initiative.promised_level, civic, organizational, people, evidence, details)


def _reported(reports: Sequence[LevelReport], side: Side) -> tuple[int, ...]:
    levels = (row.experienced_level for row in reports if row.side is side)
    return tuple(sorted(int(step) for step in levels if step is not None))


def _compared(
    promised: PromisedLevel | None,
    civic: tuple[int, ...],
    organizational: tuple[int, ...],
    people: int,
    evidence: Evidence,
    details: dict[str, Any],
) -> Reading:
    below = sum(value < promised for value in civic) if promised is not None else None
    enough = review_display(len(civic)) != "nothing"
    return Reading(
        value=median(civic) - promised if civic and promised is not None else None,
        numerator=below,
        denominator=len(civic),
        known=len(civic) if promised is not None else 0,
        candidates=people,
        parts=(
            Part(name="promised", value=None if promised is None else int(promised)),
            *(
                (share_part("below", below, len(civic), direction=Direction.DUTY),)
                if below is not None and enough
                else ()
            ),
            *_side(Side.CIVIC, civic, promised),
            *_side(Side.ORGANIZATIONAL, organizational, promised),
        ),
        details=details,
        evidence=evidence,
        arms=(len(civic),),
    )


def _side(side: Side, values: tuple[int, ...], promised: PromisedLevel | None) -> tuple[Part, Part]:
    enough = review_display(len(values)) != "nothing"
    middle = float(median(values)) if enough else None
    gap = middle - promised if middle is not None and promised is not None else None
    number = len(values) if enough else None
    return (
        Part(name="median", of=str(side), value=middle, denominator=number),
        Part(name="gap", of=str(side), value=gap, denominator=number, direction=Direction.DUTY),
    )
