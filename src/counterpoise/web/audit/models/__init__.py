"""The tables of this part of the site."""

from counterpoise.web.audit.models.checks import Audit, AuditFinding, Contest
from counterpoise.web.audit.models.counts import CountBallot, CountProposal
from counterpoise.web.audit.models.readings import CheckDue, ReadingPage, StoredReading

__all__ = [
    "Audit",
    "AuditFinding",
    "CheckDue",
    "Contest",
    "CountBallot",
    "CountProposal",
    "ReadingPage",
    "StoredReading",
]
