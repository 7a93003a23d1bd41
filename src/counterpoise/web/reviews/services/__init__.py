"""Writes of the rounds in which both sides look."""

from counterpoise.web.reviews.services.answering import enter_by_phone, keep, make_paper_forms
from counterpoise.web.reviews.services.outcomes import agree, note_talk, propose
from counterpoise.web.reviews.services.purpose import declare_purpose, import_scores
from counterpoise.web.reviews.services.rounds import Plan, plan, take_due_steps
from counterpoise.web.reviews.services.words import vote_on_words

__all__ = [
    "Plan",
    "agree",
    "declare_purpose",
    "enter_by_phone",
    "import_scores",
    "keep",
    "make_paper_forms",
    "note_talk",
    "plan",
    "propose",
    "take_due_steps",
    "vote_on_words",
]
