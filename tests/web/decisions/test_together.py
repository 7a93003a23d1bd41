"""Fifty people of one group agree at the same moment, each in a process of their own: the group agreed once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.tables import lay_tables

SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "counterpoise.web.project.settings",
    "COUNTERPOISE_DEMO": "1",
    "COUNTERPOISE_SECRET_KEY": "known to everybody, for it guards nothing but tests",
}
DRAFT = """
import django
django.setup()
from counterpoise.web.decisions.services import Drafting, draft
from counterpoise.web.people.selectors import viewer_of
from counterpoise.web.trajectory.selectors import paths_about
from counterpoise.web.ui.clock import now
who = viewer_of("new-director", at=now(), paths_about=paths_about)
drafting = Drafting(what="A garden.", matter="empty-rooms", touches=("town",))
draft(initiative="lindehof-together", drafting=drafting, once="0123456789abcdef", by=who, at=now())
"""
CONSENT = """
import django
django.setup()
from threading import Barrier, Thread
from django.db import connection
from counterpoise.web.decisions.models import Decision
from counterpoise.web.decisions.services import agree_for_group, explain, Explaining
from counterpoise.web.ledger.models import EarlierVersion, Entry
from counterpoise.web.ledger.services import AlreadyToldError, StaleVersionError
from counterpoise.web.people.selectors import viewer_of
from counterpoise.web.trajectory.selectors import paths_about
from counterpoise.web.ui.clock import now
NAME = "decision-0123456789abcdef"
citizen = viewer_of("citizen-1", at=now(), paths_about=paths_about)
director = viewer_of("new-director", at=now(), paths_about=paths_about)
together, said, stale = Barrier(52), [], []
def consent():
    together.wait()
    try:
        agree_for_group(initiative="lindehof-together", decision=NAME, group="town", by=citizen, at=now())
        said.append(True)
    except (AlreadyToldError, StaleVersionError):
        pass
    finally:
        connection.close()
def write(words):
    together.wait()
    version = Decision.objects.get(pk=NAME).version
    try:
        explain(initiative="lindehof-together", decision=NAME, version=version,
                explaining=Explaining(topic=words), by=director, at=now())
    except StaleVersionError as error:
        stale.append((error.mine.topic, error.theirs.version))
    finally:
        connection.close()
threads = [Thread(target=consent) for _ in range(50)] + [Thread(target=write, args=(w,)) for w in ("one", "two")]
for each in threads: each.start()
for each in threads: each.join()
row = Decision.objects.get(pk=NAME)
told = Entry.objects.filter(type="group_agreed").count()
written = Entry.objects.filter(type="decision_explained").count()
kept = EarlierVersion.objects.filter(table="decisions", ref=NAME).count()
assert (len(said), told) == (1, 1), (said, told)
assert row.consented == ("town",), row.consented
assert written + len(stale) == 2, (written, stale)
assert kept == row.version - 1 == told + written, (kept, row.version)
"""


def run(code: list[str], *, folder: Path, url: str = "") -> None:
    environment = {**os.environ, **SETTINGS, "COUNTERPOISE_DATA": str(folder)}
    if url:
        environment["COUNTERPOISE_DATABASE_URL"] = url
    ran = subprocess.run([sys.executable, *code], env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-3000:]


def agreed_once(folder: Path, *, url: str = "") -> None:
    if not url:
        lay_tables(folder)
    for code in (["-m", "django", "migrate", "-v0"], ["-m", "django", "load_illustrations"], ["-c", DRAFT]):
        run(code, folder=folder, url=url)
    run(["-c", CONSENT], folder=folder, url=url)


@pytest.mark.slow
def test_fifty_consents_are_one_and_two_texts_are_both_kept_in_a_file(tmp_path: Path) -> None:
    agreed_once(tmp_path)


@pytest.mark.postgres
@pytest.mark.slow
def test_fifty_consents_are_one_and_two_texts_are_both_kept_on_a_server(tmp_path: Path, postgres_database: str) -> None:
    agreed_once(tmp_path, url=postgres_database)
