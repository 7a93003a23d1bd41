"""A site of its own in a folder, as programs run it: its environment, its data, and the worker beside it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.web.tables import lay_tables

SECRET = "known to everybody, for it guards nothing but tests"  # noqa: S105 - no secret
FILL = """
import django
django.setup()
from django.utils import timezone
from counterpoise.record import Moment
from counterpoise.web.decisions.services import Recorded, record_decision
from counterpoise.web.people.models import Account, Person
from counterpoise.web.people.selectors import viewer_of
from counterpoise.web.people.services import open_accounts
open_accounts(Person.objects.values_list("id", flat=True))
for account in Account.objects.all():
    account.email = f"{account.person_id}@example.org"
    account.save(update_fields=["email"])
now = timezone.localtime()
by = viewer_of("new-director", at=now, paths_about=lambda _person, _circles: ())
what = Recorded(what="The garden room closes.", taken_by="board", decided_at=Moment.exactly(now), touches=("town",))
record_decision(initiative="lindehof-together", recorded=what, once="a" * 16, by=by, at=now)
"""
"""Everybody has an address, and a decision is written down that touches everybody of the town."""


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return the environment of a site in a folder, as on a machine that no tests run on."""
    ours = ("COUNTERPOISE_", "DJANGO_ALLOW_ASYNC_UNSAFE")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "counterpoise.web.project.settings",
        "COUNTERPOISE_DATA": str(folder),
        "COUNTERPOISE_SECRET_KEY": SECRET,
        "COUNTERPOISE_HTTPS": "0",
        **{f"COUNTERPOISE_{name}": value for name, value in more.items()},
    }


def run(*words: str, env: dict[str, str], given: bytes | None = None) -> str:
    """Run a command of the site; return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "django", *words], env=env, input=given, capture_output=True, check=False, timeout=300
    )
    assert done.returncode == 0, (done.stdout + done.stderr).decode()
    return done.stdout.decode()


def code(text: str, *, env: dict[str, str]) -> str:
    """Run a few lines of Python in the site; return what they printed."""
    done = subprocess.run([sys.executable, "-c", text], env=env, capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, (done.stdout + done.stderr).decode()
    return done.stdout.decode()


def filled(folder: Path, **more: str) -> dict[str, str]:
    """Make a site in a folder with the illustrations and one decision that nobody was told of."""
    env = environment(folder, **more)
    lay_tables(folder)
    run("load_illustrations", env=env)
    code(FILL, env=env)
    return env


def until(holds: Callable[[], bool], *, longest: float = 300) -> None:
    """Wait until something holds."""
    end = time.monotonic() + longest
    while not holds():
        assert time.monotonic() < end, "it never came to hold"
        time.sleep(0.25)
