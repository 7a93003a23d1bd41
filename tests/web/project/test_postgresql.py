"""The same tables on PostgreSQL: made, filled and built back without loss."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BUILD = """
import django
django.setup()
from counterpoise.datasets.illustrations import illustrations
from counterpoise.web.audit.records import build
from counterpoise.web.governance.selectors import start_for
from counterpoise.web.people.selectors import viewer_of
from counterpoise.web.trajectory.selectors import paths_about
from counterpoise.web.ui.clock import now
assert build() == illustrations()
start = start_for(viewer_of("citizen-1", at=now(), paths_about=paths_about))
assert (start.used, start.given) == (12, 39)
from django.conf import settings
from django.test import Client
settings.ALLOWED_HOSTS = ["testserver"]
client = Client()
assert client.get("/demo/as/resident/").status_code == 302
here = "/initiatives/meals/"
rooms = ("", "decisions/", "expertise/", "voices/", "audit/", "table/wending-client-council/")
pages = ["/", "/record/", "/search/?q=warm", *(here + room for room in rooms)]
pages.append(here + "table/wending-client-council/years/2014/")
for page in pages:
    answer = client.get(page)
    assert answer.status_code == 200, (page, answer.status_code)
assert "flower" in client.get("/search/?q=flower").content.decode()
"""


@pytest.mark.postgres
@pytest.mark.slow
def test_the_illustrations_come_back_from_postgresql_as_they_were(tmp_path: Path, postgres_database: str) -> None:
    environment = {
        **os.environ,
        "COUNTERPOISE_DATABASE_URL": postgres_database,
        "COUNTERPOISE_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "counterpoise.web.project.settings",
    }
    for arguments in (["-m", "django", "migrate", "-v0"], ["-m", "django", "load_illustrations"], ["-c", BUILD]):
        ran = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
