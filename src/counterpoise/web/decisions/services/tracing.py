"""The author of a contribution says whether what is told of it is right."""

from dataclasses import replace
from datetime import datetime

from counterpoise.expertise.contributions import author
from counterpoise.record import Reply
from counterpoise.record.contributions import Contribution
from counterpoise.record.decisions import Trace
from counterpoise.web.decisions import models
from counterpoise.web.decisions.services.rights import NothingHereError, case_here, held
from counterpoise.web.ledger.services import COMMON, Telling, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["judge_trace"]


def judge_trace(*, initiative: str, trace: str, version: int, right: bool, by: Viewer, at: datetime) -> Trace:
    """Say whether it is right what is told of one's own contribution.

    Raises
    ------
    NothingHereError
        There is no such word for this person, or the contribution is somebody else's.
    StaleVersionError
        It was changed in the meantime.
    """
    now = held(Trace, trace, initiative=initiative, by=by)
    said = case_here(initiative, by=by).by_id(Contribution).get(now.contribution or "")
    if said is None or by.person is None or author(said) != by.person:
        raise NothingHereError(trace)
    row = replace(
        now,
        version=version + 1,
        supersedes_reason="answered by the author",
        recorded_at=at,
        recorded_by=by.person,
        agreed_by_contributor=Reply.YES if right else Reply.NO,
    )
    tell("trace_judged", Telling(model=models.Trace, row=row), by=by.person, at=at, log=now.space or COMMON)
    return row
