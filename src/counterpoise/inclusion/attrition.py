"""Who stays to the next round: people who took a position against the organization's proposal, and the others.

Who voted how is worked out here, counted, and forgotten: it is nowhere kept on a person, and no person is evidence.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite

from counterpoise.indicator import Direction, Evidence, Part, Reading
from counterpoise.levels.shares import ends, share_part
from counterpoise.record import Case, Side
from counterpoise.record.initiatives import Cycle
from counterpoise.record.participation import Participation
from counterpoise.record.people import Seat
from counterpoise.record.positions import Ballot, Statement, Vote
from counterpoise.statistics.intervals import conditional_odds_ratio, newcombe, odds_ratio
from counterpoise.statistics.logrank import log_rank
from counterpoise.statistics.survival import kaplan_meier

__all__ = ["ARM_MINIMUM", "Fixed", "fixed_statements", "rule_hash", "staying"]

ARM_MINIMUM = 10
"""Below this number of people in one of the two groups nothing beyond the counts is worked out."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """The statements whose vote against the proposal was fixed beforehand.

    Attributes
    ----------
    beforehand
        For each statement the vote that stands against the proposal.
    late
        Statements for which that was said only after somebody had voted; they do not count.
    """

    beforehand: Mapping[str, Ballot]
    late: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Arm:
    """How many people there were, how many stayed, and how long each has held a seat."""

    stayed: int
    people: int
    spans: Sequence[tuple[float, bool]]


def fixed_statements(case: Case) -> Fixed:
    """Return the statements whose vote against the organization's proposal was written down before anybody voted."""
    first_vote: dict[str, date] = {}
    for vote in case.versions(Vote):
        if vote.statement is not None and vote.ballot is not None:
            day = vote.recorded_at.date()
            first_vote[vote.statement] = min(day, first_vote.get(vote.statement, day))
    now = {row.id: row.against_proposal for row in case.rows(Statement) if row.against_proposal is not None}
    said: dict[str, date] = {}
    for version in case.versions(Statement):
        if now.get(version.id, Ballot.SEEN) is version.against_proposal:
            day = version.recorded_at.date()
            said[version.id] = min(day, said.get(version.id, day))
    late = {row for row in now if row in first_vote and first_vote[row] < said[row]}
    return Fixed({row: ballot for row, ballot in sorted(now.items()) if row not in late}, tuple(sorted(late)))


def rule_hash(fixed: Mapping[str, Ballot]) -> str:
    """Return the SHA-256 of the rule that says what counts as against, so that a change of the rule shows.

    Parameters
    ----------
    fixed
        For each statement the vote that stands against the proposal.
    """
    rule = [[statement, ballot.value] for statement, ballot in sorted(fixed.items())]
    return hashlib.sha256(json.dumps(rule).encode()).hexdigest()


def _rounds(case: Case) -> tuple[Cycle, Cycle] | None:
    """Return the last round that people went on from, and the round after it; nothing where nobody has gone on yet."""
    taken_part = {row.cycle for row in case.rows(Participation)}
    told = sorted((row for row in case.rows(Cycle) if row.id in taken_part), key=lambda row: (row.number, row.id))
    return (told[-2], told[-1]) if len(told) > 1 else None


def _people_in(case: Case, cycle: Cycle) -> set[str]:
    return {
        row.person
        for row in case.rows(Participation)
        if row.cycle == cycle.id and row.person is not None and row.side in {None, Side.CIVIC}
    }


def _against(case: Case, fixed: Mapping[str, Ballot], *, before: date | None) -> dict[str, bool]:
    """Say for each person who voted before the next round whether they voted against the proposal at least once."""
    last: dict[tuple[str, str], Ballot] = {}
    for vote in sorted(case.versions(Vote), key=lambda row: (row.recorded_at, row.version, row.id)):
        person, statement, ballot = vote.person, vote.statement, vote.ballot
        if person is None or statement is None or statement not in fixed or ballot is None or ballot is Ballot.SEEN:
            continue
        day = vote.happened_at.first if vote.happened_at else vote.recorded_at.date()
        if before is None or day < before:
            last[person, statement] = ballot
    found: dict[str, bool] = {}
    for (person, statement), ballot in last.items():
        found[person] = found.get(person, False) or ballot is fixed[statement]
    return found


