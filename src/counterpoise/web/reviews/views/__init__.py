"""Pages of the rounds in which both sides look."""

from counterpoise.web.reviews.views.answering import answer, answer_one, by_code, code, paper, phone
from counterpoise.web.reviews.views.reading import index, one, words
from counterpoise.web.reviews.views.rounds import agree, outcome, plan, purpose, scores, step, talked, vote

__all__ = [
    "agree",
    "answer",
    "answer_one",
    "by_code",
    "code",
    "index",
    "one",
    "outcome",
    "paper",
    "phone",
    "plan",
    "purpose",
    "scores",
    "step",
    "talked",
    "vote",
    "words",
]
