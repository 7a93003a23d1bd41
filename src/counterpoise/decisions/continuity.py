"""What is left of promises, agreements and mandates after something changed around an initiative."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from counterpoise.control.mandates import is_agreed
from counterpoise.decisions.lifecycle import is_taken
from counterpoise.indicator import Direction, Evidence, Part, Reading
from counterpoise.levels.shares import ends, share_part
from counterpoise.record import Case, DayRange, Moment, days_between
from counterpoise.record.commitments import Commitment, CommitmentState, Promise
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import ContextChange, ContextChangeKind
from counterpoise.record.mandates import Mandate, MandateState
from counterpoise.record.reviews import ReviewRound
from counterpoise.statistics.intervals import wilson

__all__ = ["Outcome", "Reversal", "UnderReview", "continuity", "reversals", "under_review"]


class Outcome(StrEnum):
    """What came of something that a change put on review."""

    CONFIRMED = "confirmed"
    RENEGOTIATED = "renegotiated"
    DROPPED = "dropped"
    REVERSED = "reversed"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderReview:
    """One promise, agreement or mandate that one change put on review.

    Attributes
    ----------
    table
        Its table.
    id
        Its id.
    context_change
        The change.
    outcome
        What came of it; None while it is still on review.
    """

    table: str
    id: str
    context_change: str
    outcome: Outcome | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversal:
    """A decision that turns an earlier one around.

    Attributes
    ----------
    decision, reverses
        The later and the earlier decision.
    days
        From the earlier to the later one; None where the earlier one has no date or is not in the record.
    leadership_change
        The last change of leadership before the later one.
    days_since_change
        From that change to the later one.
    """

    decision: str
    reverses: str
    days: DayRange | None
    leadership_change: str | None
    days_since_change: DayRange | None


def under_review(case: Case) -> tuple[UnderReview, ...]:
    """Return what changes around an initiative put on review, and what came of each.

    A promise, agreement or mandate was put on review by a change that one of its versions names. What came of it is the
    last outcome told from that version on, until another change is named. A mandate was confirmed where both sides
    agreed to it as it had stood, renegotiated where they agreed to something else, and dropped where it expired.
    """
    found: list[UnderReview] = []
    for kind in (Promise, Commitment):
        for name, versions in _by_id(case.versions(kind)).items():
            changes: dict[str, Outcome | None] = {}
            now = None
            for version in versions:
                now = version.context_change or now
                if now is not None:
                    changes[now] = _STATES.get(version.state, changes.get(now))
            found += _told(kind.TABLE, name, changes)
    for name, mandates in _by_id(case.versions(Mandate)).items():
        found += _told(Mandate.TABLE, name, _mandate(mandates))
    return tuple(sorted(found, key=lambda one: (one.table, one.id, one.context_change)))


def reversals(case: Case) -> tuple[Reversal, ...]:
    """Return the decisions that turn an earlier one around, in the order of their ids."""
    decisions = case.by_id(Decision)
    leaders = [row for row in case.rows(ContextChange) if row.kind is ContextChangeKind.LEADERSHIP]
    found = []
    for later in sorted(decisions.values(), key=lambda row: row.id):
        if later.reverses is None or later.decided_at is None or not is_taken(later, at=case.at):
            continue
        earlier = decisions.get(later.reverses)
        change = _last_before(leaders, later.decided_at)
        found.append(
            Reversal(
                decision=later.id,
                reverses=later.reverses,
                days=_between(None if earlier is None else earlier.decided_at, later.decided_at),
                leadership_change=None if change is None else change.id,
                days_since_change=_between(None if change is None else change.happened_at, later.decided_at),
            )
        )
    return tuple(found)


def continuity(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure is asked in the same way
    """Share of promises, agreements and mandates that were confirmed, of those that a change put on review.

    Value: confirmed / put on review, with Wilson's interval. What one change put on review counts once for that change.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        Parts: each outcome (``outcome`` of ``confirmed`` and so on), ``confirmed`` by kind of record,
        ``days_to_review`` of each change until both sides talked in a review, ``reversal_days`` of each decision that
        turns another around. Details hold the pairs of decisions and the last change of leadership before.

    Cannot say
    ----------
    Whether a change was needed. To stay the same is not better than to change.

    Gaming
    ------
    What is never put on review cannot be dropped. So what stood at the time of a change and names none is counted too.

    Source
    ------
    The paper: a new director turned an earlier choice around. The share is new.
    """
    found = under_review(case)
    confirmed = [one for one in found if one.outcome is Outcome.CONFIRMED]
    n = len(found)
    turned = reversals(case)
    return Reading(
        value=len(confirmed) / n if n else None,
        numerator=len(confirmed),
        denominator=n,
        interval=ends(wilson(len(confirmed), n)) if n else None,
        known=sum(one.outcome is not None for one in found),
        candidates=n,
        parts=(*_outcome_parts(found), *_review_parts(case), *_reversal_parts(turned)),
        details={
            "under_review": [_row(one) for one in found],
            "not_put_on_review": _passed_over(case, found),
            "reversals": [_pair(one) for one in turned],
        },
        evidence=Evidence(
            numerator=_ids(confirmed),
            denominator=_ids(found),
            excluded=_ids(one for one in found if one.outcome is None),
            tables=(Promise.TABLE, Commitment.TABLE, Mandate.TABLE),
        ),
    )


_STATES = {CommitmentState(outcome.value): outcome for outcome in Outcome}


def _by_id(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.id].append(row)
    return {name: sorted(found[name], key=lambda row: row.version) for name in sorted(found)}


def _told(table: str, name: str, changes: dict[str, Outcome | None]) -> list[UnderReview]:
    return [
        UnderReview(table=table, id=name, context_change=change, outcome=outcome) for change, outcome in changes.items()
    ]


def _mandate(versions: list[Mandate]) -> dict[str, Outcome | None]:
    changes: dict[str, Outcome | None] = {}
    now: str | None = None
    before: Mandate | None = None
    for place, version in enumerate(versions):
        if version.context_change is not None and version.context_change != now:
            now = version.context_change
            before = versions[place - 1] if place else None
        if now is not None:
            changes[now] = _mandate_outcome(version, before) or changes.get(now)
    return changes


def _mandate_outcome(version: Mandate, before: Mandate | None) -> Outcome | None:
    if version.state is MandateState.EXPIRED:
        return Outcome.DROPPED
    if not is_agreed(version):
        return None
    return Outcome.CONFIRMED if before is not None and _content(version) == _content(before) else Outcome.RENEGOTIATED


def _content(version: Mandate) -> tuple[object, ...]:
    return version.matter, version.holder, version.say, frozenset(version.others), version.limits


def _last_before(changes: Iterable[ContextChange], day: Moment) -> ContextChange | None:
    before = [
        (row.happened_at, row.id, row)
        for row in changes
        if row.happened_at is not None and row.happened_at.first <= day.first
    ]
    return max(before, key=lambda one: one[:2])[-1] if before else None


def _between(start: Moment | None, end: Moment) -> DayRange | None:
    return None if start is None else days_between(start, end)


def _ids(rows: Iterable[UnderReview]) -> tuple[str, ...]:
    return tuple(sorted({row.id for row in rows}))


def _outcome_parts(found: tuple[UnderReview, ...]) -> list[Part]:
    n = len(found)
    parts = [share_part("outcome", sum(one.outcome is each for one in found), n, of=each.value) for each in Outcome]
    for table in (Promise.TABLE, Commitment.TABLE, Mandate.TABLE):
        own = [one for one in found if one.table == table]
        parts.append(share_part("confirmed", sum(one.outcome is Outcome.CONFIRMED for one in own), len(own), of=table))
    return parts


def _review_parts(case: Case) -> list[Part]:
    """Return for each change how long it took until both sides talked in a review; none where they did not yet."""
    talked = [row.talked_at for row in case.rows(ReviewRound) if row.talked_at is not None]
    parts = []
    for change in sorted(case.rows(ContextChange), key=lambda row: row.id):
        since = change.happened_at
        if since is None or not case.had_happened(since):
            continue
        after = [one for one in talked if case.had_happened(one) and one.first >= since.first]
        days = days_between(since, min(after, key=lambda one: one.first)) if after else None
        parts.append(_days_part("days_to_review", days, Direction.DUTY, change.id))
    return parts


def _reversal_parts(turned: tuple[Reversal, ...]) -> list[Part]:
    parts = []
    for one in turned:
        parts.append(_days_part("reversal_days", one.days, Direction.NONE, one.decision))
        parts.append(_days_part("days_since_leadership_change", one.days_since_change, Direction.NONE, one.decision))
    return parts


def _days_part(name: str, days: DayRange | None, direction: Direction, of: str) -> Part:
    return Part(
        name=name,
        value=None if days is None else days.middle,
        direction=direction,
        range=None if days is None or days.exact else (days.low, days.high),
        of=of,
    )


def _passed_over(case: Case, found: tuple[UnderReview, ...]) -> dict[str, int]:
    """Count by kind what stood before the last change and was never put on review by any."""
    days = [row.happened_at.first for row in case.rows(ContextChange) if row.happened_at is not None]
    seen = {(one.table, one.id) for one in found}
    counted = {}
    for kind in (Promise, Commitment, Mandate):
        rows = case.rows(kind)
        stood = [row for row in rows if days and row.happened_at is not None and row.happened_at.first < max(days)]
        counted[kind.TABLE] = sum((kind.TABLE, row.id) not in seen for row in stood)
    return counted


def _row(one: UnderReview) -> dict[str, str | None]:
    outcome = None if one.outcome is None else one.outcome.value
    return {"table": one.table, "id": one.id, "context_change": one.context_change, "outcome": outcome}


def _pair(one: Reversal) -> dict[str, Any]:
    return {
        "decision": one.decision,
        "reverses": one.reverses,
        "days": _both_ends(one.days),
        "leadership_change": one.leadership_change,
        "days_since_change": _both_ends(one.days_since_change),
    }


def _both_ends(days: DayRange | None) -> list[int] | None:
    return None if days is None else [days.low, days.high]
