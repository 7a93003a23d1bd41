"""A full disk, at each point of a write: a clear page with the words in it, nothing by half, reads go on."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.web.project.logs import problems
from tests.web.project.sites import Site

POINTS, NEEDED = 20, 6
WORDS = "The soup is cold. " * 500
FULL = f"""
import json
from django.conf import settings
settings.ALLOWED_HOSTS = ["testserver"]
from django.db import connection
from django.test import Client

client = Client(raise_request_exception=False)
assert client.get("/demo/as/council-member/").status_code == 302
place = "/initiatives/lindehof-together/expertise/say/"
words = {WORDS!r}

def pages(name, value=None):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {{name}}" + ("" if value is None else f"={{value}}"))
        return cursor.fetchone()[0]

with connection.cursor() as cursor:
    cursor.execute("VACUUM")
told = []
for number in range({POINTS}):
    # One more page is free at each point, up to one less than this write needs; then from the first point again.
    once, room = f"{{number:016d}}", number % {NEEDED}
    pages("max_page_count", pages("page_count") + room)
    sent = client.post(place, {{"words": words, "once": once}})
    read = client.get("/initiatives/lindehof-together/")
    pages("max_page_count", 1_000_000)
    told.append([once, sent.status_code, words.strip() in sent.content.decode(), read.status_code,
                 "disk of this site is full" in sent.content.decode()])
once = "f" * 16
told.append([once, client.post(place, {{"words": words, "once": once}}).status_code, True, 200, False])
print(json.dumps(told))
"""


@pytest.mark.slow
@pytest.mark.faults
def test_on_a_full_disk_the_words_stay_in_the_page_and_reads_go_on(first_site: Site, tmp_path: Path) -> None:
    site = first_site.copy_to(tmp_path / "data")
    answers = json.loads(site.does(FULL).splitlines()[-1])
    *tries, (_once, after, *_more) = answers
    refused = [each for each in tries if each[1] != 302]
    assert after == 302, "with room again, the same form is taken"
    assert len(refused) == POINTS, tries
    assert {status for _once, status, *_more in refused} == {507}
    assert all(kept and clear for _once, _status, kept, _read, clear in refused), refused
    assert {read for _once, _status, _kept, read, _clear in tries} == {200}
    with sqlite3.connect(site.file) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        said = {name for (name,) in base.execute("SELECT id FROM expertise_contributions")}
        entered = {
            name for (name,) in base.execute("SELECT ref FROM ledger_entryrow WHERE \"table\" = 'contributions'")
        }
    written = {f"contribution-{once}" for once, status, *_more in answers if status == 302}
    assert {name for name in said if name.startswith("contribution-")} == written
    assert {name for name in entered if name.startswith("contribution-")} == written
    assert problems(site.file) == []
