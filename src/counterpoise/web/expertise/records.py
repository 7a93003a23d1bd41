"""Which table of the site holds which table of the record."""

from counterpoise.record import Row
from counterpoise.record import contributions as contributions_record
from counterpoise.record import documents as documents_record
from counterpoise.web.expertise import models
from counterpoise.web.ledger.models import Told

__all__ = ["PAIRS"]

PAIRS: dict[type[Told], type[Row]] = {
    models.Problem: contributions_record.Problem,
    models.Question: contributions_record.Question,
    models.Reframe: contributions_record.Reframe,
    models.Contribution: contributions_record.Contribution,
    models.Rewording: contributions_record.Rewording,
    models.Digest: contributions_record.Digest,
    models.Theme: contributions_record.Theme,
    models.Moderation: contributions_record.Moderation,
    models.Mention: documents_record.Mention,
    models.Coding: documents_record.Coding,
    models.Claim: documents_record.Claim,
    models.ClaimEvidence: documents_record.ClaimEvidence,
}
"""Each table here and its table in the record."""
