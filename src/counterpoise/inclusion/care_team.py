"""Who helps without a place in the care team: things that people close to the owner do, and are not asked about."""

from counterpoise.indicator import Evidence, Reading
from counterpoise.levels.shares import ends, share_part
from counterpoise.levels.trajectory import care_team_of
from counterpoise.record import Case, Level
from counterpoise.record.people import Body, Seat
from counterpoise.record.trajectories import Agreement, Tie, TieKind
from counterpoise.statistics.intervals import wilson

__all__ = ["care_team"]


def care_team(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure takes a seed
    """Share of what informal caregivers do that is done by people without a place in the care team.

    Value: agreements that are carried out by an informal caregiver without a seat in the team / by any informal
    caregiver. Somebody who stepped back does it no longer. Only for a care path; elsewhere it is empty.

    Parameters
    ----------
    case
        One care path at a date.
    seed
        Not used.

    Returns
    -------
    Reading
        Share, 0 to 1, with Wilson's interval. Part: informal caregivers' share of all that is done. Without a team on
        record there is no figure.

    Cannot say
    ----------
    Whether somebody wants a place in the team. Some people would rather just help.

    Gaming
    ------
    People can be put on a list and never asked. So the share present or asked at the last talk stands beside it.

    Source
    ------
    The paper: it is less clear-cut who informal caregivers are. FHIR R4 names who does what, and who is in a team.
    """
    if case.initiative.level is not Level.INDIVIDUAL:
        return Reading()
    path = case.initiative.id
    ties = {row.id: row for row in case.rows(Tie) if row.initiative == path}
    agreed = [row for row in case.rows(Agreement) if row.initiative == path and not _stepped_back(row, case)]
    done = {row.id: tie for row in agreed if (tie := ties.get(row.by or "")) is not None and tie.kind is not None}
    informal = {name for name, tie in done.items() if tie.kind is TieKind.INFORMAL}
    team = care_team_of(path, bodies=case.rows(Body), seats=case.rows(Seat), at=case.at)
    if team is None:
        return Reading(candidates=len(agreed))
    outside = {name for name in informal if done[name].id not in team}
    n = len(informal)
    return Reading(
        value=len(outside) / n if n else None,
        numerator=len(outside),
        denominator=n,
        interval=ends(wilson(len(outside), n)) if n else None,
        known=len(done),
        candidates=len(agreed),
        parts=(share_part("informal", n, len(done)),) if done else (),
        evidence=Evidence(
            numerator=tuple(sorted(outside)),
            denominator=tuple(sorted(informal)),
            excluded=tuple(sorted(row.id for row in agreed if row.id not in done)),
            tables=(Agreement.TABLE,),
        ),
    )


def _stepped_back(row: Agreement, case: Case) -> bool:
    return row.stepped_back_on is not None and row.stepped_back_on <= case.at
