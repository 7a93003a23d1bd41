"""Fifty people use one invitation at the same moment: exactly one gets in. On a file of SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.tables import lay_tables

MANY = 50
PREPARE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("load_illustrations", verbosity=0)
from counterpoise.web.people import models, services
from counterpoise.web.people.selectors import viewer_of
from counterpoise.web.trajectory.selectors import paths_about
from counterpoise.web.ui.clock import now
from counterpoise.record.people import SeatMethod
by = viewer_of("resident", at=now(), paths_about=paths_about)
asking = services.Asking(about="Council", body="wending-client-council", method=SeatMethod.ELECTED)
_made, code = services.invite(initiative="meals", asking=asking, once="a" * 16, by=by, at=now())
for number in range(%d):
    account = models.Account.objects.create(name=f"account {number}").pk
    services.take_part(account=account, name=f"Vink {number:02}x", language="", once=f"{number:016x}", at=now())
print(code)
"""
USE = """
import sys, django
django.setup()
from threading import Barrier, Thread
from django.db import connection
from counterpoise.web.people import models, services
from counterpoise.web.people.selectors import viewer_of
from counterpoise.web.ui.clock import now
code, many = sys.argv[1], %d
start, got = Barrier(many), []
def use(number):
    try:
        by = viewer_of(f"person-{number:016x}", at=now(), paths_about=lambda *_: ())
        start.wait()
        services.use_invitation(text=code, once=f"{number + 500:016x}", by=by, at=now())
        got.append("in")
    except services.NotUsableError:
        got.append("not")
    except Exception as error:
        got.append(repr(error))
    finally:
        connection.close()
threads = [Thread(target=use, args=(number,)) for number in range(many)]
[each.start() for each in threads]
[each.join() for each in threads]
seats = models.Seat.objects.filter(body="wending-client-council", person__pseudonym__startswith="Vink").count()
print(got.count("in"), got.count("not"), seats, [each for each in got if each not in {"in", "not"}][:2])
"""


def used_by_many(folder: Path, **more: str) -> str:
    environment = {
        **os.environ,
        "COUNTERPOISE_DEMO": "1",
        "COUNTERPOISE_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "counterpoise.web.project.settings",
        **more,
    }
    if "COUNTERPOISE_DATABASE_URL" not in more:
        lay_tables(folder)
    code = ran(PREPARE % MANY, environment=environment).split()[-1]
    return ran(USE % MANY, code, environment=environment)


def ran(program: str, *arguments: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.slow
@pytest.mark.faults
def test_of_fifty_who_use_one_invitation_exactly_one_gets_in(tmp_path: Path) -> None:
    assert used_by_many(tmp_path) == f"1 {MANY - 1} 1 []"


@pytest.mark.slow
@pytest.mark.faults
@pytest.mark.postgres
def test_of_fifty_who_use_one_invitation_exactly_one_gets_in_on_postgresql(
    tmp_path: Path, postgres_database: str
) -> None:
    assert used_by_many(tmp_path, COUNTERPOISE_DATABASE_URL=postgres_database) == f"1 {MANY - 1} 1 []"
