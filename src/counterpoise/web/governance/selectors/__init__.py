"""Reads across the rooms: the start page, one line of time, the record as a list, search, seats and receipts."""

from counterpoise.web.governance.selectors.events import Page, events_visible_to, found_by
from counterpoise.web.governance.selectors.glass import Through, words_in_room
from counterpoise.web.governance.selectors.kinds import KINDS, Event
from counterpoise.web.governance.selectors.own_words import OwnWords, own_words
from counterpoise.web.governance.selectors.people import (
    BodySeen,
    Need,
    arranging_in,
    bodies_in,
    needs_told_to,
    seat_in,
)
from counterpoise.web.governance.selectors.receipts import (
    QUESTION_SIGNS,
    ReceiptSeen,
    holder_of,
    open_questions,
    question_code,
    receipt_seen,
    votes_with,
)
from counterpoise.web.governance.selectors.searching import Find, lotteries_found, paths_found
from counterpoise.web.governance.selectors.start import Aged, Start, start_for
from counterpoise.web.governance.selectors.timeline import Lane, Timeline, timeline_visible_to

__all__ = [
    "KINDS",
    "QUESTION_SIGNS",
    "Aged",
    "BodySeen",
    "Event",
    "Find",
    "Lane",
    "Need",
    "OwnWords",
    "Page",
    "ReceiptSeen",
    "Start",
    "Through",
    "Timeline",
    "arranging_in",
    "bodies_in",
    "events_visible_to",
    "found_by",
    "holder_of",
    "lotteries_found",
    "needs_told_to",
    "open_questions",
    "own_words",
    "paths_found",
    "question_code",
    "receipt_seen",
    "seat_in",
    "start_for",
    "timeline_visible_to",
    "votes_with",
    "words_in_room",
]