def _spans(case: Case, people: Iterable[str]) -> list[tuple[float, bool]]:
    """Return for each person whose seat has a first day how many days they have held it, and whether they left it."""
    seats: dict[str, tuple[date, date | None]] = {}
    for seat in sorted(case.rows(Seat), key=lambda row: (row.active_from or date.max, row.id)):
        if seat.person is None or seat.active_from is None or seat.active_from > case.at:
            continue
        start, end = seats.get(seat.person, (seat.active_from, seat.active_until))
        still = end is None or seat.active_until is None
        seats[seat.person] = (start, None if still else max(end or date.min, seat.active_until or date.min))
    found = []
    for person in people:
        if person in seats:
            start, end = seats[person]
            left = end is not None and end <= case.at
            found.append((float(((end if left and end else case.at) - start).days), left))
    return sorted(found)


def _arms(case: Case, fixed: Fixed) -> tuple[_Arm, _Arm, int]:
    """Return the critics, the others, and how many people took part in the round."""
    rounds = _rounds(case)
    if rounds is None:
        return _Arm(0, 0, ()), _Arm(0, 0, ()), 0
    now, following = rounds
    there, stayed = _people_in(case, now), _people_in(case, following)
    voted = _against(case, fixed.beforehand, before=following.active_from)
    arms = []
    for critical in (True, False):
        people = {person for person in there if voted.get(person) is critical}
        arms.append(_Arm(len(people & stayed), len(people), _spans(case, people)))
    return arms[0], arms[1], len(there)


def staying(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure takes a seed
    """Whether people who took a position against the organization's proposal stay to the next round as others do.

    Value: share of them who stayed minus share of the others who stayed. Somebody belongs to them who voted against the
    proposal on at least one statement for which that vote was fixed beforehand. Staying is taking part in the next
    round.

    Parameters
    ----------
    case
        One initiative at a date; the last round that people went on from is read.
    seed
        Not used.

    Returns
    -------
    Reading
        With Newcombe's interval, odds ratios, and the size of every group and cell, from which the display follows.

    Cannot say
    ----------
    Why people left: ask them when they leave. Nor what those think who did not vote.

    Gaming
    ------
    Mild critics can be invited, or the rule can be changed afterwards. So the rule has a hash and a date.

    Source
    ------
    The paper on archetypal active citizens; Karjalainen and Rapeli 2015 on who leaves a deliberation.
    """
    fixed = fixed_statements(case)
    critics, others, there = _arms(case, fixed)
    complete = critics.people > 0 and others.people > 0
    low = (critics.stayed, critics.people, others.stayed, others.people)
    return Reading(
        value=critics.stayed / critics.people - others.stayed / others.people if complete else None,
        numerator=critics.stayed,
        denominator=critics.people,
        interval=ends(newcombe(*low)) if complete else None,
        known=critics.people + others.people,
        candidates=there,
        parts=_parts(critics, others) if complete else (),
        details={
            "rule_hash": rule_hash(fixed.beforehand),
            "fixed_late": list(fixed.late),
            "log_rank": _log_rank(critics, others),
        },
        evidence=Evidence(
            numerator=tuple(fixed.beforehand),
            denominator=tuple(fixed.beforehand),
            excluded=fixed.late,
            tables=("statements",),
        ),
        arms=(critics.people, others.people),
        cells=(critics.stayed, critics.people - critics.stayed, others.stayed, others.people - others.stayed),
    )


def _parts(critics: _Arm, others: _Arm) -> tuple[Part, ...]:
    table = (critics.stayed, critics.people - critics.stayed, others.stayed, others.people - others.stayed)
    plain = odds_ratio(*table)
    found = [
        share_part("stayed", critics.stayed, critics.people, of="critics"),
        share_part("stayed", others.stayed, others.people, of="others"),
        Part(name="odds_ratio", value=plain.adjusted, interval=ends(plain.interval), direction=Direction.DUTY),
    ]
    if min(critics.people, others.people) >= ARM_MINIMUM:
        exact = conditional_odds_ratio(*table)
        finite = exact.estimate is not None and isfinite(exact.estimate)
        found.append(
            Part(name="odds_ratio_conditional", value=exact.estimate if finite else None, direction=Direction.DUTY)
        )
        for name, arm in (("critics", critics), ("others", others)):
            if len(arm.spans) == arm.people:
                curve = kaplan_meier([days for days, _ in arm.spans], [left for _, left in arm.spans])
                found.append(Part(name="median_days_in_seat", value=curve.median, denominator=arm.people, of=name))
    return tuple(found)


def _log_rank(critics: _Arm, others: _Arm) -> dict[str, float] | None:
    """Compare how long both hold their seats, for the researcher; only where every seat has its dates."""
    arms = (critics, others)
    if any(arm.people < ARM_MINIMUM or len(arm.spans) < arm.people for arm in arms):
        return None
    tested = log_rank([([days for days, _ in arm.spans], [left for _, left in arm.spans]) for arm in arms])
    return {"chi2": tested.chi2, "degrees": tested.degrees}
