"""Reads across the rooms: the start page, one line of time, the record as a list, and search."""

from counterpoise.web.governance.selectors.events import KINDS, Event, events_visible_to, found_by
from counterpoise.web.governance.selectors.start import Aged, Start, start_for
from counterpoise.web.governance.selectors.timeline import Lane, Timeline, timeline_visible_to

__all__ = [
    "KINDS",
    "Aged",
    "Event",
    "Lane",
    "Start",
    "Timeline",
    "events_visible_to",
    "found_by",
    "start_for",
    "timeline_visible_to",
]
