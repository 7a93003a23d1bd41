"""The worker is killed while it sends, at every step of a letter's way: each letter arrives once, and none is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.web.governance.post import Office, office_open
from tests.web.governance.sites import code, filled, run, until

pytestmark = [pytest.mark.slow, pytest.mark.faults, pytest.mark.xdist_group("server")]

POINTS = ("connect", "ehlo", "mail", "rcpt", "data", "taken", "mail", "data", "taken", "answered", "rcpt", "connect")
"""The steps at which the worker is killed, in this order: before, in the middle of, and after a letter was taken."""
STATES = """
import django, json
django.setup()
from counterpoise.web.governance.models import Letter
rows = Letter.objects.filter(kind="decision").values_list("person", "state", "message_id")
print(json.dumps(list(rows)))
"""
TOLD = """
import django
django.setup()
from counterpoise.web.decisions.models import Notice
print(Notice.objects.filter(id__startswith="notice-letter-", told_at__isnull=False).count())
"""


class Worker:
    """The worker of a site, started anew whenever it was killed."""

    def __init__(self, env: dict[str, str], log: Path) -> None:
        self.env = env
        self.log = log.open("ab")
        self.kills: list[str] = []
        self.points = list(POINTS)
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "django", "work", "--every", "0.2"]
        return subprocess.Popen(command, env=self.env, stdout=self.log, stderr=subprocess.STDOUT)

    def step(self, name: str) -> None:
        """Kill it if this is the step that comes next; called by the mail server while it talks with the worker."""
        if self.points and self.points[0] == name and self.process.poll() is None:
            self.kills.append(self.points.pop(0))
            os.kill(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=30)

    def restart(self) -> None:
        """Start it again if it was killed."""
        if self.process.poll() is not None:
            self.process = self._start()

    def stop(self) -> None:
        """Stop it as a server does."""
        self.process.terminate()
        self.process.wait(timeout=30)
        self.log.close()


def test_a_worker_killed_at_twelve_points_sends_each_letter_once(tmp_path: Path) -> None:
    office = Office()
    with office_open(office) as port:
        given = {"MAIL_HOST": "127.0.0.1", "MAIL_PORT": str(port), "MAIL_TLS": "none", "MAIL_TIMEOUT": "1"}
        env = filled(tmp_path, MAIL_LEASE="3", **given)
        worker = Worker(env, tmp_path / "log")
        office.at_step = worker.step
        try:

            def all_killed_and_sent() -> bool:
                worker.restart()
                if worker.points:
                    return False
                states = [state for _person, state, _name in letters(env)]
                return bool(states) and not {"due", "claimed", "handing_over"} & set(states)

            until(all_killed_and_sent, longest=240)
        finally:
            worker.stop()
        rows = letters(env)
    assert worker.kills == list(POINTS)
    arrived = Counter(str(each["To"]) for each in office.got if each["Subject"] == "Een besluit dat uw groep raakt")
    assert arrived == {f"{person}@example.org": 1 for person, _state, _name in rows}
    assert len(rows) >= 40
    assert max(Counter(office.names()).values()) == 1
    states = Counter(state for _person, state, _name in rows)
    # Killed between the server's taking a letter and the writing down of that: nobody knows, and it is not sent again.
    assert 2 <= states["unknown"] <= 3
    assert states["unknown"] + states["accepted"] == len(rows)
    assert code(TOLD, env=env).strip() == "1"


def letters(env: dict[str, str]) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = json.loads(code(STATES, env=env))
    return found


def test_a_server_that_is_down_queues_and_nothing_is_told_until_it_takes_a_letter(tmp_path: Path) -> None:
    office = Office()
    with office_open(office) as port:
        pass
    given = {"MAIL_HOST": "127.0.0.1", "MAIL_PORT": str(port), "MAIL_TLS": "none", "MAIL_TIMEOUT": "1"}
    env = filled(tmp_path, **given)
    tasks = "import django; django.setup(); from counterpoise.web.governance import services as s;"
    tasks += " from django.utils.timezone import localtime as now; s.read_logs(at=now()); print(s.deliver(clock=now))"
    told = code(tasks, env=env).strip().splitlines()
    assert told[-1] == "0"
    assert told[0].endswith("the mail server does not answer; letters wait")
    assert {state for _person, state, _name in letters(env)} == {"due"}
    assert code(TOLD, env=env).strip() == "0"
    assert "Letters not delivered: 0" in run("bounces", env=env, given=b"no report at all")
