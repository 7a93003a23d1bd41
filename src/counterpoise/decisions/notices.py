"""How long it took until each group knew of a decision."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from counterpoise.decisions.dossier import Dossier, taken_dossiers
from counterpoise.decisions.medians import Median, Wait, median_wait
from counterpoise.decisions.timing import has_come, passed
from counterpoise.indicator import Direction, Evidence, Part, Reading
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Case, DayRange, Moment, Side, days_between
from counterpoise.record.decisions import Notice
from counterpoise.record.initiatives import Group

__all__ = [
    "INTERVAL_FROM",
    "NOT_DELIVERED",
    "REFUSALS",
    "Lag",
    "did_not_arrive",
    "lag_of",
    "lags",
    "notice",
    "problems",
    "untold",
]

REFUSALS = ("decisions.notice_without_day", "decisions.told_in_the_future", "decisions.planned_date_has_passed")
"""What can be wrong with a notice."""

NOT_DELIVERED = "e-mail, not delivered"
"""The channel of a notice whose letter did not arrive."""

_Dated = tuple[Moment, str]

INTERVAL_FROM = 10
"""With fewer groups than this the median has no interval: every group is shown by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """How long it took until one group knew of a decision, in calendar days.

    Attributes
    ----------
    group
        The group.
    told
        From the decision until they were told, says the teller; negative where that came first.
    heard
        From the decision until they heard it, says the group.
    waited
        From the decision until the date of the case: what is known of a group that was not told. Never a zero.
    planned_on
        When they will be told, where they were not.
    notice
        The notice that dates it; empty where they were not told.
    """

    group: str
    told: DayRange | None = None
    heard: DayRange | None = None
    waited: DayRange
    planned_on: date | None = None
    notice: str | None = None

    @property
    def days(self) -> DayRange | None:
        """Until they heard it, or else until they were told; None while neither is known."""
        return self.heard if self.heard is not None else self.told

    @property
    def middle(self) -> float | None:
        """The midpoint of `days`: the day itself where both dates are known to the day."""
        return None if self.days is None else self.days.middle

    @property
    def differs(self) -> bool:
        """Whether teller and group tell different times; both are shown then."""
        return self.told is not None and self.heard is not None and self.told != self.heard


def lag_of(decided_at: Moment, notices: Iterable[Notice], *, group: str, at: date) -> Lag:
    """Return how long it took until a group knew of a decision.

    Of several notices the first counts; what the group says goes before what the teller says.

    Parameters
    ----------
    decided_at
        When the decision was taken.
    notices
        The notices of this decision to this group, in any order.
    group
        The group.
    at
        The date of the case; what lies after it has not happened.
    """
    told: _Dated | None = None
    heard: _Dated | None = None
    planned_on: date | None = None
    # One pass: a large register asks this hundreds of thousands of times, mostly of a single notice.
    for row in notices:
        told = _earlier(told, row.told_at, row.id, at)
        heard = _earlier(heard, row.heard_at, row.id, at)
        if row.planned_on is not None and (planned_on is None or row.planned_on > planned_on):
            planned_on = row.planned_on
    dated = heard or told
    return Lag(
        group=group,
        told=None if told is None else days_between(decided_at, told[0]),
        heard=None if heard is None else days_between(decided_at, heard[0]),
        waited=passed(decided_at, at=at),
        planned_on=planned_on if dated is None else None,
        notice=None if dated is None else dated[1],
    )


def did_not_arrive(notices: Iterable[Notice]) -> bool:
    """Say whether a group was written to and the letter did not arrive, and nothing reached it since.

    Parameters
    ----------
    notices
        The notices of one decision to one group.
    """
    rows = list(notices)
    reached = any(row.told_at is not None or row.heard_at is not None for row in rows)
    return not reached and any(row.channel == NOT_DELIVERED for row in rows)


def lags(dossier: Dossier, *, at: date) -> dict[str, Lag]:
    """Return the lag of every group that a decision touches or that has a notice of it, by group.

    A decision without a date has none.
    """
    decided_at = dossier.decision.decided_at
    if decided_at is None:
        return {}
    groups = sorted({group.id for group in dossier.groups} | set(dossier.notices))
    return {group: lag_of(decided_at, dossier.notices.get(group, ()), group=group, at=at) for group in groups}


def untold(dossier: Dossier, *, at: date) -> tuple[str, ...]:
    """Return the affected groups that nobody has told yet, in the order of their ids."""
    found = lags(dossier, at=at)
    return tuple(group.id for group in dossier.groups if group.id in found and found[group.id].days is None)


