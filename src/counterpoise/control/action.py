"""Talk and action: meetings beside what was agreed at them and kept."""

from collections import defaultdict
from datetime import date
from typing import Any

from counterpoise.indicator import Direction, Evidence, Part, Reading
from counterpoise.levels.shares import share_part
from counterpoise.record import Case, Moment, Side
from counterpoise.record.commitments import Commitment, Judgement, Verdict
from counterpoise.record.decisions import Decision, ParticipationLink
from counterpoise.record.initiatives import Cycle
from counterpoise.record.meetings import Meeting

__all__ = ["action"]


def action(case: Case, *, seed: int) -> Reading:
    """Agreements to act that were kept, for each meeting.

    Value: commitments kept / meetings. Kept is what the side says to whom it was promised; without its verdict nothing
    is kept.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        Coverage: of the commitments past their date, those with that verdict. Parts: the share kept of those, and the
        number of last rounds with meetings in which nothing was kept; from two on, that asks for an answer. ``cycles``
        in the details has the counts of each round.

    Cannot say
    ----------
    What talk is worth in itself. Nor whether what was agreed mattered.

    Gaming
    ------
    Small and easy things can be agreed. So the list of commitments stands beside the figure.

    Source
    ------
    The paper on a lot of talk in local committees and no action.
    """
    del seed
    meetings = [row for row in case.rows(Meeting) if case.had_happened(row.happened_at)]
    commitments = sorted(case.rows(Commitment), key=lambda row: row.id)
    verdicts = _verdicts(case)
    due = [row for row in commitments if row.due_on is not None and row.due_on <= case.at]
    judged = [row for row in due if _verdict(verdicts, row) is not None]
    kept = [row for row in commitments if _kept(verdicts, row)]
    cycles = _cycles(case, meetings, commitments, {row.id for row in kept})
    return Reading(
        value=len(kept) / len(meetings) if meetings else None,
        numerator=len(kept),
        denominator=len(meetings),
        known=len(judged),
        candidates=len(due),
        parts=(
            share_part("kept", sum(_kept(verdicts, row) for row in judged), len(judged), direction=Direction.DUTY),
            Part(name="cycles_without_action", value=_without(cycles), direction=Direction.DUTY),
        ),
        details={"cycles": cycles},
        evidence=Evidence(
            numerator=tuple(row.id for row in kept),
            denominator=tuple(sorted(row.id for row in meetings)),
            excluded=tuple(row.id for row in due if _verdict(verdicts, row) is None),
            tables=(Commitment.TABLE, Meeting.TABLE),
        ),
    )


Verdicts = dict[tuple[str, Side], Verdict]


def _verdicts(case: Case) -> Verdicts:
    """Return the last verdict of each side on each commitment."""
    last: Verdicts = {}
    for row in sorted(case.rows(Verdict), key=lambda row: (row.recorded_at, row.id)):
        if row.commitment and row.side is not None and row.judgement is not None:
            last[row.commitment, row.side] = row
    return last


def _verdict(verdicts: Verdicts, row: Commitment) -> Judgement | None:
    """Return the verdict of the side to whom a commitment was made: the other one than the side that does it."""
    to = Side.ORGANIZATIONAL if row.side is Side.CIVIC else Side.CIVIC
    found = verdicts.get((row.id, to))
    return found.judgement if found is not None else None


def _kept(verdicts: Verdicts, row: Commitment) -> bool:
    return _verdict(verdicts, row) is Judgement.KEPT


def _cycles(case: Case, meetings: list[Meeting], commitments: list[Commitment], kept: set[str]) -> list[dict[str, Any]]:
    found = []
    decisions = [row for row in case.rows(Decision) if row.participation is ParticipationLink.LINKED]
    for cycle in sorted(case.rows(Cycle), key=lambda row: (row.number, row.id)):
        made = [row for row in commitments if _within(cycle, row.happened_at)]
        counts: defaultdict[str, int] = defaultdict(int)
        counts["meetings"] = sum(_within(cycle, row.happened_at) for row in meetings)
        counts["decisions"] = sum(_within(cycle, row.decided_at) for row in decisions)
        counts["made"] = len(made)
        counts["kept"] = sum(row.id in kept for row in made)
        found.append({"cycle": cycle.id, "number": cycle.number, **counts})
    return found


def _within(cycle: Cycle, moment: Moment | None) -> bool:
    if moment is None or cycle.active_from is None:
        return False
    return cycle.active_from <= moment.first < (cycle.active_until or date.max)


def _without(cycles: list[dict[str, Any]]) -> float | None:
    """Return how many of the last rounds had meetings and kept nothing; a round without meetings ends the count."""
    if not cycles:
        return None
    number = 0
    for line in reversed(cycles):
        if not line["meetings"] or line["kept"]:
            break
        number += 1
    return float(number)
