"""Which table of the site holds which table of the record."""

from counterpoise.record import Row
from counterpoise.record import reviews as reviews_record
from counterpoise.web.ledger.models import Told
from counterpoise.web.reviews import models

__all__ = ["PAIRS"]

PAIRS: dict[type[Told], type[Row]] = {
    models.ReviewRound: reviews_record.ReviewRound,
    models.ReviewAnswer: reviews_record.ReviewAnswer,
    models.LevelReport: reviews_record.LevelReport,
    models.Ranking: reviews_record.Ranking,
}
"""Each table here and its table in the record."""
