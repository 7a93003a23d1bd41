"""Who stays to the next round: people who took a position against the organization's proposal, and the others.

Who voted how is worked out here, counted, and forgotten: it is nowhere kept on a person, and no person is evidence.
"""

import hashlib
import json
from collections.abc import Mapping
from math import isfinite

from counterpoise.indicator import Direction, Display, Evidence, Part, Reading
from counterpoise.levels.aggregates import Arm, Fixed, fixed_statements, stayed
from counterpoise.levels.shares import ends, share_part
from counterpoise.record import Case
from counterpoise.record.positions import Ballot
from counterpoise.statistics.intervals import conditional_odds_ratio, newcombe, odds_ratio
from counterpoise.statistics.logrank import log_rank
from counterpoise.statistics.survival import kaplan_meier

__all__ = ["ARM_MINIMUM", "Fixed", "fixed_statements", "rule_hash", "staying"]

ARM_MINIMUM = 10
"""Below this number of people in one of the two groups nothing beyond the counts is worked out."""


def rule_hash(fixed: Mapping[str, Ballot]) -> str:
    """Return the SHA-256 of the rule that says what counts as against, so that a change of the rule shows.

    Parameters
    ----------
    fixed
        For each statement the vote that stands against the proposal.
    """
    rule = [[statement, ballot.value] for statement, ballot in sorted(fixed.items())]
    return hashlib.sha256(json.dumps(rule).encode()).hexdigest()


def staying(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure takes a seed
    """Whether people who took a position against the organization's proposal stay to the next round as others do.

    Value: share of them who stayed minus share of the others who stayed. Somebody belongs to them who voted against the
    proposal on at least one statement for which that vote was fixed beforehand. Staying is taking part in the next
    round. Where the reader gets no ballots, the counts are there if all of them may be shown, and else that they may
    not.

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
    found = stayed(case, fixed)
    critics, others = found.critics, found.others
    complete = critics.people > 0 and others.people > 0
    low = (critics.stayed, critics.people, others.stayed, others.people)
    return Reading(
        value=critics.stayed / critics.people - others.stayed / others.people if complete else None,
        numerator=critics.stayed,
        denominator=found.voted if found.held_back else critics.people,
        interval=ends(newcombe(*low)) if complete else None,
        known=found.voted,
        candidates=found.there,
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
        at_most=Display.SUPPRESSED if found.held_back else None,
    )


def _parts(critics: Arm, others: Arm) -> tuple[Part, ...]:
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


def _log_rank(critics: Arm, others: Arm) -> dict[str, float] | None:
    """Compare how long both hold their seats, for the researcher; only where every seat has its dates."""
    arms = (critics, others)
    if any(arm.people < ARM_MINIMUM or len(arm.spans) < arm.people for arm in arms):
        return None
    tested = log_rank([([days for days, _ in arm.spans], [left for _, left in arm.spans]) for arm in arms])
    return {"chi2": tested.chi2, "degrees": tested.degrees}
