"""Which interests prevailed: whose position decisions came nearest to, as both sides read it, and what was weighed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from counterpoise.indicator import Display, Evidence, Part, Reading
from counterpoise.interests.positions import Table, about_decision, both_sides, decided
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.shares import ends, share_part
from counterpoise.levels.sides import has_come
from counterpoise.record import Case, Side
from counterpoise.record.decisions import Decision, Nearest, NearestCoding
from counterpoise.statistics.intervals import sign_test, wilson

__all__ = ["REFUSALS", "may_read_outcome", "nearest_of", "outcomes", "read_as", "readings_of"]

REFUSALS = ("interests.not_taken", "interests.no_reading", "interests.reads_for_neither")
"""The words with which this module says no."""

_TREND = 10
_READERS = frozenset({Side.CIVIC, Side.ORGANIZATIONAL})


def may_read_outcome(decision: Decision, *, side: Side, nearest: Nearest | None, at: date) -> tuple[Refusal, ...]:
    """Say what stands in the way of reading, for one side, whose position a decision came nearest to.

    Parameters
    ----------
    decision
        The decision; a draft has no outcome.
    side
        The side of who reads it: only the two sides do.
    nearest
        Whose position it came nearest to.
    at
        The day.
    """
    found = []
    if not has_come(decision.decided_at, at=at):
        found.append(Refusal("interests.not_taken"))
    if nearest is None:
        found.append(Refusal("interests.no_reading"))
    if side not in _READERS:
        found.append(Refusal("interests.reads_for_neither", {"side": side.value}))
    return tuple(found)


def read_as(decision: Decision, *, side: Side, nearest: Nearest) -> Decision:
    """Return a decision with the reading of one side; what that side read before falls away."""
    others = tuple(one for one in decision.nearest if one.coder_side is not side)
    return replace(decision, nearest=(*others, NearestCoding(coder_side=side, nearest=nearest)))


def readings_of(decision: Decision, side: Side) -> frozenset[Nearest]:
    """Return whose position a decision came nearest to, as the coders of one side read it."""
    return frozenset(one.nearest for one in decision.nearest if one.coder_side is side and one.nearest is not None)


def nearest_of(decision: Decision) -> Nearest | None:
    """Return whose position a decision came nearest to, where one reader of each side says the same; else nothing."""
    readings = readings_of(decision, Side.CIVIC) | readings_of(decision, Side.ORGANIZATIONAL)
    return next(iter(readings)) if _read_by_both(decision) and len(readings) == 1 else None


def _read_by_both(decision: Decision) -> bool:
    return bool(readings_of(decision, Side.CIVIC)) and bool(readings_of(decision, Side.ORGANIZATIONAL))


def _opposed(case: Case) -> list[Decision]:
    """Return the decisions with positions of both sides on record, and those that somebody read as a choice between."""
    table = Table(case)
    return [
        row
        for row in decided(case)
        if nearest_of(row) is not Nearest.NOT_COMPARABLE and (row.nearest or both_sides(about_decision(row, table)))
    ]


def outcomes(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure takes a seed
    """Whose position decisions came nearest to, where both sides had put theirs on record.

    Value: decisions that both a civic and an organization's reader find nearest to the civic position / decisions with
    opposed positions that both have read.

    Parameters
    ----------
    case
        One initiative at a date.
    seed
        Not used.

    Returns
    -------
    Reading
        With the shares of the other outcomes, where readers disagree, what was weighed, and which of these decisions
        turns another one around.

    Cannot say
    ----------
    What was right. Nor anything about conflicts that were never recorded.

    Gaming
    ------
    Easy decisions can be read and hard ones left. So one reader of each side reads, and unread ones are counted.

    Source
    ------
    The paper: participation is always just one policy imperative among many others.
    """
    opposed = _opposed(case)
    read = [row for row in opposed if _read_by_both(row)]
    civic = [row for row in read if nearest_of(row) is Nearest.CIVIC]
    n = len(read)
    return Reading(
        value=len(civic) / n if n else None,
        numerator=len(civic),
        denominator=n,
        interval=ends(wilson(len(civic), n)) if n else None,
        known=n,
        candidates=len(opposed),
        parts=_parts(read),
        details={
            "decisions": [_detail(row) for row in opposed],
            "considerations": _considerations(opposed),
            "reversals": _reversals(read),
            "sign_test_p": _sign_test(read),
        },
        evidence=Evidence(
            numerator=tuple(row.id for row in civic),
            denominator=tuple(row.id for row in read),
            excluded=tuple(row.id for row in opposed if not _read_by_both(row)),
            tables=("decisions",),
        ),
        at_most=None if n >= _TREND else Display.COUNTS,
    )


def _parts(read: Sequence[Decision]) -> tuple[Part, ...]:
    agreed = Counter(nearest_of(row) for row in read)
    named = (Nearest.ORGANIZATIONAL, Nearest.BETWEEN, Nearest.OTHER)
    return (
        *(share_part("nearest", agreed[outcome], len(read), of=outcome.value) for outcome in named),
        share_part("readers_disagree", agreed[None], len(read)),
    )


def _detail(decision: Decision) -> dict[str, object]:
    nearest = nearest_of(decision)
    return {
        "decision": decision.id,
        "nearest": nearest.value if nearest else None,
        "civic_reading": sorted(one.value for one in readings_of(decision, Side.CIVIC)),
        "organizational_reading": sorted(one.value for one in readings_of(decision, Side.ORGANIZATIONAL)),
        "reverses": decision.reverses,
    }


def _considerations(decisions: Sequence[Decision]) -> list[dict[str, object]]:
    """Count in how many decisions each kind of reason was weighed, and whose reason it was; the most frequent first."""
    found: Counter[str] = Counter()
    sides: Counter[tuple[str, Side]] = Counter()
    for decision in decisions:
        found.update({one.kind.value for one in decision.considerations if one.kind is not None})
        sides.update({(one.kind.value, one.side) for one in decision.considerations if one.kind and one.side})
    return [
        {"kind": kind, "decisions": count, **{side.value: sides[kind, side] for side in Side}}
        for kind, count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def _reversals(read: Sequence[Decision]) -> list[list[str]]:
    """Return the pairs in which one counted decision turns another one around: [the later one, the earlier one]."""
    counted = {row.id for row in read}
    return [[row.id, row.reverses] for row in read if row.reverses in counted and row.reverses is not None]


def _sign_test(read: Sequence[Decision]) -> float | None:
    """Compare civic with organizational outcomes, for the researcher; only from ten decisions."""
    civic = sum(nearest_of(row) is Nearest.CIVIC for row in read)
    organizational = sum(nearest_of(row) is Nearest.ORGANIZATIONAL for row in read)
    if civic + organizational < _TREND:
        return None
    return sign_test([1.0] * civic + [-1.0] * organizational).p
