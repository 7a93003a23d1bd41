"""Do the jobs that wait, and look what becomes due by time; started by ``serve`` beside the server."""

import os
import secrets
import signal
from argparse import ArgumentParser
from threading import Event, Thread

from django.core.management.base import BaseCommand
from django_tasks_db.management.commands.db_worker import Worker

from counterpoise.web.project.clock import keep_time
from counterpoise.web.ui.clock import now

_LOOK = 2.0


class Command(BaseCommand):
    """Works until it is stopped, or until who started it is gone."""

    help = "Do the jobs that wait: letters above all. `serve` starts this by itself."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how often to look, and whose child this is."""
        parser.add_argument("--every", type=float, default=5.0, help="seconds between two looks at what is due (5)")
        parser.add_argument("--parent", type=int, default=0, help="stop when this process is gone")

    def handle(self, *, every: float, parent: int, **_options: object) -> None:
        """Keep time beside, and work here."""
        ended = Event()
        given = {"clock": now, "every": every, "until": ended}
        Thread(target=keep_time, kwargs=given, daemon=True, name="clock").start()
        if parent:
            Thread(target=_watch, args=(parent, ended), daemon=True, name="parent").start()
        try:
            worker = Worker(
                queue_names=["default"],
                interval=min(every, 1.0),
                batch=False,
                backend_name="default",
                startup_delay=False,
                max_tasks=None,
                worker_id=secrets.token_hex(16),
                excluded_queue_names=[],
            )
            worker.configure_signals()
            worker.run()
        finally:
            ended.set()


def _watch(parent: int, ended: Event) -> None:
    # A server that was killed cannot stop its worker: then the worker, which has another parent now, stops by itself.
    while not ended.wait(_LOOK):
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)
            return
