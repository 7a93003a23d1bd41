"""The map as JSON, for programs."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterpoise.interests.opinions.heldout import HeldOut
from counterpoise.interests.opinions.mapping import OpinionMap
from counterpoise.interests.opinions.raids import Block

__all__ = ["to_json"]


def _number(value: float) -> float | None:
    """Return a number of a length that a file can bear; None where there is none."""
    return None if math.isnan(value) else round(float(value), 6)


def _band(low: float, mid: float, high: float) -> dict[str, float | None]:
    return {"low": _number(low), "mid": _number(mid), "high": _number(high)}


def _rows(names: tuple[str, ...], table: NDArray[np.float64]) -> dict[str, list[float]]:
    return dict(zip(names, np.round(table, 6).tolist(), strict=True))


def to_json(found: OpinionMap, *, cpu_seconds: float, held_out: HeldOut | None = None) -> dict[str, Any]:
    """Return the map as what ``json.dumps`` takes.

    Parameters
    ----------
    found
        The map.
    cpu_seconds
        What the caller measured.
    held_out
        How well hidden votes were foretold, where somebody asked.
    """
    votes, groups = found.votes, found.groups
    return {
        "participants": votes.n,
        "statements": votes.m,
        "votes": votes.size,
        "explained": np.round(found.components.explained, 6).tolist(),
        "components": {
            "statements": _rows(votes.statements, found.components.statements),
            "people": _rows(votes.people, found.components.people),
        },
        "groups": {
            "stable": groups.stable,
            "k": groups.k,
            "stability": {name: _number(value) for name, value in sorted(groups.stability.items())} or None,
            "people": _rows(votes.people, groups.membership),
        },
        "items": _items(found),
        "raids": [_raid(found, block) for block in found.raids],
        "held_out": {
            "polis": None if held_out is None else _number(held_out.polis),
            "model": None if held_out is None else _number(held_out.model),
        },
        "cpu_seconds": round(cpu_seconds, 3),
    }


def _items(found: OpinionMap) -> list[dict[str, Any]]:
    shares = found.agreement
    counts = found.votes.counts()
    low, mid, high = shares.least()
    items = []
    for place, name in enumerate(found.votes.statements):
        agree, disagree, passed = (int(count) for count in counts[:, place])
        items.append(
            {
                "id": name,
                "agree": agree,
                "disagree": disagree,
                "pass": passed,
                "seen": agree + disagree + passed + int(found.votes.unanswered[place]),
                "consensus": _band(low[place], mid[place], high[place]),
                "groups": [
                    {
                        "n": round(float(shares.votes[group, place]), 2),
                        "agree": _band(shares.low[group, place], shares.mid[group, place], shares.high[group, place]),
                    }
                    for group in range(shares.k)
                ],
                "representative_of": [{"group": one.group, "side": one.side} for one in found.represents[place]],
            }
        )
    return items


def _raid(found: OpinionMap, block: Block) -> dict[str, Any]:
    return {
        "people": [found.votes.people[person] for person in block.people],
        "size": len(block.people),
        "expected": _number(block.expected),
        "p": float(f"{block.p:.3g}"),
        "changed": [found.votes.statements[statement] for statement in block.changed],
        "shift": _number(block.shift),
    }
