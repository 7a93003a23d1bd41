"""What keeps people away: was it asked, was it told in time, was it solved before the event."""

from collections.abc import Sequence
from dataclasses import dataclass

from counterpoise.indicator import Direction, Evidence, Part, Reading
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.shares import ends, share_part
from counterpoise.record import Case, Moment, days_between
from counterpoise.record.access import Adaptation, Barrier
from counterpoise.record.initiatives import Group
from counterpoise.record.meetings import Meeting
from counterpoise.statistics.intervals import wilson
from counterpoise.statistics.survival import SurvivalRange, kaplan_meier_range

__all__ = ["REFUSALS", "barriers", "may_solve"]

REFUSALS = ("inclusion.barrier_how_missing", "inclusion.barrier_solved_before_reported")
"""The words with which this module says no."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """One barrier with the event that it is about; `earliest` and `latest` say whether it was solved before it."""

    barrier: Barrier
    event: Moment
    surely: bool
    possibly: bool


def may_solve(barrier: Barrier) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of calling a barrier solved: how, and not before it was reported."""
    found = []
    if not barrier.how.strip():
        found.append(Refusal("inclusion.barrier_how_missing"))
    if barrier.solved_at and barrier.happened_at and days_between(barrier.happened_at, barrier.solved_at).high < 0:
        found.append(
            Refusal(
                "inclusion.barrier_solved_before_reported",
                {"reported": str(barrier.happened_at), "solved": str(barrier.solved_at)},
            )
        )
    return tuple(found)


def _before(first: Moment, second: Moment) -> tuple[bool, bool]:
    """Say whether the first moment surely, and whether it possibly, lies before the second."""
    if first.at is not None and second.at is not None:
        return (first.at < second.at,) * 2
    days = days_between(first, second)
    return days.low > 0, days.high > 0


def _seen(case: Case) -> tuple[list[_Seen], list[Barrier]]:
    """Return the barriers whose event has been held, and the others."""
    events = {row.id: row.happened_at for row in case.rows(Meeting) if case.had_happened(row.happened_at)}
    seen, others = [], []
    for barrier in case.rows(Barrier):
        event = events.get(barrier.meeting or "")
        if event is None:
            others.append(barrier)
            continue
        surely, possibly = (False, False) if barrier.solved_at is None else _before(barrier.solved_at, event)
        seen.append(_Seen(barrier, event, surely, possibly))
    return seen, others


def _days_to_solve(case: Case) -> SurvivalRange:
    spans = [
        (days_between(row.happened_at, row.solved_at or case.at), row.solved_at is not None)
        for row in case.rows(Barrier)
        if row.happened_at is not None
    ]
    return kaplan_meier_range(
        [max(0, span.low) for span, _ in spans], [max(0, span.high) for span, _ in spans], [done for _, done in spans]
    )


def barriers(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure takes a seed
    """Share of the reported barriers that were solved before the event.

    Value: barriers solved before their event was held / barriers reported about events that were held.

    Parameters
    ----------
    case
        One initiative at a date.
    seed
        Not used.

    Returns
    -------
    Reading
        With the share reported before the event, the median days until solved, and a list of what is unsolved.

    Cannot say
    ----------
    What kept people away who told nobody. Nor whether they came once it was solved.

    Gaming
    ------
    Barriers can be left unrecorded. So the number of events at which they were asked for stands beside it.

    Source
    ------
    The paper: a group that belongs to a different church may refuse to come, and the meeting moves.
    """
    seen, others = _seen(case)
    low, high = sum(one.surely for one in seen), sum(one.possibly for one in seen)
    solved, n = (low if low == high else (low + high) / 2), len(seen)
    held = [row for row in case.rows(Meeting) if case.had_happened(row.happened_at)]
    return Reading(
        value=solved / n if n else None,
        numerator=solved,
        denominator=n,
        interval=ends(wilson(low, n)) if n and low == high else None,
        range=(low / n, high / n) if low != high else None,
        known=sum(row.barriers_asked is True for row in held),
        candidates=len(held),
        parts=_parts(case, seen),
        details=_details(case, seen, others),
        evidence=Evidence(
            numerator=tuple(sorted(one.barrier.id for one in seen if one.possibly)),
            denominator=tuple(sorted(one.barrier.id for one in seen)),
            excluded=tuple(sorted(row.id for row in others)),
            tables=("barriers",),
        ),
    )


def _parts(case: Case, seen: Sequence[_Seen]) -> tuple[Part, ...]:
    told = [(one, days_between(one.barrier.happened_at, one.event)) for one in seen if one.barrier.happened_at]
    early, late = _days_to_solve(case).median_range
    # None written down is not the same as none made.
    changes = len(case.rows(Adaptation))
    found = [
        share_part("reported_before", sum(days.low > 0 for _, days in told), len(seen), direction=Direction.DUTY),
        Part(
            name="days_until_solved",
            value=None if early is None or late is None else (early + late) / 2,
            direction=Direction.DUTY,
            range=None if early is None or late is None or early == late else (early, late),
        ),
        Part(name="people_of_groups_kept_away", value=_people(case, seen)),
        Part(name="changes_by_the_organization", value=float(changes) if changes else None),
    ]
    for one, days in sorted(told, key=lambda pair: pair[0].barrier.id):
        found.append(
            Part(
                name="reported_days_before_event",
                value=days.middle,
                range=None if days.exact else (days.low, days.high),
                of=one.barrier.id,
            )
        )
    return tuple(found)


def _people(case: Case, seen: Sequence[_Seen]) -> float | None:
    """Add up the sizes of the groups whose barrier was not solved in time; nothing where none is known."""
    sizes = {row.id: row.size for row in case.rows(Group)}
    kept_away = {one.barrier.group or "" for one in seen if not one.surely}
    known = [size for group in kept_away if (size := sizes.get(group)) is not None]
    return float(sum(known)) if known or (seen and not kept_away) else None


def _details(case: Case, seen: Sequence[_Seen], others: Sequence[Barrier]) -> dict[str, object]:
    unsolved = sorted(row.id for row in case.rows(Barrier) if row.solved_at is None)
    kinds: dict[str, list[int]] = {}
    for one in sorted(seen, key=lambda each: each.barrier.id):
        counts = kinds.setdefault(one.barrier.kind.value if one.barrier.kind else "", [0, 0])
        counts[0] += one.surely
        counts[1] += 1
    return {
        "kinds": [
            {"kind": kind, "solved_before": part, "reported": whole} for kind, (part, whole) in sorted(kinds.items())
        ],
        "unsolved": unsolved,
        "without_event": sorted(row.id for row in others),
    }
