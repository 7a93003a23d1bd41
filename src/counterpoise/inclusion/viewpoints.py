"""The spread of viewpoints: the groups of opinions that the last run found, and which of them have a seat."""

from collections.abc import Mapping, Sequence
from typing import Any

from counterpoise.indicator import Display, Evidence, Part, Reading
from counterpoise.levels.aggregates import took_part
from counterpoise.levels.shares import share_part
from counterpoise.record import Case
from counterpoise.record.positions import OpinionGroup, Position, Statement

__all__ = ["latest_run", "viewpoints"]


def latest_run(case: Case) -> tuple[OpinionGroup, ...]:
    """Return the groups of the run that was written down last, the largest first."""
    rows = case.rows(OpinionGroup)
    if not rows:
        return ()
    run = max(rows, key=lambda row: (row.recorded_at, row.run)).run
    return tuple(
        sorted((row for row in rows if row.run == run), key=lambda row: (-(row.share or 0.0), row.name, row.id))
    )


def viewpoints(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure takes a seed
    """How many groups of opinions the votes on statements show, and how many of them have a seat.

    Value: number of groups in the last run.

    Parameters
    ----------
    case
        One initiative at a date. Groups are shares of those who voted; no person is read.
    seed
        Not used.

    Returns
    -------
    Reading
        With the share of each group, how many groups have a seat and how many have none, and for each group how many
        positions are on record that speak of what sets it apart. The details name the groups without a seat, and those
        without such a position.

    Cannot say
    ----------
    What people think who did not vote. Nor that somebody who holds a seat speaks for a group.

    Gaming
    ------
    Statements can be chosen so that all agree. So both sides write statements, and the run says if groups are stable.

    Source
    ------
    The paper: representative of a certain population or a particular viewpoint.
    """
    groups = latest_run(case)
    if not groups:
        return Reading()
    voters = max((row.voters or 0 for row in groups), default=0)
    seated = [row for row in groups if row.has_seat is not None]
    unstable = any(row.stable is False for row in groups)
    spoken = _positions(case, groups)
    return Reading(
        value=float(len(groups)),
        denominator=voters,
        known=voters,
        candidates=max(voters, took_part(case)),
        parts=(
            share_part("with_a_seat", sum(row.has_seat is True for row in seated), len(seated)),
            share_part("without_a_seat", sum(row.has_seat is False for row in seated), len(seated)),
            *_sizes(groups, voters),
            *(Part(name="positions", value=float(len(spoken[row.id])), of=_called(row)) for row in groups),
        ),
        details=_details(groups, spoken),
        evidence=Evidence(denominator=tuple(sorted(row.id for row in groups)), tables=("opinion_groups",)),
        arms=(voters,),
        cells=tuple(round(row.share * voters) for row in groups if row.share is not None),
        # Groups that another run would not find again are no figure.
        at_most=Display.LIST if unstable else None,
    )


def _sizes(groups: Sequence[OpinionGroup], voters: int) -> list[Part]:
    return [
        Part(
            name="share",
            value=row.share,
            numerator=None if row.share is None else round(row.share * voters),
            denominator=voters,
            of=_called(row),
        )
        for row in groups
    ]


def _details(groups: Sequence[OpinionGroup], spoken: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    unstable = any(row.stable is False for row in groups)
    return {
        "run": groups[0].run,
        "stable": None if any(row.stable is None for row in groups) else not unstable,
        "without_a_seat": [_called(row) for row in groups if row.has_seat is False],
        # Of a group that differs nowhere there is nothing to speak of.
        "without_a_position": [_called(row) for row in groups if row.differs and not spoken[row.id]],
        "positions": [{"group": row.id, "positions": list(spoken[row.id])} for row in groups],
    }


def _called(group: OpinionGroup) -> str:
    return group.name or group.id


def _positions(case: Case, groups: Sequence[OpinionGroup]) -> dict[str, tuple[str, ...]]:
    """Return for each group the positions that speak of what sets it apart: those that its statements name."""
    statements, positions = case.by_id(Statement), case.by_id(Position)
    named = {name: row.position for name, row in statements.items() if row.position in positions and not row.hidden}
    return {
        row.id: tuple(sorted({position for one in row.differs if (position := named.get(one)) is not None}))
        for row in groups
    }
