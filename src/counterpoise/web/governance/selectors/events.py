"""Everything that happened, a page at a time; and what of it holds some words."""

from dataclasses import dataclass

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.db.models.lookups import LessThanOrEqual

from counterpoise.record import Moment, MomentError, Row
from counterpoise.web.governance.selectors.finding import holding, longer_than, searched
from counterpoise.web.governance.selectors.kinds import KINDS, Event, words_of
from counterpoise.web.governance.selectors.latest import events_of_keys, latest_keys, looked_through, when_of
from counterpoise.web.initiatives.selectors import initiative_of
from counterpoise.web.ledger.selectors import kept_at_heads
from counterpoise.web.people.selectors import Viewer

__all__ = ["PER_PAGE", "Page", "events_visible_to", "found_by"]

PER_PAGE = 40
_MOST = 1000
"""So many entries are counted off from the latest; further back one goes by the day of the last one shown."""
_FOUND = 100
"""So many finds are shown of one stretch."""
_STRETCH, _STRETCHES = 500, 800
"""So many entries of each kind are searched at a time, and so many times one can go further back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some of what happened.

    Attributes
    ----------
    events
        What happened, the latest first.
    number
        Which page it is.
    count
        How many entries there are in all, where this is all of them.
    newer, older
        The pages beside it; nothing where there is none.
    until
        The moment up to which it goes; empty for the latest.
    """

    events: tuple[Event, ...]
    number: int = 1
    count: int | None = None
    newer: int | None = None
    older: int | None = None
    until: str = ""


def events_visible_to(*, viewer: Viewer, initiative: str = "", kind: str = "", page: int = 1, until: str = "") -> Page:
    """Return a page of everything that happened, as far as somebody may read it, the latest first.

    Parameters
    ----------
    viewer
        Who reads.
    initiative, kind
        Only of this initiative, only of this kind; empty for all. What does not exist gives nothing.
    page
        Which page, counted from 1.
    until
        Only what happened up to a moment, as the record writes it; what is none is passed over.
    """
    key = f"events:{initiative}:{kind}:{page}:{until}:{viewer.person}:{viewer.at.date()}"
    return kept_at_heads(key, at=viewer.heads, work=lambda: _events(viewer, initiative, kind, page, until))


def _events(viewer: Viewer, initiative: str, kind: str, page: int, until: str) -> Page:
    known = not kind or kind in KINDS
    if initiative and (initiative in viewer.paths or initiative_of(initiative, viewer=viewer) is None):
        known = False
    if not known:
        return Page(events=(), count=0)
    until = until if _is_moment(until) else ""
    number = min(max(page, 1), _MOST // PER_PAGE)
    keys = latest_keys(
        {kind: KINDS[kind]} if kind else KINDS,
        viewer=viewer,
        initiative=initiative,
        where=(lambda table: _up_to(table, until)) if until else None,
        most=number * PER_PAGE + 1,
    )[: number * PER_PAGE + 1]
    start = (number - 1) * PER_PAGE
    shown = keys[start : start + PER_PAGE]
    more, last = len(keys) > start + PER_PAGE, number == _MOST // PER_PAGE
    return Page(
        events=events_of_keys(shown, viewer=viewer),
        number=number,
        count=len(keys) if not more and not until else None,
        newer=number - 1 if number > 1 else None,
        older=(1 if last else number + 1) if more else None,
        until=shown[-1][1].when if more and last and shown else until,
    )


def _up_to(kind: type[Row], until: str) -> Q:
    return Q(LessThanOrEqual(Cast(when_of(kind), TextField()), until))


def _is_moment(text: str) -> bool:
    try:
        Moment.parse(text)
    except MomentError:
        return False
    return True


def found_by(words: str, *, viewer: Viewer, stretch: int = 1) -> Page:
    """Return what happened and holds all these words, as far as somebody may read it.

    What was written last is looked through first, five hundred entries of each kind at a time, whoever may read them.
    That tells everybody about how many there are, and nothing else of them.

    Parameters
    ----------
    words
        What to look for.
    viewer
        Who looks.
    stretch
        Which five hundred, counted from 1.
    """
    key = f"found:{words}:{stretch}:{viewer.person}:{viewer.at.date()}"
    return kept_at_heads(key, at=viewer.heads, work=lambda: _found(words, viewer, stretch))


def _found(words: str, viewer: Viewer, stretch: int) -> Page:
    wanted = words.split()
    if not wanted:
        return Page(events=(), count=0)
    number = min(max(stretch, 1), _STRETCHES)
    start = (number - 1) * _STRETCH
    longer = longer_than((start, start + _STRETCH), KINDS)
    kinds = {word: kind for word, kind in KINDS.items() if word in longer[start] and searched(kind)}
    # A table that is shorter than one stretch needs no cutting.
    cut = {KINDS[word] for word in longer[start + _STRETCH]} | ({*KINDS.values()} if start else set())

    def where(kind: type[Row]) -> Q:
        return Q(pk__in=looked_through(kind, start=start, most=_STRETCH)) if kind in cut else Q()

    held = latest_keys(kinds, viewer=viewer, where=where, also=lambda kind: holding(kind, wanted), most=_FOUND)
    keys = held[:_FOUND]
    folded = [each.casefold() for each in wanted]
    # The database also looks at words that this person may not read: only what they may read decides.
    events = tuple(row for row in events_of_keys(keys, viewer=viewer) if all(each in words_of(row) for each in folded))
    return Page(
        events=events,
        number=number,
        count=len(events),
        newer=number - 1 if number > 1 else None,
        older=number + 1 if longer[start + _STRETCH] and number < _STRETCHES else None,
    )
