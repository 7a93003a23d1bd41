"""The map as it is kept and shown on pages: what was found, and no person anywhere in it."""

import math
from typing import Any

import numpy as np

from counterpoise.interests.opinions.headlines import Found
from counterpoise.interests.opinions.mapping import OpinionMap
from counterpoise.interests.opinions.report.telling import LISTS, stood_for, unheard
from counterpoise.interests.opinions.votes import Votes

__all__ = ["NO_GROUP", "compared", "to_kept", "too_little"]

NO_GROUP = -1
MOST_PLACES = 800
CLEAR = 0.9
MOST_LISTED = 30


def too_little(problem: str, votes: Votes | None) -> dict[str, Any]:
    """Return what is kept where the votes are too few for a map.

    Parameters
    ----------
    problem
        As `TooLittleError` names it, or ``no_votes``.
    votes
        The votes; None where there are none.
    """
    return {"too_little": problem, "people": votes.n if votes else 0, "votes": votes.size if votes else 0}


def to_kept(found: OpinionMap) -> dict[str, Any]:
    """Return the map as what ``json.dumps`` takes, without anybody's name.

    Places of people are rounded, put in the order of where they are, and each has the group of which it is surely a
    part. Large maps keep every so many-th place.
    """
    votes, groups = found.votes, found.groups
    sure = np.where(groups.membership.max(axis=1) > CLEAR, groups.membership.argmax(axis=1), NO_GROUP)
    sizes = [int((sure == group).sum()) for group in range(groups.k)]
    listed = {name: [_entry(found, one) for one in getattr(found.lists, name)[:MOST_LISTED]] for name in LISTS}
    named = {entry["statement"] for entries in listed.values() for entry in entries}
    return {
        "people": votes.n,
        "votes": votes.size,
        "statements": votes.m,
        "groups": {
            "k": groups.k,
            "stable": groups.stable,
            "looked": bool(groups.stability),
            "sizes": sizes,
            "unheard": list(unheard(found)),
        },
        "between": int((sure == NO_GROUP).sum()),
        "places": _places(found, sure) if found.components.explained.any() else [],
        "directions": {
            name: [round(float(value), 6) for value in (mean, *weight)]
            for name, mean, weight in zip(
                votes.statements, found.components.means, found.components.weights, strict=True
            )
        },
        "stands": [_stands(found, group) for group in range(groups.k)],
        "lists": listed,
        "shares": {votes.statements[j]: _shares(found, j) for j in range(votes.m) if votes.statements[j] in named},
        "raids": [{"size": len(one.people), "changed": len(one.changed)} for one in found.raids],
    }


def compared(found: OpinionMap, rest: OpinionMap) -> dict[str, dict[str, list[str]]]:
    """Return what stands on a list only with some people's votes, and what only without them.

    Parameters
    ----------
    found
        The map of all votes.
    rest
        The map of the votes without those people.

    Returns
    -------
    dict[str, dict[str, list[str]]]
        For each list that differs, the ids of statements that are ``gone`` from it without those votes, and ``new`` on
        it. A statement that stands there still but is held the other way round is both. Groups have no names that two
        maps share, so it is not asked which group holds something.
    """
    told: dict[str, dict[str, list[str]]] = {}
    for name in LISTS:
        before, after = (
            {(each.votes.statements[one.statement], one.side) for one in getattr(each.lists, name)}
            for each in (found, rest)
        )
        if before != after:
            told[name] = {
                "gone": sorted({statement for statement, _side in before - after}),
                "new": sorted({statement for statement, _side in after - before}),
            }
    return told


def _places(found: OpinionMap, sure: np.ndarray[Any, np.dtype[np.int64]]) -> list[list[float]]:
    places = found.components.people
    step = max(1, math.ceil(len(places) / MOST_PLACES))
    rows = sorted((round(float(x), 2), round(float(y), 2), int(g)) for (x, y), g in zip(places, sure, strict=True))
    return [list(row) for row in rows[::step]]


def _stands(found: OpinionMap, group: int) -> list[list[str]]:
    # A page shows the first of them only.
    return [[found.votes.statements[place], side] for place, side in stood_for(found, group)]


def _entry(found: OpinionMap, one: Found) -> dict[str, Any]:
    # Never more than is certain: shares are rounded down.
    low = math.floor(100 * one.low) / 100
    return {"statement": found.votes.statements[one.statement], "side": one.side, "low": low, "group": one.group}


def _shares(found: OpinionMap, place: int) -> list[list[float | None]]:
    shares = found.agreement
    return [
        [
            None if math.isnan(table[group, place]) else round(float(table[group, place]), 3)
            for table in (shares.low, shares.mid, shares.high)
        ]
        for group in range(shares.k)
    ]
