"""From being invited to being cited: how many got how far, and how many of them had taken a critical position."""

from collections.abc import Iterable, Mapping
from typing import Any

from counterpoise.indicator import Direction, Evidence, Part, Reading
from counterpoise.levels.shares import ends, share_part
from counterpoise.record import Case
from counterpoise.record.participation import FunnelStep, Selection
from counterpoise.statistics.disclosure import PUBLIC_MINIMUM
from counterpoise.statistics.intervals import newcombe, odds_ratio

__all__ = ["Steps", "funnel", "steps_of"]

Steps = Mapping[FunnelStep, tuple[int, int]]
"""For each step how many of those who got there had taken a critical position, and how many got there in all."""


def steps_of(selection: Selection) -> Steps:
    """Return the steps of one selection in their order; steps whose counts cannot be are left out."""
    told = {
        one.step: (one.critical, one.everybody)
        for one in selection.funnel
        if one.step is not None and one.group is None
    }
    return {step: told[step] for step in FunnelStep if step in told and 0 <= told[step][0] <= told[step][1]}


def _groups_of(selections: Iterable[Selection], steps: Steps) -> list[dict[str, Any]]:
    """Return for each group that every selection counted how many of it were at each step, and of how many."""
    found: dict[str, list[dict[FunnelStep, int]]] = {}
    logs = list(selections)
    for selection in logs:
        told: dict[str, dict[FunnelStep, int]] = {}
        for one in selection.funnel:
            if one.step is not None and one.group is not None:
                told.setdefault(one.group, {})[one.step] = one.everybody
        for group, counts in told.items():
            found.setdefault(group, []).append(counts)
    lines = []
    for group in sorted(found):
        counted = found[group]
        shared = [step for step in steps if len(counted) == len(logs) and all(step in each for each in counted)]
        sums = {step: sum(each[step] for each in counted) for step in shared}
        held = {step: n for step, n in sums.items() if 0 <= n <= steps[step][1]}
        if held:
            lines.append({"group": group, "steps": {step.value: [n, steps[step][1]] for step, n in held.items()}})
    return lines


def _told_of_groups(lines: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what the details hold of groups: for everybody all of them or none, and for researchers what there is."""
    if not lines:
        return {}
    # Persons by what came of them: nobody can be picked out where every cell holds ten, in public as well. Where one
    # group is held back, all are: it could be worked out from the others.
    cells = [min(n, everybody - n) for line in lines for n, everybody in line["steps"].values()]
    told = {"groups": lines} if min(cells) >= PUBLIC_MINIMUM else {}
    return {**told, "for_researchers": {"groups": lines}}


def _seating(steps: Steps) -> tuple[int, int, int, int] | None:
    """Return critics and all who were seated, then critics and all who came and were not; None where unknown."""
    if FunnelStep.CAME not in steps or FunnelStep.SEATED not in steps:
        return None
    came, seated = steps[FunnelStep.CAME], steps[FunnelStep.SEATED]
    critical, everybody = came[0] - seated[0], came[1] - seated[1]
    return (*seated, critical, everybody) if 0 <= critical <= everybody else None


def _summed(funnels: Iterable[Steps]) -> Steps:
    # Only steps that every selection counted: else a sum would compare one selection with another.
    all_of_them = list(funnels)
    return {
        step: (sum(one[step][0] for one in all_of_them), sum(one[step][1] for one in all_of_them))
        for step in FunnelStep
        if all_of_them and all(step in one for one in all_of_them)
    }


def _odds(steps: Steps) -> list[Part]:
    """Return the odds of critics against those of the others to get from one step to the next.

    Where more people are at a step than at the one before (people spoke who hold no seat), the step before that is
    taken.
    """
    found = []
    order = list(steps)
    for index, step in enumerate(order):
        critical, everybody = steps[step]
        for earlier in reversed(order[:index]):
            critics_before, before = steps[earlier]
            table = (
                critical,
                critics_before - critical,
                everybody - critical,
                before - critics_before - (everybody - critical),
            )
            if min(table) >= 0:
                odds = odds_ratio(*table)
                name = f"{earlier.value}_to_{step.value}"
                found.append(Part(name="odds_ratio", value=odds.adjusted, interval=ends(odds.interval), of=name))
                break
    return found


def _parts(steps: Steps, critical_out: int, out: int) -> tuple[Part, ...]:
    return (
        *(share_part("critics", *steps[step], of=step.value) for step in steps),
        share_part("critics", critical_out, out, direction=Direction.NONE, of="came_not_seated"),
        *_odds(steps),
    )


def funnel(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure takes a seed
    """Whether critics among those who came were seated as often as they were not.

    Value: share of critics among those who were seated minus their share among those who came and were not seated.

    Parameters
    ----------
    case
        One initiative at a date. Counts come from the log of each selection; persons are nowhere read.
    seed
        Not used.

    Returns
    -------
    Reading
        With Newcombe's interval, the share of critics at every step, and odds from step to step. ``groups`` in the
        details holds [of the group, of all] at each step, where all groups are large enough to be told; else they stand
        for researchers only.

    Cannot say
    ----------
    Why somebody got no further. Nor what those think who were never invited.

    Gaming
    ------
    Only some selections can be logged, or critics can be counted by a rule that changes. So coverage stands beside it.

    Source
    ------
    The paper on who is constituted as an actor; Fung 2006 on how participants are selected.
    """
    selections = case.rows(Selection)
    logged = {row.id: steps for row in selections if _seating(steps := steps_of(row)) is not None}
    steps = _summed(logged[name] for name in sorted(logged))
    seating = _seating(steps) or (0, 0, 0, 0)
    critical_in, seated, critical_out, out = seating
    complete = seated > 0 and out > 0
    return Reading(
        value=critical_in / seated - critical_out / out if complete else None,
        numerator=critical_in,
        denominator=seated,
        interval=ends(newcombe(*seating)) if complete else None,
        known=len(logged),
        candidates=len(selections),
        parts=_parts(steps, critical_out, out) if complete else (),
        details={
            "steps": [step.value for step in steps],
            "selections": len(logged),
            **_told_of_groups(_groups_of((row for row in selections if row.id in logged), steps)),
        },
        evidence=Evidence(
            numerator=tuple(sorted(logged)),
            denominator=tuple(sorted(logged)),
            excluded=tuple(sorted({row.id for row in selections} - set(logged))),
            tables=("selections",),
        ),
        arms=(seated, out),
        cells=(critical_in, seated - critical_in, critical_out, out - critical_out),
    )
