"""The tables of this part of the site."""

from counterpoise.web.decisions.models.answers import Answer, Concern, GroupReference, Notice, Trace
from counterpoise.web.decisions.models.commitments import Commitment, Promise, Verdict
from counterpoise.web.decisions.models.decisions import Decision
from counterpoise.web.decisions.models.legal import LegalStep
from counterpoise.web.decisions.models.renewals import Renewal

__all__ = [
    "Answer",
    "Commitment",
    "Concern",
    "Decision",
    "GroupReference",
    "LegalStep",
    "Notice",
    "Promise",
    "Renewal",
    "Trace",
    "Verdict",
]
