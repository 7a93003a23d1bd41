"""Which of everything that happened comes first: the names of rows of many tables, put in one order by the database."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.db.models import Expression, F, Q, QuerySet, TextField
from django.db.models.functions import Cast, Coalesce

from counterpoise.record import Row
from counterpoise.record.contributions import Digest
from counterpoise.record.decisions import Decision, Notice
from counterpoise.record.initiatives import Cycle, Group, Initiative
from counterpoise.record.people import Body
from counterpoise.web.governance.selectors.kinds import KINDS, Event, events_in, events_of
from counterpoise.web.initiatives.selectors import (
    Ask,
    Table,
    across,
    record_slice,
    rows_of,
    slice_of,
    visible,
    written_for,
)
from counterpoise.web.initiatives.selectors.conditions import Condition
from counterpoise.web.initiatives.selectors.mirror import OfRow
from counterpoise.web.ledger.selectors import Dated, Key, keys_together
from counterpoise.web.people.selectors import Viewer

__all__ = ["Where", "events_of_keys", "latest_keys", "looked_through", "when_of"]

Where = Callable[[type[Row]], Q | None]
"""For each table which of its rows; nothing where the whole table is left out."""

_DATED: Mapping[type[Row], tuple[str, ...]] = {
    Decision: ("decided_at", "draft_at", "happened_at"),
    Notice: ("heard_at", "told_at"),
    Digest: ("released_at",),
    Cycle: ("active_from", "happened_at"),
}
"""The fields that say when something of a kind happened, the first that is given; for all others ``happened_at``."""


def when_of(kind: type[Row]) -> Expression | F:
    """Return what says when something of a kind happened."""
    fields = [F(name) for name in _DATED.get(kind, ("happened_at",))]
    if len(fields) == 1:
        return fields[0]
    return Coalesce(*(Cast(each, TextField()) for each in fields)) if kind is Cycle else Coalesce(*fields)


def _when_written(kind: type[Row], name: str) -> str:
    """Return the same as SQL, for a table under its name; of the days of a cycle it takes the text."""
    table = Table.of(kind, name)
    fields = _DATED.get(kind, ("happened_at",))
    columns = [f"CAST({table.column(each)} AS TEXT)" if kind is Cycle else table.column(each) for each in fields]
    return columns[0] if len(columns) == 1 else f"COALESCE({', '.join(columns)})"


def latest_keys(
    kinds: Mapping[str, type[Row]],
    *,
    viewer: Viewer,
    initiative: str = "",
    where: Where | None = None,
    also: Callable[[type[Row]], Callable[[Table], Condition]] | None = None,
    most: int,
) -> list[tuple[str, Key]]:
    """Return which rows of several kinds happened last, the latest first, each with its kind.

    Parameters
    ----------
    kinds
        The kinds, by their words.
    viewer
        Who reads.
    initiative
        Only of this initiative; empty for all collective ones.
    where
        Which rows of each kind.
    also
        A further condition for each kind, written in SQL.
    most
        How many to look at of each kind; so many are sure to be the latest of all, and there may be gaps after them.
    """
    asked: list[tuple[QuerySet[Any], Expression | F] | Dated] = []
    words: list[str] = []
    for word, kind in kinds.items():
        only = where(kind) if where is not None else Q()
        if only is not None:
            words.append(word)
            further = also(kind) if also is not None else None
            rows = written_for(Ask(kind, only, also=further), viewer=viewer, initiative=initiative)
            if rows is not None:
                asked.append(Dated(rows, partial(_when_written, kind)))
            else:
                found = _within(kind, viewer, initiative).filter(only)
                found = found.filter(OfRow(kind, further)) if further is not None else found
                asked.append((found, when_of(kind)))
    return [(words[key.number], key) for key in keys_together(asked, most=most)]


def looked_through(kind: type[Row], *, start: int, most: int) -> QuerySet[Any]:
    """Return the ids of a stretch of all rows of a kind, whoever may read them, counted from the one written last."""
    return rows_of(kind).order_by("-written").values("pk")[start : start + most]


def _within(kind: type[Row], viewer: Viewer, initiative: str) -> QuerySet[Any]:
    found = visible(kind, viewer=viewer)
    return found.filter(initiative=initiative) if initiative else found.filter(across(viewer))


def events_of_keys(keys: list[tuple[str, Key]], *, viewer: Viewer, path: str = "") -> tuple[Event, ...]:
    """Return the events behind keys, in their order, in the words that somebody may read.

    Parameters
    ----------
    keys
        Which rows of which kinds.
    viewer
        Who reads.
    path
        The initiative to which they all belong, if one alone; a care path only so.
    """
    names: dict[str, list[str]] = {}
    for word, key in keys:
        names.setdefault(word, []).append(key.id)
    asks = [Ask(KINDS[word], Q(pk__in=found)) for word, found in names.items()]
    if not asks:
        return ()
    named = (Initiative, Decision, Group, Body)
    if path:
        case = slice_of(path, viewer=viewer, asks=asks, named=named)
        found = events_of(case, wanted=set(names)) if case is not None else ()
    else:
        record = record_slice(viewer=viewer, asks=asks, named=named)
        found = tuple(events_in(record, wanted=set(names), at=viewer.at.date()))
    there = {(event.kind, event.row.id): event for event in found}
    return tuple(there[word, key.id] for word, key in keys if (word, key.id) in there)
