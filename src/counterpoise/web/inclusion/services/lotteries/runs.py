"""The run of a lottery in the record: each that was worked out, those that were broken off too."""

import hashlib
from dataclasses import replace
from datetime import datetime

from counterpoise.record import Moment
from counterpoise.record.participation import LotteryRun
from counterpoise.web.inclusion import models
from counterpoise.web.ledger.records import to_row
from counterpoise.web.ledger.services import Telling, new_id, tell

__all__ = ["OTHER_PLACES", "OTHER_POOL", "OTHER_QUOTAS", "OTHER_RULE", "go_on", "set_aside", "start_run"]

OTHER_PLACES = "the number of places or the population was changed"
OTHER_POOL = "the pool was changed"
OTHER_QUOTAS = "the quotas were changed"
OTHER_RULE = "chances were worked out by another rule"


def start_run(lottery: models.Lottery, *, by: str | None, at: datetime) -> None:
    """Enter a run into the record: what it was worked out from. The caller holds the transaction."""
    row = LotteryRun(
        id=new_id("lottery-run"),
        initiative=lottery.initiative_id,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by,
        space=lottery.selection.space_id,
        selection=lottery.selection_id,
        objective=str(lottery.objective),
        pool_size=lottery.people,
        panel_size=lottery.size,
        pool_hash=hashlib.sha256(bytes(lottery.pool or b"")).hexdigest(),
        quotas_hash=hashlib.sha256(lottery.quotas.encode()).hexdigest(),
    )
    tell("lottery_run", Telling(model=models.LotteryRun, row=row), by=by, at=at, log=lottery.log)
    lottery.run_id = row.id


def go_on(lottery: models.Lottery, event: str, why: str, *, by: str | None, at: datetime, **what: str | bool) -> None:
    """Enter what came next of the run that goes on. The caller holds the transaction."""
    if lottery.run_id is None:
        start_run(lottery, by=by, at=at)
    now = to_row(LotteryRun, models.LotteryRun.objects.get(pk=lottery.run_id))
    row = replace(
        now, version=now.version + 1, supersedes_reason=why, recorded_at=at, recorded_by=by, **what  # type: ignore[arg-type]  # words and one yes or no, by the names of the record
    )  # fmt: skip
    tell(event, Telling(model=models.LotteryRun, row=row), by=by, at=at, log=lottery.log)


def set_aside(lottery: models.Lottery, why: str, *, by: str | None, at: datetime) -> None:
    """Keep a lottery after something changed on which its chances rest: the run that went on is broken off."""
    if lottery.run_id is not None:
        go_on(lottery, "lottery_aborted", why, by=by, at=at, aborted=True, reason=why)
    lottery.run = None
    lottery.changes += 1
    lottery.waits_for, lottery.report, lottery.problems = "", {}, []
    lottery.save()
