"""Writes of the power check: load a record, run a check and store it, take contests."""

from counterpoise.web.audit.services.contests import contest
from counterpoise.web.audit.services.counts import propose_count, release_count, vote_on_count
from counterpoise.web.audit.services.loading import NotARecordError, NotEmptyError, load
from counterpoise.web.audit.services.readings import ask_for_check, run_checks_due, run_first_checks

__all__ = [
    "NotARecordError",
    "NotEmptyError",
    "ask_for_check",
    "contest",
    "load",
    "propose_count",
    "release_count",
    "run_checks_due",
    "run_first_checks",
    "vote_on_count",
]
