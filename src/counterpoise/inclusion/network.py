"""The people around one care user: who joined and left, who was at the last talk, whether a change was looked at."""

from collections.abc import Iterable
from datetime import date

from counterpoise.indicator import Direction, Evidence, Part, Reading
from counterpoise.levels.shares import share_part
from counterpoise.record import Case, Level, days_between
from counterpoise.record.trajectories import CareConversation, SituationChange, Tie
from counterpoise.statistics.distances import jaccard, turnover
from counterpoise.statistics.survival import kaplan_meier_range

__all__ = ["network", "ties_on"]


def ties_on(ties: Iterable[Tie], day: date) -> frozenset[str]:
    """Return the ids of the ties that there were on a day; a tie whose first day nobody knows is left out."""
    return frozenset(
        tie.id
        for tie in ties
        if tie.active_from is not None
        and tie.active_from <= day
        and (tie.active_until is None or tie.active_until > day)
    )


def _talks(case: Case) -> list[CareConversation]:
    held = [row for row in case.rows(CareConversation) if case.had_happened(row.happened_at)]
    return sorted(held, key=lambda row: (row.happened_at.first if row.happened_at else case.at, row.id))


def _starts(case: Case, talks: list[CareConversation], ties: list[Tie]) -> tuple[date, ...]:
    """Return the days on which the care path can have started: of the first talk, else of the path, else of a tie."""
    begun = talks[0].happened_at if talks else case.initiative.happened_at
    if begun is not None:
        return tuple(sorted({begun.first, min(begun.last, case.at)}))
    first_days = [tie.active_from for tie in ties if tie.active_from is not None]
    return (min(first_days),) if first_days else ()


def network(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure takes a seed
    """How much the network around one care user changed between the first talk and now.

    Value: turnover, (joined + left) / (number then + number now). Only for a care path; elsewhere it is empty.

    Parameters
    ----------
    case
        One care path at a date. Other initiatives only ever count such paths, and that is not done here.
    seed
        Not used.

    Returns
    -------
    Reading
        With the share that stayed (Jaccard), the ties present or asked at the last talk, and days from change to look.

    Cannot say
    ----------
    Whether a tie is a good one, or how much somebody carries.

    Gaming
    ------
    Ties can be left unrecorded when they end. So ties without a date stand beside it.

    Source
    ------
    The paper: informal caregiving networks may be unstable. Kemp and others 2018 on convoys of care.
    """
    if case.initiative.level is not Level.INDIVIDUAL:
        return Reading()
    ties = [row for row in case.rows(Tie) if row.initiative == case.initiative.id]
    talks = _talks(case)
    now = ties_on(ties, case.at)
    then = [ties_on(ties, day) for day in _starts(case, talks, ties)]
    found = sorted(value for one in then if (value := turnover(one, now)) is not None)
    if not found:
        return Reading(candidates=len(ties), parts=_new_look(case))
    changed, size = (
        sum(len(one ^ now) for one in then) / len(then),
        sum(len(one) + len(now) for one in then) / len(then),
    )
    return Reading(
        value=(found[0] + found[-1]) / 2,
        numerator=changed,
        denominator=size,
        range=(found[0], found[-1]) if found[0] != found[-1] else None,
        known=sum(tie.active_from is not None for tie in ties),
        candidates=len(ties),
        parts=(
            _stayed(then, now),
            *_present(talks, now),
            *_new_look(case),
        ),
        details={"then": len(then[0]), "now": len(now), "joined": len(now - then[0]), "left": len(then[0] - now)},
        # The talks are the source; who stands around somebody is no evidence for others to open.
        evidence=Evidence(
            numerator=tuple(sorted({row.id for row in (talks[:1] + talks[-1:])})), tables=("care_conversations",)
        ),
    )


def _stayed(then: list[frozenset[str]], now: frozenset[str]) -> Part:
    same = sorted(value for one in then if (value := jaccard(one, now)) is not None)
    return Part(
        name="stayed", value=(same[0] + same[-1]) / 2, range=(same[0], same[-1]) if same[0] != same[-1] else None
    )


def _present(talks: list[CareConversation], now: frozenset[str]) -> tuple[Part, ...]:
    if not talks:
        return ()
    asked = set(talks[-1].present) | set(talks[-1].consulted)
    return (share_part("present_or_asked", len(asked & now), len(now)),)


def _new_look(case: Case) -> tuple[Part, ...]:
    """Return the days from a change to the talk in which it was looked at; those not looked at are still open."""
    talks = {row.id: row.happened_at for row in case.rows(CareConversation)}
    spans = []
    for row in case.rows(SituationChange):
        if row.happened_at is None or not case.had_happened(row.happened_at):
            continue
        looked = talks.get(row.looked_at_in or "")
        seen = looked is not None and case.had_happened(looked)
        spans.append((days_between(row.happened_at, looked if seen and looked else case.at), seen))
    if not spans:
        return ()
    early, late = kaplan_meier_range(
        [float(span.low) for span, _ in spans], [float(span.high) for span, _ in spans], [seen for _, seen in spans]
    ).median_range
    value = None if early is None or late is None else (early + late) / 2
    return (
        share_part("looked_at", sum(seen for _, seen in spans), len(spans), direction=Direction.DUTY),
        Part(
            name="days_until_looked_at",
            value=value,
            direction=Direction.DUTY,
            range=(early, late) if early is not None and late is not None and early != late else None,
        ),
    )
