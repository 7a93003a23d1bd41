"""Which table of the site holds which table of the record."""

from counterpoise.record import Row
from counterpoise.record import commitments as commitments_record
from counterpoise.record import decisions as decisions_record
from counterpoise.record import legal as legal_record
from counterpoise.web.decisions import models
from counterpoise.web.ledger.models import Told

__all__ = ["PAIRS"]

PAIRS: dict[type[Told], type[Row]] = {
    models.Decision: decisions_record.Decision,
    models.Concern: decisions_record.Concern,
    models.Answer: decisions_record.Answer,
    models.Trace: decisions_record.Trace,
    models.Notice: decisions_record.Notice,
    models.GroupReference: decisions_record.GroupReference,
    models.LegalStep: legal_record.LegalStep,
    models.Promise: commitments_record.Promise,
    models.Commitment: commitments_record.Commitment,
    models.Verdict: commitments_record.Verdict,
}
"""Each table here and its table in the record."""
