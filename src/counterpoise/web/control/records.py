"""Which table of the site holds which table of the record."""

from counterpoise.record import Row
from counterpoise.record import mandates as mandates_record
from counterpoise.web.control import models
from counterpoise.web.ledger.models import Told

__all__ = ["PAIRS"]

PAIRS: dict[type[Told], type[Row]] = {
    models.StatutoryMandate: mandates_record.StatutoryMandate,
    models.Requirement: mandates_record.Requirement,
    models.Mandate: mandates_record.Mandate,
    models.Limit: mandates_record.Limit,
    models.LimitQuestion: mandates_record.LimitQuestion,
}
"""Each table here and its table in the record."""
