"""What becomes due by time: the jobs that a worker is given, and when."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event

from django.core.management import call_command
from django.db import DatabaseError, close_old_connections
from django_tasks_db.models import DBTaskResult

from counterpoise.web.audit.selectors import any_check_due
from counterpoise.web.audit.tasks import keep_ledger, run_waiting_checks
from counterpoise.web.governance import tasks
from counterpoise.web.governance.selectors.letters import anything_due, unread
from counterpoise.web.inclusion.selectors import any_lottery_due
from counterpoise.web.inclusion.tasks import run_waiting_lotteries
from counterpoise.web.interests.selectors import any_map_due
from counterpoise.web.interests.tasks import draw_maps
from counterpoise.web.people.services import forget_past_attempts
from counterpoise.web.project.upgrade import measure_tables
from counterpoise.web.reviews.selectors import any_step_due
from counterpoise.web.reviews.tasks import step_rounds

__all__ = ["BEAT", "Clock", "keep_time"]

BEAT = timedelta(minutes=1)
"""How often the worker shows that it works."""

_LOOK = timedelta(minutes=15)
_PRUNE = timedelta(days=1)
_HOUR = timedelta(hours=1)
_WEEKS = 14
"""The longest that work which failed is kept, in days: what tools/kept.toml promises."""

_log = logging.getLogger("counterpoise.clock")


@dataclass(slots=True)
class Clock:
    """Remembers what it gave to do and when, so that nothing piles up while a worker is slow."""

    last: dict[str, datetime] = field(default_factory=dict)

    def tick(self, *, at: datetime) -> list[str]:
        """Give the worker what is due; return the names of those jobs.

        Parameters
        ----------
        at
            Now.
        """
        due: list[tuple[str, Callable[[], object]]] = []
        if self._is_time("beat", BEAT, at=at):
            due.append(("beat", tasks.beat.enqueue))
        if unread():
            due.append(("find_owed", tasks.find_owed.enqueue))
        if self._is_time("look", _LOOK, at=at):
            due.append(("write_weekly_letters", tasks.write_weekly_letters.enqueue))
            due.append(("remind_people", tasks.remind_people.enqueue))
            due.append(("keep_ledger", keep_ledger.enqueue))
        if anything_due(at=at):
            due.append(("send_letters", tasks.send_letters.enqueue))
        due += _written_due(at=at)
        given = []
        for name, enqueue in due:
            if not _waits(name):
                enqueue()
                given.append(name)
        if self._is_time("prune", _PRUNE, at=at):
            call_command("prune_db_task_results", min_age_days=7, failed_min_age_days=_WEEKS, verbosity=0)
            call_command("clearsessions")
        if self._is_time("forget", _HOUR, at=at):
            forget_past_attempts(at=at)
            measure_tables()
        return given

    def _is_time(self, name: str, every: timedelta, *, at: datetime) -> bool:
        before = self.last.get(name)
        if before is not None and before <= at < before + every:
            return False
        self.last[name] = at
        return True


def _written_due(*, at: datetime) -> list[tuple[str, Callable[[], object]]]:
    """Return the jobs that wait for what people wrote: steps of a review, power checks, maps of opinions, lotteries."""
    due: list[tuple[str, Callable[[], object]]] = []
    if any_step_due(at=at):
        due.append(("step_rounds", step_rounds.enqueue))
    if any_check_due():
        due.append(("run_waiting_checks", run_waiting_checks.enqueue))
    if any_map_due(at=at):
        due.append(("draw_maps", draw_maps.enqueue))
    if any_lottery_due():
        due.append(("run_waiting_lotteries", run_waiting_lotteries.enqueue))
    return due


def _waits(name: str) -> bool:
    return DBTaskResult.objects.ready().filter(task_path__endswith=f".{name}").exists()


def keep_time(*, clock: Callable[[], datetime], every: float, until: Event) -> None:
    """Look again and again what is due; a database that is away for a while stops nothing.

    Parameters
    ----------
    clock
        Says what time it is.
    every
        After how many seconds to look again.
    until
        Set, when it is to stop.
    """
    kept = Clock()
    while not until.wait(every):
        try:
            close_old_connections()
            kept.tick(at=clock())
        except DatabaseError:
            _log.warning("the database does not answer; looking again in %s seconds", every)
