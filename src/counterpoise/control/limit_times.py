"""Whether limits were told in time, and how long requests for a limit wait."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from counterpoise.control.limits import (
    Lateness,
    QuestionState,
    lateness,
    limits_not_told_before,
    question_state,
)
from counterpoise.indicator import Direction, Evidence, Part, Reading
from counterpoise.levels.shares import ends, share_part
from counterpoise.levels.spaces import released
from counterpoise.record import Case, Moment, Side, days_between
from counterpoise.record.contributions import Contribution
from counterpoise.record.decisions import Decision
from counterpoise.record.mandates import Limit, LimitKind, LimitQuestion
from counterpoise.statistics.intervals import wilson
from counterpoise.statistics.survival import kaplan_meier_range

__all__ = ["late_limits", "limits"]


@dataclass(frozen=True, slots=True)
class _Timed:
    """A limit with the days from the first contribution that it binds to the day on which it was told."""

    limit: Limit
    late: Lateness
    lag: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class _Untold:
    """A limit that a decision used and that nobody had been told before."""

    decision: Decision
    text: str


def limits(case: Case, *, seed: int) -> Reading:
    """Share of limits that were told before the first contribution that they bind.

    Value: limits and red lines told before / all of them, with those that a decision used and that nobody was told of.
    A contribution is bound by the limits of other sides on its matter. What is left open is no limit: it stands beside.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        Where months leave it open whether a limit was in time, `range` has both ends. Parts: median days from the
        first contribution to the limit (negative is before), requests answered, days of the oldest one that waits.

    Cannot say
    ----------
    Whether a limit was right. Early and narrow limits can empty a process, so their number is shown as well.

    Gaming
    ------
    Everything can be declared a limit on the first day. So what is left open stands beside, and citizens say what is
    real.

    Source
    ------
    The paper on the question at what point people cannot go on, which nobody answered.
    """
    del seed
    timed = _timed(case)
    untold = _untold(case)
    dated = [one for one in timed if one.late is not Lateness.NOT_KNOWN]
    let_out = released(case, "control.limits")
    sure = sum(one.late is Lateness.IN_TIME for one in dated) + let_out.numerator
    maybe = sum(one.late is Lateness.EITHER for one in dated)
    whole = len(dated) + len(untold) + let_out.denominator
    number = sure + maybe / 2 if maybe else sure
    return Reading(
        value=number / whole if whole else None,
        numerator=number,
        denominator=whole,
        interval=ends(wilson(sure, whole)) if whole and not maybe else None,
        range=(sure / whole, (sure + maybe) / whole) if maybe else None,
        known=whole,
        candidates=whole + len(timed) - len(dated) + let_out.silent_rooms,
        parts=(_median_lag(case, dated, untold), *_request_parts(case)),
        details={
            "limits": [_limit_line(one) for one in timed],
            "not_told": [{"decision": one.decision.id, "text": one.text} for one in untold],
            "openings": sorted(row.id for row in case.rows(Limit) if row.kind is LimitKind.OPENING),
            "requests": _requests(case),
            "silent_rooms": let_out.silent_rooms,
        },
        evidence=_evidence(timed, untold),
    )


def late_limits(case: Case) -> dict[str, Lateness]:
    """Return for each limit and red line of a case whether people were told in time; openings bind nobody.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    """
    return {one.limit.id: one.late for one in _timed(case)}


def _evidence(timed: list[_Timed], untold: list[_Untold]) -> Evidence:
    dated = [one for one in timed if one.late is not Lateness.NOT_KNOWN]
    return Evidence(
        numerator=tuple(one.limit.id for one in dated if one.late is Lateness.IN_TIME),
        denominator=(*(one.limit.id for one in dated), *sorted({one.decision.id for one in untold})),
        excluded=tuple(one.limit.id for one in timed if one.late is Lateness.NOT_KNOWN),
        tables=(Limit.TABLE, Decision.TABLE),
    )


def _first_contributions(case: Case) -> dict[tuple[str, Side | None], Moment]:
    """Return the first contribution of each side on each matter."""
    first: dict[tuple[str, Side | None], Moment] = {}
    for row in case.rows(Contribution):
        if row.matter and row.happened_at is not None:
            key = (row.matter, row.side)
            first[key] = min(first.get(key, row.happened_at), row.happened_at, key=lambda moment: moment.first)
    return first


def _timed(case: Case) -> list[_Timed]:
    first = _first_contributions(case)
    sides = (*Side, None)
    versions: defaultdict[str, list[Limit]] = defaultdict(list)
    for version in case.versions(Limit):
        versions[version.id].append(version)
    found = []
    for row in sorted(case.rows(Limit), key=lambda row: row.id):
        if row.kind is LimitKind.OPENING:
            continue
        others = (first.get((row.matter or "", side)) for side in sides if side is None or side is not row.side)
        bound = min((moment for moment in others if moment is not None), key=lambda one: one.first, default=None)
        lag = None
        if bound is not None and row.declared_at is not None:
            days = days_between(bound, row.declared_at)
            lag = (days.low, days.high)
        found.append(_Timed(row, lateness(versions[row.id], first_bound=bound), lag))
    return found


def _untold(case: Case) -> list[_Untold]:
    declared: defaultdict[str | None, list[Limit]] = defaultdict(list)
    for limit in case.rows(Limit):
        declared[limit.matter].append(limit)
    found: dict[tuple[str | None, str], _Untold] = {}
    for row in sorted(case.rows(Decision), key=lambda row: row.id):
        if row.undeclared_limits and case.had_happened(row.decided_at):
            for text in limits_not_told_before(row, limits=declared[row.matter]):
                # Two decisions that use the same limit on a matter use one limit.
                found.setdefault((row.matter, text.casefold()), _Untold(row, text))
    return list(found.values())


def _median_lag(case: Case, dated: list[_Timed], untold: list[_Untold]) -> Part:
    """Return the median days from the first contribution to the limit; what was never told has waited until now."""
    first = _first_contributions(case)
    lags = [(one.lag, True) for one in dated if one.lag is not None]
    for one in untold:
        moments = [moment for (matter, _), moment in first.items() if matter == one.decision.matter]
        if moments:
            days = days_between(min(moments, key=lambda moment: moment.first), case.at)
            lags.append(((days.low, days.high), False))
    if not lags:
        return Part(name="median_days", direction=Direction.DUTY)
    seen = [told for _, told in lags]
    curve = kaplan_meier_range([lag[0] for lag, _ in lags], [lag[1] for lag, _ in lags], seen)
    low, high = curve.median_range
    known = low is not None and high is not None
    return Part(
        name="median_days",
        value=(low + high) / 2 if low is not None and high is not None else None,
        numerator=sum(seen),
        denominator=len(lags),
        direction=Direction.DUTY,
        range=(low, high) if known and low is not None and high is not None and low != high else None,
    )


def _requests(case: Case) -> list[dict[str, Any]]:
    found = []
    for row in sorted(case.rows(LimitQuestion), key=lambda row: row.id):
        state = question_state(row, at=case.at)
        asked = row.happened_at
        days = (
            days_between(asked, row.answered_at if _settled(state) and row.answered_at else case.at) if asked else None
        )
        found.append(
            {
                "request": row.id,
                "matter": row.matter,
                "state": str(state),
                "overdue": state is QuestionState.OVERDUE,
                "days": days.middle if days is not None else None,
                "range": [days.low, days.high] if days is not None and not days.exact else None,
            }
        )
    return found


def _settled(state: QuestionState) -> bool:
    return state is QuestionState.ANSWERED


def _request_parts(case: Case) -> tuple[Part, Part]:
    lines = _requests(case)
    answered = sum(line["state"] == QuestionState.ANSWERED for line in lines)
    waiting = [line for line in lines if line["state"] != QuestionState.ANSWERED and line["days"] is not None]
    oldest = max(waiting, key=lambda line: (line["days"], line["request"]), default=None)
    return (
        share_part("requests_answered", answered, len(lines), direction=Direction.DUTY),
        Part(
            name="oldest_request_days",
            value=oldest["days"] if oldest is not None else None,
            denominator=len(lines) - answered,
            direction=Direction.DUTY,
            range=(oldest["range"][0], oldest["range"][1]) if oldest is not None and oldest["range"] else None,
            of=oldest["request"] if oldest is not None else "",
        ),
    )


def _limit_line(one: _Timed) -> dict[str, Any]:
    limit = one.limit
    return {
        "limit": limit.id,
        "matter": limit.matter,
        "kind": str(limit.kind),
        "side": str(limit.side) if limit.side is not None else None,
        "told": str(one.late),
        "days": sum(one.lag) / 2 if one.lag is not None else None,
        "real_for_citizens": limit.real_for_citizens,
    }
