"""Reads of conversations in statements and votes: what is fixed, what comes next, what was found."""

from counterpoise.web.interests.selectors.opinions.found import (
    Entry,
    Results,
    any_map_due,
    latest_map,
    maps_due,
    results_for,
)
from counterpoise.web.interests.selectors.opinions.guests import is_guest, voter_of
from counterpoise.web.interests.selectors.opinions.hidings import TakenOut, heard_already, taken_out
from counterpoise.web.interests.selectors.opinions.memory import Live, live
from counterpoise.web.interests.selectors.opinions.place import (
    OPEN,
    Talk,
    statement_texts,
    statement_there,
    talk_at,
    talks_of,
)
from counterpoise.web.interests.selectors.opinions.taking import as_json, as_polis, may_take_along
from counterpoise.web.interests.selectors.opinions.voting import (
    Listed,
    Turn,
    listed,
    may_hide_statement,
    order_of,
    own_vote,
    turn_for,
    turn_on,
)

__all__ = [
    "OPEN",
    "Entry",
    "Listed",
    "Live",
    "Results",
    "TakenOut",
    "Talk",
    "Turn",
    "any_map_due",
    "as_json",
    "as_polis",
    "heard_already",
    "is_guest",
    "latest_map",
    "listed",
    "live",
    "maps_due",
    "may_hide_statement",
    "may_take_along",
    "order_of",
    "own_vote",
    "results_for",
    "statement_texts",
    "statement_there",
    "taken_out",
    "talk_at",
    "talks_of",
    "turn_for",
    "turn_on",
    "voter_of",
]
