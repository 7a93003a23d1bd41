"""How long it takes until the people of a care path hear that the plan changed."""

from counterpoise.decisions.dossier import Dossier, taken_dossiers
from counterpoise.decisions.medians import Wait, median_wait
from counterpoise.decisions.notices import lags
from counterpoise.decisions.timing import passed
from counterpoise.indicator import Direction, Evidence, Reading
from counterpoise.levels.shares import share_part
from counterpoise.record import Case, Level, Moment, Side
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Group

__all__ = ["plan_telling"]


def plan_telling(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure takes a seed
    """Days from a change of the plan until the first of the people whose life it is was told.

    Value: the Kaplan-Meier median over the decisions of a care path, each counting once, until the first group of the
    civic side heard, or else was told. Who was not told is still waiting. Only for a care path; elsewhere it is empty.

    Parameters
    ----------
    case
        One care path at a date.
    seed
        Not used.

    Returns
    -------
    Reading
        Days; negative where they were told beforehand. Counts: changes that were told, of all. Part: ``beforehand``.

    Cannot say
    ----------
    Whether what was told was understood, or whether the owner had agreed.

    Gaming
    ------
    A change can be dated late. So the date of the draft stands beside it in the care path.

    Source
    ------
    The paper: citizens heard months later. FHIR R4 dates a plan and each communication about it.
    """
    if case.initiative.level is not Level.INDIVIDUAL:
        return Reading()
    groups = case.by_id(Group)
    changes = [one for one in taken_dossiers(case) if one.decision.initiative == case.initiative.id]
    waits = {
        one.decision.id: _wait(one, one.decision.decided_at, groups, case)
        for one in changes
        if one.decision.decided_at is not None
    }
    if not waits:
        return Reading()
    told = sorted(name for name, wait in waits.items() if wait.over)
    median = median_wait(list(waits.values()))
    before = sum(wait.over and wait.days.middle <= 0 for wait in waits.values())
    return Reading(
        value=median.value,
        numerator=len(told),
        denominator=len(waits),
        interval=median.interval,
        range=median.range,
        known=len(waits),
        candidates=len(waits),
        parts=(share_part("beforehand", before, len(waits), direction=Direction.DUTY),),
        evidence=Evidence(numerator=tuple(told), denominator=tuple(sorted(waits)), tables=(Decision.TABLE,)),
    )


def _wait(dossier: Dossier, decided_at: Moment, groups: dict[str, Group], case: Case) -> Wait:
    """Return how long the first of the civic groups waited, or how long all of them have been waiting."""
    found = [
        lag.days
        for name, lag in lags(dossier, at=case.at).items()
        if lag.days is not None and name in groups and groups[name].side is Side.CIVIC
    ]
    if found:
        return Wait(min(found, key=lambda days: (days.middle, days.low, days.high)), over=True)
    return Wait(passed(decided_at, at=case.at), over=False)
