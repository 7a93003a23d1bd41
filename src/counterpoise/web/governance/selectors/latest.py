"""Which of everything that happened comes first: the names of rows of many tables, put in one order by the database."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Expression, F, Q, QuerySet, TextField
from django.db.models.functions import Cast, Coalesce

from counterpoise.record import Row
from counterpoise.record.contributions import Digest
from counterpoise.record.decisions import Decision, Notice
from counterpoise.record.initiatives import Cycle, Group, Initiative
from counterpoise.record.people import Body
from counterpoise.web.governance.selectors.kinds import KINDS, Event, events_in, events_of
from counterpoise.web.initiatives.selectors import Ask, across, record_slice, slice_of, visible
from counterpoise.web.ledger.selectors import Key, keys_together
from counterpoise.web.people.selectors import Viewer

__all__ = ["Where", "events_of_keys", "latest_keys", "looked_through", "when_of"]

Where = Callable[[type[Row]], Q | None]
"""For each table which of its rows; nothing where the whole table is left out."""

_WHEN: Mapping[type[Row], Expression | F] = {
    Decision: Coalesce(F("decided_at"), F("draft_at"), F("happened_at")),
    Notice: Coalesce(F("heard_at"), F("told_at")),
    Digest: F("released_at"),
    Cycle: Coalesce(Cast(F("active_from"), TextField()), Cast(F("happened_at"), TextField())),
}


def when_of(kind: type[Row]) -> Expression | F:
    """Return what says when something of a kind happened."""
    return _WHEN.get(kind, F("happened_at"))


def latest_keys(
    kinds: Mapping[str, type[Row]], *, viewer: Viewer, initiative: str = "", where: Where | None = None, most: int
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
    most
        How many to look at of each kind; so many are sure to be the latest of all, and there may be gaps after them.
    """
    asked: list[tuple[QuerySet[Any], Expression | F]] = []
    words: list[str] = []
    for word, kind in kinds.items():
        only = where(kind) if where is not None else Q()
        if only is not None:
            words.append(word)
            asked.append((_within(kind, viewer, initiative).filter(only), when_of(kind)))
    return [(words[key.number], key) for key in keys_together(asked, most=most)]


def looked_through(kind: type[Row], *, viewer: Viewer, start: int, most: int) -> QuerySet[Any]:
    """Return a stretch of all rows of a kind that somebody may read, counted from the one written last."""
    found = _within(kind, viewer, "").order_by("-written")
    return found.values("pk")[start : start + most]


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
