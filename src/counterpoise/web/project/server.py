"""Start the server, and beside it the worker that does the jobs; keep both going, and stop both in good order."""

import logging
import os
import subprocess
import sys
import time
from threading import Event, Thread

from granian import Granian
from granian.constants import Interfaces

__all__ = ["Beside", "serve"]

_THREADS = 4
_STOPS_WITHIN = 20.0
_LOOKS_EVERY = 1.0
_FIRST_WAIT = 1.0
_LONGEST_WAIT = 60.0
_LONG_ENOUGH = 60.0

_log = logging.getLogger("counterpoise.server")


class Beside:
    """A program of our own beside the server: started again when it dies, later each time it dies at once.

    Parameters
    ----------
    words
        The command of the site that it runs.
    """

    def __init__(self, *words: str) -> None:
        self._words = words
        self._ended = Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = Thread(target=self._keep, name=words[0], daemon=True)

    @property
    def pid(self) -> int | None:
        """Its number among the processes, while it runs."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def start(self) -> None:
        """Start it, and keep it going."""
        self._thread.start()

    def stop(self) -> None:
        """Let it finish what it does, and stop it."""
        self._ended.set()
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()
            try:
                process.wait(timeout=_STOPS_WITHIN)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._thread.join(timeout=_STOPS_WITHIN)

    def _keep(self) -> None:
        wait = _FIRST_WAIT
        while not self._ended.is_set():
            begun = time.monotonic()
            command = [sys.executable, "-m", "django", *self._words, "--parent", str(os.getpid())]
            self._process = subprocess.Popen(command)  # noqa: S603 - our own program
            # Looked at, and not waited for: on a busy machine a wait was seen that did not end when the program did.
            while (code := self._process.poll()) is None:
                self._ended.wait(_LOOKS_EVERY)
                if self._ended.is_set():
                    return
            wait = _FIRST_WAIT if time.monotonic() - begun > _LONG_ENOUGH else min(wait * 2, _LONGEST_WAIT)
            _log.warning("%s ended with %s; it starts again in %.0f seconds", self._words[0], code, wait)
            self._ended.wait(wait)


def serve(*, address: str = "127.0.0.1", port: int, workers: int = 1, jobs: bool = True) -> None:
    """Serve the site until it is stopped; requests that are being answered are answered first.

    Parameters
    ----------
    address, port
        Where to listen.
    workers
        How many processes.
    jobs
        Whether the worker runs beside it; not where another machine does the jobs.
    """
    beside = Beside("work") if jobs else None
    if beside is not None:
        beside.start()
    try:
        Granian(
            "counterpoise.web.project.wsgi:application",
            address=address,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=_THREADS,
            log_access=False,
            respawn_failed_workers=True,
            workers_kill_timeout=int(_STOPS_WITHIN),
        ).serve()
    finally:
        if beside is not None:
            beside.stop()
