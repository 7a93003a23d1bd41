"""Quotas that no panel keeps: the smallest change that helps, in words."""

from dataclasses import dataclass

import numpy as np

from counterpoise.inclusion.lottery.problems import Problem, say
from counterpoise.inclusion.lottery.programmes import INFINITE, Programme
from counterpoise.inclusion.lottery.quotas import Quota, Quotas
from counterpoise.inclusion.lottery.types import Instance

__all__ = ["Change", "in_words", "smallest_changes"]


@dataclass(frozen=True, slots=True)
class Change:
    """One quota that is to be changed.

    Attributes
    ----------
    quota
        As it is.
    least, most
        As it would be.
    """

    quota: Quota
    least: int
    most: int


def smallest_changes(instance: Instance, quotas: Quotas) -> tuple[Change, ...] | None:
    """Return the smallest change of quotas with which there is a panel; empty where there is one already.

    Parameters
    ----------
    instance, quotas
        The question, and its quotas in the same order.

    Returns
    -------
    tuple of Change or None
        None where no change within the bounds that the quotas set themselves helps.

    Notes
    -----
    An integer programme over a panel and over how far each quota gives way. Lowering a least of l by one weighs
    1 + 2/l and raising a most of u by one 1 + 2/u, so that what is asked in small numbers is touched last.
    """
    types, rows = len(instance.number), len(quotas.rows)
    cells = len(instance.low)
    room_down = [row.least - (row.floor or 0) for row in quotas.rows]
    room_up = [(row.ceiling - row.most) if row.ceiling is not None else instance.size for row in quotas.rows]
    weight_down = [1 + 2 / max(row.least, 1) for row in quotas.rows]
    weight_up = [1 + 2 / max(row.most, 1) for row in quotas.rows]
    give = np.vstack([np.eye(rows), np.zeros((cells - rows, rows))])
    below = np.hstack([instance.cells, give, np.zeros((cells, rows))])
    above = np.hstack([instance.cells, np.zeros((cells, rows)), -give])
    size = np.concatenate([np.ones(types), np.zeros(2 * rows)])[None, :]
    programme = Programme(
        -np.concatenate([np.zeros(types), weight_down, weight_up]),
        np.zeros(types + 2 * rows),
        np.concatenate([instance.most, np.maximum(room_down, 0), np.maximum(room_up, 0)]).astype(np.float64),
        np.vstack([size, below, above]),
        np.concatenate([[instance.size], instance.low, np.full(cells, -INFINITE)]).astype(np.float64),
        np.concatenate([[instance.size], np.full(cells, INFINITE), instance.high]).astype(np.float64),
        whole=np.ones(types + 2 * rows, dtype=np.bool_),
    )
    answer = programme.try_solve()
    if answer is None:
        return None
    down = np.rint(answer.columns[types : types + rows]).astype(int)
    up = np.rint(answer.columns[types + rows :]).astype(int)
    return tuple(
        Change(row, row.least - int(down[at]), row.most + int(up[at]))
        for at, row in enumerate(quotas.rows)
        if down[at] or up[at]
    )


def in_words(changes: tuple[Change, ...], *, lang: str) -> str:
    """Return changes as a sentence."""
    parts = []
    for change in changes:
        given = {"feature": change.quota.feature, "value": change.quota.value}
        if change.least != change.quota.least:
            parts.append(
                say("relaxation", "lower", lang=lang, **given, **{"from": change.quota.least, "to": change.least})
            )
        if change.most != change.quota.most:
            parts.append(
                say("relaxation", "raise", lang=lang, **given, **{"from": change.quota.most, "to": change.most})
            )
    return "; ".join(parts)


def infeasible(instance: Instance, quotas: Quotas, *, lang: str) -> Problem:
    """Return the problem that no panel keeps all quotas, with the smallest change that helps."""
    changes = smallest_changes(instance, quotas)
    if changes is None:
        return Problem(quotas.file, 0, "", "no_panel_no_help", {"size": instance.size})
    return Problem(
        quotas.file, changes[0].quota.line if changes else 0, "", "no_panel",
        {"size": instance.size, "changes": in_words(changes, lang=lang)},
    )  # fmt: skip
