"""What is used: the odds that a contribution changes a decision, for the two sides."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from counterpoise.expertise.given import USED, given, side_of, traces_of
from counterpoise.indicator import Direction, Display, Evidence, Part, Reading
from counterpoise.levels.shares import ends, share_part
from counterpoise.record import Case, Reply, Side
from counterpoise.record.contributions import Contribution
from counterpoise.record.decisions import Effect, Trace
from counterpoise.record.people import Capacity
from counterpoise.statistics.intervals import conditional_odds_ratio, mantel_haenszel, odds_ratio

__all__ = ["FEWEST", "uptake"]

FEWEST = 5
"""Below so many traced contributions on a side there is a list and no ratio."""

_SMALL = 200
"""In larger tables than this the exact ratio is not computed: it is the dear part of a run over many initiatives."""


@dataclass(frozen=True, slots=True)
class _Fate:
    """One traced contribution: its side and its traces."""

    row: Contribution
    side: Side
    traces: Sequence[Trace]

    @property
    def used(self) -> bool:
        return any(trace.effect in USED for trace in self.traces)


def uptake(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure takes a seed
    """Odds that a contribution of the civic side is used, against one of the organization's side.

    Value: odds ratio with 0.5 added to each cell, ((u_c + .5)(n_o − u_o + .5)) / ((n_c − u_c + .5)(u_o + .5)), where u
    counts the traced contributions that changed a decision, wholly or partly, of n.

    Parameters
    ----------
    case
        One initiative at a date.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        Ratio with its logit interval; 1 means equal odds. Parts: ``civic`` and ``organizational`` (shares used),
        ``crude``, ``exact`` (conditional maximum likelihood), ``within_matters`` (Mantel-Haenszel), ``untraced`` and
        ``confirmed`` (shares of contributions, and of traces that their authors confirmed).

    Cannot say
    ----------
    Whether a contribution was good or could be done. Nor influence outside the record.

    Gaming
    ------
    Contributions can be split or merged, or only easy ones traced. So the untraced share is shown, and authors confirm
    traces.

    Source
    ------
    Font, Smith, Galais and Alarcon 2018 on the fate of 571 proposals.
    """
    everything = [(row, side) for row, side in _of_both_sides(case) if side is not Side.INDEPENDENT]
    traces = traces_of(case)
    fates = [_Fate(row, side, traces[row.id]) for row, side in everything if side is not None and row.id in traces]
    (a, b), (c, d) = _arm(fates, Side.CIVIC), _arm(fates, Side.ORGANIZATIONAL)
    compared = a + b > 0 and c + d > 0
    ratio = odds_ratio(a, b, c, d) if compared else None
    return Reading(
        value=ratio.adjusted if ratio else None,
        numerator=a + c,
        denominator=len(fates),
        interval=ends(ratio.interval) if ratio else None,
        known=len(fates),
        candidates=len(everything),
        parts=(
            share_part("civic", a, a + b),
            share_part("organizational", c, c + d),
            Part(name="crude", value=ratio.crude if ratio else None),
            _exact((a, b, c, d)),
            _within_matters(fates),
            share_part("untraced", len(everything) - len(fates), len(everything), direction=Direction.DUTY),
            _confirmed(fates),
        ),
        details={"fates": _table(fates), "by_matter": _by_matter(fates)},
        evidence=_evidence(fates, [row.id for row, _ in everything]),
        at_most=Display.LIST if min(a + b, c + d) < FEWEST else None,
    )


def _evidence(fates: Sequence[_Fate], everything: Sequence[str]) -> Evidence:
    known = {fate.row.id for fate in fates}
    return Evidence(
        numerator=tuple(fate.row.id for fate in fates if fate.used),
        denominator=tuple(fate.row.id for fate in fates),
        excluded=tuple(name for name in everything if name not in known),
        tables=(Contribution.TABLE,),
    )


def _of_both_sides(case: Case) -> list[tuple[Contribution, Side | None]]:
    capacities = case.by_id(Capacity)
    return [(row, side_of(row, capacities)) for row in given(case)]


def _arm(fates: Sequence[_Fate], side: Side) -> tuple[int, int]:
    used = [fate.used for fate in fates if fate.side is side]
    return sum(used), len(used) - sum(used)


def _exact(table: tuple[int, int, int, int]) -> Part:
    # With ten or more in each cell the other interval says the same, a hundred times faster.
    if sum(table) > _SMALL or min(table) >= 10:
        return Part(name="exact")
    found = conditional_odds_ratio(*table)
    value = found.estimate if found.estimate is not None and math.isfinite(found.estimate) else None
    interval = ends(found.interval)
    # Where no contribution of a side was used the ratio has no upper end: nothing is printed rather than infinity.
    finite = interval is not None and all(math.isfinite(end) for end in interval)
    return Part(name="exact", value=value, interval=interval if finite and value is not None else None)


def _matters(fates: Sequence[_Fate]) -> dict[str, list[_Fate]]:
    found: dict[str, list[_Fate]] = {}
    for fate in fates:
        found.setdefault(fate.row.matter or "", []).append(fate)
    return dict(sorted(found.items()))


def _within_matters(fates: Sequence[_Fate]) -> Part:
    tables = [(*_arm(of, Side.CIVIC), *_arm(of, Side.ORGANIZATIONAL)) for name, of in _matters(fates).items() if name]
    pooled = mantel_haenszel(tables)
    return Part(
        name="within_matters",
        value=pooled.estimate,
        denominator=pooled.strata,
        interval=ends(pooled.interval) if pooled.estimate is not None else None,
    )


def _confirmed(fates: Sequence[_Fate]) -> Part:
    replies = [trace.agreed_by_contributor for fate in fates for trace in fate.traces]
    return share_part("confirmed", sum(reply is Reply.YES for reply in replies), len(replies))


def _table(fates: Sequence[_Fate]) -> dict[str, dict[str, int]]:
    # A contribution with several traces counts once, with the effect that went furthest.
    order = (Effect.CHANGED, Effect.PARTLY, Effect.CONFIRMED, Effect.SET_ASIDE, Effect.NOT_CONSIDERED)
    counts: dict[str, Counter[str]] = {}
    for fate in fates:
        effects = {trace.effect for trace in fate.traces}
        counts.setdefault(str(fate.side), Counter())[str(next(one for one in order if one in effects))] += 1
    return {side: {str(effect): found[str(effect)] for effect in order} for side, found in sorted(counts.items())}


def _by_matter(fates: Sequence[_Fate]) -> list[dict[str, object]]:
    return [
        {
            "matter": name,
            "civic": {"used": _arm(of, Side.CIVIC)[0], "traced": sum(_arm(of, Side.CIVIC))},
            "organizational": {"used": _arm(of, Side.ORGANIZATIONAL)[0], "traced": sum(_arm(of, Side.ORGANIZATIONAL))},
        }
        for name, of in _matters(fates).items()
    ]