def problems(notice: Notice, *, at: date) -> tuple[Refusal, ...]:
    """Name everything that is wrong with a notice at a day: it has no day, or one on the wrong side of today.

    Being told before a decision is taken is no fault: hearing beforehand is what many agreements ask.
    """
    found = []
    if notice.told_at is None and notice.heard_at is None and notice.planned_on is None:
        found.append(Refusal("decisions.notice_without_day", {"group": notice.group}))
    if any(moment is not None and moment.first > at for moment in (notice.told_at, notice.heard_at)):
        found.append(Refusal("decisions.told_in_the_future", {"group": notice.group}))
    if notice.planned_on is not None and notice.planned_on < at:
        found.append(
            Refusal(
                "decisions.planned_date_has_passed",
                {"group": notice.group, "planned_on": notice.planned_on.isoformat()},
            )
        )
    return tuple(found)


def _earlier(found: _Dated | None, moment: Moment | None, name: str, at: date) -> _Dated | None:
    """Return which of two came first: what was found so far, or this moment if it has come."""
    if moment is None or not has_come(moment, at=at):
        return found
    if found is None or _first((moment, name)) < _first(found):
        return moment, name
    return found


def _first(dated: _Dated) -> tuple[date, date, str]:
    # Exact times are left out of the order: a moment without one cannot be compared with a moment that has one.
    return (dated[0].first, dated[0].last, dated[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """One decision with the lag of each group."""

    dossier: Dossier
    groups: dict[str, Group]
    lags: dict[str, Lag]
    civic: Median
    organizational: Median

    @property
    def at_least(self) -> float:
        """The median of the civic side, or, where it is not reached, the days that it has lasted at the least."""
        if self.civic.value is not None:
            return self.civic.value
        return max(self.lags[group].waited.middle for group in _of_side(self, Side.CIVIC))


def notice(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure is asked in the same way
    """Days until half of the groups of the civic side knew of a decision, where that took longest.

    Value: the Kaplan-Meier median over the groups of the civic side, each counting once: the first day on which half or
    fewer had still to hear. A lag runs until a group heard, or else was told; it is negative where that came first. Who
    was not told counts as still waiting, never as zero. Each decision has its own median: groups told of a small one
    the same day say nothing of those who waited months for a large one. The value is the longest of these medians. One
    that is not reached ranks by the days that passed so far, and is printed as not reached.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        Counts: civic groups told of that decision, of all it touches. Parts: ``civic_median`` and
        ``organizational_median`` of each decision, ``person_weighted_median`` and ``gap`` (civic minus organizational)
        of the main one, ``pooled_median`` over all pairs of decision and civic group. Independent groups count in none.

    Cannot say
    ----------
    Whether what was told was understood. Nor what people had heard as a rumour.

    Gaming
    ------
    A decision can be dated late, as "not yet formal". So the dates of the draft and of when it became likely stand
    beside it. One mail can count as told. So a group says itself when it heard.

    Source
    ------
    The paper: citizens heard months later. Involve's standard for the feedback loop. Kaplan and Meier 1958.
    """
    groups = case.by_id(Group)
    found = [_told(dossier, groups, case.at) for dossier in taken_dossiers(case)]
    pairs = [(one, group) for one in found for group in one.lags]
    known = sum(bool(one.dossier.notices.get(group)) for one, group in pairs)
    touching = [one for one in found if _of_side(one, Side.CIVIC)]
    main = max(touching, key=lambda one: (one.at_least, one.dossier.decision.id), default=None)
    tables = [_table(one) for one in found]
    if main is None:
        return Reading(known=known, candidates=len(pairs), details={"decision": None, "decisions": tables})
    return replace(_of_longest(main, found, tables), known=known, candidates=len(pairs))


def _of_longest(main: _Told, found: list[_Told], tables: list[dict[str, Any]]) -> Reading:
    civic = _of_side(main, Side.CIVIC)
    told = [group for group in civic if main.lags[group].days is not None]
    return Reading(
        value=main.civic.value,
        numerator=len(told),
        denominator=len(civic),
        interval=main.civic.interval if len(civic) >= INTERVAL_FROM else None,
        range=main.civic.range,
        parts=_parts(found, main),
        details={
            "decision": main.dossier.decision.id,
            "decisions": tables,
            "not_reached": main.civic.value is None,
            "at_least": main.at_least,
            "sizes_unknown": [group for group in civic if main.groups[group].size is None],
        },
        evidence=Evidence(
            numerator=tuple(sorted(name for group in told if (name := main.lags[group].notice) is not None)),
            denominator=tuple(civic),
            tables=(Notice.TABLE, Group.TABLE),
        ),
    )


def _told(dossier: Dossier, groups: dict[str, Group], at: date) -> _Told:
    known = {group: lag for group, lag in lags(dossier, at=at).items() if group in groups}
    by_side = {
        side: median_wait([_wait(known[group]) for group in known if groups[group].side is side])
        for side in (Side.CIVIC, Side.ORGANIZATIONAL)
    }
    return _Told(
        dossier=dossier,
        groups=groups,
        lags=known,
        civic=by_side[Side.CIVIC],
        organizational=by_side[Side.ORGANIZATIONAL],
    )


def _of_side(one: _Told, side: Side) -> list[str]:
    return [group for group in one.lags if one.groups[group].side is side]


def _wait(lag: Lag, weight: float = 1.0) -> Wait:
    return Wait(lag.days if lag.days is not None else lag.waited, over=lag.days is not None, weight=weight)


def _parts(found: list[_Told], main: _Told) -> tuple[Part, ...]:
    parts = []
    for one in found:
        of = one.dossier.decision.id
        parts.append(_part("civic_median", one.civic, Direction.DUTY, of))
        parts.append(_part("organizational_median", one.organizational, Direction.NONE, of))
    sized = [(main.lags[group], main.groups[group].size or 0) for group in _of_side(main, Side.CIVIC)]
    weighted = median_wait([_wait(lag, size) for lag, size in sized if size > 0], weighted=True)
    parts.append(_part("person_weighted_median", weighted, Direction.DUTY))
    pooled = median_wait([_wait(one.lags[group]) for one in found for group in _of_side(one, Side.CIVIC)])
    parts.append(_part("pooled_median", pooled, Direction.DUTY))
    civic, organizational = main.civic.value, main.organizational.value
    gap = civic - organizational if civic is not None and organizational is not None else None
    parts.append(Part(name="gap", value=gap, direction=Direction.DUTY, range=_gap_range(main)))
    return tuple(parts)


def _gap_range(main: _Told) -> tuple[float, float] | None:
    """Return the smallest and largest gap; None where it is exact or there is none."""
    ends = []
    for median in (main.civic, main.organizational):
        if median.value is None:
            return None
        ends.append(median.range or (median.value, median.value))
    low, high = ends[0][0] - ends[1][1], ends[0][1] - ends[1][0]
    return (low, high) if low != high else None


def _part(name: str, median: Median, direction: Direction, of: str = "") -> Part:
    curve = median.curves.late
    return Part(
        name=name,
        value=median.value,
        numerator=curve.events,
        denominator=curve.n,
        direction=direction,
        range=median.range,
        of=of,
    )


def _table(one: _Told) -> dict[str, Any]:
    """Return what a page needs to draw one decision: a bar for each group and the steps of the curve."""
    decision = one.dossier.decision
    likely = decision.became_likely_at
    known_before = None if likely is None or decision.decided_at is None else days_between(likely, decision.decided_at)
    return {
        "decision": decision.id,
        "decided_at": str(decision.decided_at),
        "draft_at": None if decision.draft_at is None else str(decision.draft_at),
        "days_from_likely": _both_ends(known_before),
        "civic_median": one.civic.value,
        "organizational_median": one.organizational.value,
        "groups": [_bar(one.lags[group], one.groups[group]) for group in one.lags],
        "steps": [
            {"days": step.time, "at_risk": step.at_risk, "events": step.events, "share_waiting": step.survival}
            for step in one.civic.curves.late.steps
        ],
    }


def _bar(lag: Lag, group: Group) -> dict[str, Any]:
    return {
        "group": group.id,
        "side": None if group.side is None else group.side.value,
        "size": group.size,
        "days": lag.middle,
        "told": _both_ends(lag.told),
        "heard": _both_ends(lag.heard),
        "differs": lag.differs,
        "not_told_for": _both_ends(lag.waited) if lag.days is None else None,
        "planned_on": None if lag.planned_on is None else lag.planned_on.isoformat(),
        "notice": lag.notice,
    }


def _both_ends(days: DayRange | None) -> list[int] | None:
    return None if days is None else [days.low, days.high]
