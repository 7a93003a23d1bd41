"""Reads of the rounds in which both sides look, each for somebody who looks."""

from counterpoise.web.reviews.selectors.asked import (
    asked_in,
    matters_left_out,
    matters_of,
    matters_on,
    matters_to_choose,
)
from counterpoise.web.reviews.selectors.results import Results, results_of
from counterpoise.web.reviews.selectors.rounds import (
    any_step_due,
    case_for,
    is_due,
    latest_scores,
    may_plan_for,
    meetings_of,
    proposed_on,
    round_of,
    rounds_visible_to,
    sides_asked,
)
from counterpoise.web.reviews.selectors.sealed import Given, Sheet, code_name, paper_side, person_name, sheet_of
from counterpoise.web.reviews.selectors.words import OwnWords, own_words, shared_words

__all__ = [
    "Given",
    "OwnWords",
    "Results",
    "Sheet",
    "any_step_due",
    "asked_in",
    "case_for",
    "code_name",
    "is_due",
    "latest_scores",
    "matters_left_out",
    "matters_of",
    "matters_on",
    "matters_to_choose",
    "may_plan_for",
    "meetings_of",
    "own_words",
    "paper_side",
    "person_name",
    "proposed_on",
    "results_of",
    "round_of",
    "rounds_visible_to",
    "shared_words",
    "sheet_of",
    "sides_asked",
]
