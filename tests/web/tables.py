"""The tables of the site, made once by its own migrations, and laid from then on where a test needs a new site.

The 130 tables take twenty seconds of a processor: Django draws up all models anew at every step. So they are made once
for each state of what the migrations say and read, in a database of their own that nothing else writes to.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import counterpoise

__all__ = ["lay_tables", "tables"]

CODE = Path(counterpoise.__file__).parent
_OTHERS = ("django", "django-allauth", "django-csp")
_FORGOTTEN_AFTER = 3 * 24 * 3600
"""After so many seconds without use, tables of an earlier state are taken away."""


def lay_tables(folder: Path) -> None:
    """Put a database with all tables and nothing in them into the data folder of a new site."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(tables(), folder / "counterpoise.sqlite3")


def tables() -> Path:
    """Return a SQLite database with all tables and nothing in them, which is copied and never opened.

    It is made by ``migrate``, in a process of its own, when the state of the code has none yet; other processes that
    ask for it meanwhile wait.
    """
    kept = Path(tempfile.gettempdir()) / f"counterpoise-tables-{os.getuid()}"
    kept.mkdir(mode=0o700, exist_ok=True)
    made = kept / f"{_state()}.sqlite3"
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            _make(made)
            _forget(kept)
        os.utime(made)
    return made


def _state() -> str:
    """Return a digest of what the tables come from: migrations, models, and what they read."""
    digest = hashlib.sha256(" ".join([sys.version, *map(version, _OTHERS)]).encode())
    for path in sorted(_sources()):
        digest.update(str(path.relative_to(CODE)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:32]


def _sources() -> Iterator[Path]:
    yield CODE / "web" / "project" / "settings.py"
    for folder in (CODE / "ledger", CODE / "record", CODE / "web" / "ledger"):
        yield from folder.rglob("*.py")
    for path in (CODE / "web").rglob("*.py"):
        if {"migrations", "models", "models.py"} & set(path.relative_to(CODE).parts):
            yield path


def _make(made: Path) -> None:
    with tempfile.TemporaryDirectory(dir=made.parent) as passing:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("COUNTERPOISE_")}
        ours = {"DEMO": "1", "DATA": passing}
        environment = {**kept, **{f"COUNTERPOISE_{name}": value for name, value in ours.items()}}
        environment["DJANGO_SETTINGS_MODULE"] = "counterpoise.web.project.settings"
        command = [sys.executable, "-m", "django", "migrate", "-v0"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        whole = Path(passing) / "whole"
        # What SQLite wrote beside the file comes into the copy too.
        with sqlite3.connect(Path(passing) / "counterpoise.sqlite3") as source, sqlite3.connect(whole) as target:
            source.backup(target)
        source.close()
        target.close()
        whole.rename(made)


def _forget(kept: Path) -> None:
    for each in kept.glob("*.sqlite3"):
        if time.time() - each.stat().st_mtime > _FORGOTTEN_AFTER:
            each.unlink(missing_ok=True)
