"""Writes of the power check: load a record, run a check and store it, take contests."""

from counterpoise.web.audit.services.contests import contest
from counterpoise.web.audit.services.counts import propose_count, release_count, vote_on_count
from counterpoise.web.audit.services.erasing import IN_OFFICE, erase_person, wipe_freed_space
from counterpoise.web.audit.services.ledger import keep_ledger
from counterpoise.web.audit.services.loading import NotARecordError, NotEmptyError, load
from counterpoise.web.audit.services.readings import ask_for_check, run_checks_due, run_first_checks

__all__ = [
    "IN_OFFICE",
    "NotARecordError",
    "NotEmptyError",
    "ask_for_check",
    "contest",
    "erase_person",
    "keep_ledger",
    "load",
    "propose_count",
    "release_count",
    "run_checks_due",
    "run_first_checks",
    "vote_on_count",
    "wipe_freed_space",
]
