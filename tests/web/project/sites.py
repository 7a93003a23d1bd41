"""Sites in folders of their own, each run by a process of its own, as on a real machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.web.tables import lay_tables

ENVIRONMENT = {"COUNTERPOISE_DEMO": "1", "DJANGO_SETTINGS_MODULE": "counterpoise.web.project.settings"}
START = """
import sys
import django
django.setup()
from counterpoise.web.people.selectors import viewer_of
from counterpoise.web.trajectory.selectors import paths_about
from counterpoise.web.ui.clock import now

def viewer(person):
    return viewer_of(person, at=now(), paths_about=paths_about)
"""
"""What a script begins with that acts as somebody on a site."""
SAY = """
from counterpoise.web.expertise.services import Saying, say

def speak(words, *, once, person="council-member"):
    saying = Saying(words=words)
    return say(initiative="lindehof-together", saying=saying, once=once, by=viewer(person), at=now())
"""
"""Lets somebody say something on a site."""


@dataclass(frozen=True)
class Site:
    """A site in a folder."""

    data: Path
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its processes."""
        given = {key: value for key, value in os.environ.items() if key != "COUNTERPOISE_DATABASE_URL"}
        url = {"COUNTERPOISE_DATABASE_URL": self.database} if self.database else {}
        return {**given, **ENVIRONMENT, "COUNTERPOISE_DATA": str(self.data), **url}

    @property
    def file(self) -> Path:
        """Its SQLite database."""
        return self.data / "counterpoise.sqlite3"

    def manage(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one of the site's commands."""
        return self._run([sys.executable, "-m", "django", *words])

    def counterpoise(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the command line as a person does."""
        return self._run([sys.executable, "-c", "from counterpoise.cli.main import app; app()", *words])

    def does(self, script: str) -> str:
        """Run a script that must succeed; return what it printed."""
        done = self._run([sys.executable, "-c", START + script])
        assert done.returncode == 0, done.stderr
        return done.stdout

    def starts(self, script: str) -> subprocess.Popen[str]:
        """Start a script that goes on beside the test."""
        command = [sys.executable, "-c", START + script]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, env=self.environment, stdout=pipe, stderr=pipe, text=True)

    def copy_to(self, folder: Path) -> Site:
        """Return a site like this one, whose processes have all ended, in another folder."""
        shutil.copytree(self.data, folder)
        return Site(folder)

    def _run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)


def loaded(folder: Path) -> Site:
    """Return a site with the illustrations, in a new folder."""
    site = Site(folder)
    lay_tables(folder)
    done = site.manage("load_illustrations", "-v0")
    assert done.returncode == 0, done.stderr
    return site


def bytes_in(folder: Path, words: str) -> list[str]:
    """Return the files below a folder that hold these words."""
    mark = words.encode()
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and mark in path.read_bytes())
