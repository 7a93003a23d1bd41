"""Counts: how many rows somebody may read, never more of them than a page can tell."""

from collections.abc import Mapping
from dataclasses import replace

from django.db.models import Q

from counterpoise.web.initiatives.selectors.mirror import rows_of, visible
from counterpoise.web.initiatives.selectors.slices import Ask, part_of
from counterpoise.web.ledger.selectors import count_together
from counterpoise.web.people.selectors import Viewer

__all__ = ["MOST_COUNTED", "MOST_LATEST", "count_of", "counts_of"]

MOST_COUNTED = 1000
"""Up to here rows are counted: who reads "more than a thousand" rarely asks for more, and the database can stop."""

MOST_LATEST = 300
"""So many of the latest rows say what usually comes of things: enough for a share, and quick however many there are."""


def counts_of(
    asks: Mapping[str, Ask],
    *,
    viewer: Viewer,
    initiative: str | None = None,
    of_latest: bool = False,
    besides: Mapping[str, Ask] | None = None,
    most: int = MOST_COUNTED,
) -> dict[str, int]:
    """Return how many rows of several tables somebody may read, counted up to a number and one more.

    Parameters
    ----------
    asks
        What to count, under names of your own.
    viewer
        Who reads.
    initiative
        The initiative; all collective ones without it.
    of_latest
        Count how many there are among the latest `MOST_LATEST` rows of each table, so that shares hold.
    besides
        What else to count, in a second query: of all collective initiatives, and of whatever age.
    most
        Up to where to count.
    """
    within = None if initiative is None else Q(initiative=initiative)
    parts = {}
    for name, ask in asks.items():
        kept = ask.where
        if of_latest:
            kept &= Q(pk__in=rows_of(ask.kind).order_by("-written").values("pk")[:MOST_LATEST])
        parts[name] = part_of(replace(ask, where=kept, order=(), limit=None), within, viewer)
    more = {name: part_of(replace(ask, order=(), limit=None), None, viewer) for name, ask in (besides or {}).items()}
    # Not in one query: whenever SQLite opens a table it walks over all that the query has open, and these are many.
    return count_together(parts, most=most + 1) | count_together(more, most=most + 1)


def count_of(ask: Ask, *, initiative: str, viewer: Viewer) -> int:
    """Return how many rows of an initiative somebody may read; mind that a database counts by walking over them."""
    return visible(ask.kind, viewer=viewer).filter(ask.where, initiative=initiative).count()
