"""The tables of this part of the site."""

from counterpoise.web.reviews.models.rounds import LevelReport, Ranking, ReviewAnswer, ReviewRound
from counterpoise.web.reviews.models.waiting import (
    ImportedScores,
    PaperForm,
    ProposedOutcome,
    SealedAnswers,
    WordsVote,
)

__all__ = [
    "ImportedScores",
    "LevelReport",
    "PaperForm",
    "ProposedOutcome",
    "Ranking",
    "ReviewAnswer",
    "ReviewRound",
    "SealedAnswers",
    "WordsVote",
]
