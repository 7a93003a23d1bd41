"""Who calls the tune: which side holds the tasks that shape a participation. A grid, never a sum."""

from collections import Counter

from counterpoise.indicator import Evidence, Reading
from counterpoise.record import Case, Side
from counterpoise.record.initiatives import ProcessRole, ProcessRoleKind
from counterpoise.record.meetings import Meeting

__all__ = ["tune"]

_NOT_KNOWN = "not_known"
_OF_MEETINGS = ("agenda", "chair", "minutes")


def tune(case: Case, *, seed: int) -> Reading:
    """Which side sets agenda, wording, chair, minutes, money, data, selection and end date.

    Value: none. The grid in the details has a row for each task and a column for each side, with how often it is held;
    a second grid has the same for agenda, chair and minutes of each meeting.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        Coverage: of the eight tasks, those whose side is known.

    Cannot say
    ----------
    How a task was used. A chair can give the floor or take it.

    Gaming
    ------
    A task can be given on paper alone. So who spoke and who wrote the minutes stand beside it.

    Source
    ------
    Leutz on integration, as the paper quotes him: the one who integrates calls the tune.
    """
    del seed
    grid = {str(role): _row() for role in ProcessRoleKind}
    rows = sorted((row for row in case.rows(ProcessRole) if row.role is not None), key=lambda row: row.id)
    for row in rows:
        grid[str(row.role)][_side(row.side)] += 1
    held = {row.role for row in rows if row.side is not None}
    meetings = {task: _row() for task in _OF_MEETINGS}
    for meeting in case.rows(Meeting):
        for task, side in zip(_OF_MEETINGS, (meeting.agenda_by, meeting.chair_side, meeting.minutes_by), strict=True):
            meetings[task][_side(side)] += 1
    return Reading(
        known=len(held),
        candidates=len(ProcessRoleKind),
        details={
            "grid": {task: dict(line) for task, line in grid.items()},
            "meetings": {k: dict(v) for k, v in meetings.items()},
        },
        evidence=Evidence(
            numerator=tuple(row.id for row in rows if row.side is not None),
            denominator=tuple(row.id for row in rows),
            excluded=tuple(row.id for row in rows if row.side is None),
            tables=(ProcessRole.TABLE,),
        ),
    )


def _row() -> Counter[str]:
    return Counter({**{str(side): 0 for side in Side}, _NOT_KNOWN: 0})


def _side(side: Side | None) -> str:
    return str(side) if side is not None else _NOT_KNOWN
